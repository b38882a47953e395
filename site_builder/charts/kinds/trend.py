"""``trend``: one unit's figures over time, with the targets, the baseline and the breaks.

Final figures are full points on an ink line, others open ones. The line stops where a
figure is missing and at every break. Targets are dashed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.charts import look
from site_builder.charts.canvas import compose, free_scale, over
from site_builder.charts.goals import GoalLine, finite_ends, goal_lines
from site_builder.charts.scales import clear_side, position, round_ticks, start_of, year_ticks
from site_builder.charts.series import Point, make_points
from site_builder.charts.story import trend_sentence
from site_builder.charts.subject import Subject, find_subject
from site_builder.charts.table import series_notes, series_table
from site_builder.charts.writing import Writer, join_sources, write_id
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec, Scalar
from site_builder.model.indicator import Indicator
from site_builder.model.portal import Portal
from site_builder.wording import Wording

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Scalar]

HEIGHT = 230
MARGIN = {"left": 56, "top": 26, "right": 34, "bottom": 34}
_EDGE = 0.04
_FEWEST_TICKS = 2
_RIGHT_PART = 0.8
_LABEL_SHARE = 0.2
_LABEL_DY = {-1: -13, 1: 19}
"""How far a label's line stands from its mark, above and below."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the chart, in years and in values."""

    left: float
    right: float
    low: float
    high: float


def prepare(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Pick one unit's series; None where it has no figure with a value."""
    subject = find_subject(portal, request)
    if subject is None:
        return None
    points = make_points(subject.indicator, subject.series)
    if not points:
        return None
    writer = Writer(subject.indicator, wording)
    table = series_table(writer, subject.series.figures)
    return ChartSpec(
        id=write_id("trend", request.indicator, request.unit),
        kind="trend",
        language=wording.language,
        title=wording("chart.trend.title", indicator=writer.title, unit=writer.unit(subject.unit)),
        sentence=trend_sentence(writer, writer.unit(subject.unit), points),
        datasets=_datasets(subject, points, writer),
        header=table.header,
        numeric=table.numeric,
        rows=table.rows,
        sources=_sources(subject),
        notes=series_notes(writer, subject.series.figures),
    )


def _sources(subject: Subject) -> tuple[str, ...]:
    indicator = subject.indicator
    return join_sources(
        *(figure.sources for figure in subject.series.figures),
        (indicator.baseline.source,) if indicator.baseline else (),
        (target.source for target in indicator.targets),
    )


def _datasets(
    subject: Subject, points: Sequence[Point], writer: Writer
) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Put every mark of the chart into rows: places in years and values, texts written out."""
    indicator = subject.indicator
    left, right = _span(indicator, points)
    goals = tuple(g for line in goal_lines(indicator) if (g := line.within(left, right)))
    values = [p.value for p in points] + [y for g in goals for y in (g.y, g.y2)]
    values += [indicator.baseline.value] if indicator.baseline else []
    ticks = round_ticks(values, indicator.decimals, indicator.maximum)
    low, high = ticks[0], ticks[-1]
    return (
        ("figures", tuple(_point_row(p) for p in points if not p.running)),
        ("running", tuple(_point_row(p) for p in points if p.running)),
        ("grid", tuple(_grid_row(left, right, tick, writer) for tick in ticks)),
        ("years", _year_rows(left, right, low, points, writer)),
        ("breaks", _break_rows(indicator, left, right, low, high)),
        ("goals", tuple({"x": g.x, "y": g.y, "x2": g.x2, "y2": g.y2} for g in goals)),
        ("ends", tuple({"x": g.x2, "y": g.y2} for g in goals if _is_end(g))),
        ("baseline", _baseline_rows(indicator)),
        ("labels", _labels(goals, points, Frame(left, right, low, high), writer)),
    )


def _span(indicator: Indicator, points: Sequence[Point]) -> tuple[float, float]:
    """Return the first and last place shown, with a little air at both ends."""
    places = [point.x for point in points] + list(finite_ends(goal_lines(indicator)))
    places += [position(indicator.baseline.period)] if indicator.baseline else []
    left, right = min(places), max(places)
    air = max((right - left) * _EDGE, 0.1) if right > left else 1.0
    return left - air, right + air


def _point_row(point: Point) -> Row:
    filled = point.figure.final and not point.running
    return {"x": point.x, "y": point.value, "segment": point.segment, "filled": filled}


def _grid_row(left: float, right: float, tick: float, writer: Writer) -> Row:
    return {"x": left, "x2": right, "y": tick, "label": writer.short(tick)}


def _year_rows(
    left: float, right: float, low: float, points: Sequence[Point], writer: Writer
) -> tuple[Row, ...]:
    """Label years; where the chart spans less than two, the first and last period instead."""
    years = year_ticks(left, right)
    if len(years) >= _FEWEST_TICKS:
        return tuple({"x": float(year), "y": low, "label": str(year)} for year in years)
    ends = dict.fromkeys((points[0], points[-1]))
    return tuple({"x": p.x, "y": low, "label": writer.period(p.figure.period)} for p in ends)


def _break_rows(
    indicator: Indicator, left: float, right: float, low: float, high: float
) -> tuple[Row, ...]:
    places = (start_of(broken.period) for broken in indicator.breaks)
    return tuple({"x": x, "y": low, "y2": high} for x in places if left < x < right)


def _baseline_rows(indicator: Indicator) -> tuple[Row, ...]:
    if indicator.baseline is None:
        return ()
    return ({"x": position(indicator.baseline.period), "y": indicator.baseline.value},)


def _is_end(goal: GoalLine) -> bool:
    """Whether a goal line ends at a target by a period."""
    return goal.reached and goal.target.period is not None


def _labels(
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


def draw(language: str) -> Mapping[str, Any]:
    """Make the one chart of the kind as Vega-Lite."""
    import altair as alt  # noqa: PLC0415 # a third of a second, only where charts are drawn

    x = alt.X("x:Q", scale=free_scale(), axis=None)
    y = alt.Y("y:Q", scale=free_scale(), axis=None)
    return compose(
        [*_frame(x, y), *_goals(x, y), *_figures(x, y), _texts(x, y)],
        language,
        width=look.WIDTH - MARGIN["left"] - MARGIN["right"],
        height=HEIGHT,
        padding=MARGIN,
    )


def _frame(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Grid lines with their values, years, breaks."""
    return [
        over("grid").mark_rule(stroke=look.GRID).encode(x=x, x2="x2:Q", y=y),
        over("grid").mark_text(align="right", dx=-8).encode(x=x, y=y, text="label:N"),
        over("years").mark_text(dy=20).encode(x=x, y=y, text="label:N"),
        over("breaks").mark_rule(stroke=look.MUTED, strokeDash=(2, 3)).encode(x=x, y=y, y2="y2:Q"),
    ]


def _goals(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Targets and the baseline."""
    dashed = over("goals").mark_rule(stroke=look.TARGET, strokeWidth=1.5, strokeDash=look.DASH)
    end = over("ends").mark_point(shape="diamond", fill=look.TARGET, stroke=None, size=70)
    start = over("baseline").mark_point(
        shape="diamond", fill=look.PAPER, stroke=look.MUTED, strokeWidth=1.5, size=190
    )
    return [
        dashed.encode(x=x, y=y, x2="x2:Q", y2="y2:Q"),
        end.encode(x=x, y=y),
        start.encode(x=x, y=y),
    ]


def _figures(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The line, what runs within an open year, and their points."""
    fill = {"expr": f"datum.filled ? '{look.INK}' : '{look.PAPER}'"}
    point: dict[str, Any] = {"size": 55, "stroke": look.INK, "strokeWidth": 2, "fill": fill}
    return [
        over("running").mark_line(strokeWidth=1).encode(x=x, y=y, detail="segment:N"),
        over("figures").mark_line().encode(x=x, y=y, detail="segment:N"),
        over("running").mark_point(**point).encode(x=x, y=y),
        over("figures").mark_point(**point).encode(x=x, y=y),
    ]


def _texts(x: alt.X, y: alt.Y) -> alt.Chart:
    """The texts beside the newest figure and the targets."""
    mark = over("labels").mark_text(
        align={"expr": "datum.align"},
        dy={"expr": "datum.dy"},
        fill={"expr": f"datum.goal ? '{look.TARGET}' : '{look.INK}'"},
        fontWeight={"expr": "datum.goal ? 400 : 600"},
    )
    texts: alt.Chart = mark.encode(x=x, y=y, text="text:N")
    return texts


TREND = ChartKind(
    "trend",
    prepare,
    draw,
    ("figures", "running", "grid", "years", "breaks", "goals", "ends", "baseline", "labels"),
)
