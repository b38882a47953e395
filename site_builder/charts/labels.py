"""Place the few texts of a chart over time, on the sides where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.charts.goals import GoalLine
from site_builder.charts.scales import clear_side
from site_builder.charts.series import Point
from site_builder.charts.territory import TerritoryMark, mark_label
from site_builder.charts.writing import NBSP, Writer
from site_builder.model.charts import Scalar

Row = Mapping[str, Scalar]

_RIGHT_PART = 0.8
_LABEL_SHARE = 0.2
_LABEL_DY = {-1: -13, 1: 19}
"""How far a label's line stands from its mark, above and below."""

_TOP_DY, _BOTTOM_DY = -10, -10
_ROOM_BELOW = 0.1
"""How much of the height a label below a point needs."""

_NEAR_TOP = 0.16
"""How much of the height below the upper edge belongs to labels that reach above it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the chart, in years and in values."""

    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The labels that already stand on a chart."""

    labels: Sequence[Row]
    frame: Frame

    def is_free(self, x: float) -> bool:
        """Whether nothing stands above the upper edge near a place."""
        width, height = self.frame.right - self.frame.left, self.frame.high - self.frame.low
        return not any(
            abs(float(label["x"] or 0) - x) < width * 1.5 * _LABEL_SHARE
            and self.frame.high - float(label["y"] or 0) < height * _NEAR_TOP
            for label in self.labels
        )


def place_labels(
    goals: Sequence[GoalLine], points: Sequence[Point], frame: Frame, writer: Writer
) -> tuple[Row, ...]:
    """Label each target once, and the newest figure, on the sides where there is room."""
    labels: dict[str, Row] = {}
    for goal in goals:
        text = writer.wording("chart.target_label", target=writer.sign(goal.target))
        labels.setdefault(text, _goal_label(goal, text, points, frame))
    return (*labels.values(), _value_label(goals, points, frame, writer))


def _goal_label(goal: GoalLine, text: str, points: Sequence[Point], frame: Frame) -> Row:
    """Label a level target at its left end, one by a period at its end."""
    at_end = goal.target.period is not None
    x = goal.x2 if at_end else goal.x
    reach = (frame.right - frame.left) * _LABEL_SHARE
    near = [p.value for p in points if (x - reach if at_end else x) <= p.x <= x + reach]
    side = -1 if at_end else clear_side(goal.y, near, frame.low, frame.high)
    return {
        "x": x,
        "y": goal.y2,
        "text": text,
        "align": "right" if at_end else "left",
        "dy": _LABEL_DY[side] + (4 if side < 0 else -4),
        "goal": True,
    }


def _value_label(
    goals: Sequence[GoalLine], points: Sequence[Point], frame: Frame, writer: Writer
) -> Row:
    last = points[-1]
    here = (goal.within(last.x, last.x) for goal in goals)
    others = [goal.y for goal in here if goal] + [p.value for p in points[-2:-1]]
    near_right = (last.x - frame.left) / (frame.right - frame.left) > _RIGHT_PART
    return {
        "x": last.x,
        "y": last.value,
        "text": writer.value(last.value),
        "align": "right" if near_right else "center",
        "dy": _LABEL_DY[clear_side(last.value, others, frame.low, frame.high)],
        "goal": False,
    }


def territory_labels(
    marks: Sequence[TerritoryMark], restated: Sequence[Point], placed: Placed, writer: Writer
) -> tuple[Row, ...]:
    """Label the days on which the territory changed, and the line of today's units."""
    frame = placed.frame
    days = tuple(
        _day_label(mark, placed, writer) for mark in marks if frame.left < mark.x < frame.right
    )
    return (*days, _restated_label(restated, frame, writer)) if restated else days


def _day_label(mark: TerritoryMark, placed: Placed, writer: Writer) -> Row:
    """Stand above the mark, or at its foot where another label is in the way."""
    frame, text = placed.frame, mark_label(writer, mark)
    if placed.is_free(mark.x):
        return _quiet(mark.x, frame.high, text, "center", _TOP_DY)
    if mark.x > (frame.left + frame.right) / 2:
        return _quiet(mark.x, frame.low, text + 2 * NBSP, "right", _BOTTOM_DY)
    return _quiet(mark.x, frame.low, 2 * NBSP + text, "left", _BOTTOM_DY)


def _restated_label(restated: Sequence[Point], frame: Frame, writer: Writer) -> Row:
    """Stand at the first point of the grey line, on the side that the line does not go to."""
    first = restated[0]
    height = frame.high - frame.low
    rises = len(restated) > 1 and restated[1].value >= first.value
    has_room = first.value - frame.low >= height * _ROOM_BELOW
    is_right = first.x > (frame.left + frame.right) / 2
    text, align = writer.wording("chart.restated_label"), "right" if is_right else "left"
    return _quiet(first.x, first.value, text, align, _LABEL_DY[1 if rises and has_room else -1])


def _quiet(x: float, y: float, text: str, align: str, dy: int) -> Row:
    return {"x": x, "y": y, "text": text, "align": align, "dy": dy, "goal": False, "quiet": True}
