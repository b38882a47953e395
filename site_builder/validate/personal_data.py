"""Find data on persons in free text: card numbers, telephone numbers, mail addresses.

The portal holds counts, never persons. What is found is reported masked, for reports are
kept and passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MONEY = r"(?!\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|nghìn|m2|m²|ha\b))"
_BEFORE = r"(?<![\w.,/+-])"
_AFTER = r"(?![\w/]|[.,-]\w)"
_PERSONAL = re.compile(
    rf"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?:(?:(?<![\w.,/])(?:\+84|0084)[ .-]?\d{{1,3}}(?:[ .-]?\d{{2,4}}){{2,3}}"
    rf"|{_BEFORE}0\d{{9,10}}|{_BEFORE}0\d{{2,3}}[ .-]\d{{3,4}}[ .-]\d{{3,4}}){_AFTER})"
    rf"|(?:{_BEFORE}(?:\d{{12}}|\d{{9}}){_AFTER}{_MONEY})",
    re.IGNORECASE,
)


def find_personal(text: str) -> str | None:
    """Return the first personal data in a text, masked; None where there is none."""
    match = _PERSONAL.search(_ADDRESS.sub(lambda found: " " * len(found.group()), text))
    return None if match is None else _masked(match.group())


def _masked(text: str) -> str:
    """Leave the first two and the last two characters."""
    return text[:2] + "…" + text[-2:]


def check_personal_data(table: RawTable) -> Iterator[Finding]:
    """Find personal data in all free-text columns of a table."""
    for name in table.columns:
        if name in EXEMPT:
            continue
        column = read_column(table, name)
        if not _may_hold(column.texts):
            continue
        shown = {text: find_personal(text) or "" for text in column.texts}
        mask = column.spread([shown[text] != "" for text in column.texts], np.bool_)
        yield find(rules.PERSONAL_DATA, mask, name, column.facts(shown))


def _may_hold(texts: Sequence[str]) -> bool:
    """Whether a closer look is worth while: most columns have no match at all."""
    return _PERSONAL.search("\0".join(texts)) is not None
