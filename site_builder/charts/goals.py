"""What the plan asks, as lines on a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.charts.scales import position, position_of_day, start_of
from site_builder.model.indicator import Baseline, Indicator, Target, TargetKind

_CURVED = "cagr"
"""Under this method the way to a target is no straight line, so none is drawn."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A target as a line from (x, y) to (x2, y2); for a point both ends are the same.

    ``reached`` is true where the line ends at the target itself, false where the target
    was replaced on the way.
    """

    target: Target
    x: float
    y: float
    x2: float
    y2: float
    reached: bool = True

    def within(self, left: float, right: float) -> GoalLine | None:
        """Return the part between two places, or None where there is none."""
        start, end = max(self.x, left), min(self.x2, right)
        if end < start:
            return None
        reached = self.reached and end == self.x2
        return GoalLine(self.target, start, self._at(start), end, self._at(end), reached)

    def _at(self, x: float) -> float:
        if self.y == self.y2 or self.x == self.x2:
            return self.y2
        return self.y + (self.y2 - self.y) * (x - self.x) / (self.x2 - self.x)


def goal_lines(indicator: Indicator) -> tuple[GoalLine, ...]:
    """Return the lines of an indicator's targets, in their order.

    A target for every period is level, from its first period to its last and only while
    it is in force; open ends reach to infinity (see ``GoalLine.within``). A target by a
    period is the straight way there from the baseline.
    """
    lines = (_line(target, indicator) for target in indicator.targets)
    return tuple(line for line in lines if line is not None)


def _line(target: Target, indicator: Indicator) -> GoalLine | None:
    if target.kind is TargetKind.EVERY:
        return _level(target)
    return _way(target, indicator.baseline, curved=indicator.method == _CURVED)


def _level(target: Target) -> GoalLine | None:
    starts = [start_of(target.first)] if target.first else []
    ends = [position(target.last) + target.last.frequency.months / 24] if target.last else []
    if target.valid_from is not None:
        starts.append(position_of_day(target.valid_from))
    if target.valid_to is not None:
        ends.append(position_of_day(target.valid_to))
    left = max(starts, default=float("-inf"))
    right = min(ends, default=float("inf"))
    if right < left:
        return None
    return GoalLine(target, left, target.value, right, target.value)


def _way(target: Target, baseline: Baseline | None, *, curved: bool) -> GoalLine | None:
    if target.period is None:
        return None
    end = position(target.period)
    expires = position_of_day(target.valid_to) if target.valid_to else end
    start = position(baseline.period) if baseline else end
    if baseline is None or curved or start >= end:
        point = GoalLine(target, end, target.value, end, target.value)
        return point if end <= expires else None
    line = GoalLine(target, start, baseline.value, end, target.value)
    return line.within(start, expires)


def finite_ends(lines: tuple[GoalLine, ...]) -> Iterator[float]:
    """Yield the places that a chart must reach so that targets by a period are seen."""
    for line in lines:
        if line.target.kind is TargetKind.BY:
            yield line.x
            yield line.x2
