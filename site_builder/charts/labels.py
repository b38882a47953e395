"""Place the few texts of a chart over time, on the sides where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.charts.goals import GoalLine
from site_builder.charts.room import AIR, Frame, Plot
from site_builder.charts.scales import clear_side
from site_builder.charts.series import Point
from site_builder.charts.territory import TerritoryMark, mark_label
from site_builder.charts.widths import width
from site_builder.charts.writing import Writer
from site_builder.model.charts import Scalar

Row = Mapping[str, Scalar]

_RIGHT_PART = 0.8
_LABEL_SHARE = 0.2
_LABEL_DY = {-1: -13, 1: 19}
"""How far a label's line stands from its mark, above and below."""

_TOP_DY, _BOTTOM_DY = -10, -10
_NEAR_DY = 13
_PARTS = (0.0, 0.25, 0.5, 0.75)
"""At which parts of each stretch the grey line may be labelled."""


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
    marks: Sequence[TerritoryMark], restated: Sequence[Point], plot: Plot, writer: Writer
) -> tuple[Row, ...]:
    """Label the days on which the territory changed, and the line of today's units.

    A text for which there is no room is left out: the notes below the chart say the same.
    """
    frame, before = plot.frame, len(plot.labels)
    for mark in marks:
        if frame.left < mark.x < frame.right:
            day = plot.choose(_day_labels(mark, frame, writer), may_cross_lines=True)
            plot = plot.with_label(day) if day else plot
    line = plot.choose(_restated_labels(restated, frame, writer))
    return (*plot.labels[before:], *((line,) if line else ()))


def _day_labels(mark: TerritoryMark, frame: Frame, writer: Writer) -> Iterator[Row]:
    """Stand above the mark, to a side of it, or at its foot where other labels are in the way."""
    text, is_right = mark_label(writer, mark), mark.x > (frame.left + frame.right) / 2
    yield _quiet(mark.x, frame.high, text, "center", _TOP_DY)
    for align in ("left", "right"):
        yield _quiet(mark.x, frame.high, text, align, _TOP_DY)
    apart = (frame.right - frame.left) / frame.width_px * (AIR + 1)
    sides = ((mark.x - apart, "right"), (mark.x + apart, "left"))
    for y, dy in ((frame.low, _BOTTOM_DY), (frame.high, -_TOP_DY)):
        for x, align in sides if is_right else sides[::-1]:
            yield _quiet(x, y, text, align, dy)


def _restated_labels(restated: Sequence[Point], frame: Frame, writer: Writer) -> Iterator[Row]:
    """Stand along the grey line, near its first point where there is room; short if need be.

    Only where there is none does the text reach on below the figures that were reported.
    """
    places = tuple(_beside_line(restated, frame, writer))
    end = frame.across(restated[-1].x) + AIR if restated else 0.0
    yield from (place for place in places if _right_edge(place, frame) <= end)
    yield from (place for place in places if _right_edge(place, frame) > end)


def _right_edge(row: Row, frame: Frame) -> float:
    part = {"left": 1.0, "center": 0.5, "right": 0.0}[str(row["align"])]
    return frame.across(float(row["x"] or 0.0)) + part * width(str(row["text"]))


def _beside_line(restated: Sequence[Point], frame: Frame, writer: Writer) -> Iterator[Row]:
    for text in (
        writer.on_units("chart.restated_label"),
        writer.wording("chart.restated_short"),
    ):
        for x, y, rises in _along(restated):
            aligns = ("left", "right") if x <= (frame.left + frame.right) / 2 else ("right", "left")
            for side in (1, -1) if rises else (-1, 1):
                for align in (*aligns, "center"):
                    yield _quiet(x, y, text, align, side * _NEAR_DY)


def _along(points: Sequence[Point]) -> Iterator[tuple[float, float, bool]]:
    """Yield places on a line, its points and between them, and whether it rises from there."""
    for point, later in zip(points, (*points[1:], points[-1]) if points else (), strict=True):
        parts = _PARTS if point.segment == later.segment and point is not later else _PARTS[:1]
        rises = later is not point and later.value >= point.value
        for part in parts:
            x, y = later.x - point.x, later.value - point.value
            yield point.x + part * x, point.value + part * y, rises


def _quiet(x: float, y: float, text: str, align: str, dy: int) -> Row:
    return {"x": x, "y": y, "text": text, "align": align, "dy": dy, "goal": False, "quiet": True}
