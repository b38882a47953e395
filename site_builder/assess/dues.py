"""Say which figures are owed for the latest closed period, and which tasks are overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from site_builder.assess.figures import SeriesKey
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, latest_closed
from site_builder.model.portal import AssessedTask, Due, Figure, Series, TaskStatus
from site_builder.model.registers import Task, TaskState
from site_builder.model.units import Unit

Answers = Mapping[tuple[str, str, date], Sequence[Figure]]
"""Figures by (indicator, unit, last day of their period)."""


def assess_task(task: Task, today: date) -> AssessedTask:
    """Set a task's status: overdue from the day after its deadline until it is done."""
    late = task.deadline is not None and task.deadline < today
    if late and task.state is not TaskState.DONE:
        return AssessedTask(task, TaskStatus.OVERDUE)
    return AssessedTask(task, TaskStatus(task.state.value))


def find_answers(series: Mapping[SeriesKey, Series]) -> Answers:
    """Return all figures, sums and breakdowns too, by indicator, unit and last day."""
    answers: dict[tuple[str, str, date], list[Figure]] = {}
    for (code, unit, _), one in series.items():
        for figure in one.figures:
            answers.setdefault((code, unit, figure.period.end), []).append(figure)
    return answers


def covering(answers: Answers, code: str, unit: str, period: Period) -> tuple[Figure, ...]:
    """Return the figures that answer for a period: its own, and longer ones that end with it."""
    found = answers.get((code, unit, period.end), ())
    return tuple(figure for figure in found if figure.period.contains(period))


def settling(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return those of some figures that answer: all but rows saying that there is none."""
    return tuple(figure for figure in figures if figure.status is not ObsStatus.MISSING)


def due_date_of(indicator: Indicator, period: Period) -> date:
    """Return the last day on which a figure is in time."""
    return period.end + timedelta(days=indicator.due_days)


def find_dues(
    disclosed: Disclosed, answers: Answers, owing: Mapping[str, frozenset[str]], today: date
) -> tuple[Due, ...]:
    """Return what is owed, by the indicators' order, then the register's.

    A unit owes a figure if it exists on the period's last day; a figure of any breakdown, a
    sum of the units below, or a longer period that ends on the same day settles it.

    Args:
        disclosed: What the audience may read.
        answers: The figures, as ``find_answers`` groups them.
        owing: The units that owe each indicator.
        today: The day of the build.
    """
    found: list[Due] = []
    held_back = {(held.indicator, held.unit, held.period) for held in disclosed.held_back}
    for code, indicator in disclosed.indicators.items():
        period = latest_closed(indicator.frequency, today)
        for unit in disclosed.units.units.values():
            if unit.unit in owing[code] and unit.exists_on(period.end):
                figures = covering(answers, code, unit.unit, period)
                owed = _owed(indicator, unit, period, figures, today)
                is_held_back = (code, unit.unit, str(period)) in held_back
                found.extend(_as_held_back(due) if is_held_back else due for due in owed)
    return tuple(found)


def _owed(
    indicator: Indicator, unit: Unit, period: Period, figures: Sequence[Figure], today: date
) -> Iterator[Due]:
    if settling(figures):
        return
    due_date = due_date_of(indicator, period)
    yield Due(
        indicator=indicator.code,
        unit=unit.unit,
        period=period,
        due_date=due_date,
        overdue=due_date < today,
        reported=bool(figures),
    )


def _as_held_back(due: Due) -> Due:
    """Mark a figure that came but has errors: whoever sent it is not overdue."""
    return replace(due, overdue=False, held_back=True)


def newest_day(series: Mapping[SeriesKey, Series]) -> date | None:
    """Return the newest as-of date of any figure shown, rival figures included."""
    return max((day for one in series.values() for day in _days(one)), default=None)


def _days(series: Series) -> Iterator[date]:
    figures: list[Figure] = [*series.figures, *(rival.figure for rival in series.variants)]
    yield from (figure.as_of for figure in figures if figure.as_of is not None)
