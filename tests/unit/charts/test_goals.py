"""Targets as lines."""

from __future__ import annotations

from datetime import date

from site_builder.charts.goals import goal_lines
from site_builder.model.indicator import Baseline, Comparator, Target, TargetKind
from site_builder.model.period import parse_period

EVERY = Target(
    TargetKind.EVERY,
    Comparator.MORE_THAN,
    90.0,
    first=parse_period("2020"),
    last=parse_period("2030"),
)
BY = Target(TargetKind.BY, Comparator.AT_LEAST, 100.0, period=parse_period("2030"))


def test_a_target_for_every_period_is_level_between_its_ends(make_indicator):
    """It starts half a year before its first period's place and ends half a year after."""
    (line,) = goal_lines(make_indicator(targets=(EVERY,)))

    assert (line.x, line.y, line.x2, line.y2) == (2019.5, 90.0, 2030.5, 90.0)


def test_open_ends_stop_at_the_edges_of_the_chart(make_indicator):
    """A target without periods holds for all that is shown."""
    endless = Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0)
    (line,) = goal_lines(make_indicator(targets=(endless,)))

    inside = line.within(2020, 2024)

    assert (inside.x, inside.y, inside.x2, inside.y2) == (2020, 3.0, 2024, 3.0)


def test_the_way_to_a_target_starts_at_the_baseline(make_indicator):
    """Straight from the baseline's period and value to the target's."""
    indicator = make_indicator(targets=(BY,), baseline=Baseline(parse_period("2020"), 90.0))

    (line,) = goal_lines(indicator)
    part = line.within(2021, 2025)

    assert (line.x, line.y, line.x2, line.y2) == (2020, 90.0, 2030, 100.0)
    assert (part.y, part.y2, part.reached) == (91.0, 95.0, False)


def test_without_a_baseline_only_the_target_itself_is_marked(make_indicator):
    """Nobody knows where the way began."""
    (line,) = goal_lines(make_indicator(targets=(BY,)))

    assert (line.x, line.x2, line.y2) == (2030, 2030, 100.0)


def test_a_replaced_target_ends_on_its_last_day(make_indicator):
    """What is no longer asked is not drawn further, and has no end mark."""
    replaced = Target(
        TargetKind.BY,
        Comparator.AT_LEAST,
        100.0,
        period=parse_period("2030"),
        valid_to=date(2024, 12, 31),
    )
    indicator = make_indicator(targets=(replaced,), baseline=Baseline(parse_period("2020"), 90.0))

    (line,) = goal_lines(indicator)

    assert (line.x2, line.y2, line.reached) == (2024.0, 94.0, False)


def test_the_way_of_growth_by_rates_is_not_drawn_straight(make_indicator):
    """Under the cagr rule the required path is a curve; only its end is shown."""
    indicator = make_indicator(
        targets=(BY,), baseline=Baseline(parse_period("2020"), 90.0), method="cagr"
    )

    (line,) = goal_lines(indicator)

    assert line.x == line.x2 == 2030
