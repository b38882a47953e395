"""The page of a unit: its indicators, what it owes, what it came from and became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.extension import PlanContext
from site_builder.formatting import format_unit
from site_builder.model.charts import ChartRequest
from site_builder.model.pages import PageSpec, UnitBody
from site_builder.model.portal import Due, Portal, Series
from site_builder.model.reporting import ReportingRow
from site_builder.model.units import Unit, UnitState
from site_builder.plan.addresses import make_slug, section_page
from site_builder.plan.charts import drawn, ids_of, prepare_charts
from site_builder.plan.figures import Verdicts, dues_by, first_verdicts, make_unit_row
from site_builder.plan.rows import order_indicators

MOST_CHARTS = 4
"""Trend charts of one unit: the page stays light on an old computer."""

FEWEST_POINTS = 2
"""Figures that make a trend."""


@dataclass(frozen=True, slots=True)
class _Grouped:
    """What the pages look up, grouped once for all of them."""

    series: Mapping[str, tuple[Series, ...]]
    parents: Mapping[str, str | None]
    children: Mapping[str, tuple[Unit, ...]]
    dues: Mapping[str, tuple[Due, ...]]
    verdicts: Verdicts
    reporting: Mapping[str, tuple[tuple[str, ReportingRow], ...]]


def plan_unit(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan one page for each unit, in the register's order, also for those of the past."""
    portal = context.portal
    parents = portal.disclosed.units.last_parents()
    grouped = _Grouped(
        series=_series_by_unit(portal),
        parents=parents,
        children=_children(portal, parents),
        dues=dues_by(portal.dues, "unit"),
        verdicts=first_verdicts(portal),
        reporting=_reporting_by_unit(portal),
    )
    return tuple(_plan_one(context, u, grouped) for u in portal.disclosed.units.units.values())


def _plan_one(context: PlanContext, unit: Unit, grouped: _Grouped) -> PageSpec:
    disclosed, name = context.portal.disclosed, format_unit(unit, context.wording)
    series, dues = grouped.series.get(unit.unit, ()), grouped.dues.get(unit.unit, ())
    totals = {one.indicator: one for one in series if not one.breakdown}
    owed = {due.indicator for due in dues}
    charts = prepare_charts(context, chart_requests(context, unit, totals))
    body = UnitBody(
        unit=unit,
        parents=disclosed.units.ancestors(unit.unit, grouped.parents),
        children=grouped.children.get(unit.unit, ()),
        rows=tuple(
            make_unit_row(indicator, unit, totals.get(indicator.code), grouped.verdicts)
            for indicator in order_indicators(disclosed.indicators.values())
            if indicator.code in totals or indicator.code in owed
        ),
        series=series,
        dues=dues,
        successors=disclosed.units.successors(unit.unit),
        predecessors=disclosed.units.predecessors(unit.unit),
        charts=ids_of(charts),
        reporting=grouped.reporting.get(unit.unit, ()),
        state=context.portal.unit_states.get(unit.unit, UnitState.IN_FORCE),
        forerunners=_forerunners(context.portal, unit) if disclosed.held_back else frozenset(),
    )
    return PageSpec(
        kind="unit",
        id=unit.unit,
        language=context.language,
        path=section_page(disclosed.site, context.language, "units", make_slug(unit.unit)),
        title=name,
        body=body,
        charts=drawn(charts),
        description=context.wording("plan.description.unit", name=name),
    )


def _forerunners(portal: Portal, unit: Unit) -> frozenset[str]:
    """Return the units that ended and passed into one, through others too."""
    register = portal.disclosed.units
    found: set[str] = set()
    waiting = [unit.unit]
    while waiting:
        givers = {change.from_unit for change in register.predecessors(waiting.pop())}
        ended = {u for u in givers if portal.unit_states.get(u) is UnitState.ENDED}
        waiting.extend(sorted(ended - found))
        found |= ended
    return frozenset(found - {unit.unit})


def chart_requests(
    context: PlanContext, unit: Unit, totals: Mapping[str, Series]
) -> Sequence[ChartRequest]:
    """Return a trend for the first indicators that have one; those with targets go first."""
    indicators = order_indicators(context.portal.disclosed.indicators.values())
    shown = [
        indicator.code
        for indicator in indicators
        if indicator.code in totals and _is_trend(totals[indicator.code])
    ]
    return [ChartRequest("trend", code, unit=unit.unit) for code in shown[:MOST_CHARTS]]


def _is_trend(series: Series) -> bool:
    """Whether a series has points enough, those on today's units among them."""
    restated = {found.period for found in series.comparable if found.figure is not None}
    return len(restated | {figure.period for figure in series.known}) >= FEWEST_POINTS


def _series_by_unit(portal: Portal) -> Mapping[str, tuple[Series, ...]]:
    grouped: dict[str, list[Series]] = {}
    for series in portal.series.values():
        grouped.setdefault(series.unit, []).append(series)
    return {unit: tuple(group) for unit, group in grouped.items()}


def _reporting_by_unit(portal: Portal) -> Mapping[str, tuple[tuple[str, ReportingRow], ...]]:
    grouped: dict[str, list[tuple[str, ReportingRow]]] = {}
    for table in portal.reporting:
        for row in table.rows:
            grouped.setdefault(row.unit, []).append((table.indicator, row))
    return {unit: tuple(group) for unit, group in grouped.items()}


def _children(portal: Portal, parents: Mapping[str, str | None]) -> Mapping[str, tuple[Unit, ...]]:
    """Return the units below each one; who changed hands stands below both."""
    grouped: dict[str, list[Unit]] = {}
    for unit in portal.disclosed.units.units.values():
        for parent in dict.fromkeys((unit.parent, parents[unit.unit])):
            if parent is not None:
                grouped.setdefault(parent, []).append(unit)
    return {parent: tuple(group) for parent, group in grouped.items()}
