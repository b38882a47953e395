"""Where things stand on a chart: time as a line of years, values on round steps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from site_builder.model.period import Period

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_YEARS = 8
_NEAR = 0.13
"""How much of a chart's height a label takes, about."""

_MANY = 100

_FIRST_QUARTER = 0.2
"""Less of a year than its first quarter takes: at the right edge it is only air."""


def position(period: Period) -> float:
    """Return the place of a period: its end, so that 2025 is 2025.0 and 2025-Q2 is 2024.5."""
    return period.end_in_years - 1


def start_of(period: Period) -> float:
    """Return the place halfway between a period and the one before it."""
    return position(period) - period.frequency.months / 24


def position_of_day(day: date) -> float:
    """Return the place of a day on the same line."""
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year - 1 + day.timetuple().tm_yday / days


def _step(spread: float, parts: int, smallest: float) -> float:
    """Return the smallest round step that divides a spread into at most so many parts."""
    rough = max(spread / parts, smallest)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))


def round_ticks(
    values: Sequence[float], decimals: int, maximum: float | None = None, parts: int = 4
) -> tuple[float, ...]:
    """Return round values that span the given ones, lowest first, at least two.

    Args:
        values: At least one finite number.
        decimals: Steps are not finer than this many decimals.
        maximum: Largest possible value; the ticks stop there unless a value is above it.
        parts: Into how many steps the span is divided at most, about.
    """
    low, high = min(values), max(values)
    smallest = 10.0**-decimals
    if high - low < smallest:
        margin = max(abs(high) * 0.05, smallest)
        low, high = (low - margin if low != 0 else 0.0), high + margin
    step = _step(high - low, parts, smallest)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if min(values) >= 0:
        first = max(first, 0)
    ticks = [round(i * step, 9) for i in range(first, last + 1)]
    if maximum is not None and max(values) <= maximum:
        ticks = [tick for tick in ticks if tick <= maximum]
    return tuple(ticks)


def year_ticks(left: float, right: float) -> tuple[int, ...]:
    """Return the years to label between two places, at most eight, always with the last."""
    first, last = math.ceil(left - 1e-9), math.floor(right + 1e-9)
    count = last - first + 1
    step = next((s for s in (1, 2, 5, 10, 20, 50) if count <= s * _MOST_YEARS), 100)
    return tuple(reversed(range(last, first - 1, -step)))


def year_middles(left: float, right: float) -> tuple[tuple[int, float], ...]:
    """Return the years to name between two places of quarters, and where each name stands.

    A year Y lies between Y - 1 and Y. Its name stands in its middle, or in the middle of what is
    seen of it: a first quarter at the right edge must not pass for one of the year before.
    """
    first, last = math.floor(left) + 1, math.ceil(right)
    if right - (last - 1) < _FIRST_QUARTER:
        last -= 1
    seen = ((year, max(left, year - 1), min(right, year)) for year in year_ticks(first, last))
    return tuple(
        (year, year - 0.5 if start < year - 0.5 < end else (start + end) / 2)
        for year, start, end in seen
    )


def clear_side(y: float, others: Iterable[float], low: float, high: float) -> int:
    """Say on which side of a mark its label finds room: -1 above, 1 below.

    Args:
        y: Value of the mark.
        others: Values of what else is drawn near it, left and right.
        low: Value of the lower edge; labels of years stand just below it.
        high: Value of the upper edge.
    """
    reach = (high - low) * _NEAR
    near = [other for other in others if abs(other - y) <= reach]
    above = sum(other >= y for other in near)
    below = sum(other < y for other in near) + (_MANY if y - low < reach else 0)
    return 1 if below < above else -1
