"""The finished edition as the checks see it: every page scanned once for all of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.check.markup import Markup, scan
from site_builder.diagnostics import Location
from site_builder.extension import FinishedSite

ASSETS = "../assets/"
OUTSIDE = frozenset({"../editions.html", "../index.html", "../404.html"})
"""Files beside the editions that pages may link to; publishing writes them."""

_ESCAPE = re.compile(rb"%([0-9a-fA-F]{2})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class ScannedSite(FinishedSite):
    """A finished site with its pages scanned, by path.

    ``known`` are the paths that a page may lead to, as seen from the edition's root.
    """

    pages: Mapping[str, Markup] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def locate(self, path: str, at: int) -> Location:
        """Return the line of a place in an artifact; this is the slow way, for problems."""
        content = next(a.content for a in self.artifacts if a.path == path)
        text = content.decode("utf-8", "replace")
        return Location(path, text.count("\n", 0, at) + 1)


def scan_site(finished: FinishedSite) -> ScannedSite:
    """Scan a finished site; one that was scanned already is returned as it is."""
    if isinstance(finished, ScannedSite):
        return finished
    pages = {
        artifact.path: scan(artifact.content.decode("utf-8", "replace"))
        for artifact in finished.artifacts
        if artifact.path.endswith(".html")
    }
    known = {artifact.path for artifact in finished.artifacts}
    known |= {ASSETS + asset.path for asset in finished.assets}
    return ScannedSite(
        finished.plan, finished.artifacts, finished.assets, pages, frozenset(known | OUTSIDE)
    )


def is_external(address: str) -> bool:
    """Whether an address names a scheme or a host (``https:``, ``mailto:``, ``//``)."""
    return _SCHEME.match(address) is not None


def resolve(page: str, address: str) -> str:
    """Return the path that a relative address leads to, from the edition's root.

    An address that is only an anchor or a query leads to the page itself.
    """
    path = unescape_address(address.partition("#")[0].partition("?")[0])
    if not path:
        return page
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def anchor_of(address: str) -> str:
    """Return the anchor of an address, "" where it has none."""
    return unescape_address(address.partition("#")[2])


def unescape_address(text: str) -> str:
    """Read the percent signs of an address."""
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), text.encode()).decode("utf-8", "replace")
