"""Which Markdown page stands where: one per content key, in the best language there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from site_builder.extension import PlanContext
from site_builder.model.content import ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.plan.addresses import make_slug
from site_builder.suggest import fold

HOME = "index"
GLOSSARY = "glossary"
GUIDANCE = "guidance"
INDICATORS = "indicators"

_LAST = 10**9
_MARKDOWN = re.compile(r"(?:\.(?P<language>[a-z]{2,3}))?\.md$")


def choose_texts(disclosed: Disclosed, language: str) -> Mapping[str, ContentPage]:
    """Return each content page by key, in a language or else in the first one that has it.

    Pages in languages that the site does not name are left aside. Sorted by the pages'
    own ``order``, then by title as people look for it.
    """
    wanted = list(dict.fromkeys([language, *disclosed.site.languages]))
    chosen: dict[str, ContentPage] = {}
    for page in disclosed.pages:
        if page.language not in wanted:
            continue
        known = chosen.get(page.key)
        if known is None or wanted.index(page.language) < wanted.index(known.language):
            chosen[page.key] = page
    return {page.key: page for page in sort_texts(chosen.values())}


def sort_texts(pages: Iterable[ContentPage]) -> tuple[ContentPage, ...]:
    """Order pages by their ``order`` (those without one come last), title and key."""
    return tuple(
        sorted(
            pages,
            key=lambda p: (p.order if p.order is not None else _LAST, fold(p.title), p.key),
        )
    )


def text_at(context: PlanContext, key: str) -> ContentPage | None:
    """Return the page of a content key in the planned language, or None."""
    return choose_texts(context.portal.disclosed, context.language).get(key)


def texts_below(context: PlanContext, folder: str) -> tuple[ContentPage, ...]:
    """Return the pages of a folder and those below it, in order, without its own index."""
    chosen = choose_texts(context.portal.disclosed, context.language)
    return tuple(
        page
        for key, page in chosen.items()
        if key.startswith(f"{folder}/") and key != f"{folder}/index"
    )


def commentaries(context: PlanContext) -> Mapping[str, ContentPage]:
    """Return the pages of ``content/indicators/`` by the slug of the code they are about."""
    return {
        make_slug(page.key.removeprefix(f"{INDICATORS}/")): page
        for page in texts_below(context, INDICATORS)
    }


def key_of(path: str) -> str:
    """Return the content key that ``page("guidance/x.md")`` means; a language is dropped."""
    return _MARKDOWN.sub("", path.removeprefix("content/"))
