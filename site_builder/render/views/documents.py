"""The register of basis documents; number and date together identify one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import DocumentsBody, PageSpec
from site_builder.model.registers import Document
from site_builder.render.components import Cell, LinkView, Row, TableView
from site_builder.render.scope import Scope
from site_builder.render.sources import document_anchor, document_name
from site_builder.render.tables import make_columns
from site_builder.render.targets import make_validity
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The register of documents, written out.

    ``groups`` are (name, documents) in the order of the register; a register without
    groups is one of them, whose name is "".
    """

    title: str
    groups: tuple[tuple[str, TableView], ...]
    language: str


def view_documents(spec: PageSpec, context: RenderContext) -> DocumentsView:
    """Write out the register, the newest of each group first; undated ones come last."""
    body = expect(spec, DocumentsBody)
    scope = Scope(spec, context)
    ordered = sorted(
        body.documents, key=lambda d: d.issued.isoformat() if d.issued else "", reverse=True
    )
    shown = {document.document for document in ordered}
    register = context.disclosed.documents.values()
    names = dict.fromkeys(d.group for d in register if d.document in shown)
    named = [name for name in names if name]
    groups = tuple(
        (_group_name(scope, name, named), _table(scope, documents, body))
        for name in (*named, "")
        if (documents := [d for d in ordered if d.group == name])
    )
    return DocumentsView(spec.title, groups, scope.original)


def _group_name(scope: Scope, name: str, named: Sequence[str]) -> str:
    """Name a group; what stands outside the groups is "others" only where there are some."""
    return name or (scope.word("document.no_group") if named else "")


def _table(scope: Scope, documents: Sequence[Document], body: DocumentsBody) -> TableView:
    keys = ("number", "issued", "abstract", "issuer", "in_force", "relation")
    return TableView(
        scope.word("table.documents"),
        make_columns(scope, keys),
        tuple(_row(scope, document, body) for document in documents),
    )


def _row(scope: Scope, document: Document, body: DocumentsBody) -> Row:
    successors = body.replaced_by.get(document.document, ())
    relations = (
        *_relations(scope, "document.replaced_by", successors),
        *_relations(scope, "document.replaces", document.replaces),
    )
    return Row(
        (
            Cell(document.number or document.document, language=scope.original),
            Cell(scope.day(document.issued) or scope.word("document.no_date")),
            Cell(
                scope.text(document.title),
                document.url,
                links=_file(scope, document),
                language=scope.language_of(document.title),
            ),
            Cell(document.issuer, language=scope.original),
            Cell(_force(scope, document, successors)),
            Cell(links=relations),
        ),
        anchor=document_anchor(document.document),
        muted=bool(successors),
    )


def _file(scope: Scope, document: Document) -> tuple[LinkView, ...]:
    """Offer the document's own file, if the edition holds it; the link says its format."""
    href = scope.attachment_href(document.file_path)
    kind = document.file.rpartition(".")[2].upper()
    return (LinkView(scope.word("document.file", kind=kind), href),) if href else ()


def _relations(scope: Scope, key: str, documents: tuple[str, ...]) -> tuple[LinkView, ...]:
    """Name other documents of the register, each with how it relates to this one."""
    known = scope.context.disclosed.documents
    return tuple(
        LinkView(document_name(scope, name), f"#{document_anchor(name)}", label=scope.word(key))
        for name in documents
        if name in known
    )


def _force(scope: Scope, document: Document, successors: tuple[str, ...]) -> str:
    """Say whether a document is in force, as far as the register tells."""
    span = make_validity(scope, document.valid_from, document.valid_to)
    if successors:
        superseded = scope.word("document.superseded")
        return f"{superseded} ({span})" if span else superseded
    return span
