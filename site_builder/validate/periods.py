"""Read periods as tables have them: the standard form, and as Vietnamese offices write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from site_builder.model.period import Frequency, Period, parse_period
from site_builder.suggest import closest, distance_between, fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*[/.,-]\s*|\s+)(?:năm\s+)?(?P<year>\d{4})"
_FORMS: tuple[tuple[Frequency, re.Pattern[str]], ...] = (
    (Frequency.QUARTER, re.compile(rf"(?:quý|quí|q)\s*(?P<number>iv|i{{1,3}}|0?[1-4]){_YEAR}")),
    (Frequency.HALF, re.compile(rf"(?:6|06|sáu)\s*tháng\s+(?P<number>đầu|cuối){_YEAR}")),
    (Frequency.MONTH, re.compile(rf"(?:tháng\s*|t\.?\s*)?(?P<number>0?[1-9]|1[0-2]){_YEAR}")),
    (Frequency.YEAR, re.compile(r"(?:cả\s+)?năm\s+(?P<year>\d{4})")),
)
_DURATIONS = {
    "1y": Frequency.YEAR,
    "12m": Frequency.YEAR,
    "6m": Frequency.HALF,
    "3m": Frequency.QUARTER,
    "1m": Frequency.MONTH,
}
_HALVES = {"đầu": 1, "cuối": 2}
_NOT_MONTHS = re.compile(r"\d{1,2}\s+\d{4}|\d{1,2}-\d{4}|\d{1,2}[.,]\s*\d{4}")


def read_period(text: str) -> Period | None:
    """Read a period, or return None.

    ``Quý II/2025`` is ``2025-Q2``, ``6 tháng đầu năm 2025`` is ``2025-S1``, ``Tháng 6/2025``,
    ``T6/2025`` and ``6/2025`` are ``2025-06``, ``Năm 2025`` is ``2025``. SDMX's ``2025-M06``
    and ``2025-A1`` are read too. Accents count: a form without them is only suggested.
    """
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    if not words.isascii() and any(c.isdigit() and not c.isascii() for c in words):
        return None
    standard = re.sub(r"-m(?=\d\d$)", "-", words).removesuffix("-a1").upper()
    return parse_period(standard) or _read_words(words) or _read_duration(words)


def _read_duration(words: str) -> Period | None:
    """Read SDMX's ``2025-01-01/P1Y``: a day, and how long from there."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-01(?:t00:00:00)?/p(1y|12m|6m|3m|1m)", words)
    if match is None:
        return None
    frequency = _DURATIONS[match[3]]
    number, rest = divmod(int(match[2]) - 1, frequency.months)
    is_period = rest == 0 and 0 <= number < frequency.per_year and int(match[1]) > 0
    return Period(int(match[1]), frequency, number + 1) if is_period else None


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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CUMULATIVE = re.compile(
    r"(?P<months>0?[1-9]|1[0-2]|chin|sau|ba) thang (?:dau )?(?:nam )?(?P<year>\d{4})"
)
_ENDS = {12: (Frequency.YEAR, 1), 6: (Frequency.HALF, 1), 3: (Frequency.QUARTER, 1)}
_MONTHS_IN_WORDS = {"ba": 3, "sau": 6, "chin": 9}
_LOOK_ALIKES = str.maketrans({"o": "0", "l": "1", "|": "1"})
_SAID_RESULT = re.compile(r"^(?:ket qua )?(?:thuc hien|th|kq|actual) ")
"""What heads say before a period; after "ước" and "kế hoạch", no results, none is suggested."""
_FARTHEST = 1.5
"""How far a period may be from one that stands in other rows to be taken for it."""


def cumulative_months(text: str) -> Period | None:
    """Return the period that ends what grows from the year's beginning: "9 tháng năm 2025".

    Nine months are no period: a cumulative indicator has its figure at the third quarter.
    None where the text is nothing of the kind.
    """
    match = _CUMULATIVE.fullmatch(" ".join(fold(unicodedata.normalize("NFKC", text)).split()))
    if match is None:
        return None
    months = _MONTHS_IN_WORDS.get(match["months"]) or int(match["months"])
    by_quarter = (Frequency.QUARTER, 3) if months == _MONTHS_IN_WORDS["chin"] else None
    frequency, number = by_quarter or _ENDS.get(months, (Frequency.MONTH, months))
    return Period(int(match["year"]), frequency, number) if int(match["year"]) else None


def suggest_period(text: str, others: Collection[str] = ()) -> str:
    """Return the standard form of what a period was meant to be, or "".

    Args:
        text: The cell.
        others: Periods of other rows, in standard form: a slip is most likely one of them.
    """
    plain = " ".join(fold(unicodedata.normalize("NFKC", text)).split()).rstrip(".,;: ")
    plain = re.sub(r"\b(nam|quy|thang)(?=\d)", r"\1 ", plain)
    plain = re.sub(r"(?<=quy )[l|](?=\W)", "1", plain)
    months = cumulative_months(text)
    if months is not None:
        return str(months)
    for written in (plain, re.sub(r"(?<=[\doqst])[ol|]|[ol|](?=\d)", _as_digit, plain)):
        meant = read_period(_in_standard_form(written))
        if meant is not None:
            return str(meant)
    near = closest(text, others)
    return near if near and distance_between(text, near) <= _FARTHEST else ""


def _as_digit(match: re.Match[str]) -> str:
    """Return the digit that a letter was typed for."""
    return match[0].translate(_LOOK_ALIKES)


def _in_standard_form(plain: str) -> str:
    """Bring other ways of writing a period near to the standard one."""
    plain = _SAID_RESULT.sub("", plain)
    for pattern, form in (
        (r"(\d{4})-(\d{2})-\d{2}(?:[ t].*)?", r"\1-\2"),
        (r"(\d{4})-?h([12])", r"\1-s\2"),
        (r"(\d{4})[-/. ]?([qs])0?([1-4])", r"\1-\2\3"),
        (r"(q[1-4])-?(\d{4})", r"\2-\1"),
        (r"(iv|i{1,3})\s*[/-]\s*(\d{4})", r"quý \1/\2"),
        (r"6 thang (\d{4})", r"6 tháng đầu năm \1"),
    ):
        match = re.fullmatch(pattern, plain)
        if match:
            return match.expand(form)
    month = re.fullmatch(r"(\d{4})[-/.](\d{1,2})", plain)
    if month:
        return f"{month[1]}-{int(month[2]):02d}"
    day = re.fullmatch(r"\d{1,2}[-/.](\d{1,2})[-/.](\d{4})", plain)
    if day:
        return f"{day[2]}-{int(day[1]):02d}"
    named = re.fullmatch(r"(?:\d{1,2}[- /])?([a-z]{3})[a-z]*[- /](?:20)?(\d{2})", plain)
    if named and named[1] in _MONTHS:
        return f"20{named[2]}-{_MONTHS.index(named[1]) + 1:02d}"
    for without, accented in _UNACCENTED:
        plain = re.sub(rf"\b{without}\b", accented, plain)
    return plain
