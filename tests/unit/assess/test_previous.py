"""Which earlier figure the newest one of a series may be held against."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess.previous import find_previous
from site_builder.model.indicator import Break
from site_builder.model.period import Frequency
from site_builder.model.portal import Series
from site_builder.model.units import UnitChange

NEW_YEAR = date(2025, 1, 1)


def test_a_year_is_compared_with_a_year(build):
    """A quarter in between is passed over, and so is a year without a value."""
    portal = build.portal(
        build.row("a", "2022", 80),
        build.row("a", "2023"),
        build.row("a", "2024-Q2", 50),
        build.row("a", "2024", 90),
        indicator=build.count(),
    )

    assert portal.total("CT", "a").previous.value == 80


def test_nothing_is_compared_across_a_break(build):
    """The scale of ratings changed in 2018: 2017 is no earlier point of 2018."""
    indicator = build.count(breaks=(Break(build.period("2018")),))
    until = [build.figure("2017", 80), build.figure("2018", 90), build.figure("2019", 91)]

    assert find_previous(indicator, Series("CT", "a", (), tuple(until[:2]))) is None
    assert find_previous(indicator, Series("CT", "a", (), tuple(until))) == until[1]


@pytest.mark.parametrize(("first", "found"), [("2023-Q2", True), ("2024-Q1", False)])
def test_a_cumulative_figure_is_compared_with_last_year(build, first: str, found: bool):
    """It grows within the year, so only the same point of the year before says something."""
    indicator = build.count(cumulative=True, frequency=Frequency.QUARTER)
    figures = (build.figure(first, 20), build.figure("2024-Q2", 40))

    previous = find_previous(indicator, Series("CT", "a", (), figures))

    assert (previous == figures[0]) is found


@pytest.mark.parametrize(("before", "after"), [(11, 9), (9, 11)])
def test_a_sum_that_lacks_units_is_compared_with_nothing(build, before: int, after: int):
    """Nine of eleven units against all eleven would look like a fall, or like a rise."""
    figures = (
        build.figure("2024", 30, due=11, counted=before),
        build.figure("2025", 31, due=11, counted=after),
    )

    assert find_previous(build.count(), Series("CT", "tinh", (), figures)) is None


def test_a_merged_unit_is_compared_on_its_own_territory(build):
    """C took in a in 2025: its 14 stand against 5 + 8 of the year before, not against 8."""
    units = build.register(
        build.unit("a", valid_to=date(2024, 12, 31)),
        build.unit("c"),
        changes=(UnitChange(NEW_YEAR, "a", "c"),),
    )

    portal = build.portal(
        build.row("a", "2024", 5),
        build.row("c", "2024", 8),
        build.row("c", "2025", 14),
        indicator=build.count(),
        units=units,
    )

    assert portal.total("CT", "c").previous.value == 13
    assert portal.total("CT", "a").previous is None


def test_a_merged_unit_without_a_comparable_past_is_compared_with_nothing(build):
    """Nobody knows what a had: c's own 8 is no earlier point of the larger c."""
    units = build.register(
        build.unit("a", valid_to=date(2024, 12, 31)),
        build.unit("c"),
        changes=(UnitChange(NEW_YEAR, "a", "c"),),
    )

    portal = build.portal(
        build.row("c", "2024", 8), build.row("c", "2025", 14), indicator=build.count(), units=units
    )

    assert portal.total("CT", "c").previous is None
