"""One unit: its figures, what it owes, what it came from and what it became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, UnitBody, UnitRow
from site_builder.model.portal import Series
from site_builder.model.units import UnitChange, UnitState
from site_builder.render.charts import make_charts
from site_builder.render.comparisons import territory_notes, write_share
from site_builder.render.components import (
    Cell,
    ChartView,
    DueView,
    LinkView,
    Row,
    TableView,
)
from site_builder.render.dues import UNIT, make_dues
from site_builder.render.figures import make_change, make_figure
from site_builder.render.reported import ReportedView, make_reported
from site_builder.render.rivals import count_rivals, make_rivals
from site_builder.render.scope import Scope
from site_builder.render.tables import (
    figure_cell,
    make_columns,
    make_series_table,
    without_empty_columns,
)
from site_builder.render.verdicts import make_status, says_something
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The figures of one indicator; ``territory`` says what changed the unit behind them."""

    title: str
    table: TableView
    territory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit, written out.

    ``ended`` says when it ended or will end, ``announced`` from when on it will be there; each
    is "" for a unit of which there is no such thing to say.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    ended: str
    announced: str
    parents: tuple[LinkView, ...]
    children: tuple[LinkView, ...]
    rows: TableView | None
    series: tuple[SeriesView, ...]
    variants: TableView | None
    charts: tuple[ChartView, ...]
    dues: tuple[DueView, ...]
    reporting: ReportedView | None
    successors: tuple[LinkView, ...]
    predecessors: tuple[LinkView, ...]


def view_unit(spec: PageSpec, context: RenderContext) -> UnitView:
    """Write out the page of one unit."""
    body = expect(spec, UnitBody)
    scope = Scope(spec, context)
    return UnitView(
        title=spec.title,
        facts=_facts(scope, body),
        ended=_ended(scope, body),
        announced=_announced(scope, body),
        parents=_links(scope, [u.unit for u in body.parents]),
        children=_links(scope, [u.unit for u in body.children]),
        rows=_rows(scope, body),
        series=tuple(
            _series(scope, s)
            for s in body.series
            if (s.figures or s.comparable) and not s.breakdown
        ),
        variants=make_rivals(scope, context.disclosed.indicators, body.series, "indicator"),
        charts=make_charts(scope, body.charts),
        dues=make_dues(scope, body.dues, UNIT, in_full=True),
        reporting=make_reported(scope, body.reporting),
        successors=tuple(_passed(scope, c, c.to_unit) for c in body.successors),
        predecessors=tuple(_passed(scope, c, c.from_unit) for c in body.predecessors),
    )


def _ended(scope: Scope, body: UnitBody) -> str:
    """Say when a unit ended or will end; a unit still to be formed has enough ahead of it."""
    if body.unit.valid_to is None or body.state is UnitState.ANNOUNCED:
        return ""
    key = "unit.will_end" if body.state is UnitState.IN_FORCE else "unit.ended"
    return scope.word(key, date=scope.day(body.unit.valid_to))


def _announced(scope: Scope, body: UnitBody) -> str:
    if body.state is not UnitState.ANNOUNCED:
        return ""
    return scope.word("unit.announced", date=scope.day(body.unit.valid_from))


def _facts(scope: Scope, body: UnitBody) -> tuple[tuple[str, str], ...]:
    """Return what the register says of a unit, where it says something."""
    unit = body.unit
    values = {
        "code": unit.code,
        "level": scope.word_or(f"level.{unit.level}", unit.level),
        "valid_from": scope.day(unit.valid_from),
        "valid_to": scope.day(unit.valid_to),
    }
    return tuple((scope.word(f"unit.{key}"), value) for key, value in values.items() if value)


def _links(scope: Scope, units: Sequence[str]) -> tuple[LinkView, ...]:
    return tuple(LinkView(scope.unit_name(u), scope.href("unit", u)) for u in units)


def _series(scope: Scope, series: Series) -> SeriesView:
    indicator = scope.indicator(series.indicator)
    return SeriesView(
        scope.text(indicator.title),
        make_series_table(scope, indicator, series),
        territory_notes(scope, series),
    )


def _passed(scope: Scope, change: UnitChange, other: str) -> LinkView:
    """Name the other side of a change, with its day and share."""
    date, share = scope.day(change.date), write_share(scope, change)
    note = scope.word("unit_change.on", date=date)
    if share:
        note = scope.word("unit_change.on_share", date=date, share=share)
    return LinkView(scope.unit_name(other), scope.href("unit", other), note)


def _rows(scope: Scope, body: UnitBody) -> TableView | None:
    """Set the newest figure of each indicator with its verdict."""
    if not body.rows:
        return None
    rivals = count_rivals(body.series, "indicator")
    keys = ("indicator", "period", "value", "counts", "change", "status", "source")
    return without_empty_columns(
        TableView(
            scope.word("table.unit_indicators"),
            make_columns(scope, keys, ("value", "counts", "change")),
            tuple(_row(scope, row, rivals.get(row.indicator.code, 0)) for row in body.rows),
        )
    )


def _row(scope: Scope, row: UnitRow, rivals: int) -> Row:
    indicator = row.indicator
    figure = make_figure(scope, indicator, row.latest)
    return Row(
        (
            Cell(
                scope.text(indicator.title),
                scope.href("indicator", indicator.code),
                note=f"{indicator.code}, {scope.measure(indicator)}",
            ),
            Cell(figure.period),
            figure_cell(scope, figure, rivals),
            Cell(figure.counts),
            Cell(
                change=make_change(
                    scope,
                    indicator,
                    row.latest,
                    row.previous,
                    is_former=row.unit.valid_to is not None,
                )
            ),
            _verdict(scope, row),
            Cell(links=figure.sources),
        )
    )


def _verdict(scope: Scope, row: UnitRow) -> Cell:
    """Show the verdict; where the plan asks nothing say that, in place of "not assessed"."""
    if not row.indicator.targets and not says_something(row.assessment):
        return Cell(scope.word("target.none"))
    return Cell(status=make_status(scope, row.assessment))
