"""What is suggested for unknown units and indicators."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import parse_period
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.validate.dates import suggest_date
from site_builder.validate.documents import Documents
from site_builder.validate.names import Names
from site_builder.validate.unit_names import suggest_unit
from site_builder.validate.units import Units
from tests.benchmarks.suggestions import SHARE, make_typos

END, START = date(2025, 6, 30), date(2025, 7, 1)
UNITS = (
    Unit("huyen-que-son", Text((("vi", "Huyện Quế Sơn"),)), "503", valid_to=END),
    Unit("xa-que-son", Text((("vi", "Xã Quế Sơn"), ("en", "Que Son"))), "20641", valid_from=START),
    Unit("tam-dan-a", Text((("vi", "Xã Tam Dân"),)), "20387"),
    Unit("tam-dan-b", Text((("vi", "Xã Tam Đàn"),)), "20386"),
    Unit("hoa-vang", Text((("vi", "Huyện Hòa Vang"),)), "497"),
    Unit("ben-hai-cu", Text((("vi", "Phường Bến Hải"),)), "1", valid_to=END),
    Unit("ben-hai-moi", Text((("vi", "Phường Bến Hải"),)), "1", valid_from=START),
)


def names_of(*codes: str) -> Names:
    title = Text((("vi", "Tỷ lệ thử"),))
    made = {c: Indicator(c, title, IndicatorKind.COUNT, "x", "") for c in codes}
    register = UnitRegister({unit.unit: unit for unit in UNITS})
    units = Units(register, frozenset(), is_complete=True)
    documents = Documents({}, frozenset(), is_complete=True)
    return Names(made, frozenset(), True, units, documents, ("vi",))


@pytest.mark.parametrize(
    ("word", "period", "unit"),
    [
        ("Huyện Quế Sơn", "2026", "huyen-que-son"),
        ("Xã Quế Sơn", "2024", "xa-que-son"),
        ("Quế Sơn", "2024", "huyen-que-son"),
        ("Quế Sơn", "2026", "xa-que-son"),
        ("que-son", "2026", "xa-que-son"),
        ("Phường Bến Hải", "2024", "ben-hai-cu"),
        ("PHƯỜNG BẾN HẢI", "2026", "ben-hai-moi"),
        ("1", "2026", "ben-hai-moi"),
        ("Hoà Vang", "2024", "hoa-vang"),
        ("Đảng bộ huyện Hòa Vang", "2024", "hoa-vang"),
        ("Tam Đàn", "2024", "tam-dan-b"),
        ("Tam Dân", "2024", "tam-dan-a"),
        ("Hoa Vang", "2024", "hoa-vang"),
        ("Huyện Hòa Vnag", "2024", "hoa-vang"),
        ("h0a-vang", "2024", "hoa-vang"),
        ("zzzzzz", "2024", ""),
    ],
)
def test_a_unit_is_suggested_by_id_name_or_code(word, period, unit):
    """Of units that bear one name the one in force in the row's period is meant."""
    register = {one.unit: one for one in UNITS}

    assert suggest_unit(register, word, parse_period(period)) == unit


@pytest.mark.parametrize(
    ("word", "codes", "code"),
    [
        ("1", ("01", "10", "11"), "01"),
        ("2-Jan", ("1-2", "1-3"), "1-2"),
        ("02-Jan", ("1-3", "2-1"), "2-1"),
        ("Jan-25", ("1-2",), ""),
        ("CTI", ("CT1", "CT2"), "CT1"),
        ("ct 1", ("CT1", "CT2"), "CT1"),
        ("tỷ lệ thử", ("CT1",), "CT1"),
    ],
)
def test_a_code_is_suggested_as_it_was_before_a_spreadsheet_changed_it(word, codes, code):
    """Zeros cut off, codes taken for dates, letters taken for digits."""
    assert names_of(*codes).suggest_indicator(word) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/06/2025", "2025-06-30"),
        ("2025-30-06", "2025-06-30"),
        ("06/30/2025", "2025-06-30"),
        ("2025/6/30", "2025-06-30"),
        ("2O25-06-3O", "2025-06-30"),
        ("２０２５-06-30", "2025-06-30"),
        ("ngày 30 tháng 6 năm 2025", "2025-06-30"),
        ("2025-06-30 00:00:00", "2025-06-30"),
        ("31/06/2025", ""),
        ("hôm qua", ""),
    ],
)
def test_a_date_is_suggested_year_first(text, day):
    """Day first as people write; swapped where only that makes a date."""
    assert suggest_date(text) == day


def test_nine_of_ten_typing_errors_are_understood():
    """Of 200 seeded slips over registers, codes, titles, periods and dates."""
    typos = make_typos(200, seed=1)

    missed = [(t.kind, t.written, t.meant) for t in typos if t.guess(t.written) != t.meant]

    assert len(missed) <= (1 - SHARE) * len(typos), missed
