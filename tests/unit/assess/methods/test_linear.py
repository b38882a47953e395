"""A straight line from the baseline to the target."""

from __future__ import annotations

import pytest

from site_builder.assess.methods.linear import METHOD
from site_builder.model.indicator import Baseline, Break, Direction


@pytest.fixture
def judge(build):
    """Judge one figure on the way from 50 in 2020 to 100 in 2030, unless changed."""

    def run(time, value, status="official", baseline=("2020", 50.0), target=None, **changes):
        start = Baseline(build.period(baseline[0]), baseline[1]) if baseline else None
        indicator = build.indicator(baseline=start, **changes)
        goal = target or build.by(100.0)
        return METHOD.assess(build.case(indicator, goal, build.figure(time, value, status)))

    return run


@pytest.mark.parametrize(
    ("time", "value", "verdict", "reason"),
    [
        ("2020", 100.0, "not_assessed", "at_baseline"),
        ("2019", 40.0, "not_assessed", "at_baseline"),
        ("2025", 100.0, "achieved", "target_met"),
        ("2025", 75.0, "on_track", "on_the_line"),
        ("2025", 80.0, "on_track", "on_the_line"),
        ("2025", 74.9, "behind", "below_the_line"),
        ("2025", 65.0, "behind", "below_the_line"),
        ("2025", 64.9, "off_track", "far_below_the_line"),
        ("2025", 50.0, "off_track", "far_below_the_line"),
        ("2025", 49.9, "off_track", "worse_than_baseline"),
    ],
)
def test_verdict_follows_the_pace(judge, time, value, verdict, reason):
    """In 2025 the line stands at 75; 65 is 0.6 of the way, from there on it is behind."""
    found = judge(time, value)

    assert (found.progress_status.value, found.reason) == (verdict, reason)


def test_the_working_is_shown(judge):
    """A verdict carries the required value, the margin, the baseline and the pace."""
    found = judge("2025", 70.0)

    assert (found.required_value, found.margin) == (75.0, -5.0)
    assert dict(found.facts) == {"baseline": 50.0, "pace": 0.8}


def test_time_runs_to_the_end_of_the_period(judge):
    """The end of 2025-Q2 is half a year before the end of 2025."""
    assert judge("2025-Q2", 70.0).required_value == 72.5


def test_the_example_of_the_plan(judge):
    """98.3 in 2022 towards 100 in 2030: the line stands at 98.9375 in 2025."""
    found = judge("2025", 99.0, baseline=("2022", 98.3))

    assert found.progress_status.value == "on_track"
    assert found.required_value == pytest.approx(98.9375)


@pytest.mark.parametrize("time", ["2024", "2025"])
def test_an_unmet_target_is_missed_when_its_period_has_come(judge, build, time):
    """The final figure of the target's own period is its last chance."""
    found = judge(time, 99.0, target=build.by(100.0, "2024"))

    assert (found.progress_status.value, found.reason) == ("not_met", "target_missed")
    assert found.required_value == 100.0


def test_a_preliminary_figure_is_in_progress(judge):
    """A preliminary figure gets no verdict, even past the target, but shows the line."""
    found = judge("2025", 100.0, "preliminary")

    assert (found.progress_status.value, found.reason) == ("in_progress", "figure_not_final")
    assert found.required_value == 75.0


@pytest.mark.parametrize(
    ("value", "verdict", "reason", "required"),
    [(80.0, "not_assessed", "no_baseline", None), (100.0, "achieved", "target_met", 100.0)],
)
def test_without_a_baseline_only_the_target_decides(judge, value, verdict, reason, required):
    """There is no line without a baseline; a target that is met needs none."""
    found = judge("2025", value, baseline=None)

    assert (found.progress_status.value, found.reason) == (verdict, reason)
    assert found.required_value == required


def test_a_break_cuts_the_line(judge, build):
    """No line is drawn from a baseline on the other side of a break."""
    found = judge("2025", 80.0, breaks=(Break(build.period("2022")),))

    assert (found.progress_status.value, found.reason) == (
        "not_assessed",
        "baseline_before_break",
    )


def test_less_may_be_better(judge, build):
    """From 50 down to 0 by 2030, 20 in 2025 is past the line at 25."""
    found = judge("2025", 20.0, target=build.by(0.0, comparator="<="), direction=Direction.DOWN)

    assert (found.progress_status.value, found.margin) == ("on_track", 5.0)


@pytest.mark.parametrize(
    ("value", "verdict", "reason"),
    [
        (96.0, "on_track", "on_the_line"),
        (95.0, "off_track", "worse_than_baseline"),
    ],
)
def test_a_baseline_at_the_target_asks_to_stay(judge, build, value, verdict, reason):
    """Where the line is flat, standing on it is on track and there is no pace."""
    found = judge("2025", value, baseline=("2020", 96.0), target=build.by(96.0, comparator=">"))

    assert (found.progress_status.value, found.reason) == (verdict, reason)
    assert dict(found.facts) == {"baseline": 96.0}


def test_it_needs_a_target_with_a_period(build):
    """A target for every period has no line."""
    case = build.case(build.indicator(), build.every(90.0), build.figure("2025", 80.0))

    assert METHOD.assess(case).reason == "no_target"
