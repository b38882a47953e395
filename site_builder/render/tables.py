"""Set figures in tables: a series by period, series side by side, the ledger of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from site_builder.model.indicator import Indicator
from site_builder.model.pages import UnitRow
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Series
from site_builder.model.registers import Revision
from site_builder.render.components import Cell, Column, FigureView, LinkView, Row, TableView
from site_builder.render.figures import make_change, make_figure
from site_builder.render.scope import Scope
from site_builder.render.verdicts import make_status, says_something

RIVALS = "so-da-cong-bo-khac"
"""The anchor of other published figures, on the pages of indicators and of units."""

NEWEST = 12
"""Rows of a long series that are seen at once: three years of quarters."""

FEWEST_FOLDED = 3
"""So few rows more are not worth folding."""


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
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in table.rows),
    )


def fold(table: TableView, most: int, label: str) -> TableView:
    """Put the rows after the first ``most`` where they show on demand.

    Two or three rows more than that stay: opening them would take longer than reading.
    """
    if len(table.rows) <= most + FEWEST_FOLDED:
        return table
    return replace(table, rows=table.rows[:most], folded=table.rows[most:], fold_label=label)


def value_column(scope: Scope, indicator: Indicator) -> Column:
    """Make the head of a column of values: the unit of measure, and whether they run."""
    key = "column.running_in" if indicator.cumulative else "column.value_in"
    return Column(scope.word(key, measure=scope.measure(indicator)), numeric=True)


def value_columns(
    scope: Scope, indicator: Indicator, *, is_double: bool, is_former: bool = False
) -> tuple[Column, ...]:
    """Make two heads: values and the counts behind them, or values as reported and today's.

    A former unit's figures are put on the territory of its last day, not on today's units.
    """
    if not is_double:
        return (value_column(scope, indicator), *make_columns(scope, ("counts",), ("counts",)))
    measure = scope.measure(indicator)
    keys = ("column.reported_in", f"column.restated{'_former' if is_former else ''}_in")
    return tuple(Column(scope.word(key, measure=measure), numeric=True) for key in keys)


def make_series_table(scope: Scope, indicator: Indicator, series: Series) -> TableView:
    """Set one series by period, the newest first, with counts, dates and sources.

    Where the unit's territory changed, each earlier figure stands twice: as it was reported
    and on today's units. Long ones show their newest periods, and the earlier ones on demand.
    """
    restated = {found.period: found for found in series.comparable}
    reported = {figure.period for figure in series.figures}
    periods = sorted({*reported, *restated}, key=Period.sort_key, reverse=True)
    table = TableView(
        scope.word(
            "table.series", title=scope.text(indicator.title), unit=scope.unit_name(series.unit)
        ),
        (
            *make_columns(scope, ("period",)),
            *value_columns(
                scope,
                indicator,
                is_double=bool(restated),
                is_former=scope.unit(series.unit).valid_to is not None,
            ),
            *make_columns(scope, ("as_of", "source", "note")),
        ),
        tuple(
            _series_row(
                reported_figure(scope, indicator, series, period),
                scope.period(period),
                restated_cell(scope, indicator, restated.get(period)) if restated else None,
            )
            for period in periods
        ),
    )
    folded = len(table.rows) - NEWEST
    label = scope.word("table.earlier", count=folded) if folded > 0 else ""
    return fold(without_empty_columns(table), NEWEST, label)


def _series_row(view: FigureView, period: str, restated: Cell | None) -> Row:
    """Set one figure; with ``restated`` beside it as it is on today's units.

    A figure from after the last change is itself on today's units.
    """
    values = (Cell(figure=view), Cell(view.counts))
    if restated is not None:
        reported = Cell(figure=view, note=view.counts)
        values = (reported, reported if restated == Cell() else restated)
    return Row(
        (
            Cell(period),
            *values,
            Cell(view.as_of),
            Cell(links=view.sources),
            Cell(view.note, language=view.language),
        )
    )


def reported_figure(
    scope: Scope, indicator: Indicator, series: Series, period: Period
) -> FigureView:
    """Write a unit's own figure; where it did not exist yet, that and not that data lack."""
    figure, unit = series.at(period), scope.unit(series.unit)
    if figure is None and unit.valid_from is not None and period.end < unit.valid_from:
        return FigureView(scope.word("figure.not_formed"), "not_applicable")
    return make_figure(scope, indicator, figure, under_head=True)


def restated_cell(scope: Scope, indicator: Indicator, found: Comparable | None) -> Cell:
    """Make the cell of a figure on today's units, or of the reason why there is none."""
    if found is None:
        return Cell()
    reason = scope.word(f"comparable.{found.reason}") if found.reason else ""
    if found.figure is None:
        return Cell(reason)
    figure = make_figure(scope, indicator, found.figure, under_head=True)
    return Cell(figure=figure, note="; ".join(filter(None, (figure.counts, reason))))


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
    name = series_cell(scope, series)
    figures = (make_figure(scope, indicator, series.at(period)) for period in periods)
    return Row((name, *(Cell(figure=figure) for figure in figures)))


def series_cell(scope: Scope, series: Series) -> Cell:
    """Make the cell that names a series: its unit, and which part of its figures."""
    split = ", ".join(
        f"{scope.word_or(f'dimension.{name}', name)}: {scope.word_or(f'category.{code}', code)}"
        for name, code in series.breakdown
    )
    return Cell(scope.unit_name(series.unit), scope.href("unit", series.unit), note=split)


def make_unit_rows(
    scope: Scope, indicator: Indicator, rows: Sequence[UnitRow], rivals: Mapping[str, int]
) -> TableView:
    """Set the newest figure of each unit with its verdict and change.

    Where the plan asks nothing there is no verdict to show. ``rivals`` counts the other
    published figures of a unit: one that has only those says so.
    """
    judged = indicator.targets or any(says_something(row.assessment) for row in rows)
    keys = ("counts", "change", "status") if judged else ("counts", "change")
    table = TableView(
        scope.word("table.units", title=scope.text(indicator.title)),
        (
            *make_columns(scope, ("unit", "period")),
            value_column(scope, indicator),
            *make_columns(scope, keys, ("counts", "change")),
        ),
        tuple(
            Row(_unit_cells(scope, row, rivals.get(row.unit.unit, 0))[: len(keys) + 3])
            for row in rows
        ),
    )
    return without_empty_columns(table)


def _unit_cells(scope: Scope, row: UnitRow, rivals: int) -> tuple[Cell, ...]:
    figure = make_figure(scope, row.indicator, row.latest, under_head=True)
    return (
        Cell(scope.unit_name(row.unit.unit), scope.href("unit", row.unit.unit)),
        Cell(figure.period),
        figure_cell(scope, figure, rivals),
        Cell(figure.counts),
        Cell(
            change=make_change(
                scope,
                row.indicator,
                row.latest,
                row.previous,
                is_former=row.unit.valid_to is not None,
            )
        ),
        Cell(status=make_status(scope, row.assessment)),
    )


def figure_cell(scope: Scope, figure: FigureView, rivals: int) -> Cell:
    """Make the cell of a unit's newest figure, or of the rivals where it has only those."""
    if figure.state == "none" and rivals:
        text = scope.word("figure.rivals", count=rivals)
        return Cell(links=(LinkView(text, f"#{RIVALS}"),))
    return Cell(figure=figure)


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
