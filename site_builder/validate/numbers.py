"""Read numbers as people in two countries write them, without guessing which.

``1.234`` is one and a quarter in London and a thousand and more in Hà Nội. A CSV file
uses a decimal point unless its sidecar says ``locale: vi``; what could be either is not read.

What a spreadsheet does to numbers is known by its traces: ``1.2E+05`` where it has cut digits
off, ``2-Jan`` where it took a number for a date, ``####`` where a column was too narrow.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

_POINT = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_POINT_OF_THREE = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_COMMA_OF_THREE = re.compile(r"[+-]?\d{1,3},\d{3}")
_ZEROS = {mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}[{mark}]000") for mark in ".,"}
"""Three decimals, all zero: in a count the mark is that of the other country's thousands."""

_VIETNAMESE = re.compile(
    r"[+-]?(?:\d{1,15}|\d{1,3}(?:(?P<gap>[. \u00a0\u2009\u202f])\d{3}(?:(?P=gap)\d{3}){0,4}))"
    r"(?:,\d{1,15})?"
)
_ENGLISH = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,15})?")
_WITH_COMMA = re.compile(r"[+-]?[\d. \u00a0\u2009\u202f]*\d,[\d.,]*\d")
_WITH_POINT = re.compile(r"[+-]?[\d,]*\d\.[\d.,]*\d")


class Reading(IntEnum):
    """What a cell of a number turned out to be."""

    EMPTY = 0
    NUMBER = 1
    POINT_OF_THREE = 2
    """A decimal, unless a count is due: then nobody knows."""
    COMMA = 3
    """A comma where no locale is declared."""
    POINT = 4
    """Not a Vietnamese number, but one with a decimal point."""
    BAD = 5
    COMMA_OF_THREE = 6
    """A comma and three digits, where no locale is declared: thousands or decimals."""
    EXPONENT = 7
    DATE = 8
    HIDDEN = 9
    """Number signs that a spreadsheet shows in a column that is too narrow."""
    WORD = 10
    """A word or mark that means that there is no figure."""


_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ](?:{_MONTHS}|thg ?\d{{1,2}})(?:[-/ ]\d{{2,4}})?|(?:{_MONTHS}|thg ?\d{{1,2}})"
    r"[-/ ]\d{1,4}|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}(?:[ t][\d:.]+)?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"#{2,}")
_WORDS = re.compile(
    r"không|ko|kh|k|x|[-–—./\\…]+|#?n/a|na|nil|none|null|no|trống|kps|kbc|không có|chưa có|"
    r"chưa báo cáo|không phát sinh|không áp dụng|no data|not available",
    re.IGNORECASE,
)


def read_number(text: str, locale: str | None) -> tuple[Reading, float]:
    """Read a number.

    Args:
        text: The cell, stripped.
        locale: ``vi`` or ``en`` where the file's sidecar declares it, else None.

    Returns:
        How it was read, and the number; NaN where there is none.
    """
    if not text:
        return Reading.EMPTY, float("nan")
    reading, number = _read_filled(text, locale)
    return (_trace_of(text) if reading is Reading.BAD else reading), number


def _read_filled(text: str, locale: str | None) -> tuple[Reading, float]:
    """Read a cell that is not empty."""
    plain = text.replace("\N{MINUS SIGN}", "-")
    if not plain.isascii() and any(c.isdigit() and not "0" <= c <= "9" for c in plain):
        return Reading.BAD, float("nan")
    if locale == "vi":
        return _read_vietnamese(plain)
    if locale == "en" and _ENGLISH.fullmatch(plain):
        return _reading_of(plain, "."), float(plain.replace(",", ""))
    if _POINT.fullmatch(plain):
        is_unclear = locale is None and _POINT_OF_THREE.fullmatch(plain)
        return Reading.POINT_OF_THREE if is_unclear else Reading.NUMBER, float(plain)
    if locale is None and _COMMA_OF_THREE.fullmatch(plain):
        return Reading.COMMA_OF_THREE, float("nan")
    return Reading.COMMA if _WITH_COMMA.fullmatch(plain) else Reading.BAD, float("nan")


def _reading_of(text: str, mark: str) -> Reading:
    """Say how a number of a declared locale was read: ``1,000`` is no count of 1."""
    return Reading.POINT_OF_THREE if _ZEROS[mark].fullmatch(text) else Reading.NUMBER


def _trace_of(text: str) -> Reading:
    """Say what became of a cell that is no number."""
    for reading, pattern in (
        (Reading.EXPONENT, _EXPONENT),
        (Reading.DATE, _DATE),
        (Reading.HIDDEN, _HIDDEN),
    ):
        if pattern.fullmatch(text):
            return reading
    return Reading.WORD if _WORDS.fullmatch(text) else Reading.BAD


def _read_vietnamese(text: str) -> tuple[Reading, float]:
    """Read ``1.234,5``: a point, or a space, between thousands and a decimal comma."""
    if _VIETNAMESE.fullmatch(text):
        digits = re.sub(r"[. \u00a0\u2009\u202f]", "", text)
        return _reading_of(text, ","), float(digits.replace(",", "."))
    return Reading.POINT if _WITH_POINT.fullmatch(text) else Reading.BAD, float("nan")


_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_LIKE_DIGITS = re.compile(r"[+-]?[\dOolI|.,\s]+")
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\s'’`´](?=\d{3}(?!\d))")
_WITH_UNIT = re.compile(r"([+-]?\d[\d.,]*)\s*(?:%|[^\W\d_]+(?:\s[^\W\d_]+){0,2})")


def suggest_number(text: str, locale: str | None) -> str:
    """Return the one number that a cell is likely to mean, as the file is to write it; or "".

    Spaces and apostrophes between thousands, a per cent sign or unit behind the number,
    full-width digits, letters that look like digits. What could be two numbers has none.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if _LIKE_DIGITS.fullmatch(plain) and any(c.isdigit() for c in plain):
        plain = plain.translate(_LOOK_ALIKES)
    unit = _WITH_UNIT.fullmatch(plain)
    plain = unit[1] if unit else plain
    plain = _BETWEEN_THOUSANDS.sub("", plain)
    if locale is None and re.fullmatch(r"[+-]?\d+,\d+", plain):
        if _COMMA_OF_THREE.fullmatch(plain):
            return ""
        plain = plain.replace(",", ".")
    elif locale == "vi" and re.fullmatch(r"[+-]?\d+\.\d+", plain):
        plain = plain if _POINT_OF_THREE.fullmatch(plain) else plain.replace(".", ",")
    reading, _ = read_number(plain, locale)
    return plain if reading is Reading.NUMBER else ""


def written_out(text: str) -> str:
    """Write a number with an exponent without it: ``1,2E+05`` is ``120000``; a long one stays."""
    mantissa, _, power = text.replace(",", ".").upper().partition("E")
    if abs(int(power)) > len("1.797E+308"):
        return text
    digits = f"{float(mantissa) * 10.0 ** int(power):.10f}"
    return digits.rstrip("0").rstrip(".")


def plain(number: float) -> str:
    """Write a figure as briefly as it can be written."""
    return f"{number:.15g}"
