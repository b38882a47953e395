"""Say where an author finds what is wrong with a page: in the text that was written.

A link that leads nowhere is seen in the finished page, mostly once for each language; its
author looks for it in a Markdown file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.check.finished import ScannedSite
from site_builder.check.markup import Mention
from site_builder.diagnostics import Location
from site_builder.model.content import ContentPage
from site_builder.model.prose import Prose


def locate_address(site: ScannedSite, path: str, mention: Mention) -> tuple[Location, ...]:
    """Return each place of an address in the page's Markdown, else its line in the artifact.

    A template's own addresses stand in no Markdown file.
    """
    written = tuple(_in_text(_text_of(site, path), mention.value.strip()))
    return written or (site.locate(path, mention.at),)


def _text_of(site: ScannedSite, path: str) -> ContentPage | None:
    """Return the Markdown page that an artifact shows, None where it shows none."""
    spec = next((page for page in site.plan.pages if page.path == path), None)
    prose = getattr(spec.body, "prose", None) if spec is not None else None
    return prose.page if isinstance(prose, Prose) else None


def _in_text(page: ContentPage | None, address: str) -> Iterator[Location]:
    """Yield the places where an address stands by itself in a text."""
    if page is None or not address:
        return
    alone = re.compile(rf"""(?<=[(<"'=\s]){re.escape(address)}(?=[)>"'\s]|$)""")
    for number, line in enumerate(page.body.split("\n")):
        for found in alone.finditer(line):
            yield Location(page.path, page.body_line + number, found.start() + 1)
