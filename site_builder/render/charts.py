"""Place drawn charts: picture, sentence, the same numbers as a table, sources."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.render.components import Cell, ChartView, Column, Row, TableView
from site_builder.render.scope import Scope
from site_builder.render.sources import make_sources


def make_chart(scope: Scope, chart: str) -> ChartView | None:
    """Make the figure of one of the page's charts; None where it was not drawn."""
    drawn = scope.context.charts.get((scope.spec.path, chart))
    if drawn is None:
        return None
    spec = drawn.spec
    numeric = spec.numeric or (False,) * len(spec.header)
    return ChartView(
        anchor=f"bieu-do-{spec.id}",
        kind=spec.kind,
        title=spec.title,
        sentence=spec.sentence,
        svg=Markup(drawn.svg),  # noqa: S704 # the charts stage lets only its allow-list through
        table=TableView(
            scope.word("chart.table_caption", title=spec.title),
            tuple(Column(*pair) for pair in zip(spec.header, numeric, strict=True)),
            tuple(Row(tuple(Cell(text) for text in row)) for row in spec.rows),
        ),
        sources=make_sources(scope, spec.sources),
        notes=spec.notes,
    )


def make_charts(scope: Scope, charts: tuple[str, ...]) -> tuple[ChartView, ...]:
    """Make the figures of several charts, in order, without those not drawn."""
    made = (make_chart(scope, chart) for chart in charts)
    return tuple(chart for chart in made if chart is not None)


def make_spark(scope: Scope, chart: str | None) -> Markup | None:
    """Return the bare picture of a small trend; None where there is none."""
    drawn = scope.context.charts.get((scope.spec.path, chart)) if chart else None
    return Markup(drawn.svg) if drawn else None  # noqa: S704 # as in make_chart
