"""Say which figures are owed for the latest closed period, and which tasks are overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from site_builder.assess.figures import SeriesKey
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, latest_closed
from site_builder.model.portal import AssessedTask, Due, Figure, Series, TaskStatus
from site_builder.model.registers import Task, TaskState
from site_builder.model.units import Unit


def assess_task(task: Task, today: date) -> AssessedTask:
    """Set a task's status: overdue from the day after its deadline until it is done."""
    late = task.deadline is not None and task.deadline < today
    if late and task.state is not TaskState.DONE:
        return AssessedTask(task, TaskStatus.OVERDUE)
    return AssessedTask(task, TaskStatus(task.state.value))


def find_dues(
    disclosed: Disclosed,
    series: Mapping[SeriesKey, Series],
    owing: Mapping[str, frozenset[str]],
    headline_units: Mapping[str, str | None],
    today: date,
) -> tuple[Due, ...]:
    """Return what is owed, by the indicators' order, then the register's.

    An indicator that nobody has ever reported is owed by its headline unit. A unit owes it
    if it exists on the period's last day; a figure of any breakdown, a sum of the units
    below, or a longer period that ends on the same day settles it.
    """
    given = _newest_given(series)
    found: list[Due] = []
    for code, indicator in disclosed.indicators.items():
        period = latest_closed(indicator.frequency, today)
        debtors = owing[code] or {headline_units[code]}
        for unit in disclosed.units.units.values():
            if unit.unit in debtors and unit.exists_on(period.end):
                statuses = given.get((code, unit.unit, period.end), {})
                found.extend(_owed(indicator, unit, period, statuses, today))
    return tuple(found)


def _newest_given(
    series: Mapping[SeriesKey, Series],
) -> Mapping[tuple[str, str, date], Mapping[Period, frozenset[ObsStatus]]]:
    """Return the statuses of all figures by indicator, unit and last day of their period."""
    given: dict[tuple[str, str, date], dict[Period, frozenset[ObsStatus]]] = {}
    for (code, unit, _), one in series.items():
        for figure in one.figures:
            by_period = given.setdefault((code, unit, figure.period.end), {})
            status = by_period.get(figure.period, frozenset())
            by_period[figure.period] = status | {figure.status}
    return given


def _owed(
    indicator: Indicator,
    unit: Unit,
    period: Period,
    statuses: Mapping[Period, frozenset[ObsStatus]],
    today: date,
) -> Iterator[Due]:
    covering = [s for p, found in statuses.items() if p.contains(period) for s in found]
    if any(status is not ObsStatus.MISSING for status in covering):
        return
    due_date = period.end + timedelta(days=indicator.due_days)
    yield Due(
        indicator=indicator.code,
        unit=unit.unit,
        period=period,
        due_date=due_date,
        overdue=due_date < today,
        reported=bool(covering),
    )


def newest_day(series: Mapping[SeriesKey, Series]) -> date | None:
    """Return the newest as-of date of any figure shown, rival figures included."""
    return max((day for one in series.values() for day in _days(one)), default=None)


def _days(series: Series) -> Iterator[date]:
    figures: list[Figure] = [*series.figures, *(rival.figure for rival in series.variants)]
    yield from (figure.as_of for figure in figures if figure.as_of is not None)
