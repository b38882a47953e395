"""The search page."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, SearchBody
from site_builder.plan.addresses import section_page


def plan_search(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the search page; ``plan_site`` lists all pages on it once they are known."""
    spec = PageSpec(
        kind="search",
        id="",
        language=context.language,
        path=section_page(context.portal.disclosed.site, context.language, "search"),
        title=context.wording("plan.title.search"),
        body=SearchBody(()),
        description=context.wording("plan.description.search"),
    )
    return (spec,)
