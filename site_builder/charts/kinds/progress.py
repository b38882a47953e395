"""``progress``: where one figure stands between the baseline and the target, on one line.

With a baseline the bar is the way made since then; without one it starts from zero. The
three labels have a row each, so they never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from site_builder.charts import look
from site_builder.charts.canvas import compose, free_scale, over
from site_builder.charts.story import finish_sentence
from site_builder.charts.subject import Subject, find_subject
from site_builder.charts.table import NumberTable
from site_builder.charts.writing import Writer, join_sources, write_id
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec, Scalar
from site_builder.model.indicator import Target
from site_builder.model.portal import Figure, Portal
from site_builder.wording import Wording

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Scalar]
Datasets = tuple[tuple[str, tuple[Row, ...]], ...]

HEIGHT = 10
SIDE = 16
TOP = 30
ROWS = {"now": -18, "target": 24, "baseline": 44}
"""Where the middle of each label stands, in pixels below the top of the bar."""

BOTTOM = 48
_LEFT_PART, _RIGHT_PART = 0.2, 0.8


def prepare(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Pick one unit's figure; None where there is none, or nothing to hold it against."""
    subject = find_subject(portal, request)
    if subject is None:
        return None
    figure = subject.series.at(request.period) if request.period else subject.series.known[-1]
    if figure is None or figure.value is None:
        return None
    target = _target(subject, figure)
    if target is None:
        return None
    writer = Writer(subject.indicator, wording)
    unit, period = writer.unit(subject.unit), writer.when(figure.period)
    asked = str(request.period) if request.period else None
    rows = _rows(writer, subject, figure, target)
    baseline = subject.indicator.baseline
    return ChartSpec(
        id=write_id("progress", request.indicator, request.unit, asked),
        kind="progress",
        language=wording.language,
        title=wording("chart.progress.title", indicator=writer.title, unit=unit, period=period),
        sentence=_sentence(writer, subject, figure, target),
        datasets=_datasets(writer, subject, figure.value, target),
        header=rows.header,
        numeric=rows.numeric,
        rows=rows.rows,
        sources=join_sources(
            figure.sources, (baseline.source,) if baseline else (), (target.source,)
        ),
        notes=(quality,) if (quality := writer.quality(figure)) else (),
    )


def _target(subject: Subject, figure: Figure) -> Target | None:
    """Return the first target in force at the figure's period."""
    return next((t for t in subject.indicator.targets if t.applies_to(figure.period)), None)


def _target_text(writer: Writer, target: Target) -> str:
    sign = writer.sign(target)
    if target.period is None:
        return writer.wording("chart.target_label", target=sign)
    period = writer.period(target.period)
    return writer.wording("chart.target_by_label", target=sign, period=period)


def _rows(writer: Writer, subject: Subject, figure: Figure, target: Target) -> NumberTable:
    word, baseline = writer.wording, subject.indicator.baseline
    rows = [(word("chart.now"), writer.period(figure.period), writer.number(figure.value or 0.0))]
    if baseline is not None:
        value = writer.number(baseline.value)
        rows.insert(0, (word("chart.baseline"), writer.period(baseline.period), value))
    by = writer.period(target.period) if target.period else ""
    rows.append((word("chart.target"), by, writer.sign(target)))
    header = (
        word("chart.what"),
        word("chart.period"),
        word("chart.value", measure=writer.measure),
    )
    return NumberTable(header, (False, False, True), tuple(rows))


def _sentence(writer: Writer, subject: Subject, figure: Figure, target: Target) -> str:
    word, baseline = writer.wording, subject.indicator.baseline
    clauses = [
        word(
            "chart.story.progress",
            indicator=writer.title,
            unit=writer.unit(subject.unit),
            value=writer.value(figure.value or 0.0),
            period=writer.period(figure.period),
        )
    ]
    if baseline is not None:
        value, period = writer.value(baseline.value), writer.period(baseline.period)
        clauses.append(word("chart.story.baseline", value=value, period=period))
    ask = writer.ask(target)
    if target.period is None:
        clauses.append(word("chart.story.target_every", ask=ask))
    else:
        period = writer.when(target.period)
        clauses.append(word("chart.story.target_by", ask=ask, period=period))
    return finish_sentence(clauses)


def _datasets(writer: Writer, subject: Subject, value: float, target: Target) -> Datasets:
    baseline = subject.indicator.baseline
    places = {"now": value, "target": target.value}
    texts = {"now": writer.value(value), "target": _target_text(writer, target)}
    if baseline is not None:
        facts = {
            "value": writer.value(baseline.value),
            "period": writer.period(baseline.period),
        }
        places["baseline"] = baseline.value
        texts["baseline"] = writer.wording("chart.baseline_label", **facts)
    start = baseline.value if baseline else 0.0
    low, high = min(start, *places.values()), max(start, *places.values())
    if low == high:
        low, high = low - 1.0, high + 1.0
    labels: tuple[Row, ...] = tuple(
        {"x": x, "kind": kind, "text": texts[kind], "align": _align(x, low, high)}
        for kind, x in places.items()
    )
    ticks: tuple[Row, ...] = tuple(
        {"x": x, "kind": kind} for kind, x in places.items() if kind != "now"
    )
    return (
        ("now", ({"x": value},)),
        ("bar", ({"x": start, "x2": value},)),
        ("track", ({"x": low, "x2": high},)),
        ("ticks", ticks),
        ("labels", labels),
    )


def _align(x: float, low: float, high: float) -> str:
    """Keep a label within the chart: it leans inwards near the ends."""
    share = (x - low) / (high - low)
    return "left" if share < _LEFT_PART else "right" if share > _RIGHT_PART else "center"


def draw(language: str) -> Mapping[str, Any]:
    """Make the one chart of the kind as Vega-Lite."""
    import altair as alt  # noqa: PLC0415 # a third of a second, only where charts are drawn

    x = alt.X("x:Q", axis=None, scale=free_scale())
    middle = alt.value(HEIGHT / 2)
    track = over("track").mark_rule(stroke=look.GRID, strokeWidth=HEIGHT)
    bar = over("bar").mark_rule(stroke=look.BAR, strokeWidth=HEIGHT)
    tick = over("ticks").mark_rule(stroke={"expr": _COLOUR}, strokeWidth=2)
    layers = [
        track.encode(x=x, x2="x2:Q", y=middle),
        bar.encode(x=x, x2="x2:Q", y=middle),
        tick.encode(x=x, y=alt.value(-4), y2=alt.value(HEIGHT + 4)),
        over("now").mark_point(fill=look.INK, stroke=None, size=130).encode(x=x, y=middle),
        _labels().encode(x=x, y=alt.value(0), text="text:N"),
    ]
    return compose(
        layers,
        language,
        width=look.WIDTH - 2 * SIDE,
        height=HEIGHT,
        padding={"left": SIDE, "right": SIDE, "top": TOP, "bottom": BOTTOM},
    )


_COLOUR = (
    f"datum.kind == 'target' ? '{look.TARGET}' : "
    f"datum.kind == 'now' ? '{look.INK}' : '{look.MUTED}'"
)


def _labels() -> alt.Chart:
    rows = " : ".join(f"datum.kind == '{kind}' ? {y}" for kind, y in ROWS.items())
    mark: alt.Chart = over("labels").mark_text(
        align={"expr": "datum.align"},
        dy={"expr": f"{rows} : 0"},
        fontWeight={"expr": "datum.kind == 'now' ? 600 : 400"},
        fill={"expr": _COLOUR},
    )
    return mark


PROGRESS = ChartKind("progress", prepare, draw, ("now", "bar", "track", "ticks", "labels"))
