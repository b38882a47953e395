"""The ledger of changed figures, as it stands in this edition."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import ChangesBody, PageSpec
from site_builder.plan.addresses import section_page
from site_builder.plan.rows import newest_revisions


def plan_changes(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the ledger; an empty one says that no published figure has changed."""
    disclosed = context.portal.disclosed
    spec = PageSpec(
        kind="changes",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "editions"),
        title=context.wording("plan.title.changes"),
        body=ChangesBody(newest_revisions(disclosed.revisions)),
        description=context.wording("plan.description.changes"),
    )
    return (spec,)
