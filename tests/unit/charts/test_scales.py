"""Places of periods, round steps, room for labels."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.charts.scales import (
    clear_side,
    position,
    position_of_day,
    round_ticks,
    start_of,
    year_ticks,
)
from site_builder.model.period import parse_period


@pytest.mark.parametrize(
    ("text", "place", "start"),
    [("2025", 2025.0, 2024.5), ("2025-S1", 2024.5, 2024.25), ("2025-Q2", 2024.5, 2024.375)],
)
def test_a_period_stands_at_its_end(text: str, place: float, start: float):
    """A year is its own number; its halves and quarters lie before it on the way."""
    period = parse_period(text)

    assert (position(period), start_of(period)) == (place, start)


def test_the_last_day_of_a_year_stands_where_the_year_does():
    """Days and periods share one line."""
    assert position_of_day(date(2024, 12, 31)) == position(parse_period("2024"))


@pytest.mark.parametrize(
    ("values", "decimals", "maximum", "ticks"),
    [
        ([95.0, 98.3, 100.0], 1, 100.0, (94, 96, 98, 100)),
        ([70.0, 93.1], 1, 100.0, (70, 80, 90, 100)),
        ([100.0, 100.0], 1, 100.0, (95, 97.5, 100)),
        ([3.0, 132.7], 1, None, (0, 50, 100, 150)),
        ([0.0, 0.0], 0, None, (0, 1)),
        ([-4.0, 3.0], 0, None, (-4, -2, 0, 2, 4)),
        ([1905.0], 0, None, (1800, 1850, 1900, 1950, 2000, 2050)),
    ],
)
def test_ticks_are_round_and_span_the_values(values, decimals, maximum, ticks):
    """Steps of 1, 2, 2.5 or 5; not above the possible, not below zero for counts."""
    assert round_ticks(values, decimals, maximum) == ticks


def test_ticks_go_above_a_maximum_that_a_value_exceeds():
    """A value above the maximum is shown, not cut off."""
    assert round_ticks([90.0, 105.0], 0, 100.0)[-1] >= 105


@pytest.mark.parametrize(
    ("left", "right", "years"),
    [
        (2018.9, 2030.1, (2020, 2022, 2024, 2026, 2028, 2030)),
        (2020.0, 2024.0, (2020, 2021, 2022, 2023, 2024)),
        (2024.2, 2024.8, ()),
    ],
)
def test_the_last_year_is_always_labelled(left, right, years):
    """The year of the target, or of the newest figure, is the one looked for."""
    assert year_ticks(left, right) == years


@pytest.mark.parametrize(
    ("y", "others", "side"),
    [(50, [], -1), (50, [55], 1), (50, [45], -1), (2, [5], -1), (50, [90], -1)],
)
def test_a_label_goes_where_nothing_is(y, others, side):
    """Above by custom, below where something is close above, never upon the years."""
    assert clear_side(y, others, 0, 100) == side
