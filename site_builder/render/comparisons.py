"""Set figures beside what they are to be compared with: sums, and today's units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from site_builder.formatting import add_aside
from site_builder.model.indicator import Indicator
from site_builder.model.portal import Comparable, Reconciliation, Series
from site_builder.model.units import UnitChange
from site_builder.render.components import Cell, LinkView, Row, TableView
from site_builder.render.figures import make_difference, make_figure
from site_builder.render.scope import NBSP, Scope
from site_builder.render.tables import (
    NEWEST,
    fold,
    make_columns,
    reported_figure,
    restated_cell,
    series_cell,
    value_columns,
    without_empty_columns,
)


def make_reconciliations(
    scope: Scope, indicator: Indicator, series: Series | None
) -> TableView | None:
    """Set a unit's own figures beside the sums of the units below it."""
    if series is None or not series.reconciliations:
        return None
    keys = ("period", "own_figure", "summed_figure", "difference", "source")
    return TableView(
        scope.word("table.reconciliations", measure=scope.measure(indicator)),
        make_columns(scope, keys, ("own_figure", "summed_figure", "difference")),
        tuple(_reconciliation(scope, indicator, r) for r in series.reconciliations),
    )


def _reconciliation(scope: Scope, indicator: Indicator, found: Reconciliation) -> Row:
    own = make_figure(scope, indicator, found.own)
    summed = make_figure(scope, indicator, found.summed)
    sources = (
        *(LinkView(s.text, s.href, s.note, scope.word("source.of_own")) for s in own.sources),
        *(LinkView(s.text, s.href, s.note, scope.word("source.of_sum")) for s in summed.sources),
    )
    return Row(
        (
            Cell(own.period),
            Cell(figure=own),
            Cell(figure=summed),
            Cell(make_difference(scope, indicator, found.difference)),
            Cell(links=sources),
        )
    )


def make_comparable(
    scope: Scope, indicator: Indicator, series: Sequence[Series]
) -> TableView | None:
    """Set earlier figures beside what they would have been on today's units.

    Unit by unit, the newest first; periods that were not reported and cannot be compared for
    the same reason share a row.
    """
    rows = tuple(row for one in series for row in _comparable_rows(scope, indicator, one))
    if not rows:
        return None
    table = TableView(
        scope.word("table.comparable"),
        (
            *make_columns(scope, ("unit", "period")),
            *value_columns(scope, indicator, is_double=True),
            *make_columns(scope, ("made_of",)),
        ),
        rows,
    )
    label = scope.word("table.more_rows", count=len(rows) - NEWEST)
    return fold(without_empty_columns(table), NEWEST, label)


def make_passages(scope: Scope, changes: Iterable[UnitChange]) -> tuple[str, ...]:
    """Write changes between units, oldest first: who passed into whom, and since when.

    Units that passed into the same one on the same day are named together.
    """
    ordered = sorted(changes, key=lambda c: (c.date, c.to_unit, c.from_unit))
    return tuple(
        scope.word(
            "unit_change.passed",
            date=scope.day(day),
            from_units=", ".join(_giver(scope, change) for change in group),
            to_unit=_taker(scope, to_unit, day),
        )
        for (day, to_unit), group in groupby(ordered, key=lambda c: (c.date, c.to_unit))
    )


def territory_notes(scope: Scope, series: Series) -> tuple[str, ...]:
    """Write the changes of territory behind a series; empty where there were none."""
    return make_passages(scope, {c for found in series.comparable for c in found.changes})


def _giver(scope: Scope, change: UnitChange) -> str:
    """Name the unit that passes on, with the share where it is not the whole."""
    share = write_share(scope, change)
    name = scope.unit_name(change.from_unit)
    return add_aside(name, share) if share else name


def _taker(scope: Scope, unit: str, day: date) -> str:
    """Name the unit that takes over; the day is said already where it is its first one."""
    taker = scope.context.disclosed.units.get(unit)
    return scope.text(taker.name) if taker.valid_from == day else scope.unit_name(unit)


def write_share(scope: Scope, change: UnitChange) -> str:
    """Write the share that passes on: "" for the whole, words where nobody said how much."""
    share = scope.context.disclosed.units.share_of(change)
    if share is None:
        return scope.word("unit_change.part")
    return f"{scope.short(share * 100, 1)}{NBSP}%" if share < 1 else ""


def _comparable_rows(scope: Scope, indicator: Indicator, series: Series) -> Iterator[Row]:
    newest = sorted(series.comparable, key=lambda c: c.period.sort_key(), reverse=True)
    for _, found in groupby(newest, key=lambda one: _sameness(series, one)):
        yield _comparable_row(scope, indicator, series, list(found))


def _sameness(series: Series, found: Comparable) -> tuple[object, ...]:
    """Return what neighbouring periods have in common that have no figures, for one row."""
    if found.figure is None and series.at(found.period) is None:
        return (found.reason, found.changes)
    return (found.period.sort_key(),)


def _comparable_row(
    scope: Scope, indicator: Indicator, series: Series, found: Sequence[Comparable]
) -> Row:
    first = found[0]
    own = reported_figure(scope, indicator, series, first.period)
    return Row(
        (
            series_cell(scope, series),
            Cell(", ".join(scope.period(one.period) for one in found)),
            Cell(figure=own, note=own.counts),
            restated_cell(scope, indicator, first),
            Cell("; ".join(make_passages(scope, first.changes))),
        ),
        muted=first.figure is None,
    )
