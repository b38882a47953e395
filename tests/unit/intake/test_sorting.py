"""New rows join the order that a file has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from site_builder.intake.filled import FigureKey
from site_builder.intake.sorting import Placed, place_rows

UNITS = ("tinh", "huyen-b", "huyen-a")


def rows(*places: tuple[str, ...]) -> list[Placed]:
    """Return rows at lines 2, 3, …, written as (unit, period[, breakdown[, indicator]])."""
    return [
        Placed(FigureKey((*place, "", "", "")[3] or "CT1", *(*place, "")[:3]), "", line)
        for line, place in enumerate(places, start=2)
    ]


def new(unit: str, period: str, breakdown: str = "") -> Placed:
    return Placed(FigureKey("CT1", unit, period, breakdown), "", 0, f"{unit} {period}{breakdown}")


@pytest.mark.parametrize(
    ("present", "follows"),
    [
        ([], 0),
        ([("huyen-b", "2023"), ("huyen-a", "2023"), ("huyen-a", "2025")], 3),
        ([("huyen-a", "2023"), ("huyen-b", "2023")], 2),
        ([("tinh", "2023"), ("huyen-a", "2023"), ("tinh", "2025"), ("huyen-a", "2025")], 3),
        ([("huyen-a", "2024-Q4"), ("huyen-a", "2025-Q1")], 2),
        ([("huyen-a", "2023", "", "CT0"), ("huyen-a", "2025", "", "CT2")], 2),
        ([("huyen-a", "2025", "", "CT2")], 0),
        ([("huyen-b", "2025"), ("huyen-a", "2025"), ("huyen-a", "2023")], 3),
        ([("tinh", "2025"), ("huyen-a", "2025"), ("tinh", "2023"), ("huyen-a", "2023")], 3),
    ],
)
def test_a_row_follows_the_one_before_it(present: Sequence[tuple[str, ...]], follows: int):
    """By unit and period as the register or the alphabet has it, or by period, either way."""
    found = place_rows(rows(*present), [new("huyen-a", "2024")], UNITS)

    assert found == {follows: ("huyen-a 2024",)}


def test_a_file_without_an_order_is_added_to_at_its_end():
    """What comes before the last sorted rows is nobody's order."""
    present = rows(
        *(("huyen-a", "2025"), ("huyen-b", "2023"), ("huyen-a", "2023")),
        *(("tinh", "2024"), ("tinh", "2023"), ("huyen-a", "2020")),
    )

    found = place_rows(present, [new("huyen-a", "2024"), new("tinh", "2019")], UNITS)

    assert found == {5: ("tinh 2019",), 7: ("huyen-a 2024",)}


def test_the_parts_of_a_figure_stay_together():
    """A category joins its own unit and period, after those that sort before it."""
    present = rows(("huyen-a", "2023", "muc=a"), ("huyen-a", "2023", "muc=c"), ("huyen-a", "2024"))

    found = place_rows(present, [new("huyen-a", "2023", "muc=b")], UNITS)

    assert found == {2: ("huyen-a 2023muc=b",)}


def test_several_rows_keep_their_order():
    """However they were given."""
    given = [new("huyen-a", "2025"), new("huyen-b", "2025"), new("huyen-a", "2024")]

    assert place_rows([], given, UNITS) == {0: ("huyen-b 2025", "huyen-a 2024", "huyen-a 2025")}
