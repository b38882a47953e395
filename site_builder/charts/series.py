"""Choose the figures of a series that a line may join, and where it must stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.charts.scales import position
from site_builder.model.indicator import Break, Indicator
from site_builder.model.portal import Figure, Series

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the line.

    Points of one ``segment`` are joined. Points of one ``era`` may be compared: no break
    and no change of frequency lies between them, though figures may be missing. A
    ``running`` point is a total within a year that is not closed yet.
    """

    figure: Figure
    x: float
    value: float
    era: int
    segment: int
    running: bool = False


def make_points(indicator: Indicator, series: Series) -> tuple[Point, ...]:
    """Return the points of a series in the order of time.

    A cumulative indicator is followed from year's end to year's end; what has grown so
    far in a year without its closing figure comes as running points. In any other series
    a long period gives way to the shorter ones within it.
    """
    figures = sorted(series.figures, key=lambda f: f.period.sort_key())
    if not indicator.cumulative:
        return _join(_finest(figures), indicator.breaks, by_frequency=True)
    closing = _closing(figures)
    closed = {f.period.year for f in closing if f.value is not None}
    running = [f for f in figures if f.period.year not in closed and f.value is not None]
    return (
        *_join(closing, indicator.breaks, by_frequency=False),
        *(
            Point(f, position(f.period), f.value or 0.0, -1, f.period.year, running=True)
            for f in running
        ),
    )


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


def _join(
    figures: Sequence[Figure], breaks: Sequence[Break], *, by_frequency: bool
) -> tuple[Point, ...]:
    """Number the eras and segments of figures in the order of time."""
    points: list[Point] = []
    era = segment = 0
    previous: Figure | None = None
    for figure in figures:
        if figure.value is None:
            segment += 1
            continue
        if previous is not None and (
            _is_broken(previous, figure, breaks)
            or (by_frequency and previous.period.frequency is not figure.period.frequency)
        ):
            era, segment = era + 1, segment + 1
        points.append(Point(figure, position(figure.period), figure.value, era, segment))
        previous = figure
    return tuple(points)


def _is_broken(earlier: Figure, later: Figure, breaks: Sequence[Break]) -> bool:
    """Whether the way of measuring changed between two figures."""
    return any(earlier.period.start < b.period.start <= later.period.start for b in breaks)
