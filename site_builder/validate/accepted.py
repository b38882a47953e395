"""The accepted rows of all files as numbers, for the rules that hold rows against each other.

A million rows are looked at in whole columns: nothing here is done row by row but for the few
rows that are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from site_builder.diagnostics import Fact, Location, Rule
from site_builder.model.indicator import Indicator
from site_builder.model.period import Period
from site_builder.model.tables import RawTable
from site_builder.model.units import Unit
from site_builder.validate.arrays import Floats, Ints, Mask, stretches
from site_builder.validate.findings import Facts, Finding
from site_builder.validate.places import row_place


@dataclass(frozen=True, slots=True, eq=False)
class Accepted:
    """The accepted rows, sorted by indicator, unit, period, breakdown and variant.

    The codes point into the tuples of the plural names; ``status`` into ``STATUSES``. ``value``
    is computed for a pair, and NaN where there is no figure. ``is_used`` is false for rival
    figures. ``origin`` is a row's place among the rows of all ``tables``, one after the other.
    ``left_out`` are (indicator, unit, period) of the rows that have an error, -1 for what they
    do not say rightly: their place in a series is not empty.
    """

    indicators: tuple[Indicator, ...]
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    breakdowns: tuple[str, ...]
    indicator: Ints
    unit: Ints
    period: Ints
    breakdown: Ints
    is_used: Mask
    value: Floats
    numerator: Floats
    denominator: Floats
    status: Ints
    origin: Ints
    left_out: tuple[Ints, Ints, Ints]
    tables: tuple[RawTable, ...]

    @property
    def is_pair(self) -> Mask:
        """Which rows give two counts."""
        given: Mask = ~np.isnan(self.numerator)
        return given

    @property
    def is_total(self) -> Mask:
        """Which rows are of no breakdown."""
        empty: Mask = np.array([text == "" for text in self.breakdowns] or [True])[self.breakdown]
        return empty

    def of_periods(self, values: Sequence[int]) -> Ints:
        """Return, for each row, the number that belongs to its period."""
        return np.array(values, dtype=np.int64)[self.period]

    def place(self, at: int, column: str | None = None) -> Location:
        """Return where a row stands: its line, or a cell of it in a sheet."""
        return row_place(self.tables, int(self.origin[at]), column)

    def figure_column(self, at: int) -> str:
        """Return the column that holds a row's figure, or the first part of it."""
        return "value" if np.isnan(self.numerator[at]) else "numerator"

    def names(self, at: int) -> dict[str, Fact]:
        """Return what a row is about, as facts."""
        return {
            "indicator": self.indicators[self.indicator[at]].code,
            "unit": self.units[self.unit[at]].unit,
            "period": str(self.periods[self.period[at]]),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """Accepted rows in which a column breaks a rule; ``facts`` are by place in ``Accepted``."""

    rule: Rule
    at: Ints
    column: str | None
    facts: Callable[[int], Mapping[str, Fact]]


def note(rule: Rule, places: Iterable[tuple[int, str | None, Mapping[str, Fact]]]) -> list[Noted]:
    """Collect single rows, each with its column and facts, into one ``Noted`` a column."""
    by_column: dict[str | None, dict[int, Mapping[str, Fact]]] = {}
    for at, column, facts in places:
        by_column.setdefault(column, {})[at] = facts
    return [
        Noted(rule, np.array(sorted(found), dtype=np.int64), column, found.__getitem__)
        for column, found in by_column.items()
    ]


def note_later(
    rule: Rule,
    at: Ints,
    column: str | None,
    facts: Callable[[int], Mapping[str, Fact]],
) -> list[Noted]:
    """Note many rows, whose facts are only worked out for those that are reported.

    Args:
        rule: The rule.
        at: Places in ``Accepted``; one may come several times.
        column: The column.
        facts: The facts by position in ``at``.
    """
    order = np.argsort(at, kind="stable")
    starts, lengths = stretches(at[order])
    nth = np.arange(len(at)) - np.repeat(starts, lengths)
    return [
        Noted(rule, at[order[nth == n]], column, _by_place(at, order[nth == n], facts))
        for n in range(int(lengths.max(initial=0)))
    ]


def _by_place(
    at: Ints, positions: Ints, facts: Callable[[int], Mapping[str, Fact]]
) -> Callable[[int], Mapping[str, Fact]]:
    """Return facts by place instead of position; the places at ``positions`` are sorted."""
    places = at[positions]
    return lambda place: facts(int(positions[np.searchsorted(places, place)]))


def to_findings(accepted: Accepted, noted: Iterable[Noted]) -> list[list[Finding]]:
    """Return, for each table, what was noted about its rows."""
    found: list[list[Finding]] = [[] for _ in accepted.tables]
    for one in noted:
        origin, at = accepted.origin[one.at], one.at
        order = np.argsort(origin, kind="stable")
        origin, at = origin[order], at[order]
        start = 0
        for number, table in enumerate(accepted.tables):
            first, last = np.searchsorted(origin, [start, start + len(table.lines)])
            if first < last:
                rows = origin[first:last] - start
                facts = _facts_by_row(one, rows, at[first:last])
                found[number].append(Finding(one.rule, rows, one.column, facts))
            start += len(table.lines)
    return found


def _facts_by_row(one: Noted, rows: Ints, at: Ints) -> Facts:
    """Return facts by the row of a table instead of the place among accepted rows."""

    def _of_row(row: int) -> Mapping[str, Fact]:
        return one.facts(int(at[np.searchsorted(rows, row)]))

    return _of_row
