"""The home page: are we on track, where not, what is due."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.content import ContentPage
from site_builder.model.pages import HomeBody, PageSpec
from site_builder.model.portal import TaskStatus
from site_builder.plan.addresses import language_prefix
from site_builder.plan.charts import ids_of
from site_builder.plan.inserts import make_optional_prose
from site_builder.plan.rows import (
    count_tasks,
    headline_rows,
    newest_revisions,
    order_dues,
    order_indicators,
    order_tasks,
    summary,
)
from site_builder.plan.texts import GUIDANCE, HOME, text_at, texts_below

MOST_ROWS = 24
"""Indicators on the home page; the list of indicators has the others."""


def plan_home(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the one home page; ``content/index.md`` is its text.

    Open tasks, figures due and revisions come in the order in which one should look at
    them; the view shows the first few and counts the others.
    """
    disclosed = context.portal.disclosed
    page = text_at(context, HOME)
    indicators = order_indicators(disclosed.indicators.values())
    rows, sparks = headline_rows(context, indicators[:MOST_ROWS])
    prose, charts = make_optional_prose(context, page, ids_of(sparks))
    open_tasks = (t for t in context.portal.tasks if t.status is not TaskStatus.DONE)
    body = HomeBody(
        rows=rows,
        task_counts=count_tasks(context.portal.tasks),
        tasks=order_tasks(open_tasks),
        dues=order_dues(context.portal.dues),
        prose=prose,
        guidance=texts_below(context, GUIDANCE),
        revisions=newest_revisions(disclosed.revisions),
    )
    spec = PageSpec(
        kind="home",
        id="",
        language=context.language,
        path=f"{language_prefix(disclosed.site, context.language)}index.html",
        title=(page.title if page is not None else "") or context.wording("plan.title.home"),
        body=body,
        charts=(*sparks, *charts),
        description=_description(context, page),
        shows_edition=True,
    )
    return (spec,)


def _description(context: PlanContext, page: ContentPage | None) -> str:
    if page is not None and page.description:
        return page.description
    described = context.portal.disclosed.site.description
    return summary(described.best(context.language)) if described is not None else ""
