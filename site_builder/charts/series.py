"""Choose the figures of a series that a line may join, and where it must stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_builder.charts.scales import position
from site_builder.model.indicator import Break, Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure, Series

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the line.

    Points of one ``segment`` are joined. Points of one ``era`` may be compared: no break, no
    change of the unit's territory that moved the figure, and no change of frequency lies
    between them, though figures may be missing. A
    ``running`` point is a total within a year that is not closed yet.
    """

    figure: Figure
    x: float
    value: float
    era: int
    segment: int
    running: bool = False


@dataclass(frozen=True, slots=True)
class _Limits:
    """Where a line must stop: at breaks, and where earlier figures are of another territory."""

    breaks: Sequence[Break]
    restated: Mapping[Period, Comparable]
    by_frequency: bool


def make_points(indicator: Indicator, series: Series) -> tuple[Point, ...]:
    """Return the points of a series in the order of time.

    A cumulative indicator is followed from year's end to year's end; what has grown so
    far in a year without its closing figure comes as running points. In any other series
    a long period gives way to the shorter ones within it.
    """
    figures = sorted(series.figures, key=lambda f: f.period.sort_key())
    limits = _Limits(
        indicator.breaks, {c.period: c for c in series.comparable}, not indicator.cumulative
    )
    if not indicator.cumulative:
        return _join(_finest(figures), limits)
    closing = _closing(figures)
    closed = {f.period.year for f in closing if f.value is not None}
    running = [f for f in figures if f.period.year not in closed and f.value is not None]
    return (
        *_join(closing, limits),
        *(
            Point(f, position(f.period), f.value or 0.0, -1, f.period.year, running=True)
            for f in running
        ),
    )


def restated_points(indicator: Indicator, series: Series) -> tuple[Point, ...]:
    """Return the earlier figures on today's units, with the first later one that they lead to.

    Empty where the unit's territory never changed, or no change moved a figure.
    """
    if not any(_has_moved(series.at(c.period), c) for c in series.comparable):
        return ()
    moved = {c.period: c.figure or _unknown(c.period) for c in series.comparable}
    by_period = {figure.period: figure for figure in series.figures} | moved
    figures = sorted(by_period.values(), key=lambda f: f.period.sort_key())
    chosen = _closing(figures) if indicator.cumulative else _finest(figures)
    points = _join(chosen, _Limits(indicator.breaks, {}, not indicator.cumulative))
    restated = tuple(point for point in points if point.figure.period in moved)
    if not restated:
        return ()
    last = restated[-1]
    later = (p for p in points if p.x > last.x and p.segment == last.segment)
    return (*restated, *tuple(later)[:1])


def _has_moved(own: Figure | None, restated: Comparable) -> bool:
    """Whether an earlier figure is another one on today's units than as it was reported."""
    if own is None or restated.figure is None:
        return own is not restated.figure
    counts = (own.value, own.numerator, own.denominator)
    figure = restated.figure
    return counts != (figure.value, figure.numerator, figure.denominator)


def _unknown(period: Period) -> Figure:
    return Figure(period, None, ObsStatus.MISSING, final=False)


def main_points(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points without the running ones."""
    return tuple(point for point in points if not point.running)


def latest_era(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the main points that may be compared with the last of them."""
    main = main_points(points)
    return tuple(point for point in main if point.era == main[-1].era) if main else ()


def _finest(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out each period within which shorter ones have figures."""
    return [
        figure
        for figure in figures
        if not any(
            other.period.frequency.is_finer_than(figure.period.frequency)
            and figure.period.contains(other.period)
            for other in figures
            if other.value is not None
        )
    ]


def _closing(figures: Sequence[Figure]) -> list[Figure]:
    """Return one figure for each year's end; the year's own before its last part's."""
    ends: dict[int, Figure] = {}
    for figure in figures:
        is_better = figure.value is not None or figure.period.year not in ends
        if figure.period.end.month == _MONTHS and is_better:
            ends[figure.period.year] = figure
    return list(ends.values())


def _join(figures: Sequence[Figure], limits: _Limits) -> tuple[Point, ...]:
    """Number the eras and segments of figures in the order of time."""
    points: list[Point] = []
    era = segment = 0
    previous: Figure | None = None
    for figure in figures:
        if figure.value is None:
            segment += 1
            continue
        if previous is not None and _is_parted(previous, figure, limits):
            era, segment = era + 1, segment + 1
        points.append(Point(figure, position(figure.period), figure.value, era, segment))
        previous = figure
    return tuple(points)


def _is_parted(earlier: Figure, later: Figure, limits: _Limits) -> bool:
    """Whether two figures must not be joined."""
    if limits.by_frequency and earlier.period.frequency is not later.period.frequency:
        return True
    restated = limits.restated.get(earlier.period)
    if restated is not None and _has_moved(earlier, restated):
        lies_between = (change.date <= later.period.end for change in restated.changes)
        return any(lies_between) or _is_broken(earlier, later, limits.breaks)
    return _is_broken(earlier, later, limits.breaks)


def _is_broken(earlier: Figure, later: Figure, breaks: Sequence[Break]) -> bool:
    """Whether the way of measuring changed between two figures."""
    return any(earlier.period.start < b.period.start <= later.period.start for b in breaks)
