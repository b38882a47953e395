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
from site_builder.model.address import anchor_of, resolve
from site_builder.model.content import ContentPage
from site_builder.model.prose import Prose

Written = tuple[Location, str]
"""A place, and the address as it is written there."""


def locate_address(site: ScannedSite, path: str, mention: Mention) -> tuple[Written, ...]:
    """Return each place of an address in the page's Markdown, else its line in the artifact.

    A template's own addresses stand in no Markdown file.
    """
    text, address = _text_of(site, path), mention.value.strip()
    written = tuple(_in_text(text, address)) or tuple(_by_file(site, path, text, address))
    return written or ((site.locate(path, mention.at), mention.value),)


def _text_of(site: ScannedSite, path: str) -> ContentPage | None:
    """Return the Markdown page that an artifact shows, None where it shows none."""
    spec = next((page for page in site.plan.pages if page.path == path), None)
    prose = getattr(spec.body, "prose", None) if spec is not None else None
    return prose.page if isinstance(prose, Prose) else None


def _by_file(
    site: ScannedSite, path: str, page: ContentPage | None, address: str
) -> Iterator[Written]:
    """Yield the places of links that name a Markdown file and became this address."""
    if page is None:
        return
    target, anchor = resolve(path, address), anchor_of(address)
    keys = {identity for (_, identity, _), at in site.plan.addresses.items() if at == target}
    for link in page.links:
        if link.key in keys and link.anchor == anchor:
            yield Location(page.path, link.line, link.column), link.target


def _in_text(page: ContentPage | None, address: str) -> Iterator[Written]:
    """Yield the places where an address stands by itself in a text."""
    if page is None or not address:
        return
    alone = re.compile(rf"""(?<=[(<"'=\s]){re.escape(address)}(?=[)>"'\s]|$)""")
    for number, line in enumerate(page.body.split("\n")):
        for found in alone.finditer(line):
            yield Location(page.path, page.body_line + number, found.start() + 1), address
