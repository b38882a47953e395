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
        ("Tháng 6/2025", "2025-06"),
        ("Tháng 06 năm 2025", "2025-06"),
        ("T6/2025", "2025-06"),
        ("12/2025", "2025-12"),
        ("2025-M06", "2025-06"),
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
        ("Jun-25", ""),
        ("2025-Q5", ""),
        ("Quý V/2025", ""),
        ("Tháng 13/2025", ""),
        ("9 tháng đầu năm 2025", ""),
        ("6-2025", ""),
        ("0000", ""),
        ("", ""),
    ],
)
def test_what_is_no_period_is_refused_and_perhaps_guessed(text, suggestion):
    """Without accents, or in another standard, a period is only suggested."""
    assert read_period(text) is None
    assert suggest_period(text) == suggestion
