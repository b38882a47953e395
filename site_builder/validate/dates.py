"""Read dates: year-month-day only, for 03/04/2025 is two days."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T][\d:.]+)?")
_BY_HAND = re.compile(r"(?:ngày )?(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


def read_date(text: str) -> date | None:
    """Read ``2025-12-31``; None where the text is not a date written so."""
    if _ISO.fullmatch(text) is None:
        return None
    return _make(int(text[:4]), int(text[5:7]), int(text[8:]))


def suggest_date(text: str) -> str:
    """Return how a date is to be written that was written the Vietnamese way, day first; or "".

    Day and month are swapped where only that makes a date; letters that look like digits and
    full-width digits are taken for digits.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    digits = re.sub(r"(?<![^\W\d_])[OolI]+(?![^\W\d_])", _as_digits, plain)
    for written in (plain, digits):
        match = _YEAR_FIRST.fullmatch(written)
        if match:
            year, month, day = (int(part) for part in match.groups())
        else:
            match = _BY_HAND.fullmatch(written) or _IN_WORDS.fullmatch(written)
            if match is None:
                continue
            day, month, year = (int(part) for part in match.groups())
        made = _make(year, month, day) or _make(year, day, month)
        return made.isoformat() if made else ""
    return ""


def _as_digits(match: re.Match[str]) -> str:
    """Return the digits that letters were typed for."""
    return match[0].translate(_LOOK_ALIKES)


def _make(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
