"""The first glance: are we on track, where not, what is due."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import HomeBody, PageSpec
from site_builder.render.components import (
    DueView,
    HeadlineView,
    LinkView,
    ProseView,
    StatusView,
    TableView,
    TaskView,
)
from site_builder.render.dues import fewest_owners, make_dues
from site_builder.render.headlines import make_headline
from site_builder.render.prose import make_prose
from site_builder.render.scope import Scope
from site_builder.render.tables import make_revisions
from site_builder.render.tasks import make_counts, make_tasks
from site_builder.render.views.body import expect

SHOWN = 6
"""So many tasks and changes stand on the first page; the rest is one link away."""

SHOWN_DUES = 4
NAMED_IN_DUE = 6
"""Lines of owed figures on the first page, and how many of each it names."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page, written out: ``rows`` have a target, ``others`` only a figure."""

    title: str
    rows: tuple[HeadlineView, ...]
    others: tuple[HeadlineView, ...]
    has_sparks: bool
    task_counts: tuple[tuple[StatusView, int], ...]
    tasks: tuple[TaskView, ...]
    more_tasks: LinkView
    dues: tuple[DueView, ...]
    due_count: int
    more_dues: LinkView
    reporting: str
    prose: ProseView | None
    guidance: tuple[LinkView, ...]
    revisions: TableView | None


def view_home(spec: PageSpec, context: RenderContext) -> HomeView:
    """Write out the home page."""
    body = expect(spec, HomeBody)
    scope = Scope(spec, context)
    rows = tuple(make_headline(scope, row) for row in body.rows)
    dues = make_dues(scope, body.dues, fewest_owners(body.dues), NAMED_IN_DUE)
    return HomeView(
        title=spec.title,
        rows=tuple(row for row in rows if row.target),
        others=tuple(row for row in rows if not row.target),
        has_sparks=any(row.spark for row in rows),
        task_counts=make_counts(scope, body.task_counts),
        tasks=make_tasks(scope, body.tasks[:SHOWN]),
        more_tasks=LinkView(scope.word("home.all_tasks"), scope.href("tasks")),
        dues=dues[:SHOWN_DUES],
        due_count=len(body.dues),
        more_dues=LinkView(scope.word("home.all_dues", count=len(body.dues)), scope.href("units")),
        reporting=scope.href("reporting"),
        prose=make_prose(scope, body.prose, top=2) if body.prose else None,
        guidance=tuple(
            LinkView(page.title, scope.content_href(page.key), page.description)
            for page in body.guidance
        ),
        revisions=make_revisions(scope, body.revisions[:SHOWN]) if body.revisions else None,
    )
