"""Say where a figure comes from: a document of the register, an address, or plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.render.components import LinkView
from site_builder.render.scope import NBSP, Scope
from site_builder.render.slugs import slugify

_ADDRESS = re.compile(r"https?://[^\s<>\"']+$")


def document_anchor(document: str) -> str:
    """Return the id of a document's row on the page of documents."""
    return f"vb-{slugify(document)}"


def document_name(scope: Scope, document: str) -> str:
    """Write a document as people cite it: number and date, which together identify it."""
    found = scope.context.disclosed.documents[document]
    issued = scope.day(found.issued)
    number = found.number.replace(" ", NBSP) or scope.text(found.title)
    return scope.word("document.cited", number=number, issued=issued) if issued else number


def make_source(scope: Scope, source: str) -> LinkView:
    """Make the link of one source."""
    documents = scope.context.disclosed.documents
    if source in documents:
        return LinkView(
            document_name(scope, source),
            scope.href("documents", anchor=document_anchor(source)),
            scope.text(documents[source].title),
        )
    if _ADDRESS.match(source):
        return LinkView(source, source)
    return LinkView(source, language=scope.original)


def make_sources(scope: Scope, sources: Iterable[str]) -> tuple[LinkView, ...]:
    """Make the links of several sources, each one once, in order."""
    return tuple(make_source(scope, source) for source in dict.fromkeys(sources) if source)
