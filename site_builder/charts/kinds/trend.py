"""``trend``: one unit's figures over time, with the targets, the baseline and the breaks.

Final figures are full points on an ink line, others open ones. The line stops where a
figure is missing and at every break. Targets are dashed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from site_builder.charts import look
from site_builder.charts.canvas import compose, free_scale, over
from site_builder.charts.goals import GoalLine
from site_builder.charts.labels import place_labels, territory_labels
from site_builder.charts.scales import position, year_middles, year_ticks
from site_builder.charts.scene import HEIGHT, MARGIN, Scene, make_scene
from site_builder.charts.series import Point
from site_builder.charts.story import trend_sentence
from site_builder.charts.subject import Subject, find_subject
from site_builder.charts.table import series_notes, series_table
from site_builder.charts.territory import territory_notes
from site_builder.charts.writing import Writer, join_sources, write_id
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec, Scalar
from site_builder.model.indicator import Indicator
from site_builder.model.period import Frequency
from site_builder.model.portal import Portal
from site_builder.wording import Wording

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Scalar]

_FEWEST_TICKS = 2


def prepare(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Pick one unit's series; None where it has no figure with a value."""
    subject = find_subject(portal, request)
    if subject is None:
        return None
    writer = Writer(subject.indicator, wording, subject.unit.valid_to is not None)
    scene = make_scene(subject, writer)
    if scene is None:
        return None
    table = series_table(writer, subject.series.figures, subject.series.comparable)
    return ChartSpec(
        id=write_id("trend", request.indicator, request.unit),
        kind="trend",
        language=wording.language,
        title=wording("chart.trend.title", indicator=writer.title, unit=writer.unit(subject.unit)),
        sentence=trend_sentence(writer, writer.unit(subject.unit), scene.points, scene.restated),
        datasets=_datasets(scene, writer),
        header=table.header,
        numeric=table.numeric,
        rows=table.rows,
        sources=_sources(subject),
        notes=(
            *series_notes(writer, subject.series.figures, scene.breaks, scene.goals),
            *territory_notes(writer, subject.series, scene.marks, portal.disclosed.units),
        ),
        left=scene.left_px,
    )


def _sources(subject: Subject) -> tuple[str, ...]:
    indicator = subject.indicator
    return join_sources(
        *(figure.sources for figure in subject.series.figures),
        (indicator.baseline.source,) if indicator.baseline else (),
        (target.source for target in indicator.targets),
    )


def _datasets(scene: Scene, writer: Writer) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Put every mark of the chart into rows: places in years and values, texts written out."""
    points, goals, frame = scene.points, scene.goals, scene.frame
    labels = place_labels(goals, points, frame, writer)
    plot = replace(scene.plot, labels=labels)
    return (
        ("figures", tuple(_point_row(p) for p in points if not p.running)),
        ("running", tuple(_point_row(p) for p in points if p.running)),
        ("grid", tuple(_grid_row(frame.left, frame.right, tick, writer) for tick in scene.ticks)),
        ("years", _year_rows(scene, writer)),
        ("breaks", tuple({"x": x, "y": frame.low, "y2": frame.high} for x in scene.uprights)),
        ("restated", tuple(_point_row(p) for p in scene.restated)),
        ("goals", tuple({"x": g.x, "y": g.y, "x2": g.x2, "y2": g.y2} for g in goals)),
        ("ends", tuple({"x": g.x2, "y": g.y2} for g in goals if _is_end(g))),
        ("baseline", _baseline_rows(scene.indicator)),
        ("labels", (*labels, *territory_labels(scene.marks, scene.restated, plot, writer))),
    )


def _point_row(point: Point) -> Row:
    filled = point.figure.final and not point.running
    return {"x": point.x, "y": point.value, "segment": point.segment, "filled": filled}


def _grid_row(left: float, right: float, tick: float, writer: Writer) -> Row:
    return {"x": left, "x2": right, "y": tick, "label": writer.short(tick)}


def _year_rows(scene: Scene, writer: Writer) -> tuple[Row, ...]:
    """Label years; where the chart spans less than two, the first and last period instead.

    A year's own figure stands above the year's name, at its end. Where all figures are of
    quarters or the like the name stands in the middle of the year, with its figures around it.
    """
    points, frame, low = scene.points, scene.frame, scene.frame.low
    # A cumulative figure of the last quarter is the year's own.
    own = (Frequency.YEAR,) if not scene.indicator.cumulative else tuple(Frequency)
    by_years = any(p.figure.period.frequency in own and p.x.is_integer() for p in points)
    shift = 0.0 if by_years else 0.5
    years = year_ticks(frame.left + shift, frame.right + shift)
    if len(years) >= _FEWEST_TICKS:
        named = (
            [(y, float(y)) for y in years] if by_years else year_middles(frame.left, frame.right)
        )
        return tuple({"x": x, "y": low, "label": str(year)} for year, x in named)
    ends = dict.fromkeys((points[0], points[-1]))
    return tuple({"x": p.x, "y": low, "label": writer.period(p.figure.period)} for p in ends)


def _baseline_rows(indicator: Indicator) -> tuple[Row, ...]:
    if indicator.baseline is None:
        return ()
    return ({"x": position(indicator.baseline.period), "y": indicator.baseline.value},)


def _is_end(goal: GoalLine) -> bool:
    """Whether a goal line ends at a target by a period."""
    return goal.reached and goal.target.period is not None


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
    """The line, what runs within an open year, their points; behind them today's units."""
    fill = {"expr": f"datum.filled ? '{look.INK}' : '{look.PAPER}'"}
    point: dict[str, Any] = {"size": 55, "stroke": look.INK, "strokeWidth": 2, "fill": fill}
    grey: dict[str, Any] = {"stroke": look.MUTED, "strokeWidth": 1.5}
    return [
        over("restated")
        .mark_line(strokeDash=look.DOTS, **grey)
        .encode(x=x, y=y, detail="segment:N"),
        over("restated").mark_point(size=24, fill=look.PAPER, **grey).encode(x=x, y=y),
        over("running").mark_line(strokeWidth=1).encode(x=x, y=y, detail="segment:N"),
        over("figures").mark_line().encode(x=x, y=y, detail="segment:N"),
        over("running").mark_point(**point).encode(x=x, y=y),
        over("figures").mark_point(**point).encode(x=x, y=y),
    ]


def _texts(x: alt.X, y: alt.Y) -> alt.Chart:
    """The texts beside the newest figure, the targets and the changes of territory."""
    mark = over("labels").mark_text(
        align={"expr": "datum.align"},
        dy={"expr": "datum.dy"},
        fill={
            "expr": f"datum.goal ? '{look.TARGET}' : datum.quiet ? '{look.MUTED}' : '{look.INK}'"
        },
        fontWeight={"expr": "datum.goal || datum.quiet ? 400 : 600"},
    )
    texts: alt.Chart = mark.encode(x=x, y=y, text="text:N")
    return texts


TREND = ChartKind(
    "trend",
    prepare,
    draw,
    (
        "figures",
        "running",
        "restated",
        "grid",
        "years",
        "breaks",
        "goals",
        "ends",
        "baseline",
        "labels",
    ),
)
