"""Read a published edition's figures and ledger back from its ``api/v1/*.csv``."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from site_builder.editions.records import DamagedError

Place = tuple[str, str, str]
"""(indicator, unit, period): what a line of the ledger is about."""

Breakdown = tuple[tuple[str, str], ...]
"""(dimension, code) pairs in alphabetical order; empty for the total."""

FigureKey = tuple[Place, Breakdown, str]
"""Place, breakdown and variant: what identifies a figure in any edition."""

FIXED_COLUMNS = (
    "indicator",
    "unit",
    "period",
    "variant",
    "value",
    "numerator",
    "denominator",
    "status",
    "aggregated",
    "source",
    "as_of",
    "note",
)
"""Columns of ``observations.csv`` that are not dimensions."""

_LEDGER_COLUMNS = ("indicator", "unit", "period", "kind", "reason", "date")
NO_LEDGER = b"indicator,unit,period,kind,reason,date\n"
"""The ledger of an edition that has none."""

_TOTAL = "_T"
_SAME_ENOUGH = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One row of ``observations.csv``; numbers are kept as they were written."""

    place: Place
    breakdown: Breakdown
    variant: str
    value: str
    numerator: str
    denominator: str
    status: str
    aggregated: bool

    @property
    def key(self) -> FigureKey:
        """What identifies the figure in any edition."""
        return (self.place, self.breakdown, self.variant)

    @property
    def has_counts(self) -> bool:
        """Whether the two counts behind a ratio were published."""
        return bool(self.numerator and self.denominator)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of ``revisions.csv``: a translation or another date makes no other line of it."""

    place: Place
    kind: str
    reason: str
    date: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Table:
    """A CSV file as text: every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two editions' figures by key, each in its file's order.

    ``old`` and ``new`` lack the rows that both files have word for word: from one edition to
    the next nearly all are of that kind, and they are many. ``same`` are those.
    """

    old: Mapping[FigureKey, PublishedFigure]
    new: Mapping[FigureKey, PublishedFigure]
    same: _Table

    def standing(self, places: Collection[Place]) -> Mapping[FigureKey, PublishedFigure]:
        """Return the figures about some places that both editions have, as they are now."""
        header = self.same.header
        at = [header.index(name) for name in ("indicator", "unit", "period")] if header else []
        first, second, third = at or (0, 0, 0)
        kept = [row for row in self.same.rows if (row[first], row[second], row[third]) in places]
        figures = (_figure(dict(zip(header, row, strict=True))) for row in kept)
        changed = {
            key: figure
            for key, figure in self.new.items()
            if key in self.old and figure.place in places
        }
        return {figure.key: figure for figure in figures} | changed


def parse_differing(old: bytes, new: bytes) -> Differing:
    """Read two ``observations.csv``, and set the rows apart that both have.

    Raises:
        DamagedError: If one lacks a column that is needed.
    """
    first, second = (_read_table(content, FIXED_COLUMNS[:9]) for content in (old, new))
    same = set(first.rows) & set(second.rows) if first.header == second.header else set()
    kept = _Table(second.header, tuple(row for row in second.rows if row in same))
    return Differing(_figures(first, same), _figures(second, same), kept)


def _figures(
    table: _Table, left_out: Collection[tuple[str, ...]]
) -> Mapping[FigureKey, PublishedFigure]:
    rows = (row for row in table.rows if row not in left_out)
    figures = (_figure(dict(zip(table.header, row, strict=True))) for row in rows)
    return {figure.key: figure for figure in figures}


def _figure(row: Mapping[str, str]) -> PublishedFigure:
    breakdown = sorted(
        (name, code)
        for name, code in row.items()
        if name not in FIXED_COLUMNS and code not in ("", _TOTAL)
    )
    return PublishedFigure(
        (row["indicator"], row["unit"], row["period"]),
        tuple(breakdown),
        row["variant"],
        row["value"],
        row["numerator"],
        row["denominator"],
        row["status"],
        row["aggregated"].casefold() == "true",
    )


def parse_ledger(content: bytes) -> Counter[LedgerLine]:
    """Read ``revisions.csv`` as a bag of lines: the same line twice covers twice.

    Raises:
        DamagedError: If it lacks a column that is needed.
    """
    table = _read_table(content, _LEDGER_COLUMNS)
    rows = (dict(zip(table.header, row, strict=True)) for row in table.rows)
    return Counter(
        LedgerLine(
            (row["indicator"], row["unit"], row["period"]), row["kind"], row["reason"], row["date"]
        )
        for row in rows
    )


def _read_table(content: bytes, needed: Iterable[str]) -> _Table:
    try:
        # Only line feeds end a line: str.splitlines would also split inside of notes.
        lines = (f"{line}\n" for line in content.decode("utf-8-sig").split("\n"))
        rows = [tuple(row) for row in csv.reader(lines, strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as failed:
        raise DamagedError(str(failed)) from failed
    header = rows[0] if rows else ()
    missing = [name for name in needed if name not in header]
    if missing:
        raise DamagedError(f"no column {missing[0]!r}")
    short = [row for row in rows if len(row) != len(header)]
    if short:
        raise DamagedError(f"a row that does not fit the header: {','.join(short[0])}")
    return _Table(header, tuple(rows[1:]))


def parse_number(text: str) -> Decimal:
    """Read a decimal number of a published file.

    Raises:
        DamagedError: If it is none.
    """
    try:
        number = Decimal(text)
    except InvalidOperation as failed:
        raise DamagedError(f"not a number: {text!r}") from failed
    if not number.is_finite():
        raise DamagedError(f"not a number: {text!r}")
    return number


def is_same_number(old: str, new: str, *, computed: bool = False) -> bool:
    """Whether two numbers are equal however they are written (``90``, ``90.0``, ``9e1``).

    Args:
        old: A decimal number, or "" for none.
        new: As ``old``.
        computed: At least one comes from a division, whose last binary digit may depend
            on the order of operations: a difference of one part in 10^12 is none.

    Raises:
        DamagedError: If one of them is no number.
    """
    if old == new or not old or not new:
        return old == new
    first, second = parse_number(old), parse_number(new)
    margin = _SAME_ENOUGH * max(abs(first), abs(second)) if computed else Decimal(0)
    return abs(first - second) <= margin


def is_same_value(old: PublishedFigure, new: PublishedFigure) -> bool:
    """Whether readers of two editions were told the same number.

    Counts that are added to a rate of the same value change nothing; counts that change or
    go do, even where the rate stays.
    """
    computed = old.has_counts or new.has_counts
    if not is_same_number(old.value, new.value, computed=computed):
        return False
    return not old.has_counts or (
        is_same_number(old.numerator, new.numerator)
        and is_same_number(old.denominator, new.denominator)
    )
