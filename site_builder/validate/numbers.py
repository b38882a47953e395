"""Read numbers as people in two countries write them, without guessing which.

``1.234`` is one and a quarter in London and a thousand and more in Hà Nội. A CSV file
uses a decimal point unless its sidecar says ``locale: vi``; what could be either is not read.

A number with an exponent (``1.2E+05``) is refused: a spreadsheet writes it when it has cut
digits off.
"""

from __future__ import annotations

import re
from enum import IntEnum

_POINT = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_POINT_OF_THREE = re.compile(r"[+-]?\d{1,3}\.\d{3}")
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
    plain = text.replace("\N{MINUS SIGN}", "-")
    if not plain.isascii() and any(c.isdigit() and not "0" <= c <= "9" for c in plain):
        return Reading.BAD, float("nan")
    if locale == "vi":
        return _read_vietnamese(plain)
    if locale == "en" and _ENGLISH.fullmatch(plain):
        return Reading.NUMBER, float(plain.replace(",", ""))
    if _POINT.fullmatch(plain):
        is_unclear = locale is None and _POINT_OF_THREE.fullmatch(plain)
        return Reading.POINT_OF_THREE if is_unclear else Reading.NUMBER, float(plain)
    return Reading.COMMA if _WITH_COMMA.fullmatch(plain) else Reading.BAD, float("nan")


def _read_vietnamese(text: str) -> tuple[Reading, float]:
    """Read ``1.234,5``: a point, or a space, between thousands and a decimal comma."""
    if _VIETNAMESE.fullmatch(text):
        digits = re.sub(r"[. \u00a0\u2009\u202f]", "", text)
        return Reading.NUMBER, float(digits.replace(",", "."))
    return Reading.POINT if _WITH_POINT.fullmatch(text) else Reading.BAD, float("nan")
