"""Set figures in tables: a series by period, series side by side, the ledger of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from site_builder.model.indicator import Indicator
from site_builder.model.pages import UnitRow
from site_builder.model.period import Period
from site_builder.model.portal import Figure, Series
from site_builder.model.registers import Revision
from site_builder.render.components import Cell, Column, Row, TableView
from site_builder.render.figures import make_change, make_figure
from site_builder.render.scope import Scope
from site_builder.render.verdicts import make_status


def make_columns(
    scope: Scope, keys: Sequence[str], numeric: Iterable[str] = ()
) -> tuple[Column, ...]:
    """Make the heads of columns from wording keys ``column.<key>``."""
    right = set(numeric)
    return tuple(Column(scope.word(f"column.{key}"), key in right) for key in keys)


def without_empty_columns(table: TableView) -> TableView:
    """Leave out the columns in which no row says anything; the first names the rows."""
    kept = [
        index
        for index in range(len(table.columns))
        if index == 0 or any(row.cells[index] != Cell() for row in table.rows)
    ]
    return TableView(
        table.caption,
        tuple(table.columns[index] for index in kept),
        tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in table.rows),
    )


def value_column(scope: Scope, indicator: Indicator) -> Column:
    """Make the head of a column of values, with the unit of measure in it."""
    return Column(scope.word("column.value_in", measure=scope.measure(indicator)), numeric=True)


def make_series_table(scope: Scope, indicator: Indicator, series: Series) -> TableView:
    """Set one series by period, the newest first, with counts, dates and sources."""
    has_pair = any(f.numerator is not None for f in series.figures)
    pair = make_columns(scope, ("counts",), ("counts",)) if has_pair else ()
    table = TableView(
        scope.word(
            "table.series", title=scope.text(indicator.title), unit=scope.unit_name(series.unit)
        ),
        (
            *make_columns(scope, ("period",)),
            value_column(scope, indicator),
            *pair,
            *make_columns(scope, ("as_of", "source", "note")),
        ),
        tuple(
            Row(_series_cells(scope, indicator, figure, has_pair=has_pair))
            for figure in reversed(series.figures)
        ),
    )
    return without_empty_columns(table)


def _series_cells(
    scope: Scope, indicator: Indicator, figure: Figure, *, has_pair: bool
) -> tuple[Cell, ...]:
    view = make_figure(scope, indicator, figure)
    pair = (Cell(view.counts),) if has_pair else ()
    return (
        Cell(view.period),
        Cell(figure=view),
        *pair,
        Cell(view.as_of),
        Cell(links=view.sources),
        Cell(view.note),
    )


def make_matrix(
    scope: Scope, indicator: Indicator, series: Sequence[Series], most: int = 8
) -> TableView:
    """Set several series side by side: one a row, the newest ``most`` periods as columns."""
    periods = sorted({f.period for s in series for f in s.figures}, key=Period.sort_key)[-most:]
    return TableView(
        scope.word(
            "table.matrix", title=scope.text(indicator.title), measure=scope.measure(indicator)
        ),
        (
            *make_columns(scope, ("unit",)),
            *(Column(scope.period(period), numeric=True) for period in periods),
        ),
        tuple(_matrix_row(scope, indicator, one, periods) for one in series),
    )


def _matrix_row(
    scope: Scope, indicator: Indicator, series: Series, periods: Sequence[Period]
) -> Row:
    split = ", ".join(
        f"{scope.word_or(f'dimension.{name}', name)}: {scope.word_or(f'category.{code}', code)}"
        for name, code in series.breakdown
    )
    name = Cell(scope.unit_name(series.unit), scope.href("unit", series.unit), note=split)
    figures = (make_figure(scope, indicator, series.at(period)) for period in periods)
    return Row((name, *(Cell(figure=figure) for figure in figures)))


def make_unit_rows(scope: Scope, indicator: Indicator, rows: Sequence[UnitRow]) -> TableView:
    """Set the newest figure of each unit with its verdict and change."""
    table = TableView(
        scope.word("table.units", title=scope.text(indicator.title)),
        (
            *make_columns(scope, ("unit", "period")),
            value_column(scope, indicator),
            *make_columns(scope, ("counts", "change", "status"), ("counts", "change")),
        ),
        tuple(_unit_row(scope, row) for row in rows),
    )
    return without_empty_columns(table)


def _unit_row(scope: Scope, row: UnitRow) -> Row:
    figure = make_figure(scope, row.indicator, row.latest)
    return Row(
        (
            Cell(scope.text(row.unit.name), scope.href("unit", row.unit.unit)),
            Cell(figure.period),
            Cell(figure=figure),
            Cell(figure.counts),
            Cell(change=make_change(scope, row.indicator, row.latest, row.previous)),
            Cell(status=make_status(scope, row.assessment)),
        )
    )


def make_revisions(scope: Scope, revisions: Sequence[Revision]) -> TableView:
    """Set the ledger: which figure changed, why, and when that was written down."""
    keys = ("date", "indicator", "unit", "period", "revision_kind", "reason")
    return TableView(
        scope.word("table.revisions"),
        make_columns(scope, keys),
        tuple(_revision_row(scope, revision) for revision in revisions),
    )


def _revision_row(scope: Scope, revision: Revision) -> Row:
    indicator = scope.indicator(revision.indicator)
    return Row(
        (
            Cell(scope.day(revision.date)),
            Cell(
                indicator.code,
                scope.href("indicator", indicator.code),
                note=scope.text(indicator.title),
            ),
            Cell(scope.unit_name(revision.unit), scope.href("unit", revision.unit)),
            Cell(scope.period(revision.period)),
            Cell(scope.word(f"revision.{revision.kind.value}")),
            Cell(scope.text(revision.reason)),
        )
    )
