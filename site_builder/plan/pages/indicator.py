"""The page of an indicator: its figures, the verdicts on them, every unit's, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.extension import PlanContext
from site_builder.model.charts import ChartRequest
from site_builder.model.content import ContentPage
from site_builder.model.indicator import Indicator
from site_builder.model.pages import IndicatorBody, PageSpec, UnitRow
from site_builder.model.period import Period
from site_builder.model.portal import Assessment, Due, Series
from site_builder.plan.addresses import make_slug, section_page
from site_builder.plan.charts import drawn, ids_of, prepare_charts
from site_builder.plan.figures import (
    Verdicts,
    assessments_by_unit,
    dues_by,
    first_verdicts,
    headline_of,
    make_unit_row,
    series_by_indicator,
)
from site_builder.plan.inserts import make_optional_prose
from site_builder.plan.rows import newest_revisions, summary
from site_builder.plan.texts import commentaries

FEWEST_RANKED = 2
"""Units of one level that a ranking needs to say anything."""


@dataclass(frozen=True, slots=True)
class _Grouped:
    """What the pages look up, grouped once for all of them."""

    series: Mapping[str, tuple[Series, ...]]
    assessments: Mapping[tuple[str, str], tuple[Assessment, ...]]
    verdicts: Verdicts
    dues: Mapping[str, tuple[Due, ...]]
    commentaries: Mapping[str, ContentPage]


def plan_indicator(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan one page for each indicator, in the order of the files."""
    portal = context.portal
    grouped = _Grouped(
        series=series_by_indicator(portal),
        assessments=assessments_by_unit(portal),
        verdicts=first_verdicts(portal),
        dues=dues_by(portal.dues, "indicator"),
        commentaries=commentaries(context),
    )
    return tuple(_plan_one(context, i, grouped) for i in portal.disclosed.indicators.values())


def _plan_one(context: PlanContext, indicator: Indicator, grouped: _Grouped) -> PageSpec:
    portal, slug = context.portal, make_slug(indicator.code)
    headline = headline_of(portal, indicator.code)
    all_series = grouped.series.get(indicator.code, ())
    dues = grouped.dues.get(indicator.code, ())
    charts = prepare_charts(context, chart_requests(context, indicator, all_series))
    prose, more = make_optional_prose(context, grouped.commentaries.get(slug), ids_of(charts))
    own = portal.total(indicator.code, headline.unit) if headline.unit is not None else None
    revisions = (r for r in portal.disclosed.revisions if r.indicator == indicator.code)
    body = IndicatorBody(
        indicator=indicator,
        headline=headline,
        series=own,
        assessments=grouped.assessments.get((indicator.code, headline.unit or ""), ()),
        units=unit_rows(context, indicator, all_series, dues, grouped.verdicts),
        all_series=all_series,
        dues=dues,
        revisions=newest_revisions(revisions),
        prose=prose,
        charts=ids_of(charts),
    )
    title = indicator.title.best(context.language)
    return PageSpec(
        kind="indicator",
        id=indicator.code,
        language=context.language,
        path=section_page(portal.disclosed.site, context.language, "indicators", slug),
        title=context.wording("plan.title.indicator", title=title, code=indicator.code),
        body=body,
        charts=(*drawn(charts), *more),
        description=_description(context, indicator),
    )


def chart_requests(
    context: PlanContext, indicator: Indicator, series: Sequence[Series]
) -> tuple[ChartRequest, ...]:
    """Return the charts of the page in their order: the unit's own two, then all units."""
    period = ranked_period(context, series)
    trend = ChartRequest("trend", indicator.code)
    ranking = ChartRequest("ranking", indicator.code, period=period)
    progress = ChartRequest("progress", indicator.code)
    return (trend, progress, *([ranking] if period is not None else []))


def ranked_period(context: PlanContext, series: Sequence[Series]) -> Period | None:
    """Return the newest period in which two units of one level have a value, or None."""
    units = context.portal.disclosed.units
    reported: dict[tuple[Period, str], int] = {}
    for one in series:
        if one.breakdown:
            continue
        level = units.get(one.unit).level
        for figure in one.known:
            key = (figure.period, level)
            reported[key] = reported.get(key, 0) + 1
    ranked = [period for (period, _), count in reported.items() if count >= FEWEST_RANKED]
    return max(ranked, default=None)


def unit_rows(
    context: PlanContext,
    indicator: Indicator,
    series: Sequence[Series],
    dues: Sequence[Due],
    verdicts: Verdicts,
) -> tuple[UnitRow, ...]:
    """Return a row for each unit that has figures or owes one, in the register's order."""
    totals = {one.unit: one for one in series if not one.breakdown}
    owing = {due.unit for due in dues}
    return tuple(
        make_unit_row(indicator, unit, totals.get(unit.unit), verdicts)
        for unit in context.portal.disclosed.units.units.values()
        if unit.unit in totals or unit.unit in owing
    )


def _description(context: PlanContext, indicator: Indicator) -> str:
    if indicator.definition is None:
        return ""
    return summary(indicator.definition.best(context.language))
