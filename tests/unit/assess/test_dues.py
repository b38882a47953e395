"""What is owed, and which tasks are overdue."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess.dues import assess_task
from site_builder.model.indicator import Aggregate
from site_builder.model.period import Frequency
from site_builder.model.registers import Task, TaskState

MARCH = date(2026, 3, 1)


def owed(portal):
    return [(due.unit, str(due.period), due.reported, due.overdue) for due in portal.dues]


def test_those_who_ever_reported_owe_the_latest_closed_period(build):
    """Both districts owe 2025 once one of them has ever reported; a marked gap is told apart."""
    portal = build.portal(
        build.row("a", "2023", 5),
        build.row("b", "2025", None),
        indicator=build.count(due_days=90),
        today=MARCH,
    )

    assert owed(portal) == [("a", "2025", False, False), ("b", "2025", True, False)]
    assert portal.dues[0].due_date == date(2026, 3, 31)


def test_a_passed_due_date_is_overdue(build):
    """Without days of grace a figure is due on the period's last day."""
    portal = build.portal(build.row("a", "2023", 5), indicator=build.count(), today=MARCH)

    assert [due.overdue for due in portal.dues] == [True, True]


@pytest.mark.parametrize("status", ["nil", "not_applicable", "suppressed"])
def test_an_answer_without_a_value_settles_it(build, status):
    """Nil, not applicable and withheld are answers; missing is none."""
    portal = build.portal(
        build.row("a", "2025", None, status=status),
        build.row("b", "2025", 5),
        indicator=build.count(),
        today=MARCH,
    )

    assert portal.dues == ()


def test_a_breakdown_settles_it(build):
    """A distribution has no total row."""
    portal = build.portal(
        build.row("a", "2025", 5, breakdown="level=x"),
        build.row("b", "2025", None, breakdown="level=x"),
        build.row("b", "2025", 5, breakdown="level=y"),
        indicator=build.count(dimensions=("level",)),
        today=MARCH,
    )

    assert portal.dues == ()


def test_a_longer_period_that_ends_with_it_settles_it(build):
    """The year's figure closes the fourth quarter as well."""
    indicator = build.count(frequency=Frequency.QUARTER, cumulative=True)

    portal = build.portal(
        build.row("a", "2025", 5), build.row("b", "2025-Q3", 4), indicator=indicator, today=MARCH
    )

    assert owed(portal) == [("b", "2025-Q4", False, True)]


def test_a_sum_settles_it(build):
    """A province that once reported itself owes nothing where its districts add up."""
    portal = build.portal(
        build.row("tinh", "2024", 9),
        build.row("a", "2025", 5),
        build.row("b", "2025", 5),
        indicator=build.count(),
        today=MARCH,
    )

    assert portal.dues == ()


def test_what_nobody_ever_reported_is_owed_by_the_headline_unit(build):
    """A new indicator asks the leading unit first."""
    portal = build.portal(indicator=build.count(aggregate=Aggregate.NONE), today=MARCH)

    assert owed(portal) == [("tinh", "2025", False, True)]


def test_levels_may_be_named(build):
    """``reported_by`` says who owes, whoever reported before."""
    portal = build.portal(
        build.row("tinh", "2024", 9), indicator=build.count(reported_by=("district",)), today=MARCH
    )

    assert [due.unit for due in portal.dues] == ["a", "b"]


@pytest.mark.parametrize(
    ("state", "deadline", "status"),
    [
        (TaskState.NOT_STARTED, None, "not_started"),
        (TaskState.IN_PROGRESS, date(2026, 11, 23), "in_progress"),
        (TaskState.IN_PROGRESS, date(2026, 11, 22), "overdue"),
        (TaskState.NOT_STARTED, date(2026, 11, 22), "overdue"),
        (TaskState.DONE, date(2026, 11, 22), "done"),
    ],
)
def test_tasks_are_overdue_from_the_day_after(build, state, deadline, status):
    """The deadline itself is still in time; a task that is done is never overdue."""
    task = Task("A", build.text("A"), state=state, deadline=deadline)

    assert assess_task(task, build.today).status.value == status
