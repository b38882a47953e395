"""Find periods that are lacking in the middle of a series of regular periods.

A series is what one unit reports of one indicator in periods of one length; any row of the
period, even one that says "missing" or has an error, fills its place, and so does a longer period
that ends on the same day. Series given every second year, or every fifth, are regular too. Each
series is told once, however many periods it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from itertools import islice

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.model.period import Frequency, Period
from site_builder.validate import rules
from site_builder.validate.accepted import Accepted, Noted, note_later
from site_builder.validate.arrays import (
    Ints,
    Mask,
    first_of_each,
    number_together,
    stretches,
)

FEWEST_PERIODS = 3
"""Periods of one length that make a series in which a gap can be seen."""

MOST_NAMED = 5
"""Periods that are named; of the others only the number is told."""

LONGEST_GAP = 1200
"""Periods of a gap in which rows are looked for; beyond it a year was mistyped."""

_LENGTHS = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)

_MONTHS = 12 * 10_000 + 13
"""More than any month has as its number: December of the year 9999 is the 120 000th."""


@dataclass(frozen=True, slots=True, eq=False)
class _Gaps:
    """Where two neighbours of a series are further apart than usual, series by series.

    ``at`` is the later row; ``before`` and ``after`` are the ordinals of the two periods (see
    ``_ordinal``), ``step`` is the usual distance of such, ``months`` the length of one period.
    ``first_month`` is the number of month 0 for the row's indicator and unit (see ``_taken``).
    """

    at: Ints
    before: Ints
    after: Ints
    step: Ints
    months: Ints
    first_month: Ints

    @property
    def sizes(self) -> Ints:
        """How many periods there are in each gap, at the usual distance."""
        return (self.after - self.before - 1) // self.step

    def where(self, mask: Mask) -> _Gaps:
        """Return the gaps where a mask is true."""
        return _Gaps(*(getattr(self, field.name)[mask] for field in fields(self)))


def check_gaps(accepted: Accepted, today: date) -> list[Noted]:
    """Find series with gaps; each is told once, at the first row after its first gap.

    A row of a period that has not begun has a wrong year, or is told by itself: nothing lacks
    before it.
    """
    if not len(accepted.indicator):
        return []
    gaps = _find_gaps(accepted)
    starts = accepted.of_periods([period.start.toordinal() for period in accepted.periods])
    gaps = gaps.where((starts[gaps.at] <= today.toordinal()) & ~_has_break(accepted, gaps))
    gaps = gaps.where(~_beside_broken_rows(accepted, gaps))
    taken = _taken(accepted)
    counts = _count_lacking(gaps, taken, _spoilt_series(accepted))
    gaps, counts = gaps.where(counts > 0), counts[counts > 0]
    first, lengths = stretches(gaps.first_month + gaps.months)
    facts = partial(_facts, accepted, gaps, counts, taken, (first, lengths))
    return note_later(rules.PERIOD_GAP, gaps.at[first], "period", facts)


def _find_gaps(accepted: Accepted) -> _Gaps:
    """Find where two neighbours of a series are further apart than is usual in it."""
    periods = accepted.periods
    length = accepted.of_periods([_LENGTHS.index(p.frequency) for p in periods])
    ordinal = accepted.of_periods([_ordinal(p) for p in periods])
    width = int(ordinal.max()) + 1
    series = number_together(
        [
            (accepted.indicator, len(accepted.indicators)),
            (accepted.unit, len(accepted.units)),
            (length, len(_LENGTHS)),
        ]
    )
    _, series = np.unique(series, return_inverse=True)
    key, first, _ = first_of_each(series * width + ordinal)
    series, ordinal = key // width, key % width
    starts, lengths = stretches(series)
    step = np.diff(ordinal, prepend=ordinal[0])
    step[starts] = np.iinfo(np.int64).max
    usual = np.repeat(np.minimum.reduceat(step, starts), lengths)
    step[starts] = 0
    later = np.flatnonzero((step > usual) & (np.repeat(lengths, lengths) >= FEWEST_PERIODS))
    at = first[later]
    return _Gaps(
        at=at,
        before=ordinal[later - 1],
        after=ordinal[later],
        step=usual[later],
        months=accepted.of_periods([p.frequency.months for p in periods])[at],
        first_month=_first_month(accepted, accepted.indicator[at], accepted.unit[at]),
    )


def _ordinal(period: Period) -> int:
    """Number periods of one length one after the other.

    Times its months that is the number of the period's first month; the next period's first
    month is numbered as the end of this one.
    """
    return period.year * period.frequency.per_year + period.number - 1


def _first_month(accepted: Accepted, indicator: Ints, unit: Ints) -> Ints:
    """Number month 0 of each indicator and unit; the months of one come before the next's."""
    key: Ints = (indicator * len(accepted.units) + unit) * _MONTHS
    return key


def _ends(accepted: Accepted) -> Ints:
    """Return the month in which each period ends."""
    ends = [(_ordinal(p) + 1) * p.frequency.months for p in accepted.periods]
    return np.array(ends, dtype=np.int64)


def _has_break(accepted: Accepted, gaps: _Gaps) -> Mask:
    """Return which gaps a break explains: one after the earlier period's first day."""
    starts = [
        number * _MONTHS + _ordinal(one.period) * one.period.frequency.months
        for number, indicator in enumerate(accepted.indicators)
        for one in indicator.breaks
    ]
    breaks = np.array(sorted(starts), dtype=np.int64)
    months = accepted.indicator[gaps.at] * _MONTHS
    earlier = np.searchsorted(breaks, months + gaps.before * gaps.months, side="right")
    later = np.searchsorted(breaks, months + gaps.after * gaps.months, side="right")
    return np.asarray(earlier < later)


def _beside_broken_rows(accepted: Accepted, gaps: _Gaps) -> Mask:
    """Return which gaps stand in a table with rows that could not be put into cells.

    One of those may be the row that lacks, and nobody knows what it says.
    """
    ends = np.cumsum([len(table.lines) for table in accepted.tables])
    is_broken = np.array([table.rejected > 0 for table in accepted.tables])
    found = np.searchsorted(ends, accepted.origin[gaps.at], side="right")
    return np.asarray(is_broken[found])


def _taken(accepted: Accepted) -> Ints:
    """Return, sorted, for which indicator, unit and month of the end there is a row.

    A row with an error may be the one that lacks, so it counts as well.
    """
    ends = _ends(accepted)
    indicator, unit, period = accepted.left_out
    known = (indicator >= 0) & (unit >= 0) & (period >= 0)
    good = _first_month(accepted, accepted.indicator, accepted.unit) + ends[accepted.period]
    bad = _first_month(accepted, indicator[known], unit[known]) + ends[period[known]]
    return np.unique(np.concatenate([good, bad]))


def _spoilt_series(accepted: Accepted) -> Ints:
    """Return month 0 of each indicator and unit of which some row has no readable period.

    It may be any that lacks. A row whose unit is unknown is none: it would hide what lacks of
    all other units.
    """
    indicator, unit, period = accepted.left_out
    asked = (indicator >= 0) & (unit >= 0) & (period < 0)
    return _first_month(accepted, indicator[asked], unit[asked])


def _count_lacking(gaps: _Gaps, taken: Ints, spoilt: Ints) -> Ints:
    """Count the periods of each gap that no row fills; all of a gap that is very long."""
    before = (gaps.before + 1) * gaps.months + gaps.first_month
    after = (gaps.after + 1) * gaps.months + gaps.first_month
    first = np.searchsorted(taken, before, side="right")
    inside = np.searchsorted(taken, after, side="left") - first
    gap = np.repeat(np.arange(len(inside)), inside)
    nth = np.arange(len(gap)) - np.repeat(np.cumsum(inside) - inside, inside)
    months = taken[first[gap] + nth] - before[gap]
    fills = months % (gaps.step * gaps.months)[gap] == 0
    counts = gaps.sizes - np.bincount(gap[fills], minlength=len(inside))
    counts[np.isin(gaps.first_month, spoilt)] = 0
    return np.where(gaps.sizes > LONGEST_GAP, gaps.sizes, counts)


def _lacking(gaps: _Gaps, number: int, taken: Ints, frequency: Frequency) -> Iterator[Period]:
    """Yield the periods that lack in a gap; of a very long one the first and the last."""
    between = np.arange(gaps.before[number], gaps.after[number], gaps.step[number])[1:]
    if len(between) > LONGEST_GAP:
        lacking = between[[0, -1]]
    else:
        ends = (between + 1) * gaps.months[number] + gaps.first_month[number]
        place = np.minimum(np.searchsorted(taken, ends), len(taken) - 1)
        lacking = between[taken[place] != ends]
    for ordinal in lacking.tolist():
        year, before = divmod(ordinal, frequency.per_year)
        yield Period(year, frequency, before + 1)


def _facts(
    accepted: Accepted, gaps: _Gaps, counts: Ints, taken: Ints, series: tuple[Ints, Ints], nth: int
) -> Mapping[str, Fact]:
    """Name the first periods that a series lacks, and count them all.

    ``series`` are the first gap of each series and how many gaps it has.
    """
    first, last = int(series[0][nth]), int(series[0][nth] + series[1][nth])
    at = int(gaps.at[first])
    names = accepted.names(at)
    frequency = accepted.periods[accepted.period[at]].frequency
    every = (p for number in range(first, last) for p in _lacking(gaps, number, taken, frequency))
    named = [str(period) for period in islice(every, MOST_NAMED)]
    count = int(counts[first:last].sum())
    return {
        "value": names["period"],
        "indicator": names["indicator"],
        "unit": names["unit"],
        "missing": ", ".join([*named, *(["…"] if count > MOST_NAMED else [])]),
        "count": count,
    }
