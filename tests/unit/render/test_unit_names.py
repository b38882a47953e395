"""Names of units: new communes bear the names of abolished ones."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.formatting import add_aside, format_unit
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister, mark_shared_names
from site_builder.wording import Wording

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def write(base_theme):
    """Return how each unit of a register is written in a language."""

    def names(language: str, *units: Unit) -> list[str]:
        register = mark_shared_names(UnitRegister({u.unit: u for u in units}), ("vi", "en"))
        wording = Wording(language, base_theme.wording[language])
        return [format_unit(unit, wording) for unit in register.units.values()]

    return names


def unit(key: str, name: str, english: str = "", **days: date) -> Unit:
    texts = (("vi", name), ("en", english)) if english else (("vi", name),)
    return Unit(key, Text(texts), **days)


def test_units_of_one_name_are_told_apart_by_their_days(write):
    """The one that ended, the one in between, and the one in force."""
    units = (
        unit("p", "Xã Phú", valid_to=date(2023, 12, 31)),
        unit("p1", "Xã Phú", valid_from=date(2024, 1, 1), valid_to=LAST),
        unit("new-p", "Xã Phú", valid_from=FIRST),
    )

    assert write("vi", *units) == [
        "Xã Phú (đến 31/12/2023)",
        "Xã Phú (từ 01/01/2024 đến 30/06/2025)",
        "Xã Phú (từ 01/07/2025)",
    ]
    assert write("en", *units)[::2] == [
        "Xã Phú (until 31 December 2023)",
        "Xã Phú (from 1 July 2025)",
    ]


def test_a_name_of_its_own_stays_bare(write):
    """Also where two units share a name in the other language alone, or have no days."""
    old = unit("s", "Xã Sông", "Song Commune", valid_to=LAST)
    new = unit("new-s", "Xã Sông", "Song (new)", valid_from=FIRST)

    assert write("en", old, new) == ["Song Commune", "Song (new)"]
    assert write("vi", old) == ["Xã Sông"]
    assert write("vi", unit("a", "Xã An"), unit("b", "Xã An")) == ["Xã An", "Xã An"]


def test_an_aside_shares_the_brackets_of_a_name():
    """Two pairs of brackets in a row are hard to read."""
    assert add_aside("Xã Sông", "40 %") == "Xã Sông (40 %)"
    assert add_aside("Xã Sông (đến 30/06/2025)", "40 %") == "Xã Sông (đến 30/06/2025; 40 %)"
