"""Know the words of a sheet: names of columns, periods above columns, captions, sums, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.tables import TableOptions
from site_builder.suggest import fold, spelling
from site_builder.tables.header import canonical_name
from site_builder.tables.headings import LABEL
from site_builder.tables.schemas import OBSERVATION_SCHEMA
from site_builder.tables.sheet_words import IN_BRACKETS, measure_of

KEYS = ("indicator", "unit", "period")
FIGURES = ("value", "numerator", "denominator")
CAPTIONS = (
    *KEYS, "status", "source", "as_of", "received", "audience", "variant", "unit_measure",
)  # fmt: skip
"""Columns that a caption may stand for. Not ``note``: "Ghi chú: …" above a table is prose."""

_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:0?\d|1[0-2]|i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
_PART = (
    rf"(?:quy|qui|q|t|thang)\.? ?{_ORDINAL}|(?:3|6|9|03|06|09|sau|chin) thang"
    r"(?: (?:dau|cuoi))?(?: nam)?|ca nam|(?:dau|cuoi) nam"
)
_WHOLE = re.compile(
    r"(?:(?:uoc|uoc thuc hien|thuc hien|th|kq|actual) )?"
    rf"(?:(?:{_PART}|{_ORDINAL})[ /.,-]*)?(?:nam )?{_YEAR}"
    rf"|{_YEAR}[ /.-]?(?:[qshm]?{_ORDINAL}|a1)"
)
_LONGEST = 40
_PARTIAL = re.compile(_PART)
_ONLY_YEAR = re.compile(rf"(?:nam )?({_YEAR})")
_SAID_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]:]+:[^()\[\]:]+)[)\]]$")
_DOTS = re.compile(r"[.…_\s-]+")
_SUMS = frozenset(
    spelling(word)
    for word in [
        "tổng",
        "tổng cộng",
        "tổng số",
        "tổng toàn tỉnh",
        "cộng",
        "cộng chung",
        "toàn tỉnh",
        "toàn huyện",
        "toàn ngành",
        "toàn đảng bộ",
        "tổng cộng toàn tỉnh",
        "total",
        "grand total",
        "sum",
        "subtotal",
    ]
)
_NOTE = re.compile(
    r"(?:ghi chu|chu thich|nguon|nguoi lap|lap bieu|thu truong|nguoi kiem tra|ky ten|noi nhan|"
    r"t/m|tm\.|ngay \.|\w[\w .-]{0,40}, ngay|note|source|prepared by)\b"
)
_NUMERAL = re.compile(r"[-+]?\d[\d.,\u00a0 ]*%?")


@dataclass(frozen=True, slots=True)
class Labels:
    """What texts of one file mean; each text is looked up once."""

    options: TableOptions
    _told: Mapping[str, str] = field(init=False)
    _known: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        told = {spelling(name): column for name, column in self.options.columns.items()}
        object.__setattr__(self, "_told", told)

    def column(self, text: str) -> str | None:
        """Return the column that a text names, "" for one that is read over; None for no name."""
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> str | None:
        if text.endswith(":") or not text:
            return None
        if self._told and (told := self._told.get(spelling(text))) is not None:
            return told
        if text[0].isdigit():
            return None
        name = canonical_name(text, OBSERVATION_SCHEMA)
        is_known = not name or name in OBSERVATION_SCHEMA.columns or name.endswith(LABEL)
        return name if is_known else None

    def caption(self, text: str) -> tuple[str, str] | None:
        """Split ``Kỳ báo cáo: Quý II/2025`` into column and value, which may be empty.

        "Đơn vị: triệu đồng" is of the unit of measure, as "(ĐVT: triệu đồng)" behind a title is.
        """
        in_brackets = _SAID_IN_BRACKETS.search(text)
        label, colon, value = (in_brackets[1] if in_brackets else text).partition(":")
        column = self.column(label.strip())
        if column == "unit" and measure_of(value) is not None:
            column = "unit_measure"
        if column not in CAPTIONS or (in_brackets and column != "unit_measure"):
            return None
        return (column, caption_value(value)) if colon or not value else None


def caption_value(text: str) -> str:
    """Return the value of a caption; a dotted line to write on is none."""
    text = text.strip()
    return "" if _DOTS.fullmatch(text) else text


def is_period(text: str) -> bool:
    """Whether a text above a column is meant as a period; whether it is one, validate says."""
    return len(text) <= _LONGEST and _WHOLE.fullmatch(_plain(text)) is not None


def is_part_of_year(text: str) -> bool:
    """Whether a text is a period that still lacks its year: "Quý II"."""
    return len(text) <= _LONGEST and _PARTIAL.fullmatch(_plain(text)) is not None


def join_year(part: str, year: str) -> str:
    """Return the period of a part of a year under its year."""
    only = _ONLY_YEAR.fullmatch(_plain(year))
    number = only[1] if only else year
    return f"{part} {number}" if fold(part).endswith("nam") else f"{part}/{number}"


def is_year(text: str) -> bool:
    """Whether a text is a whole year."""
    return _ONLY_YEAR.fullmatch(_plain(text)) is not None


def split_period(text: str) -> tuple[str, str]:
    """Split "2024 (nghìn người)" into period and unit of measure; the latter may be ""."""
    at_the_end = IN_BRACKETS.search(text)
    if at_the_end is None or measure_of(at_the_end[0]) is None:
        return text, ""
    period = text[: at_the_end.start()].strip()
    return (period, at_the_end[0]) if is_period(period) or is_part_of_year(period) else (text, "")


def is_in_year(period: str, year: str) -> bool:
    """Whether a period is, or lies in, the year that another text is."""
    only = _ONLY_YEAR.fullmatch(_plain(year))
    return only is not None and only[1] in period


def is_sum(text: str) -> bool:
    """Whether a cell says that its row is the sum of others."""
    return spelling(text).rstrip(" :.") in _SUMS


def is_note(text: str) -> bool:
    """Whether a cell begins a remark or a signature."""
    return _NOTE.match(_plain(text)) is not None


def is_numeral(text: str) -> bool:
    """Whether a text is made like a number."""
    return _NUMERAL.fullmatch(text) is not None


def _plain(text: str) -> str:
    """Return a text without accents and capitals, with single spaces."""
    return " ".join(fold(text).split())
