"""The reporting status: counts of all indicators, or one indicator's units by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, ReportingBody
from site_builder.model.period import Frequency, Period
from site_builder.model.reporting import (
    ReportingCell,
    ReportingCount,
    ReportingRow,
    ReportingStatus,
    ReportingTable,
)
from site_builder.render.components import Cell, Column, LinkView, Row, StatusView, TableView
from site_builder.render.scope import NBSP, NONE, Scope
from site_builder.render.tables import make_columns
from site_builder.render.views.body import expect

_MARKS = {
    ReportingStatus.LATE: "due_due",
    ReportingStatus.OVERDUE: "due_overdue",
}
"""What must be found at a glance has a shape of its own beside its word; the rest are words."""

NOT_OWED = "not_owed"


@dataclass(frozen=True, slots=True)
class ReportingView:
    """The reporting status, written out.

    ``legend`` explains the words of the tables; ``indicator`` leads to the one that the page
    is about, None on the page of all.
    """

    title: str
    lead: str
    tables: tuple[TableView, ...]
    legend: tuple[tuple[str, str], ...]
    indicator: LinkView | None


def view_reporting(spec: PageSpec, context: RenderContext) -> ReportingView:
    """Write out the page of all indicators or of one."""
    tables = expect(spec, ReportingBody).tables
    scope = Scope(spec, context)
    if not spec.id:
        named = any(scope.href("reporting", table.indicator) for table in tables)
        return ReportingView(
            title=spec.title,
            lead=scope.word("reporting.lead" if named else "reporting.lead_counts"),
            tables=tuple(_overviews(scope, tables)),
            legend=(),
            indicator=None,
        )
    (table,) = tables
    indicator = scope.indicator(spec.id)
    return ReportingView(
        title=spec.title,
        lead=scope.word("reporting.lead_units"),
        tables=(_matrix(scope, table),),
        legend=tuple(_legend(scope, table)),
        indicator=LinkView(scope.text(indicator.title), scope.href("indicator", spec.id)),
    )


def _overviews(scope: Scope, tables: Sequence[ReportingTable]) -> Iterator[TableView]:
    """Yield one table of counts for each length of period that indicators have."""
    for frequency in Frequency:
        listed = [t for t in tables if scope.indicator(t.indicator).frequency is frequency]
        if listed:
            periods = sorted({c.period for t in listed for c in t.counts}, reverse=True)
            yield TableView(
                scope.word(f"reporting.table_{frequency.value}"),
                (
                    *make_columns(scope, ("indicator",)),
                    *(Column(_head(scope, p), numeric=True) for p in periods),
                ),
                tuple(_overview_row(scope, table, periods) for table in listed),
            )


def _overview_row(scope: Scope, table: ReportingTable, periods: Sequence[Period]) -> Row:
    indicator, counts = scope.indicator(table.indicator), {c.period: c for c in table.counts}
    units = scope.href("reporting", indicator.code)
    name = Cell(
        scope.text(indicator.title),
        units or scope.href("indicator", indicator.code),
        note=indicator.code,
    )
    cells = (
        _count(scope, counts[period], is_open=bool(units)) if period in counts else Cell(NONE)
        for period in periods
    )
    return Row((name, *cells))


def _count(scope: Scope, count: ReportingCount, *, is_open: bool) -> Cell:
    """Say how many of those due have reported; how many were late only to those inside."""
    if not count.due:
        return Cell(scope.word("reporting.none_due"))
    ways = (("late", count.late), ("overdue", count.overdue)) if is_open else ()
    notes = (scope.word(f"reporting.count_{way}", count=number) for way, number in ways if number)
    # In a narrow column the two break between them, never within one.
    return Cell(
        f"{count.reported}/{count.due}", note=", ".join(n.replace(" ", NBSP) for n in notes)
    )


def _head(scope: Scope, period: Period) -> str:
    """Name a period so that it stays on one line above its narrow column."""
    return scope.period(period).replace(" ", NBSP)


def _matrix(scope: Scope, table: ReportingTable) -> TableView:
    """Set units by period, the newest first; above them the due dates and the counts.

    Units that owed nothing for the newest period come last.
    """
    counts = table.counts[::-1]
    rows = sorted(table.rows, key=lambda row: row.cells[-1] is None)
    return TableView(
        scope.word("reporting.table_units", count=len(rows)),
        (*make_columns(scope, ("unit",)), *(Column(_head(scope, c.period)) for c in counts)),
        (
            Row((Cell(scope.word("reporting.due_date")), *_due_dates(scope, counts))),
            Row(
                (
                    Cell(scope.word("reporting.counts")),
                    *(_count(scope, count, is_open=True) for count in counts),
                )
            ),
            *(_unit_row(scope, row) for row in rows),
        ),
    )


def _due_dates(scope: Scope, counts: Sequence[ReportingCount]) -> Iterator[Cell]:
    return (Cell(scope.day(count.due_date)) for count in counts)


def _unit_row(scope: Scope, row: ReportingRow) -> Row:
    name = Cell(scope.unit_name(row.unit), scope.href("unit", row.unit))
    cells = (_cell(scope, cell) for cell in row.cells[::-1])
    return Row((name, *cells), muted=row.cells[-1] is None)


def _cell(scope: Scope, cell: ReportingCell | None) -> Cell:
    """Say what became of one figure: a word, and below it the day on which it came."""
    if cell is None:
        return Cell(NONE)
    word = scope.word(f"reporting.{cell.status.value}")
    if cell.is_late:
        key = "late_days" if cell.status is ReportingStatus.LATE else "answer_late_days"
        ending = ".one" if cell.days_late == 1 else ""
        word = scope.word(f"reporting.{key}{ending}", status=word, days=cell.days_late)
    mark = _MARKS.get(cell.status)
    arrived = scope.day(cell.received)
    if mark is None:
        return Cell(word, note=arrived)
    return Cell(status=StatusView(mark, word), note=arrived)


def _legend(scope: Scope, table: ReportingTable) -> Iterator[tuple[str, str]]:
    """Yield the words that the table uses, with what each means."""
    cells = [cell for row in table.rows for cell in row.cells]
    used = {cell.status for cell in cells if cell is not None}
    for status in ReportingStatus:
        if status in used:
            name = status.value
            yield scope.word(f"reporting.{name}"), scope.word(f"reporting.means_{name}")
    if None in cells:
        yield NONE, scope.word(f"reporting.means_{NOT_OWED}")
