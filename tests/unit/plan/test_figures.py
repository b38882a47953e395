"""Picking figures and targets for rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.indicator import Comparator, Target, TargetKind
from site_builder.model.observation import ObsStatus
from site_builder.model.portal import (
    Assessment,
    Due,
    Headline,
    ProgressStatus,
    Verdict,
)
from site_builder.model.units import Unit
from site_builder.plan.figures import dues_by, make_unit_row, target_of


def make_target(value: float, **values) -> Target:
    """Make a target for every period."""
    return Target(TargetKind.EVERY, Comparator.AT_LEAST, value, **values)


def judge(indicator: str, when, target: int | None) -> Assessment:
    """Make a verdict against one of the targets."""
    verdict = Verdict(ProgressStatus.MET, "target_met")
    return Assessment(indicator, "tinh", when, target, 90.0, "every_period/1", verdict)


def test_the_target_is_the_one_that_was_judged(build):
    """A verdict against the second target shows the second target."""
    indicator = build.indicator(targets=(make_target(80), make_target(90)))
    latest = build.figure("2024")
    judged = judge("CT1", build.period("2024"), 1)

    target = target_of(indicator, Headline("CT1", "tinh", latest, None, judged))

    assert target is not None
    assert target.value == 90


def test_without_a_verdict_the_target_in_force_is_shown(build):
    """One that ended before the newest figure is passed over for the one after it."""
    old = make_target(80, valid_to=date(2020, 12, 31))
    new = make_target(90, valid_from=date(2023, 1, 1))
    indicator = build.indicator(targets=(old, new))

    target = target_of(indicator, Headline("CT1", "tinh", build.figure("2024"), None, None))

    assert target == new


def test_without_a_target_in_force_the_coming_one_is_shown(build):
    """A target of a later plan is what readers should see next."""
    old = make_target(80, last=build.period("2020"))
    coming = make_target(90, first=build.period("2026"))
    indicator = build.indicator(targets=(old, coming))

    target = target_of(indicator, Headline("CT1", "tinh", build.figure("2024"), None, None))

    assert target == coming


def test_a_plan_that_asks_nothing_any_more_has_no_target(build):
    """Nothing is shown rather than a target that has ended."""
    indicator = build.indicator(targets=(make_target(80, last=build.period("2020")),))

    target = target_of(indicator, Headline("CT1", "tinh", build.figure("2024"), None, None))

    assert target is None


def test_without_figures_the_first_target_is_shown(build):
    """A new portal tells what is asked before anything is known."""
    first = make_target(80)
    indicator = build.indicator(targets=(first, make_target(90)))

    assert target_of(indicator, Headline("CT1", None, None, None, None)) == first


def test_a_unit_without_figures_has_a_row_that_says_so(build):
    """It owes a figure: the row stands, without a value and without a verdict."""
    unit = Unit("tinh", build.text("Tỉnh"))

    row = make_unit_row(build.indicator(), unit, None, {})

    assert (row.latest, row.previous, row.assessment) == (None, None, None)


@pytest.mark.parametrize(
    ("statuses", "shown"),
    [
        (("suppressed",), "suppressed"),
        (("nil", "missing"), "nil"),
        (("suppressed", "not_applicable"), "not_applicable"),
        (("missing",), None),
    ],
)
def test_a_row_without_any_value_shows_what_was_said_instead(build, statuses, shown):
    """A withheld figure is not "no figures"; one that is missing says nothing."""
    figures = tuple(
        build.figure(str(2020 + n), None, status=ObsStatus(status))
        for n, status in enumerate(statuses)
    )
    series = replace(build.series("CT1", "tinh", y2023=80.0), figures=figures)

    row = make_unit_row(build.indicator(), Unit("tinh", build.text("Tỉnh")), series, {})

    assert (row.latest and row.latest.status.value) == shown


def test_a_verdict_of_another_period_is_not_put_beside_the_newest_figure(build):
    """The verdict in a row is on the very figure in the row."""
    unit = Unit("tinh", build.text("Tỉnh"))
    series = build.series("CT1", "tinh", y2023=80.0, y2024=90.0)
    old = judge("CT1", build.period("2023"), None)

    row = make_unit_row(build.indicator(), unit, series, {("CT1", "tinh", old.period): old})

    assert row.latest == series.figures[1]
    assert row.assessment is None


def test_dues_are_grouped_in_their_order(build):
    """Each group keeps the order that the portal gave."""
    dues = tuple(
        Due(indicator, unit, build.period("2024"), date(2025, 1, 31), overdue=True, reported=False)
        for indicator, unit in (("CT2", "b"), ("CT1", "b"), ("CT2", "a"))
    )

    grouped = dues_by(dues, "unit")

    assert grouped == {"a": (dues[2],), "b": (dues[0], dues[1])}
