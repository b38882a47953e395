"""Read periods as tables have them: the standard form, and as Vietnamese offices write."""

from __future__ import annotations

import re
import unicodedata

from site_builder.model.period import Frequency, Period, parse_period
from site_builder.suggest import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*[/.,-]\s*|\s+)(?:năm\s+)?(?P<year>\d{4})"
_FORMS: tuple[tuple[Frequency, re.Pattern[str]], ...] = (
    (Frequency.QUARTER, re.compile(rf"(?:quý|quí)\s*(?P<number>iv|i{{1,3}}|0?[1-4]){_YEAR}")),
    (Frequency.QUARTER, re.compile(rf"q(?P<number>[1-4]){_YEAR}")),
    (Frequency.HALF, re.compile(rf"(?:6|06|sáu)\s*tháng\s+(?P<number>đầu|cuối){_YEAR}")),
    (Frequency.MONTH, re.compile(rf"(?:tháng\s*|t\.?\s*)?(?P<number>0?[1-9]|1[0-2]){_YEAR}")),
    (Frequency.YEAR, re.compile(r"(?:cả\s+)?năm\s+(?P<year>\d{4})")),
)
_HALVES = {"đầu": 1, "cuối": 2}
_NOT_MONTHS = re.compile(r"\d{1,2}\s+\d{4}|\d{1,2}-\d{4}|\d{1,2}[.,]\s*\d{4}")


def read_period(text: str) -> Period | None:
    """Read a period, or return None.

    ``Quý II/2025`` is ``2025-Q2``, ``6 tháng đầu năm 2025`` is ``2025-S1``, ``Tháng 6/2025``,
    ``T6/2025`` and ``6/2025`` are ``2025-06``, ``Năm 2025`` is ``2025``. SDMX's ``2025-M06``
    and ``2025-A1`` are read too. Accents count: a form without them is only suggested.
    """
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    standard = re.sub(r"-m(?=\d\d$)", "-", words).removesuffix("-a1").upper()
    return parse_period(standard) or _read_words(words)


def _read_words(words: str) -> Period | None:
    """Read a period written out, in lower case."""
    if _NOT_MONTHS.fullmatch(words):
        return None
    for frequency, pattern in _FORMS:
        match = pattern.fullmatch(words)
        if match is not None and int(match["year"]) > 0:
            return Period(int(match["year"]), frequency, _number(match))
    return None


def _number(match: re.Match[str]) -> int:
    """Return which part of the year is meant; 1 for a whole year."""
    word = match.groupdict().get("number") or "1"
    return _ROMAN.get(word) or _HALVES.get(word) or int(word)


_UNACCENTED = (("quy", "quý"), ("thang", "tháng"), ("nam", "năm"), ("dau", "đầu"), ("cuoi", "cuối"))


def suggest_period(text: str) -> str:
    """Return the standard form of what a period was meant to be, or ""."""
    plain = " ".join(fold(text).split())
    for without, accented in _UNACCENTED:
        plain = re.sub(rf"\b{without}\b", accented, plain)
    day = re.fullmatch(r"(\d{4})-(\d{2})-\d{2}", plain)
    if day:
        plain = f"{day[1]}-{day[2]}"
    half = re.fullmatch(r"(\d{4})-?h([12])", plain)
    if half:
        plain = f"{half[1]}-s{half[2]}"
    loose = re.fullmatch(r"(\d{4})[-/. ]?(q[1-4]|s[12])", plain)
    if loose:
        plain = f"{loose[1]}-{loose[2]}"
    month = re.fullmatch(r"(\d{4})[-/.](\d{1,2})", plain)
    if month:
        plain = f"{month[1]}-{int(month[2]):02d}"
    meant = read_period(plain)
    return str(meant) if meant else ""
