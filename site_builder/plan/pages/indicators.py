"""The list of indicators."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import IndicatorsBody, PageSpec
from site_builder.plan.addresses import section_page
from site_builder.plan.rows import headline_rows, order_indicators


def plan_indicators(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the list, if this audience reads any indicator."""
    disclosed = context.portal.disclosed
    if not disclosed.indicators:
        return ()
    indicators = order_indicators(disclosed.indicators.values())
    rows, charts = headline_rows(context, indicators)
    spec = PageSpec(
        kind="indicators",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "indicators"),
        title=context.wording("plan.title.indicators"),
        body=IndicatorsBody(rows),
        charts=charts,
        description=context.wording("plan.description.indicators"),
    )
    return (spec,)
