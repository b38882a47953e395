"""The data page: every figure as a file, for people and programs."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import DataBody, PageSpec
from site_builder.plan.addresses import section_page
from site_builder.plan.downloads import indicator_download, offered_downloads


def plan_data(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the list of downloads."""
    disclosed = context.portal.disclosed
    indicators = disclosed.indicators.values()
    body = DataBody(
        downloads=offered_downloads(context),
        indicators=tuple((i, indicator_download(i)) for i in indicators),
    )
    spec = PageSpec(
        kind="data",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "data"),
        title=context.wording("plan.title.data"),
        body=body,
        description=context.wording("plan.description.data"),
        shows_edition=True,
    )
    return (spec,)
