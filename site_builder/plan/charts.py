"""Ask chart kinds for charts, and give each an id that is its own within its page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import count

from site_builder.extension import PlanContext
from site_builder.model.charts import ChartRequest, ChartSpec


def prepare_chart(context: PlanContext, request: ChartRequest) -> ChartSpec | None:
    """Return one chart, or None where the kind is unknown or has nothing to show."""
    kind = context.charts.get(request.kind)
    if kind is None:
        return None
    return kind.prepare(context.portal, request, context.wording)


def prepare_charts(
    context: PlanContext, requests: Sequence[ChartRequest], taken: Collection[str] = ()
) -> tuple[ChartSpec | None, ...]:
    """Return the chart of each request, None where there is nothing to show.

    An id that is already ``taken`` on the page gets a number: a page may show the same
    chart twice, but an HTML id stands for one element.
    """
    used = set(taken)
    prepared: list[ChartSpec | None] = []
    for request in requests:
        spec = prepare_chart(context, request)
        if spec is not None:
            spec = replace(spec, id=_free_id(spec.id, used))
            used.add(spec.id)
        prepared.append(spec)
    return tuple(prepared)


def drawn(charts: Iterable[ChartSpec | None]) -> tuple[ChartSpec, ...]:
    """Return the charts that there are."""
    return tuple(chart for chart in charts if chart is not None)


def ids_of(charts: Iterable[ChartSpec | None]) -> tuple[str, ...]:
    """Return the ids of the charts that there are."""
    return tuple(chart.id for chart in drawn(charts))


def _free_id(wanted: str, used: Collection[str]) -> str:
    if wanted not in used:
        return wanted
    return next(f"{wanted}-{n}" for n in count(2) if f"{wanted}-{n}" not in used)
