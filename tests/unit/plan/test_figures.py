"""Picking figures and targets for rows."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Aggregate, Break, Comparator, Target, TargetKind
from site_builder.model.period import Frequency
from site_builder.model.portal import (
    Assessment,
    Due,
    Headline,
    ProgressStatus,
    Series,
    Verdict,
)
from site_builder.model.units import Unit
from site_builder.plan.figures import dues_by, make_unit_row, previous_figure, target_of


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


def test_the_previous_figure_is_the_one_before_of_the_same_length(build):
    """A year is compared with a year; a missing one in between is passed over."""
    figures = tuple(
        build.figure(when, value)
        for when, value in (("2022", 80.0), ("2023", None), ("2024-Q2", 50.0), ("2024", 90.0))
    )
    series = Series("CT1", "tinh", (), figures)

    previous = previous_figure(build.indicator(), series, figures[-1])

    assert previous == figures[0]


def test_nothing_is_compared_across_a_break(build):
    """The scale of ratings changed in 2018: 2017 is no earlier point of 2018."""
    indicator = build.indicator(breaks=(Break(build.period("2018")),))
    series = build.series("CT1", "tinh", y2017=80.0, y2018=90.0, y2019=91.0)

    assert previous_figure(indicator, series, series.figures[1]) is None
    assert previous_figure(indicator, series, series.figures[2]) == series.figures[1]


@pytest.mark.parametrize(("first", "found"), [("2023-Q2", True), ("2024-Q1", False)])
def test_a_cumulative_figure_is_compared_with_last_year(build, first: str, found: bool):
    """It grows within the year, so only the same point of the year before says something."""
    indicator = build.indicator(cumulative=True, frequency=Frequency.QUARTER)
    figures = (build.figure(first, 20.0), build.figure("2024-Q2", 40.0))
    series = Series("CT1", "tinh", (), figures)

    previous = previous_figure(indicator, series, figures[1])

    assert (previous == figures[0]) is found


def test_a_unit_without_figures_has_a_row_that_says_so(build):
    """It owes a figure: the row stands, without a value and without a verdict."""
    unit = Unit("tinh", build.text("Tỉnh"))

    row = make_unit_row(build.indicator(), unit, None, {})

    assert (row.latest, row.previous, row.assessment) == (None, None, None)


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


def test_a_sum_that_lacks_units_is_compared_with_nothing(build):
    """Nine of eleven units against last year's eleven would look like a fall."""
    indicator = build.indicator(aggregate=Aggregate.SUM)
    before = build.figure("2024", due=11, counted=11)
    latest = build.figure("2025", due=11, counted=9)
    series = Series("CT1", "tinh", (), (before, latest))

    assert previous_figure(indicator, series, latest) is None
