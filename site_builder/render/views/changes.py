"""The ledger of changed figures."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import ChangesBody, PageSpec
from site_builder.render.components import TableView
from site_builder.render.scope import Scope
from site_builder.render.tables import make_revisions
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The ledger, written out; None where nothing has changed."""

    title: str
    revisions: TableView | None


def view_changes(spec: PageSpec, context: RenderContext) -> ChangesView:
    """Write out the ledger."""
    revisions = expect(spec, ChangesBody).revisions
    table = make_revisions(Scope(spec, context), revisions) if revisions else None
    return ChangesView(spec.title, table)
