"""Periods as offices write them."""

from __future__ import annotations

import pytest

from site_builder.validate.periods import read_period, suggest_period


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("2025", "2025"),
        ("Năm 2025", "2025"),
        ("cả năm 2025", "2025"),
        ("2025-A1", "2025"),
        ("2025-S1", "2025-S1"),
        ("2025-s1", "2025-S1"),
        ("6 tháng đầu năm 2025", "2025-S1"),
        ("6 tháng cuối năm 2025", "2025-S2"),
        ("Sáu tháng đầu năm 2025", "2025-S1"),
        ("Quý II/2025", "2025-Q2"),
        ("Quý IV năm 2025", "2025-Q4"),
        ("QUÝ I - 2025", "2025-Q1"),
        ("quí 3/2025", "2025-Q3"),
        ("Q2/2025", "2025-Q2"),
        ("QII/2025", "2025-Q2"),
        ("Tháng 6/2025", "2025-06"),
        ("Tháng 06 năm 2025", "2025-06"),
        ("T6/2025", "2025-06"),
        ("12/2025", "2025-12"),
        ("2025-M06", "2025-06"),
        ("quý ii/2025", "2025-Q2"),
        ("Quý 2 năm 2025", "2025-Q2"),
        ("6/2025", "2025-06"),
        ("2025-01-01/P1Y", "2025"),
        ("2025-07-01/P6M", "2025-S2"),
        ("2025-04-01T00:00:00/P3M", "2025-Q2"),
        ("Qu\u0079\u0301 II/2025", "2025-Q2"),
    ],
)
def test_a_period_is_read_however_an_office_writes_it(text, standard):
    """The Vietnamese ways of writing a period equal the standard ones."""
    assert str(read_period(text)) == standard


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Quy II/2025", "2025-Q2"),
        ("6 thang dau nam 2025", "2025-S1"),
        ("2025Q2", "2025-Q2"),
        ("2025-H1", "2025-S1"),
        ("2025-6", "2025-06"),
        ("2025/06", "2025-06"),
        ("2025-06-01", "2025-06"),
        ("Jun-25", "2025-06"),
        ("01/06/2025", "2025-06"),
        ("II/2025", "2025-Q2"),
        ("Thực hiện 2025", "2025"),
        ("TH năm 2025", "2025"),
        ("Ước 2025", ""),
        ("Kế hoạch năm 2025", ""),
        ("\uff12\uff10\uff12\uff15", "2025"),
        ("2O25", "2025"),
        ("2025-Ql", "2025-Q1"),
        ("6 tháng năm 2025", "2025-S1"),
        ("3 tháng đầu năm 2025", "2025-Q1"),
        ("9 tháng năm 2025", "2025-Q3"),
        ("12 tháng năm 2025", "2025"),
        ("2025-W05", ""),
        ("2025-02-01/P3M", ""),
        ("2025-Q5", ""),
        ("Quý V/2025", ""),
        ("Tháng 13/2025", ""),
        ("9 tháng đầu năm 2025", "2025-Q3"),
        ("8 tháng đầu năm 2025", "2025-08"),
        ("6-2025", ""),
        ("0000", ""),
        ("", ""),
        ("Năm2025", "2025"),
        ("2025.", "2025"),
        ("Quý l/2025", "2025-Q1"),
        ("2025-Q01", "2025-Q1"),
    ],
)
def test_what_is_no_period_is_refused_and_perhaps_guessed(text, suggestion):
    """Without accents, or in another standard, a period is only suggested."""
    assert read_period(text) is None
    assert suggest_period(text) == suggestion


def test_a_slip_is_taken_for_a_period_of_other_rows():
    """What cannot be read alone is most likely what stands in the rows beside it."""
    others = ["2024-Q1", "2024-Q2", "2025"]

    assert suggest_period("2024-QQ2", others) == "2024-Q2"
    assert suggest_period("2O24-QI", others) == "2024-Q1"
    assert suggest_period("hôm nay", others) == ""
