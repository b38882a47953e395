"""The glossary, from ``content/glossary.md``."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec
from site_builder.plan.pages.text_page import plan_text
from site_builder.plan.texts import GLOSSARY, text_at


def plan_glossary(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the glossary, if one is written."""
    page = text_at(context, GLOSSARY)
    return (plan_text(context, "glossary", page),) if page is not None else ()
