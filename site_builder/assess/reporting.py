"""Say what became of the figures that were owed: which came, when, and how late.

What settles a figure is decided by ``dues``, so that this table and the list of what is still
owed never contradict each other. Everything here changes with the clock only where a period
closes or a due date passes: an edition must not differ from the one of the day before for a
count of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.assess.dues import Answers, covering, due_date_of, settling
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, latest_closed, parse_period
from site_builder.model.portal import Figure
from site_builder.model.reporting import (
    ReportingCell,
    ReportingCount,
    ReportingRow,
    ReportingStatus,
    ReportingTable,
)
from site_builder.model.site import INTERNAL, may_read
from site_builder.model.units import Unit

MOST_PERIODS = 12
"""So many periods are looked back on: a year of months, three of quarters."""

Place = tuple[str, str, Period]
"""(indicator, unit, period)."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every indicator is looked up in. ``starts`` is the first period reported, by level."""

    disclosed: Disclosed
    answers: Answers
    starts: Mapping[tuple[str, str], Period]
    held_back: frozenset[Place]
    today: date


def report_all(
    disclosed: Disclosed, answers: Answers, owing: Mapping[str, frozenset[str]], today: date
) -> tuple[ReportingTable, ...]:
    """Return one table for each indicator that somebody owes, by the indicators' order.

    Args:
        disclosed: What the audience may read; only one that reads internal things learns
            which unit stands where, others get counts.
        answers: The figures, as ``find_answers`` groups them.
        owing: The units that owe each indicator.
        today: The day of the build.
    """
    held_back = frozenset(
        (held.indicator, held.unit, period)
        for held in disclosed.held_back
        if (period := parse_period(held.period)) is not None
    )
    desk = _Desk(disclosed, answers, _find_starts(disclosed, answers, owing), held_back, today)
    names_units = may_read(disclosed.audience.name, INTERNAL)
    tables = (_report(i, owing[code], desk) for code, i in disclosed.indicators.items())
    return tuple(
        table if names_units else ReportingTable(table.indicator, table.counts)
        for table in tables
        if table.counts
    )


def _find_starts(
    disclosed: Disclosed, answers: Answers, owing: Mapping[str, frozenset[str]]
) -> Mapping[tuple[str, str], Period]:
    """Return the first period of an indicator's frequency that was reported, by level of units.

    Under ("code", "") stands the first of all. A province may have published a figure for
    years before its districts were asked for theirs.
    """
    units = disclosed.units
    starts: dict[tuple[str, str], Period] = {}
    for (code, unit, end), figures in answers.items():
        if unit not in owing[code] or not any(not figure.aggregated for figure in figures):
            continue
        period = _period_ending(disclosed.indicators[code], end)
        for key in ((code, units.get(unit).level), (code, "")):
            starts[key] = min(starts.get(key, period), period)
    return starts


def _period_ending(indicator: Indicator, end: date) -> Period:
    """Return the period of an indicator's frequency that ends on a day."""
    months = indicator.frequency.months
    return Period(end.year, indicator.frequency, -(-end.month // months))


def _report(indicator: Indicator, owing: frozenset[str], desk: _Desk) -> ReportingTable:
    latest = latest_closed(indicator.frequency, desk.today)
    units = [u for u in desk.disclosed.units.units.values() if u.unit in owing]
    periods = _periods(latest, desk.starts.get((indicator.code, ""), latest))
    skipped = {
        level: sum(period < _start(indicator, level, latest, desk) for period in periods)
        for level in {unit.level for unit in units}
    }
    rows = [
        ReportingRow(
            unit.unit,
            tuple(
                _cell(indicator, unit, period, desk) if number >= skipped[unit.level] else None
                for number, period in enumerate(periods)
            ),
        )
        for unit in units
    ]
    asked = [n for n in range(len(periods)) if any(row.cells[n] is not None for row in rows)]
    return ReportingTable(
        indicator.code,
        tuple(_count(indicator, periods[n], (row.cells[n] for row in rows)) for n in asked),
        tuple(
            ReportingRow(row.unit, tuple(row.cells[n] for n in asked))
            for row in rows
            if any(cell is not None for cell in row.cells)
        ),
    )


def _periods(latest: Period, first: Period) -> Sequence[Period]:
    """Return the closed periods to look at, oldest first; the latest is always one."""
    found = [latest]
    while first < found[-1] and len(found) < MOST_PERIODS:
        found.append(found[-1].previous())
    return found[::-1]


def _start(indicator: Indicator, level: str, latest: Period, desk: _Desk) -> Period:
    """Return the first period that a level of units owes.

    A level that was never heard from owes as long as any other does.
    """
    any_level = desk.starts.get((indicator.code, ""), latest)
    return min(desk.starts.get((indicator.code, level), any_level), latest)


def _cell(indicator: Indicator, unit: Unit, period: Period, desk: _Desk) -> ReportingCell | None:
    """Judge one figure; None where the unit is not there to owe it."""
    code = indicator.code
    if not unit.exists_on(period.end):
        return None
    figures = covering(desk.answers, code, unit.unit, period)
    due_date = due_date_of(indicator, period)
    settled = settling(figures)
    if not settled:
        is_held_back = (code, unit.unit, period) in desk.held_back
        overdue = due_date < desk.today
        return ReportingCell(_unsettled(is_held_back, bool(figures), overdue))
    own = tuple(figure for figure in settled if not figure.aggregated)
    return _settled(own, due_date) if own else ReportingCell(ReportingStatus.SUMMED)


def _unsettled(is_held_back: bool, is_mentioned: bool, is_overdue: bool) -> ReportingStatus:  # noqa: FBT001 # three independent facts
    if is_held_back:
        return ReportingStatus.HELD_BACK
    if is_mentioned:
        return ReportingStatus.MISSING
    return ReportingStatus.OVERDUE if is_overdue else ReportingStatus.NOT_DUE


def _settled(own: Sequence[Figure], due_date: date) -> ReportingCell:
    received = _arrival(own)
    days_late = None if received is None else max(0, (received - due_date).days)
    status = _kind(own, days_late)
    return ReportingCell(status, received, days_late if status.is_owed else None)


def _kind(own: Sequence[Figure], days_late: int | None) -> ReportingStatus:
    statuses = {figure.status for figure in own}
    if statuses == {ObsStatus.NOT_APPLICABLE}:
        return ReportingStatus.NOT_APPLICABLE
    if statuses <= {ObsStatus.NIL, ObsStatus.NOT_APPLICABLE}:
        return ReportingStatus.NIL
    if days_late is None:
        return ReportingStatus.REPORTED
    return ReportingStatus.LATE if days_late else ReportingStatus.ON_TIME


def _arrival(own: Iterable[Figure]) -> date | None:
    """Return the day on which a period was answered in full, by the first that answers for it.

    The parts of a breakdown may come one by one; a year's figure may come before the last
    quarter's, and answers for it.
    """
    days: dict[Period, date] = {}
    for figure in own:
        if figure.received is not None:
            days[figure.period] = max(days.get(figure.period, figure.received), figure.received)
    return min(days.values(), default=None)


def _count(
    indicator: Indicator, period: Period, cells: Iterable[ReportingCell | None]
) -> ReportingCount:
    owed = [cell for cell in cells if cell is not None and cell.status.is_owed]
    given = [cell for cell in owed if cell.status.is_given]
    return ReportingCount(
        period=period,
        due_date=due_date_of(indicator, period),
        due=len(owed),
        reported=len(given),
        late=sum(cell.is_late for cell in given),
        overdue=sum(cell.status is ReportingStatus.OVERDUE for cell in owed),
    )
