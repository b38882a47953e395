"""Join an author's text with what its calls stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.content import ContentPage
from site_builder.model.prose import (
    ChartInsert,
    DocumentInsert,
    FigureInsert,
    Insert,
    PageInsert,
    Prose,
    StatusInsert,
    TableInsert,
    TargetInsert,
    TasksInsert,
)
from site_builder.render.charts import make_chart
from site_builder.render.components import EmptyView, LinkView, Piece, ProseView
from site_builder.render.figures import make_figure
from site_builder.render.markdown import convert
from site_builder.render.rules import HTML_REMOVED, INSERT_IN_TEXT
from site_builder.render.scope import Scope
from site_builder.render.sources import make_source
from site_builder.render.tables import make_matrix
from site_builder.render.targets import make_target
from site_builder.render.tasks import make_tasks
from site_builder.render.verdicts import make_status

_BLOCKS = (ChartInsert, TableInsert, TasksInsert)
_CONTENTS_FROM = 3
"""A text with fewer headings than this needs no table of contents."""


def make_prose(scope: Scope, prose: Prose, top: int = 2) -> ProseView:
    """Make the view of a text; ``top`` is the level of its topmost headings."""
    page = prose.page
    pieces = {i: _piece(scope, insert) for i, insert in enumerate(prose.inserts)}
    addresses = {
        i: piece.link.href for i, piece in pieces.items() if piece.link and piece.link.href
    }
    back = scope.word("prose.footnote_back", number="{}")
    converted = convert(page, addresses, top, back, _links(scope, page))
    contents = tuple(LinkView(h.text, f"#{h.anchor}") for h in converted.headings if h.level == top)
    return ProseView(
        pieces=tuple(
            Piece("html", Markup(s.html)) if s.call is None else pieces[s.call]  # noqa: S704 # sanitised
            for s in converted.stretches
        ),
        contents=contents if len(contents) >= _CONTENTS_FROM else (),
        language="" if page.language == scope.spec.language else page.language,
        updated=scope.day(page.updated),
    )


def _links(scope: Scope, page: ContentPage) -> Mapping[str, str]:
    """Return where the addresses that name the site's own files lead, by the address.

    An anchor is made from a heading, so with one the text's own language is kept where a
    text stands in for its translation.
    """
    found = {
        link.target: scope.content_href(link.key, link.anchor, page.language if link.anchor else "")
        if link.key
        else scope.attachment_href(link.path)
        for link in page.links
    }
    return {target: href for target, href in found.items() if href}


def check_prose(prose: Prose) -> tuple[Diagnostic, ...]:
    """Find what cannot stand where an author put it."""
    page = prose.page
    converted = convert(page, {}, links={link.target: link.target for link in page.links})
    removed = (
        make_diagnostic(HTML_REMOVED, _place_of(page, text), value=text)
        for text in converted.removed
    )
    within = (
        make_diagnostic(
            INSERT_IN_TEXT,
            Location(page.path, page.calls[s.call].line, page.calls[s.call].column),
            value=page.calls[s.call].name,
        )
        for s in converted.stretches
        if s.call is not None and s.in_text and isinstance(prose.inserts[s.call], _BLOCKS)
    )
    return (*removed, *within)


def _place_of(page: ContentPage, text: str) -> Location:
    """Find where a piece of raw HTML stands in the file; the whole file where it does not."""
    position = page.body.lower().find(text.rstrip(">=").lower())
    if position < 0:
        return Location(page.path)
    line = page.body.count("\n", 0, position)
    column = position - page.body.rfind("\n", 0, position)
    return Location(page.path, page.body_line + line, column)


def _piece(scope: Scope, insert: Insert) -> Piece:
    """Make the component that a call stands for."""
    return _PIECES[type(insert)](scope, insert)


def _figure(scope: Scope, insert: FigureInsert) -> Piece:
    indicator = scope.indicator(insert.indicator)
    return Piece("figure", figure=make_figure(scope, indicator, insert.figure))


def _target(scope: Scope, insert: TargetInsert) -> Piece:
    if insert.target is None:
        return Piece("text", text=scope.word("target.none"))
    indicator = scope.indicator(insert.indicator)
    return Piece("text", text=make_target(scope, indicator, insert.target))


def _status(scope: Scope, insert: StatusInsert) -> Piece:
    status = make_status(scope, insert.assessment)
    if status is None:
        return Piece("text", text=scope.word("status.not_assessed"))
    return Piece("status", status=status)


def _chart(scope: Scope, insert: ChartInsert) -> Piece:
    chart = make_chart(scope, insert.chart) if insert.chart else None
    if chart is None:
        return Piece("empty", empty=EmptyView(scope.word("empty.chart")))
    return Piece("chart", chart=chart)


def _table(scope: Scope, insert: TableInsert) -> Piece:
    if not insert.series:
        return Piece("empty", empty=EmptyView(scope.word("empty.figures")))
    indicator = scope.indicator(insert.indicator)
    return Piece("table", table=make_matrix(scope, indicator, insert.series))


def _tasks(scope: Scope, insert: TasksInsert) -> Piece:
    if not insert.tasks:
        return Piece("empty", empty=EmptyView(scope.word("empty.tasks")))
    return Piece("tasks", tasks=make_tasks(scope, insert.tasks))


def _document(scope: Scope, insert: DocumentInsert) -> Piece:
    return Piece("link", link=make_source(scope, insert.document.document))


def _page(scope: Scope, insert: PageInsert) -> Piece:
    return Piece("link", link=LinkView(insert.title, scope.content_href(insert.key)))


_PIECES: Mapping[type, Callable[[Scope, Any], Piece]] = {
    FigureInsert: _figure,
    TargetInsert: _target,
    StatusInsert: _status,
    ChartInsert: _chart,
    TableInsert: _table,
    TasksInsert: _tasks,
    DocumentInsert: _document,
    PageInsert: _page,
}
