"""All other text pages: those beside the home page, and sections of an author's own."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec
from site_builder.plan.pages.text_page import plan_section, plan_text
from site_builder.plan.texts import GLOSSARY, GUIDANCE, HOME, INDICATORS, choose_texts


def plan_other(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the remaining files; a folder gets a page of contents (id ``<folder>/index``)."""
    texts = choose_texts(context.portal.disclosed, context.language).values()
    beside = [p for p in texts if "/" not in p.key and p.key not in (HOME, GLOSSARY)]
    folders = dict.fromkeys(sorted(p.key.split("/")[0] for p in texts if "/" in p.key))
    sections = [
        page
        for folder in folders
        if folder not in (GUIDANCE, INDICATORS)
        for page in plan_section(context, "other", folder, _title(folder), f"{folder}/index")
    ]
    return (*(plan_text(context, "other", page, beside) for page in beside), *sections)


def _title(folder: str) -> str:
    return folder.replace("-", " ").capitalize()
