"""Work out what the calls of a page stand for.

The validate and disclose stages have refused every wrong or hidden name; here each call
gets its insert, and where there is no figure, target or verdict it says so with None.
"""

from __future__ import annotations

from collections.abc import Collection

from site_builder.extension import PlanContext
from site_builder.model.charts import ChartRequest, ChartSpec
from site_builder.model.content import Call, ContentPage
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Assessment, Figure, Portal
from site_builder.model.prose import (
    ChartInsert,
    DocumentInsert,
    FigureInsert,
    Insert,
    PageInsert,
    Prose,
    StatusInsert,
    TableInsert,
    TargetInsert,
    TasksInsert,
)
from site_builder.plan.charts import drawn, prepare_charts
from site_builder.plan.figures import headline_of, target_of
from site_builder.plan.texts import key_of, text_at

DEFAULT_CHART = "trend"


def make_prose(
    context: PlanContext, page: ContentPage, taken: Collection[str] = ()
) -> tuple[Prose, tuple[ChartSpec, ...]]:
    """Return a page with its inserts, and the charts it brings; ``taken`` are ids in use."""
    requests = [chart_request(call) for call in page.calls if call.name == "chart"]
    charts = prepare_charts(context, requests, taken)
    coming = iter(charts)
    inserts = tuple(
        _chart_insert(next(coming)) if call.name == "chart" else make_insert(context, call)
        for call in page.calls
    )
    return Prose(page, inserts), drawn(charts)


def make_optional_prose(
    context: PlanContext, page: ContentPage | None, taken: Collection[str] = ()
) -> tuple[Prose | None, tuple[ChartSpec, ...]]:
    """As ``make_prose``; nothing for no page."""
    return make_prose(context, page, taken) if page is not None else (None, ())


def chart_request(call: Call) -> ChartRequest:
    """Read what ``chart(…)`` asks for."""
    return ChartRequest(
        kind=call.option("kind") or DEFAULT_CHART,
        indicator=call.arguments[0],
        unit=call.option("unit"),
        period=_period(call),
    )


def make_insert(context: PlanContext, call: Call) -> Insert:
    """Return what one call stands for; charts are made by ``make_prose``, a page at a time.

    Raises:
        ValueError: If there is no such function: reading the page has let it pass, a bug.
    """
    portal = context.portal
    match call.name:
        case "value":
            return FigureInsert(call.arguments[0], _figure(portal, call))
        case "target":
            return _target(portal, call.arguments[0])
        case "status":
            return StatusInsert(_assessment(portal, call))
        case "table":
            return _table(portal, call)
        case _:
            return _from_registers(context, call)


def _from_registers(context: PlanContext, call: Call) -> Insert:
    match call.name:
        case "tasks":
            return _tasks(context.portal, call.option("group"))
        case "document":
            return DocumentInsert(context.portal.disclosed.documents[call.arguments[0]])
        case "page":
            return _page(context, key_of(call.arguments[0]))
        case _:
            raise ValueError(f"no function {call.name!r}")


def _chart_insert(chart: ChartSpec | None) -> ChartInsert:
    return ChartInsert(chart.id if chart is not None else None)


def _period(call: Call) -> Period | None:
    text = call.option("period")
    return parse_period(text) if text is not None else None


def _unit(portal: Portal, call: Call) -> str | None:
    return call.option("unit") or headline_of(portal, call.arguments[0]).unit


def _figure(portal: Portal, call: Call) -> Figure | None:
    unit = _unit(portal, call)
    series = portal.total(call.arguments[0], unit) if unit is not None else None
    if series is None:
        return None
    if call.option("period") is not None:
        period = _period(call)
        return series.at(period) if period is not None else None
    return series.known[-1] if series.known else None


def _assessment(portal: Portal, call: Call) -> Assessment | None:
    code, unit = call.arguments[0], _unit(portal, call)
    if call.option("unit") is None and call.option("period") is None:
        return headline_of(portal, code).assessment
    if unit is None:
        return None
    if call.option("period") is None:
        return portal.latest_assessment(code, unit)
    found = portal.assessments_of(code, unit)
    return next((a for a in found if a.period == _period(call)), None)


def _target(portal: Portal, code: str) -> TargetInsert:
    return TargetInsert(
        code, target_of(portal.disclosed.indicators[code], headline_of(portal, code))
    )


def _table(portal: Portal, call: Call) -> TableInsert:
    code, unit = call.arguments[0], call.option("unit")
    series = portal.series_of(code)
    return TableInsert(code, tuple(s for s in series if unit is None or s.unit == unit))


def _tasks(portal: Portal, group: str | None) -> TasksInsert:
    return TasksInsert(tuple(t for t in portal.tasks if group is None or t.task.group == group))


def _page(context: PlanContext, key: str) -> PageInsert:
    page = text_at(context, key)
    return PageInsert(key, (page.title if page is not None else "") or key)
