"""The search page; without a script it is a list of all pages."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, SearchBody
from site_builder.render.components import LinkView
from site_builder.render.scope import Scope
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page, written out; ``scripts`` are addresses, the index before its reader."""

    title: str
    groups: tuple[tuple[str, tuple[LinkView, ...]], ...]
    scripts: tuple[str, ...]


def view_search(spec: PageSpec, context: RenderContext) -> SearchView:
    """Write out the search page."""
    scope = Scope(spec, context)
    entries = expect(spec, SearchBody).entries
    kinds = Counter(kind for kind, _, _ in entries)
    # A heading for every kind of which there is one page would make a list of headings.
    names = {
        kind: scope.word(f"search.kind_{kind}" if count > 1 else "shell.sections")
        for kind, count in kinds.items()
    }
    groups = tuple(
        (
            name,
            tuple(LinkView(t, scope.file_href(path)) for k, t, path in entries if names[k] == name),
        )
        for name in dict.fromkeys(names.values())
    )
    script = scope.asset("search.js")
    index = posixpath.join(posixpath.dirname(spec.path), f"index.{spec.language}.js")
    return SearchView(spec.title, groups, (scope.file_href(index), script) if script else ())
