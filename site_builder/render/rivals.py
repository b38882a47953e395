"""Show other figures published for the same period: with their sources, never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from site_builder.model.indicator import Indicator
from site_builder.model.portal import Series, Variant
from site_builder.render.components import Cell, Row, TableView
from site_builder.render.figures import make_figure
from site_builder.render.scope import Scope
from site_builder.render.tables import make_columns, value_column, without_empty_columns


def count_rivals(series: Iterable[Series], by: str) -> Mapping[str, int]:
    """Count the other published figures by ``unit`` or by ``indicator``."""
    counts = Counter(getattr(one, by) for one in series for _ in one.variants)
    return {name: counts[name] for name in sorted(counts)}


def make_rivals(
    scope: Scope, indicators: Mapping[str, Indicator], series: Sequence[Series], first: str
) -> TableView | None:
    """Set rival published figures with their sources, the newest first.

    ``first`` is the column that says whose they are: ``unit`` or ``indicator``.
    """
    rows = [
        (one, variant)
        for one in series
        for variant in sorted(one.variants, key=lambda v: v.figure.period.sort_key(), reverse=True)
    ]
    if not rows:
        return None
    indicator = indicators[series[0].indicator]
    value = value_column(scope, indicator) if first == "unit" else None
    columns = (
        *make_columns(scope, (first, "period", "variant")),
        value or make_columns(scope, ("value",), ("value",))[0],
        *make_columns(scope, ("as_of", "source", "note")),
    )
    cells = (_rival_cells(scope, indicators[s.indicator], s, v, first) for s, v in rows)
    caption = scope.word("table.variants")
    return without_empty_columns(TableView(caption, columns, tuple(map(Row, cells))))


def _rival_cells(
    scope: Scope, indicator: Indicator, series: Series, variant: Variant, first: str
) -> tuple[Cell, ...]:
    figure = make_figure(scope, indicator, variant.figure)
    whose = {
        "unit": Cell(scope.unit_name(series.unit), scope.href("unit", series.unit)),
        "indicator": Cell(
            scope.text(indicator.title),
            scope.href("indicator", indicator.code),
            note=f"{indicator.code}, {scope.measure(indicator)}",
        ),
    }
    return (
        whose[first],
        Cell(figure.period),
        Cell(variant.name, language=scope.original),
        Cell(figure=figure),
        Cell(figure.as_of),
        Cell(links=figure.sources),
        Cell(figure.note, language=figure.language),
    )
