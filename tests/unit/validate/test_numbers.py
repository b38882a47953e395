"""Numbers as they are written, and what is not read."""

from __future__ import annotations

import math

import pytest

from site_builder.validate.numbers import Reading, read_number


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
        ("1.234,5", None, Reading.COMMA, math.nan),
        ("1,234.5", None, Reading.COMMA, math.nan),
        ("1.234.567", None, Reading.BAD, math.nan),
        ("1 234", None, Reading.BAD, math.nan),
        (".5", None, Reading.BAD, math.nan),
        ("5.", None, Reading.BAD, math.nan),
        ("1e5", None, Reading.BAD, math.nan),
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
    ],
)
def test_a_number_is_read_or_its_fault_is_known(text, locale, reading, number):
    """Each way of writing a number is read as one thing only."""
    assert read_number(text, locale) == (reading, pytest.approx(number, nan_ok=True))
