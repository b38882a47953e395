"""Find data on persons in free text: card numbers, telephone numbers, mail addresses.

The portal holds counts, never persons. What is found is reported masked, for reports are
kept and passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from site_builder.model.tables import RawTable
from site_builder.validate import rules
from site_builder.validate.columns import read_column
from site_builder.validate.findings import Finding, find

EXEMPT = frozenset(
    {"value", "numerator", "denominator", "share", "progress", "period", "url", "file", "number"}
    | {"unit", "code", "as_of", "valid_from", "valid_to", "issued", "start", "deadline", "date"}
    | {"indicator", "status", "audience", "updated", "map_column", "map_row", "from_unit"}
    | {"to_unit", "parent", "document", "replaces", "task", "problem"}
)
"""Columns of numbers, dates, ids, addresses and our own sentences: other rules look after them."""

_ADDRESSES = frozenset({"url", "file", "replaces", "problem"})
"""Columns of addresses, marks and our own sentences: the digits in them are no numbers."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_COUNTED = (
    r"(?!\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|nghìn|m2|m²|m3|m³|ha\b|kg\b|tấn|kwh|lít"
    r"|người|hộ\b|lượt))"
)
_GAP = "(?:[ .\u00a0\u2010-\u2013-]{1,2})"
_BEFORE = r"(?=\d)(?<!\d)(?:(?<![\w.,/+-])|(?<=\d{9}[/,;-])|(?<=[^\W\d]\.)|(?<=đt)|(?<=dt))"
_AFTER = r"(?!\w|/(?!0\d{8})|[.,-](?!0\d{8})\w)"
_ZERO = "[0\uff10]"
_CONTACT = (
    rf"(?:(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?:(?:(?=[+0])(?<![\w.,/])(?:\+84|0084)[ .-]?\d{{1,3}}(?:[ .-]?\d{{2,4}}){{2,3}}"
    rf"|\({_ZERO}\d{{1,4}}\){_GAP}?\d{{3,4}}{_GAP}?\d{{3,4}}"
    rf"|{_BEFORE}{_ZERO}(?:\d{{9,10}}|\d{{2,3}}{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
    rf"|[235789]\d(?:\d?{_GAP}\d{{6,8}}|\d{{2}}{_GAP}\d{{3}}{_GAP}?\d{{2,3}})"
    rf"|\d(?:{_GAP}\d\d){{4}})){_AFTER})"
)
_CARD = rf"(?:{_BEFORE}{_ZERO}(?:\d{{11}}|\d{{2}}(?:{_GAP}\d{{3}}){{3}}){_AFTER})"
_NAMED = (
    r"(?=[ct])(?:(?:cccd|cmt|cmnd|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?)"
    rf"\D{{0,12}}(?P<card>\d{{3}}(?:[ .]?\d{{3}}){{2,3}})(?![\d.,]\d){_COUNTED}"
    r"|thẻ đảng(?: viên)?\D{0,12}(?P<party_card>\d\d[ .]?\d{6})(?!\d))"
)
_PERSONAL = re.compile(
    rf"{_CONTACT}|{_CARD}|(?:{_BEFORE}(?:\d{{12}}|\d{{9}}){_AFTER}{_COUNTED})|{_NAMED}",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(rf"{_CONTACT}|{_CARD}|(?:{_BEFORE}0\d{{8}}{_AFTER})", re.IGNORECASE)
IN_TEXT = re.compile(rf"(?P<card>{_CARD})|{_CONTACT}", re.IGNORECASE)


def find_personal(text: str) -> str | None:
    """Return the first personal data in a free text, masked; None where there is none."""
    return _find(_PERSONAL, text)


def find_in_cell(column: str, text: str) -> str | None:
    """Return the first personal data in a cell, masked; None where there is none.

    In columns of numbers, dates and ids only what begins like a card or telephone number
    counts, and mail addresses.
    """
    pattern = _pattern(column)
    return _find(pattern, text) if pattern is not None else None


def _pattern(column: str) -> re.Pattern[str] | None:
    """Return what is looked for in a column."""
    if column in _ADDRESSES:
        return None
    return _IN_NUMBERS if column in EXEMPT else _PERSONAL


def _find(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(blank_addresses(text))
    return None if match is None else masked(match[match.lastgroup or 0])


def blank_addresses(text: str) -> str:
    """Return a text of the same length without web addresses: their digits are no numbers."""
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)


def masked(text: str) -> str:
    """Leave the first two and the last two characters."""
    return text[:2] + "…" + text[-2:]


def check_personal_data(table: RawTable) -> Iterator[Finding]:
    """Find personal data in all columns of a table."""
    for name in table.columns:
        pattern = _pattern(name)
        column = read_column(table, name)
        # Most columns have no match at all: one look at all texts together says so.
        if pattern is None or pattern.search("\0".join(column.texts)) is None:
            continue
        shown = {text: _find(pattern, text) or "" for text in column.texts}
        mask = column.spread([shown[text] != "" for text in column.texts], np.bool_)
        yield find(rules.PERSONAL_DATA, mask, name, column.facts(shown))


def without_persons(
    findings: Iterable[Finding], personal: Sequence[Finding], count: int
) -> list[Finding]:
    """Leave out findings that might repeat data on persons.

    A finding about a note speaks of that note only; one about a figure or a key may quote any
    cell that is no free text.

    Args:
        findings: What other rules found in a table.
        personal: The personal data found in it.
        count: How many rows the table has.
    """
    findings = list(findings)
    rows = {name: np.zeros(count, dtype=bool) for name in {_CELLS, *map(_group, personal)}}
    for one in personal:
        rows[_group(one)][one.rows] = True
    if not any(mask.any() for mask in rows.values()):
        return findings
    nobody = np.zeros(count, dtype=bool)
    return [
        replace(one, rows=one.rows[~(rows.get(one.column or "", nobody) | rows[_CELLS])[one.rows]])
        for one in findings
    ]


_CELLS = ""
"""Stands for all columns that are no free text."""


def _group(finding: Finding) -> str:
    """Return the free-text column that a finding is about, or the name of all other columns."""
    return _CELLS if finding.column is None or finding.column in EXEMPT else finding.column
