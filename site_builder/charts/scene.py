"""What stands on a chart over time, and between which edges, before any of it is written out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from site_builder.charts import look
from site_builder.charts.goals import GoalLine, finite_ends, goal_lines
from site_builder.charts.room import Frame, Line, Plot
from site_builder.charts.scales import position, round_ticks, start_of
from site_builder.charts.series import Point, make_points, restated_points
from site_builder.charts.subject import Subject
from site_builder.charts.territory import TerritoryMark, territory_marks
from site_builder.charts.widths import width
from site_builder.charts.writing import Writer
from site_builder.model.indicator import Break, Indicator

HEIGHT = 230
MARGIN = {"left": 56, "top": 26, "right": 34, "bottom": 34}
_BESIDE_TICK = 12
"""How much of the left margin is kept free on both sides of a tick's number, together."""

_EDGE = 0.04


@dataclass(frozen=True, slots=True)
class Scene:
    """One unit's figures over time with what is drawn around them.

    ``restated`` are the earlier figures on today's units, ``marks`` the changes between;
    ``breaks`` are the declared ones that lie between the edges. ``left_px`` is the left
    margin.
    """

    indicator: Indicator
    points: Sequence[Point]
    restated: Sequence[Point]
    marks: Sequence[TerritoryMark]
    goals: Sequence[GoalLine]
    breaks: Sequence[Break]
    ticks: Sequence[float]
    frame: Frame
    left_px: int

    @property
    def uprights(self) -> tuple[float, ...]:
        """The places of the upright lines: declared breaks, and changes of the territory."""
        marks = (m.x for m in self.marks if self.frame.left < m.x < self.frame.right)
        return tuple(sorted({*(start_of(broken.period) for broken in self.breaks), *marks}))

    @property
    def plot(self) -> Plot:
        """The lines of the chart, which no text should stand on."""
        frame = self.frame
        uprights = ((x, frame.low, x, frame.high) for x in self.uprights)
        goals = ((g.x, g.y, g.x2, g.y2) for g in self.goals)
        drawn = (*_strokes(self.points), *_strokes(self.restated))
        return Plot(frame, lines=(*uprights, *goals, *drawn))


def make_scene(subject: Subject, writer: Writer) -> Scene | None:
    """Gather what a chart shows of a unit's series; None where no figure has a value."""
    indicator = subject.indicator
    points = make_points(indicator, subject.series)
    if not points:
        return None
    restated = restated_points(indicator, subject.series)
    shown = (*restated, *points)
    left, right = _span(indicator, shown)
    goals = tuple(g for line in goal_lines(indicator) if (g := line.within(left, right)))
    values = [p.value for p in shown] + [y for g in goals for y in (g.y, g.y2)]
    values += [indicator.baseline.value] if indicator.baseline else []
    ticks = round_ticks(values, indicator.decimals, indicator.maximum)
    left_px = _left_margin(ticks, writer)
    across = look.WIDTH - left_px - MARGIN["right"]
    return Scene(
        indicator=indicator,
        points=points,
        restated=restated,
        marks=territory_marks(subject.series, shown),
        goals=goals,
        breaks=tuple(b for b in indicator.breaks if left < start_of(b.period) < right),
        ticks=ticks,
        frame=Frame(left, right, ticks[0], ticks[-1], across, HEIGHT),
        left_px=left_px,
    )


def _span(indicator: Indicator, points: Sequence[Point]) -> tuple[float, float]:
    """Return the first and last place shown, with a little air at both ends."""
    places = [point.x for point in points] + list(finite_ends(goal_lines(indicator)))
    places += [position(indicator.baseline.period)] if indicator.baseline else []
    left, right = min(places), max(places)
    air = max((right - left) * _EDGE, 0.1) if right > left else 1.0
    return left - air, right + air


def _left_margin(ticks: Sequence[float], writer: Writer) -> int:
    """Return as much room as the longest number beside the chart needs."""
    longest = max(width(writer.short(tick)) for tick in ticks)
    return max(MARGIN["left"], math.ceil(longest) + _BESIDE_TICK)


def _strokes(points: Sequence[Point]) -> Iterator[Line]:
    """Yield every point, and the stretches between those that are joined."""
    for point in points:
        yield point.x, point.value, point.x, point.value
    for point, later in pairwise(points):
        if (point.segment, point.running) == (later.segment, later.running):
            yield point.x, point.value, later.x, later.value
