"""Breaks in a series: from a period on, figures are made differently."""

from __future__ import annotations

from datetime import date

from site_builder.model.indicator import Indicator
from site_builder.model.period import Period


def start_of_stretch(indicator: Indicator, period: Period) -> date:
    """Return the first day of the unbroken stretch that a period lies in."""
    starts = [b.period.start for b in indicator.breaks if b.period.start <= period.start]
    return max(starts, default=date.min)


def is_joined(indicator: Indicator, earlier: Period, later: Period) -> bool:
    """Whether figures of two periods may be held against each other."""
    return earlier.start >= start_of_stretch(indicator, later)
