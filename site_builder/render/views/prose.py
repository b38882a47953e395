"""Pages of text: one text with its neighbours, or the contents of a section."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, ProseBody, SectionBody
from site_builder.render.components import LinkView, ProseView
from site_builder.render.prose import make_prose
from site_builder.render.scope import Scope


@dataclass(frozen=True, slots=True)
class ProsePageView:
    """A page of text, written out.

    ``neighbours`` are all pages of its section; ``pages`` are the contents of a section,
    each with its description. One of the two is empty.
    """

    title: str
    prose: ProseView | None
    neighbours: tuple[LinkView, ...] = ()
    pages: tuple[LinkView, ...] = ()
    is_section: bool = False


def view_prose(spec: PageSpec, context: RenderContext) -> ProsePageView:
    """Write out a page of text or the contents of a section.

    Raises:
        TypeError: If the plan gave the page another body: a bug of ours.
    """
    scope = Scope(spec, context)
    body = spec.body
    if isinstance(body, ProseBody):
        neighbours = tuple(
            LinkView(p.title, scope.content_href(p.key), current=p.key == body.prose.page.key)
            for p in body.siblings
        )
        return ProsePageView(spec.title, make_prose(scope, body.prose), neighbours)
    if isinstance(body, SectionBody):
        return ProsePageView(
            spec.title,
            make_prose(scope, body.prose) if body.prose else None,
            pages=tuple(
                LinkView(p.title, scope.content_href(p.key), p.description) for p in body.pages
            ),
            is_section=True,
        )
    raise TypeError(f"{spec.path}: {type(body).__name__} is not a text")
