"""Find figures that are some power of ten away from the other periods of their own series.

0.983 among shares of about 98 was entered as a part of one; 4120 among 410 has a digit too many;
3.7 among 3700 was entered in thousands. Small numbers grow tenfold without a mistake, and so do
series that jump about anyway: nothing is said there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from site_builder.diagnostics import Fact, Rule
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Period
from site_builder.validate import rules
from site_builder.validate.accepted import Accepted, Noted
from site_builder.validate.arrays import Floats, Ints, Mask, number_together, stretches
from site_builder.validate.numbers import plain

FEWEST_OTHERS = 3
"""Other periods of a series that a figure is held against."""

WIDEST_OTHERS = 3.0
"""The largest of the others over the smallest, at most."""

NEAR = 1.25
"""How far a figure may be from the power of ten, as a factor."""

FAR = 7.0
"""From here on a figure is not counted among the others."""

SMALLEST_COUNT = 100.0
"""The larger of figure and usual figure, at least, where things are counted."""

SMALLEST_PERCENT = 10.0
"""The same where a percentage is ten times too large or too small."""

_SHARE = -2
"""The power of ten from a percentage to a part of one."""

_RULES: Mapping[int, Rule] = {
    1: rules.DIGIT_TOO_MANY,
    2: rules.DIGIT_TOO_MANY,
    3: rules.IN_SINGLES,
    -1: rules.DIGIT_LOST,
    -2: rules.DIGIT_LOST,
    -3: rules.IN_THOUSANDS,
}


@dataclass(frozen=True, slots=True, eq=False)
class _Odd:
    """Rows whose figure is ten to the power of ``power`` times ``usual``."""

    at: Ints
    power: Ints
    usual: Floats


def check_magnitude(accepted: Accepted) -> list[Noted]:
    """Find figures of the wrong magnitude in the three columns of numbers."""
    if not len(accepted.indicator):
        return []
    series = _number_series(accepted)
    found: list[Noted] = []
    for column in ("value", "numerator", "denominator"):
        numbers = getattr(accepted, column)
        given = accepted.is_used & (numbers > 0)
        odd = _find_odd(series, numbers, np.flatnonzero(given))
        odd = _keep(odd, _is_telling(accepted, column, numbers, odd))
        if column == "value":
            # A rate alone is held against those of pairs; a pair is judged by its parts.
            odd = _keep(odd, ~accepted.is_pair[odd.at])
        found += _note(accepted, column, numbers, odd)
    return found


def _number_series(accepted: Accepted) -> Ints:
    """Number what a figure may be held against: same unit, length of period, unbroken stretch.

    A cumulative figure grows within the year: it is compared with the same point of others.
    """
    sort = np.zeros((len(accepted.indicators), len(accepted.periods)), dtype=np.int64)
    lengths = np.array([p.frequency.months for p in accepted.periods], dtype=np.int64)
    numbers = np.array([p.number for p in accepted.periods], dtype=np.int64)
    for row, indicator in enumerate(accepted.indicators):
        sort[row] = lengths + (16 * numbers if indicator.cumulative else 0)
        if indicator.breaks:
            sort[row] += 256 * np.array([_stretch(indicator, p) for p in accepted.periods])
    return number_together(
        [
            (accepted.indicator, len(accepted.indicators)),
            (accepted.unit, len(accepted.units)),
            (accepted.breakdown, len(accepted.breakdowns)),
            (sort[accepted.indicator, accepted.period], int(sort.max(initial=0)) + 1),
        ]
    )


def _stretch(indicator: Indicator, period: Period) -> int:
    """Count the breaks up to a period."""
    return sum(b.period.start <= period.start for b in indicator.breaks)


def _find_odd(series: Ints, numbers: Floats, rows: Ints) -> _Odd:
    """Find the figures that are far from their series, which is otherwise close together."""
    logs = np.log10(numbers[rows])
    order = np.lexsort((logs, series[rows]))
    rows, logs = rows[order], logs[order]
    starts, lengths = stretches(series[rows])
    long = lengths > FEWEST_OTHERS
    keep = np.repeat(long, lengths)
    rows, logs = rows[keep], logs[keep]
    if not len(rows):
        return _Odd(rows, rows, logs)
    starts, lengths = stretches(series[rows])
    middle = np.repeat(_median(logs, starts, lengths), lengths)
    low = logs < middle - np.log10(FAR)
    far = low | (logs > middle + np.log10(FAR))
    lows, fars = (np.add.reduceat(m.astype(np.int64), starts) for m in (low, far))
    others = lengths - fars
    first = starts + lows
    is_close = logs[first + np.maximum(others, 1) - 1] - logs[first] <= np.log10(WIDEST_OTHERS)
    sound = (fars > 0) & (others >= FEWEST_OTHERS) & (fars <= np.maximum(1, lengths // 4))
    usual = np.repeat(_median(logs, first, np.maximum(others, 1)), lengths)
    distance = logs - usual
    power = np.rint(distance)
    near = (np.abs(distance - power) <= np.log10(NEAR)) & (np.abs(power) <= len(_RULES) // 2)
    odd = np.repeat(sound & is_close, lengths) & far & near
    return _Odd(rows[odd], power[odd].astype(np.int64), 10.0 ** usual[odd])


def _median(values: Floats, first: Ints, lengths: Ints) -> Floats:
    """Return the middle of each run of sorted values."""
    middle: Floats = (values[first + (lengths - 1) // 2] + values[first + lengths // 2]) / 2
    return middle


def _is_telling(accepted: Accepted, column: str, numbers: Floats, odd: _Odd) -> Mask:
    """Leave out what is likely enough without a mistake."""
    larger = np.maximum(numbers[odd.at], odd.usual)
    kinds = [i.kind for i in accepted.indicators]
    counted = np.array([kind is IndicatorKind.COUNT for kind in kinds] or [False])
    percent = np.array([i.is_percent for i in accepted.indicators] or [False])
    at = accepted.indicator[odd.at]
    if column != "value":
        return np.asarray(larger >= SMALLEST_COUNT)
    small = (counted[at] & (larger < SMALLEST_COUNT)) | (
        percent[at] & (np.abs(odd.power) == 1) & (larger < SMALLEST_PERCENT)
    )
    return np.asarray(~small)


def _keep(odd: _Odd, mask: Mask) -> _Odd:
    """Return the part where a mask is true."""
    return _Odd(odd.at[mask], odd.power[mask], odd.usual[mask])


def _note(accepted: Accepted, column: str, numbers: Floats, odd: _Odd) -> Iterator[Noted]:
    """Put the rows under the rule that says what probably happened."""
    percent = np.array([i.is_percent for i in accepted.indicators] or [False])
    share = (odd.power == _SHARE) & percent[accepted.indicator[odd.at]] & (column == "value")
    share &= numbers[odd.at] <= 1
    groups = {rules.SHARE_FOR_PERCENT: share}
    for rule in dict.fromkeys(_RULES.values()):
        powers = [power for power, meant in _RULES.items() if meant is rule]
        groups[rule] = np.isin(odd.power, powers) & ~share
    for rule, mask in groups.items():
        if mask.any():
            part = _keep(odd, mask)
            order = np.argsort(part.at)
            part = _Odd(part.at[order], part.power[order], part.usual[order])
            yield Noted(rule, part.at, column, _Facts(accepted, numbers, part).of_row)


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What is said of odd rows; ``odd.at`` is sorted."""

    accepted: Accepted
    numbers: Floats
    odd: _Odd

    def of_row(self, at: int) -> Mapping[str, Fact]:
        """Return the figure, what is usual, and what was probably meant."""
        place = int(np.searchsorted(self.odd.at, at))
        power = int(self.odd.power[place])
        number = float(self.numbers[at])
        return {
            **self.accepted.names(at),
            "value": plain(number),
            "usual": plain(float(f"{self.odd.usual[place]:.4g}")),
            "factor": 10 ** abs(power),
            "suggestion": f"{number / 10.0**power:.12g}",
        }
