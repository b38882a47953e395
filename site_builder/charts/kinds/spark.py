"""``spark``: a trend the size of a word, without axes or texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.charts import look
from site_builder.charts.canvas import compose, free_scale, over
from site_builder.charts.goals import goal_lines
from site_builder.charts.series import Point, make_points
from site_builder.charts.story import trend_sentence
from site_builder.charts.subject import Subject, find_subject
from site_builder.charts.writing import Writer, write_id
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec, Scalar
from site_builder.model.portal import Portal
from site_builder.wording import Wording

Row = Mapping[str, Scalar]

WIDTH = 120
HEIGHT = 32
MARGIN = 5
FEWEST = 2
"""One point is no line."""


def prepare(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Pick one unit's series; None where fewer than two figures can be drawn."""
    subject = find_subject(portal, request)
    if subject is None:
        return None
    points = make_points(subject.indicator, subject.series)
    if len(points) < FEWEST:
        return None
    writer = Writer(subject.indicator, wording)
    unit = writer.unit(subject.unit)
    return ChartSpec(
        id=write_id("spark", request.indicator, request.unit),
        kind="spark",
        language=wording.language,
        title=wording("chart.spark.title", indicator=writer.title, unit=unit),
        sentence=trend_sentence(writer, unit, points),
        datasets=(
            ("figures", tuple(_row(p) for p in points)),
            ("last", (_row(points[-1]),)),
            ("goals", _goal_rows(subject, points)),
        ),
    )


def _row(point: Point) -> Row:
    return {
        "x": point.x,
        "y": point.value,
        "segment": f"{'running' if point.running else 'main'}-{point.segment}",
        "filled": point.figure.final and not point.running,
    }


def _goal_rows(subject: Subject, points: Sequence[Point]) -> tuple[Row, ...]:
    """Return the targets between the first and the last figure."""
    places = [point.x for point in points]
    inside = (line.within(min(places), max(places)) for line in goal_lines(subject.indicator))
    return tuple({"x": g.x, "y": g.y, "x2": g.x2, "y2": g.y2} for g in inside if g and g.x < g.x2)


def draw(language: str) -> Mapping[str, Any]:
    """Make the one chart of the kind as Vega-Lite."""
    import altair as alt  # noqa: PLC0415 # a third of a second, only where charts are drawn

    x = alt.X("x:Q", scale=free_scale(), axis=None)
    y = alt.Y("y:Q", scale=free_scale(), axis=None)
    dashed = over("goals").mark_rule(stroke=look.TARGET, strokeDash=(3, 2))
    fill = {"expr": f"datum.filled ? '{look.INK}' : '{look.PAPER}'"}
    last = over("last").mark_point(stroke=look.INK, fill=fill, size=24, strokeWidth=1.5)
    layers = [
        dashed.encode(x=x, y=y, x2="x2:Q", y2="y2:Q"),
        over("figures").mark_line(strokeWidth=1.5).encode(x=x, y=y, detail="segment:N"),
        last.encode(x=x, y=y),
    ]
    return compose(
        layers, language, width=WIDTH - 2 * MARGIN, height=HEIGHT - 2 * MARGIN, padding=MARGIN
    )


SPARK = ChartKind("spark", prepare, draw, ("figures", "last", "goals"))
