"""The same point of last year."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess.methods.same_period import METHOD
from site_builder.model.indicator import Aggregate, Direction


@pytest.fixture
def judge(build):
    """Judge the last of some figures of a cumulative indicator against "at least 3"."""

    def run(*figures, direction=Direction.UP, target=None, today=build.today):
        indicator = build.indicator(cumulative=True, direction=direction)
        goal = target or build.every(3.0)
        return METHOD.assess(build.case(indicator, goal, *figures, today=today))

    return run


@pytest.mark.parametrize(
    ("value", "verdict", "reason"),
    [
        (2.1, "on_track", "at_last_year"),
        (2.0, "on_track", "at_last_year"),
        (1.9, "behind", "below_last_year"),
        (1.2, "behind", "below_last_year"),
        (1.1, "off_track", "far_below_last_year"),
    ],
)
def test_within_the_year_last_year_is_the_measure(judge, build, value, verdict, reason):
    """At least last year's 2.0 is on track, at least 0.6 of it is behind."""
    found = judge(build.figure("2024-Q2", 2.0), build.figure("2025-Q2", value))

    assert (found.progress_status.value, found.reason) == (verdict, reason)
    assert (found.required_value, dict(found.facts)["last_year"]) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(2.0, "on_track"), (2.8, "behind"), (2.9, "off_track")],
)
def test_it_is_mirrored_where_less_is_better(judge, build, value, verdict):
    """Up to 0.4 of last year's 2.0 above it is behind."""
    found = judge(
        build.figure("2024-Q2", 2.0), build.figure("2025-Q2", value), direction=Direction.DOWN
    )

    assert found.progress_status.value == verdict


def test_a_preliminary_figure_within_the_year_is_compared(judge, build):
    """No figure within the year is the last word, so its status does not matter."""
    found = judge(build.figure("2024-Q2", 2.0), build.figure("2025-Q2", 2.0, "preliminary"))

    assert found.progress_status.value == "on_track"


@pytest.mark.parametrize(
    ("as_of", "today"), [(date(2025, 5, 31), date(2026, 1, 1)), (None, date(2025, 6, 30))]
)
def test_a_part_of_the_year_that_is_not_over_is_not_compared(judge, build, as_of, today):
    """Five months are not held against six."""
    figures = (build.figure("2024-Q2", 2.0), build.figure("2025-Q2", 1.5, as_of=as_of))

    found = judge(*figures, today=today)

    assert (found.progress_status.value, found.reason) == ("in_progress", "part_not_over")


@pytest.mark.parametrize("time", ["2024-Q1", "2023-Q2"])
def test_without_last_years_point_there_is_no_verdict(judge, build, time):
    """Another quarter, or the same one of an earlier year, does not serve."""
    found = judge(build.figure(time, 2.0), build.figure("2025-Q2", 2.0))

    assert (found.progress_status.value, found.reason) == ("not_assessed", "no_last_year")


def test_the_same_day_under_another_name_serves(judge, build):
    """The first half of 2024 ends on the same day as its second quarter."""
    found = judge(build.figure("2024-S1", 2.0), build.figure("2025-Q2", 2.0))

    assert found.progress_status.value == "on_track"


def test_a_zero_last_year_has_no_pace(judge, build):
    """Nothing last year and something now is on track, without a share of nothing."""
    found = judge(build.figure("2024-Q2", 0.0), build.figure("2025-Q2", 1.0))

    assert (found.progress_status.value, found.facts) == ("on_track", (("last_year", 0.0),))


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ({"value": 3.0}, "met"),
        ({"value": 2.9}, "not_met"),
        ({"value": 3.2, "status": "preliminary"}, "in_progress"),
        ({"value": 2.67, "as_of": date(2025, 11, 30)}, "in_progress"),
    ],
)
def test_the_year_itself_meets_the_target_or_not(judge, build, figure, verdict):
    """Only the final whole-year figure is held against the target."""
    assert judge(build.figure("2025", **figure)).progress_status.value == verdict


def test_a_sum_of_counts_that_lacks_units_concludes_nothing(build):
    """Nine of eleven units against last year's eleven would look like a fall."""
    indicator = build.indicator(cumulative=True, aggregate=Aggregate.SUM)
    before = build.figure("2024-Q2", 2.0, due=11, counted=11)
    now = build.figure("2025-Q2", 1.0, due=11, counted=9)

    found = METHOD.assess(build.case(indicator, build.every(3.0), before, now))

    assert (found.progress_status.value, found.reason) == ("in_progress", "units_missing")
