"""The register of basis documents; number and date together identify one."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import DocumentsBody, PageSpec
from site_builder.model.registers import Document
from site_builder.render.components import Cell, LinkView, Row, TableView
from site_builder.render.scope import Scope
from site_builder.render.sources import document_anchor, document_name
from site_builder.render.tables import make_columns, without_empty_columns
from site_builder.render.targets import make_validity
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The register of documents, written out; None where there is none."""

    title: str
    documents: TableView | None


def view_documents(spec: PageSpec, context: RenderContext) -> DocumentsView:
    """Write out the register of documents, the newest first; undated ones come last."""
    body = expect(spec, DocumentsBody)
    scope = Scope(spec, context)
    ordered = sorted(
        body.documents, key=lambda d: d.issued.isoformat() if d.issued else "", reverse=True
    )
    keys = ("number", "issued", "abstract", "issuer", "in_force", "relation")
    table = TableView(
        scope.word("table.documents"),
        make_columns(scope, keys),
        tuple(_row(scope, document, body) for document in ordered),
    )
    return DocumentsView(spec.title, without_empty_columns(table) if body.documents else None)


def _row(scope: Scope, document: Document, body: DocumentsBody) -> Row:
    successors = body.replaced_by.get(document.document, ())
    relations = (
        *_relations(scope, "document.replaced_by", successors),
        *_relations(scope, "document.replaces", document.replaces),
    )
    return Row(
        (
            Cell(document.number or document.document),
            Cell(scope.day(document.issued) or scope.word("document.no_date")),
            Cell(scope.text(document.title), document.url),
            Cell(document.issuer),
            Cell(_force(scope, document, successors)),
            Cell(links=relations),
        ),
        anchor=document_anchor(document.document),
        muted=bool(successors),
    )


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
    return span or scope.word("document.force_unknown")
