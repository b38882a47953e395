"""Find periods that are lacking in the middle of a series of regular periods.

A series is what one unit reports of one indicator in periods of one length; any row of the
period, even one that says "missing", fills its place, and so does a longer period that ends on
the same day. Series given every second year, or every fifth, are regular too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.model.period import Frequency, Period
from site_builder.validate import rules
from site_builder.validate.accepted import (
    Accepted,
    Ints,
    Noted,
    first_of_each,
    note,
    number_together,
    stretches,
)

FEWEST_PERIODS = 3
"""Periods of one length that make a series in which a gap can be seen."""

LONGEST_GAP = 1200
"""Periods of a gap that are looked at one by one; beyond it a year was mistyped."""

_LENGTHS = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Between two neighbours of a series ``at`` is the later row, ``step`` the usual distance."""

    at: int
    before: int
    after: int
    step: int
    frequency: Frequency


def check_gaps(accepted: Accepted) -> list[Noted]:
    """Find gaps in all series; each is told once, at the first row after it."""
    if not len(accepted.indicator):
        return []
    filled = _filled_ends(accepted)
    return note(
        rules.PERIOD_GAP,
        (
            (gap.at, "period", facts)
            for gap in _find_gaps(accepted)
            if (facts := _describe(accepted, gap, filled)) is not None
        ),
    )


def _find_gaps(accepted: Accepted) -> Iterator[_Gap]:
    """Yield where two neighbours of a series are further apart than is usual in it."""
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
    key, first = first_of_each(series * width + ordinal)
    series, ordinal = key // width, key % width
    starts, lengths = stretches(series)
    step = np.diff(ordinal, prepend=ordinal[0])
    step[starts] = np.iinfo(np.int64).max
    usual = np.repeat(np.minimum.reduceat(step, starts), lengths)
    step[starts] = 0
    wide = (step > usual) & (np.repeat(lengths, lengths) >= FEWEST_PERIODS)
    for place in np.flatnonzero(wide).tolist():
        at = int(first[place])
        yield _Gap(
            at, int(ordinal[place - 1]), int(ordinal[place]), int(usual[place]),
            periods[accepted.period[at]].frequency,
        )  # fmt: skip


def _ordinal(period: Period) -> int:
    """Number periods of one length one after the other."""
    return period.year * period.frequency.per_year + period.number - 1


def _period(ordinal: int, frequency: Frequency) -> Period:
    """Return the period of a number."""
    year, number = divmod(ordinal, frequency.per_year)
    return Period(year, frequency, number + 1)


def _last_month(period: Period) -> int:
    """Number the months in which periods end."""
    return period.year * 12 + period.number * period.frequency.months


def _filled_ends(accepted: Accepted) -> Ints:
    """Return, sorted, for which indicator, unit and month of the end there is a row."""
    ends = accepted.of_periods([_last_month(p) for p in accepted.periods])
    return np.unique(_end_key(accepted, accepted.indicator, accepted.unit, ends))


def _end_key(accepted: Accepted, indicator: Ints, unit: Ints, ends: Ints) -> Ints:
    """Number indicator, unit and month of the end together."""
    months = 12 * 10_000 + 13
    key: Ints = (indicator * len(accepted.units) + unit) * months + ends
    return key


def _describe(accepted: Accepted, gap: _Gap, filled: Ints) -> Mapping[str, Fact] | None:
    """Return the facts about a gap; None where nothing is lacking."""
    at = gap.at
    indicator = accepted.indicators[accepted.indicator[at]]
    later = accepted.periods[accepted.period[at]]
    earlier = _period(gap.before, gap.frequency)
    if any(earlier.start < b.period.start <= later.start for b in indicator.breaks):
        return None
    between = range(gap.before + gap.step, gap.after, gap.step)
    if len(between) > LONGEST_GAP:
        lacking = [_period(between[0], gap.frequency), _period(between[-1], gap.frequency)]
        return _facts(accepted, at, lacking, len(between))
    missing = [_period(ordinal, gap.frequency) for ordinal in between]
    ends = np.array([_last_month(p) for p in missing], dtype=np.int64)
    own = (accepted.indicator[at : at + 1], accepted.unit[at : at + 1])
    keys = _end_key(accepted, *own, ends)
    place = np.minimum(np.searchsorted(filled, keys), len(filled) - 1)
    lacking = [p for p, has in zip(missing, filled[place] == keys, strict=True) if not has]
    return _facts(accepted, at, lacking, len(lacking)) if lacking else None


def _facts(accepted: Accepted, at: int, lacking: list[Period], count: int) -> dict[str, Fact]:
    """Say what is lacking."""
    names = accepted.names(at)
    return {
        "value": names["period"],
        "indicator": names["indicator"],
        "unit": names["unit"],
        "first": str(lacking[0]),
        "last": str(lacking[-1]),
        "count": count,
    }
