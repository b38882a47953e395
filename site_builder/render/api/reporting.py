"""``reporting.csv``: which unit owed which figure and when it came; outside, only counts."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.portal import Portal
from site_builder.model.reporting import ReportingTable
from site_builder.model.site import INTERNAL, may_read
from site_builder.render.api.rows import INDICATOR, PERIOD, UNIT
from site_builder.render.api.writing import Cell, Column, Table

_UNITS = (
    INDICATOR,
    UNIT,
    PERIOD,
    Column("due_date", "date", "Last day on which the figure is in time"),
    Column("received", "date", "Day on which the figure arrived; empty where nobody noted it"),
    Column(
        "status",
        "string",
        "on_time, late, reported (day unknown), summed (from the units below), nil, "
        "not_applicable, missing (said to be missing), held_back (to be corrected), overdue "
        "or not_due",
    ),
    Column("days_late", "integer", "Days after the due date; 0 in time; empty where unknown"),
)

_COUNTS = (
    INDICATOR,
    PERIOD,
    Column("due", "integer", "Units that owed a figure"),
    Column("reported", "integer", "Units among them that have given it"),
)


def names_units(portal: Portal) -> bool:
    """Whether the portal's readers may know which unit reported and which did not."""
    return may_read(portal.disclosed.audience.name, INTERNAL)


def reporting_table(portal: Portal) -> Table:
    """Return a row for each figure owed, or where units may not be named for each period."""
    if names_units(portal):
        return Table(_UNITS, tuple(row for t in portal.reporting for row in _unit_rows(t)))
    rows = (
        (table.indicator, str(count.period), count.due, count.reported)
        for table in portal.reporting
        for count in table.counts
    )
    return Table(_COUNTS, tuple(rows))


def _unit_rows(table: ReportingTable) -> Iterator[tuple[Cell, ...]]:
    for row in table.rows:
        for count, cell in zip(table.counts, row.cells, strict=True):
            if cell is not None:
                yield (
                    table.indicator,
                    row.unit,
                    str(count.period),
                    count.due_date,
                    cell.received,
                    cell.status.value,
                    cell.days_late,
                )
