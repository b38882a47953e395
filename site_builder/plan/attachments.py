"""The files that an edition's pages refer to, and where each lies in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from site_builder.model.dataset import Disclosed
from site_builder.model.pages import Attachment, DocumentsBody, PageSpec
from site_builder.model.prose import Prose
from site_builder.plan.addresses import make_slug

FOLDER = "tep"
"""Folder of an edition that holds all attachments, whatever the language of the page."""


def plan_attachments(pages: Iterable[PageSpec], disclosed: Disclosed) -> tuple[Attachment, ...]:
    """Return the files that planned pages refer to, sorted by where they come from."""
    wanted = {path for page in pages for path in _referred(page)}
    return tuple(
        Attachment(attachment_path(source), source)
        for source in sorted(wanted & disclosed.files.keys())
    )


def attachment_path(source: str) -> str:
    """Return where a file below ``content/`` lies in an edition, its name fit for a link."""
    stem, suffix = posixpath.splitext(source.removeprefix("content/"))
    name = "/".join(make_slug(part) for part in stem.split("/"))
    return f"{FOLDER}/{name}{suffix.lower()}"


def _referred(page: PageSpec) -> Iterator[str]:
    """Yield the files that one page refers to, by their paths in the site's folder."""
    prose = getattr(page.body, "prose", None)
    if isinstance(prose, Prose):
        yield from (link.path for link in prose.page.links)
    if isinstance(page.body, DocumentsBody):
        yield from (document.file_path for document in page.body.documents if document.file)
