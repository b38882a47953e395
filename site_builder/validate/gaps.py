"""Find periods that are lacking in the middle of a series of regular periods.

A series is what one unit reports of one indicator in periods of one length; any row of the
period, even one that says "missing" or has an error, fills its place, and so does a longer period
that ends on the same day. Series given every second year, or every fifth, are regular too. Each
series is told once, however many periods it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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

MOST_NAMED = 5
"""Periods that are named; of the others only the number is told."""

LONGEST_GAP = 1200
"""Periods of a gap that are looked at one by one; beyond it a year was mistyped."""

_LENGTHS = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)


Keys = frozenset[tuple[int, int, int]]
"""Indicator, unit and last month of rows; -1 for what a row does not say rightly."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Between two neighbours of a series ``at`` is the later row, ``step`` the usual distance."""

    at: int
    before: int
    after: int
    step: int
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class _Lacking:
    """The periods that lack before the row ``at``, or the first and last of very many."""

    at: int
    periods: tuple[Period, ...]
    count: int


def check_gaps(accepted: Accepted, today: date) -> list[Noted]:
    """Find series with gaps; each is told once, at the first row after its first gap.

    A row of a period that has not begun has a wrong year, or is told by itself: nothing lacks
    before it.
    """
    if not len(accepted.indicator):
        return []
    filled, spoilt = _filled_ends(accepted), _spoilt(accepted)
    by_series: dict[tuple[int, int, Frequency], list[_Lacking]] = {}
    for gap in _find_gaps(accepted):
        if _period(gap.after, gap.frequency).start > today:
            continue
        lacking = _what_lacks(accepted, gap, filled, spoilt)
        if lacking.count:
            at = gap.at
            series = (int(accepted.indicator[at]), int(accepted.unit[at]), gap.frequency)
            by_series.setdefault(series, []).append(lacking)
    return note(
        rules.PERIOD_GAP,
        ((found[0].at, "period", _facts(accepted, found)) for found in by_series.values()),
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
    ends = _ends(accepted)[accepted.period]
    return np.unique(_end_key(accepted, accepted.indicator, accepted.unit, ends))


def _ends(accepted: Accepted) -> Ints:
    """Return the month in which each period ends."""
    return np.array([_last_month(p) for p in accepted.periods], dtype=np.int64)


def _spoilt(accepted: Accepted) -> Keys:
    """Return what the rows with an error are about."""
    indicator, unit, period = accepted.left_out
    if not len(indicator):
        return frozenset()
    ends = np.where(period < 0, -1, _ends(accepted)[period])
    triples = np.unique(np.stack([indicator, unit, ends], axis=1), axis=0)
    return frozenset((int(i), int(u), int(end)) for i, u, end in triples)


def _end_key(accepted: Accepted, indicator: Ints, unit: Ints, ends: Ints) -> Ints:
    """Number indicator, unit and month of the end together."""
    months = 12 * 10_000 + 13
    key: Ints = (indicator * len(accepted.units) + unit) * months + ends
    return key


def _what_lacks(accepted: Accepted, gap: _Gap, filled: Ints, spoilt: Keys) -> _Lacking:
    """Return the periods of a gap that no row fills and no break explains."""
    at = gap.at
    later, earlier = accepted.periods[accepted.period[at]], _period(gap.before, gap.frequency)
    breaks = accepted.indicators[accepted.indicator[at]].breaks
    if any(earlier.start < b.period.start <= later.start for b in breaks):
        return _Lacking(at, (), 0)
    between = range(gap.before + gap.step, gap.after, gap.step)
    if len(between) > LONGEST_GAP:
        ends = (_period(between[0], gap.frequency), _period(between[-1], gap.frequency))
        return _Lacking(at, ends, len(between))
    missing = [_period(ordinal, gap.frequency) for ordinal in between]
    months = np.array([_last_month(p) for p in missing], dtype=np.int64)
    indicator, unit = accepted.indicator[at : at + 1], accepted.unit[at : at + 1]
    keys = _end_key(accepted, indicator, unit, months)
    place = np.minimum(np.searchsorted(filled, keys), len(filled) - 1)
    lacking = tuple(
        period
        for period, month, has in zip(missing, months.tolist(), filled[place] == keys, strict=True)
        if not has and not _is_spoilt(spoilt, int(indicator[0]), int(unit[0]), month)
    )
    return _Lacking(at, lacking, len(lacking))


def _is_spoilt(spoilt: Keys, indicator: int, unit: int, month: int) -> bool:
    """Whether a row with an error is the one that is lacking, or has no readable period.

    A row whose unit is unknown is none: it would hide what lacks of all other units.
    """
    return (indicator, unit, month) in spoilt or (indicator, unit, -1) in spoilt


def _facts(accepted: Accepted, found: list[_Lacking]) -> dict[str, Fact]:
    """Name the first periods that a series lacks, and count them all."""
    names = accepted.names(found[0].at)
    count = sum(one.count for one in found)
    named = [str(period) for one in found for period in one.periods]
    more = count > MOST_NAMED
    return {
        "value": names["period"],
        "indicator": names["indicator"],
        "unit": names["unit"],
        "missing": ", ".join([*named[:MOST_NAMED], *(["…"] if more else [])]),
        "count": count,
    }
