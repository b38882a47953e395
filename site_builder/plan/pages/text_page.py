"""A page of text, and the contents of a folder of them: guidance and other sections."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.extension import PlanContext
from site_builder.model.content import ContentPage
from site_builder.model.pages import PageSpec, ProseBody, SectionBody
from site_builder.plan.addresses import content_page
from site_builder.plan.inserts import make_optional_prose, make_prose
from site_builder.plan.rows import summary
from site_builder.plan.texts import text_at, texts_below


def plan_text(
    context: PlanContext, kind: str, page: ContentPage, siblings: Sequence[ContentPage] = ()
) -> PageSpec:
    """Plan the page of one Markdown file; ``siblings`` are those of its section."""
    prose, charts = make_prose(context, page)
    return PageSpec(
        kind=kind,
        id=page.key,
        language=context.language,
        path=content_page(context.portal.disclosed.site, context.language, page.key),
        title=page.title,
        body=ProseBody(prose, tuple(siblings)),
        charts=charts,
        description=summary(page.description),
    )


def plan_section(
    context: PlanContext, kind: str, folder: str, title: str, identity: str
) -> tuple[PageSpec, ...]:
    """Plan a folder's contents and its pages; nothing where the folder is empty.

    The folder's own ``index.md``, where there is one, is the text above the list and
    gives the title.
    """
    pages = texts_below(context, folder)
    index = text_at(context, f"{folder}/index")
    if not pages and index is None:
        return ()
    prose, charts = make_optional_prose(context, index)
    contents = PageSpec(
        kind=kind,
        id=identity,
        language=context.language,
        path=content_page(context.portal.disclosed.site, context.language, f"{folder}/index"),
        title=(index.title if index is not None else "") or title,
        body=SectionBody(folder, pages, prose),
        charts=charts,
        description=summary(index.description) if index is not None else "",
    )
    return (contents, *(plan_text(context, kind, page, pages) for page in pages))
