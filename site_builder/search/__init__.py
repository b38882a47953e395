"""Make the search index: one script per language, small enough for an old computer.

It works from a folder on a share, where nothing may be fetched: the index is a classic
script that assigns ``window.SEARCH_INDEX``. ``themes/base/assets/search.js`` reads it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from site_builder.model.artifact import Artifact
from site_builder.model.pages import PageSpec, SitePlan
from site_builder.search.index import Entry, write_index
from site_builder.search.page_text import read_page

__all__ = ["index_pages"]

TEXT_KINDS = frozenset({"guidance", "glossary", "other"})
"""Kinds whose headings an author wrote; those of other pages are the same on each of them
and are searched like any text."""


def index_pages(plan: SitePlan, pages: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Return the index of each language, beside that language's search page.

    Args:
        plan: Says which pages there are, in the order in which equal finds are listed.
        pages: The rendered pages; other files among them are left aside.
    """
    contents = {artifact.path: artifact.content for artifact in pages}
    return tuple(
        Artifact(_index_path(page), write_index(_entries(plan, page, contents)))
        for page in plan.pages
        if page.kind == "search"
    )


def _index_path(search: PageSpec) -> str:
    return posixpath.join(posixpath.dirname(search.path), f"index.{search.language}.js")


def _entries(plan: SitePlan, search: PageSpec, contents: Mapping[str, bytes]) -> tuple[Entry, ...]:
    folder = posixpath.dirname(search.path)
    return tuple(
        _entry(page, contents[page.path], posixpath.relpath(page.path, folder or "."))
        for page in plan.pages
        if page.language == search.language and page.kind != "search" and page.path in contents
    )


def _entry(page: PageSpec, content: bytes, address: str) -> Entry:
    read = read_page(content.decode())
    own = tuple(h for h in dict.fromkeys(read.headings) if h != page.title)
    return Entry(
        title=page.title,
        address=address,
        kind=page.kind,
        headings=own if page.kind in TEXT_KINDS else (),
        summary=page.description or read.text,
        text=" ".join((*own, read.text)),
    )
