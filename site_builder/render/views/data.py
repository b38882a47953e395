"""The downloads: what each file holds, and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import DataBody, Download, PageSpec
from site_builder.render.components import Cell, Row, TableView
from site_builder.render.scope import Scope
from site_builder.render.tables import make_columns
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class DataView:
    """The downloads, written out."""

    title: str
    downloads: TableView | None
    indicators: TableView | None
    suppressed: str
    reporting: str
    changes: str


def view_data(spec: PageSpec, context: RenderContext) -> DataView:
    """Write out the page of downloads."""
    body = expect(spec, DataBody)
    scope = Scope(spec, context)
    withheld = context.disclosed.suppressed
    return DataView(
        title=spec.title,
        downloads=_downloads(scope, body.downloads) if body.downloads else None,
        indicators=_indicators(scope, body) if body.indicators else None,
        suppressed=scope.word("data.suppressed", count=withheld) if withheld else "",
        reporting=scope.href("reporting"),
        changes=scope.href("changes"),
    )


def _downloads(scope: Scope, downloads: tuple[Download, ...]) -> TableView:
    rows = (
        Row(
            (
                Cell(download.path.rpartition("/")[2], scope.file_href(download.path)),
                Cell(scope.word_or(f"download.{download.kind}", download.kind)),
            )
        )
        for download in downloads
    )
    return TableView(
        scope.word("table.downloads"), make_columns(scope, ("file", "content")), tuple(rows)
    )


def _indicators(scope: Scope, body: DataBody) -> TableView:
    rows = (
        Row(
            (
                Cell(scope.text(indicator.title), scope.href("indicator", indicator.code)),
                Cell(indicator.code),
                Cell(download.path.rpartition("/")[2], scope.file_href(download.path)),
            )
        )
        for indicator, download in body.indicators
    )
    return TableView(
        scope.word("table.indicator_downloads"),
        make_columns(scope, ("indicator", "code", "file")),
        tuple(rows),
    )
