"""The reporting status: counts by period, and unit by unit for those who may read that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, ReportingBody
from site_builder.model.reporting import ReportingTable
from site_builder.plan.addresses import make_slug, section_page
from site_builder.plan.rows import order_indicators

FOLDER = "tinh-hinh-bao-cao"
"""The page's name below the section of data, and the folder of the pages of indicators."""


def plan_reporting(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the page of counts, then one page for each indicator whose units may be named.

    Nothing owed, nothing planned.
    """
    tables = {table.indicator: table for table in context.portal.reporting}
    ordered = order_indicators(context.portal.disclosed.indicators.values())
    listed = tuple(tables[i.code] for i in ordered if i.code in tables)
    return tuple(_plan(context, listed)) if listed else ()


def _plan(context: PlanContext, tables: tuple[ReportingTable, ...]) -> Iterator[PageSpec]:
    counts = tuple(replace(table, rows=()) for table in tables)
    yield _spec(context, "", FOLDER, context.wording("plan.title.reporting"), counts)
    for table in tables:
        if table.rows:
            code = table.indicator
            title = context.portal.disclosed.indicators[code].title.best(context.language)
            yield _spec(
                context,
                code,
                f"{FOLDER}/{make_slug(code)}",
                context.wording("plan.title.reporting_of", title=title, code=code),
                (table,),
            )


def _spec(
    context: PlanContext, code: str, name: str, title: str, tables: tuple[ReportingTable, ...]
) -> PageSpec:
    return PageSpec(
        kind="reporting",
        id=code,
        language=context.language,
        path=section_page(context.portal.disclosed.site, context.language, "data", name),
        title=title,
        body=ReportingBody(tables),
        description=context.wording("plan.description.reporting"),
    )
