"""The finished edition as the checks see it: every page scanned once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.check.markup import Markup, scan
from site_builder.diagnostics import Location
from site_builder.extension import FinishedSite

ASSETS = "../assets/"
OUTSIDE = frozenset({"../editions.html", "../index.html", "../404.html"})
"""Files beside the editions that pages may link to; publishing writes them."""


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
