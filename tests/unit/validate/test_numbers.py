"""Numbers as they are written, and what is not read."""

from __future__ import annotations

import math

import pytest

from site_builder.validate.numbers import Reading, read_number, suggest_number, written_out


@pytest.mark.parametrize(
    ("text", "locale", "reading", "number"),
    [
        ("12", None, Reading.NUMBER, 12.0),
        ("-3.5", None, Reading.NUMBER, -3.5),
        ("−3.5", None, Reading.NUMBER, -3.5),
        ("+1", None, Reading.NUMBER, 1.0),
        ("1234.567", None, Reading.NUMBER, 1234.567),
        ("1.2345", None, Reading.NUMBER, 1.2345),
        ("1.234", None, Reading.POINT_OF_THREE, 1.234),
        ("123.456", None, Reading.POINT_OF_THREE, 123.456),
        ("98,3", None, Reading.COMMA, math.nan),
        ("1,234", None, Reading.COMMA_OF_THREE, math.nan),
        ("1,2E+05", "vi", Reading.EXPONENT, math.nan),
        ("2-Jan", None, Reading.DATE, math.nan),
        ("Jan-25", None, Reading.DATE, math.nan),
        ("1-2", None, Reading.DATE, math.nan),
        ("01/02/2025", "vi", Reading.DATE, math.nan),
        ("2-thg 1", "vi", Reading.DATE, math.nan),
        ("2025-02-01 00:00:00", None, Reading.DATE, math.nan),
        ("######", None, Reading.HIDDEN, math.nan),
        ("không", None, Reading.WORD, math.nan),
        ("-", None, Reading.WORD, math.nan),
        ("x", "vi", Reading.WORD, math.nan),
        ("1.234,5", None, Reading.COMMA, math.nan),
        ("1,234.5", None, Reading.COMMA, math.nan),
        ("1.234.567", None, Reading.BAD, math.nan),
        ("1 234", None, Reading.BAD, math.nan),
        (".5", None, Reading.BAD, math.nan),
        ("5.", None, Reading.BAD, math.nan),
        ("1e5", None, Reading.EXPONENT, math.nan),
        ("inf", None, Reading.BAD, math.nan),
        ("nan", None, Reading.BAD, math.nan),
        ("98.3%", None, Reading.BAD, math.nan),
        ("٣", None, Reading.BAD, math.nan),
        ("", None, Reading.EMPTY, math.nan),
        ("98,3", "vi", Reading.NUMBER, 98.3),
        ("1.234,5", "vi", Reading.NUMBER, 1234.5),
        ("1.234", "vi", Reading.NUMBER, 1234.0),
        ("1\u202f234\u202f567", "vi", Reading.NUMBER, 1234567.0),
        ("1.905.000", "vi", Reading.NUMBER, 1905000.0),
        ("98.3", "vi", Reading.POINT, math.nan),
        ("1,234.5", "vi", Reading.POINT, math.nan),
        ("1.234 567", "vi", Reading.BAD, math.nan),
        ("1,234.5", "en", Reading.NUMBER, 1234.5),
        ("1.234", "en", Reading.NUMBER, 1.234),
        ("1,23", "en", Reading.COMMA, math.nan),
        ("1,000", "vi", Reading.POINT_OF_THREE, 1.0),
        ("120,000", "vi", Reading.POINT_OF_THREE, 120.0),
        ("1.000", "vi", Reading.NUMBER, 1000.0),
        ("0,000", "vi", Reading.NUMBER, 0.0),
        ("1,250", "vi", Reading.NUMBER, 1.25),
        ("1.000", "en", Reading.POINT_OF_THREE, 1.0),
        ("1,000", "en", Reading.NUMBER, 1000.0),
    ],
)
def test_a_number_is_read_or_its_fault_is_known(text, locale, reading, number):
    """Each way of writing a number is read as one thing only."""
    assert read_number(text, locale) == (reading, pytest.approx(number, nan_ok=True))


@pytest.mark.parametrize(
    ("text", "locale", "suggestion"),
    [
        ("12,5%", None, "12.5"),
        ("12,5 %", "vi", "12,5"),
        ("98.3", "vi", "98,3"),
        ("1 234", None, "1234"),
        ("1\u00a0234\u00a0567", None, "1234567"),
        ("1'234", None, "1234"),
        ("\uff11\uff12", None, "12"),
        ("1O5", None, "105"),
        ("1O", None, "10"),
        ("9l", None, "91"),
        ("98,3", None, "98.3"),
        ("12 chi bộ", None, "12"),
        ("1,234", None, ""),
        ("khoảng 12", None, ""),
        ("12 hoặc 13", None, ""),
    ],
)
def test_a_number_is_suggested_where_one_reading_is_likely(text, locale, suggestion):
    """What could be two numbers is left to the person who knows."""
    assert suggest_number(text, locale) == suggestion


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1E+05", "100000"), ("1,25E+05", "125000"), ("1.5e-3", "0.0015"), ("1E+999", "1E+999")],
)
def test_an_exponent_is_written_out(text, shown):
    """What the cell shows is named, for digits may be lost behind it."""
    assert written_out(text) == shown
