"""Read dates: year-month-day only, for 03/04/2025 is two days."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BY_HAND = re.compile(r"(?:ngày )?(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.IGNORECASE)


def read_date(text: str) -> date | None:
    """Read ``2025-12-31``; None where the text is not a date written so."""
    if _ISO.fullmatch(text) is None:
        return None
    return _make(int(text[:4]), int(text[5:7]), int(text[8:]))


def suggest_date(text: str) -> str:
    """Return how a date written the Vietnamese way, day first, is to be written; or ""."""
    match = _BY_HAND.fullmatch(text.strip())
    made = match and _make(int(match[3]), int(match[2]), int(match[1]))
    return made.isoformat() if made else ""


def _make(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
