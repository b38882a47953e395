"""Set figures beside what they are to be compared with: sums, and today's units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from site_builder.model.indicator import Indicator
from site_builder.model.portal import Comparable, Reconciliation, Series
from site_builder.render.components import Cell, LinkView, Row, TableView
from site_builder.render.figures import make_difference, make_figure
from site_builder.render.scope import Scope
from site_builder.render.tables import (
    NEWEST,
    fold,
    make_columns,
    series_cell,
    value_column,
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
    """Set earlier figures as they would have been on today's units.

    Unit by unit, the newest first; periods that cannot be compared for the same reason
    share a row.
    """
    rows = tuple(row for one in series for row in _comparable_rows(scope, indicator, one))
    if not rows:
        return None
    table = TableView(
        scope.word("table.comparable"),
        (
            *make_columns(scope, ("unit", "period")),
            value_column(scope, indicator),
            *make_columns(scope, ("counts", "made_of", "note"), ("counts",)),
        ),
        rows,
    )
    label = scope.word("table.more_rows", count=len(rows) - NEWEST)
    return fold(without_empty_columns(table), NEWEST, label)


def _comparable_rows(scope: Scope, indicator: Indicator, series: Series) -> Iterator[Row]:
    newest = sorted(series.comparable, key=lambda c: c.period.sort_key(), reverse=True)
    for _, found in groupby(newest, key=_sameness):
        yield _comparable_row(scope, indicator, series, list(found))


def _sameness(found: Comparable) -> tuple[object, ...]:
    """Return what neighbouring periods have in common that have no figure, for one row."""
    if found.figure is None:
        return (found.reason, found.changes)
    return (found.period.sort_key(),)


def _comparable_row(
    scope: Scope, indicator: Indicator, series: Series, found: Sequence[Comparable]
) -> Row:
    first = found[0]
    parts = "; ".join(
        scope.word(
            "unit_change.came",
            unit=scope.unit_name(change.from_unit),
            date=scope.day(change.date),
        )
        for change in first.changes
    )
    figure = make_figure(scope, indicator, first.figure, under_head=True)
    return Row(
        (
            series_cell(scope, series),
            Cell(", ".join(scope.period(one.period) for one in found)),
            Cell(figure=figure),
            Cell(figure.counts),
            Cell(parts),
            Cell(scope.word(f"comparable.{first.reason}") if first.reason else ""),
        ),
        muted=first.figure is None,
    )
