"""The guidance: how to do the work, from ``content/guidance/``."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec
from site_builder.plan.pages.text_page import plan_section
from site_builder.plan.texts import GUIDANCE


def plan_guidance(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the contents (id "") and one page for each file; nothing without files."""
    title = context.wording("plan.title.guidance")
    return plan_section(context, "guidance", GUIDANCE, title, "")
