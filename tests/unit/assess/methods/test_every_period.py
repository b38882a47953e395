"""Each period by itself, strictly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.assess.methods.every_period import METHOD
from site_builder.model.indicator import Direction
from site_builder.model.portal import ProgressStatus


@pytest.mark.parametrize(
    ("comparator", "goal", "value", "verdict"),
    [
        (">", 90.0, 90.0, "not_met"),
        (">", 90.0, 90.1, "met"),
        (">=", 3.0, 3.0, "met"),
        (">=", 3.0, 2.999999, "not_met"),
        ("<=", 5.0, 5.0, "met"),
        ("<", 5.0, 5.0, "not_met"),
        ("=", 100.0, 100.0, "met"),
        ("=", 100.0, 99.9, "not_met"),
    ],
)
def test_comparators_are_strict(build, comparator, goal, value, verdict):
    """A value equal to its goal meets "at least" and "at most", never "more" or "less"."""
    case = build.case(build.indicator(), build.every(goal, comparator), build.figure("2024", value))

    assert METHOD.assess(case).progress_status.value == verdict


@pytest.mark.parametrize(
    ("figure", "today", "reason"),
    [
        ({"status": "preliminary"}, date(2026, 11, 23), "figure_not_final"),
        ({"status": "estimated"}, date(2026, 11, 23), "figure_not_final"),
        ({"as_of": date(2024, 11, 30)}, date(2026, 11, 23), "taken_early"),
        ({"final": False}, date(2024, 12, 31), "period_not_over"),
    ],
)
def test_an_open_period_is_in_progress(build, figure, today, reason):
    """Whatever an unfinished figure shows, it decides nothing; the reason says why."""
    one = build.figure("2024", 95.0, **figure)

    verdict = METHOD.assess(build.case(build.indicator(), build.every(90.0), one, today=today))

    assert verdict.progress_status is ProgressStatus.IN_PROGRESS
    assert (verdict.reason, verdict.required_value, verdict.margin) == (reason, 90.0, 5.0)


def test_a_cumulative_figure_within_the_year_decides_nothing(build):
    """A quarter's cumulative figure is below the year's goal by nature."""
    case = build.case(
        build.indicator(cumulative=True), build.every(3.0), build.figure("2024-Q2", 1.2)
    )

    verdict = METHOD.assess(case)

    assert (verdict.progress_status.value, verdict.reason) == ("in_progress", "year_not_over")


def test_margins_point_towards_better(build):
    """Where less is better, being under the goal is a positive margin."""
    indicator = build.indicator(direction=Direction.DOWN)
    case = build.case(indicator, build.every(5.0, "<="), build.figure("2024", 3.0))

    assert METHOD.assess(case).margin == 2.0


@pytest.mark.parametrize(
    ("time", "value", "verdict", "reason"),
    [
        ("2024", 95.0, "in_progress", "target_period_ahead"),
        ("2024", 100.0, "met", "target_met"),
        ("2025", 95.0, "not_met", "target_not_met"),
    ],
)
def test_a_target_for_later_is_not_missed_yet(build, time, value, verdict, reason):
    """A value to be reached by 2025 is missed in 2025, not in 2024."""
    case = build.case(build.indicator(), build.by(100.0, "2025"), build.figure(time, value))

    found = METHOD.assess(case)

    assert (found.progress_status.value, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("with_target", "reason"), [(False, "no_target"), (True, "no_target_in_force")]
)
def test_no_target_is_a_reason(build, with_target, reason):
    """Having no target and having none in force are told apart."""
    targets = (build.every(90.0),) if with_target else ()
    case = build.case(build.indicator(targets=targets), None, build.figure("2024", 95.0))

    found = METHOD.assess(case)

    assert (found.progress_status.value, found.reason) == ("not_assessed", reason)


def test_a_case_without_a_value_is_a_bug(build):
    """Cases are made of figures with a value only."""
    empty = replace(build.figure("2024", 1.0), value=None)

    with pytest.raises(ValueError, match="a case is about a figure with a value"):
        METHOD.assess(build.case(build.indicator(), build.every(90.0), empty))
