"""Periods: what is written is read back, in every way of writing it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.period import Frequency, Period, parse_period
from site_builder.validate.periods import read_period

PERIODS = st.builds(
    lambda year, frequency, number: Period(year, frequency, number % frequency.per_year + 1),
    st.integers(1, 9999),
    st.sampled_from(Frequency),
    st.integers(0, 11),
)
ROMAN = ("I", "II", "III", "IV")


def in_words(period: Period) -> str:
    """Write a period as an office would."""
    year = f"{period.year:04d}"
    match period.frequency:
        case Frequency.YEAR:
            return f"Năm {year}"
        case Frequency.HALF:
            return f"6 tháng {('đầu', 'cuối')[period.number - 1]} năm {year}"
        case Frequency.QUARTER:
            return f"Quý {ROMAN[period.number - 1]}/{year}"
        case Frequency.MONTH:
            return f"Tháng {period.number}/{year}"


@given(PERIODS)
def test_the_standard_form_is_read_back(period):
    """Writing and reading are inverse."""
    assert parse_period(str(period)) == period
    assert read_period(str(period)) == period


@given(PERIODS, st.sampled_from([str, str.upper, str.lower]))
def test_the_vietnamese_form_means_the_same(period, case):
    """In words, in capitals or not, it is the same period."""
    assert read_period(case(in_words(period))) == period


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_none(text):
    """No text makes the reader fail, and what it reads has a standard form."""
    found = read_period(text)

    assert found is None or parse_period(str(found)) == found
