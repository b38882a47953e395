"""Write ``sitemap.xml``: every page's address, with its other languages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import ascii_letters, digits

from site_builder.model.artifact import Artifact
from site_builder.model.pages import PageSpec, SitePlan
from site_builder.model.site import AudienceConfig

SITEMAP_PATH = "sitemap.xml"

_PLAIN = frozenset(f"{ascii_letters}{digits}-._~/")

_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def page_address(url: str, path: str) -> str:
    """Return the lasting address of a page: below ``latest/``, not in one edition."""
    return f"{url.rstrip('/')}/latest/{_quote(path)}"


def _quote(path: str) -> str:
    """Percent-encode what may not stand in an address; the slashes stay."""
    return "".join(chr(b) if chr(b) in _PLAIN else f"%{b:02X}" for b in path.encode())


def sitemap(plan: SitePlan, audience: AudienceConfig, default_language: str) -> Artifact | None:
    """Write the site map of an edition, or None where nobody said what its address is.

    Args:
        plan: The pages.
        audience: Whose edition it is; its ``url`` is the web root.
        default_language: The language for readers of none of the site's languages.
    """
    if audience.url is None:
        return None
    url = audience.url
    groups: dict[tuple[str, str], list[PageSpec]] = {}
    for page in plan.pages:
        groups.setdefault((page.kind, page.id), []).append(page)
    entries = [
        _entry(url, page, groups[page.kind, page.id], default_language)
        for page in sorted(plan.pages, key=lambda page: page.path)
    ]
    return Artifact(SITEMAP_PATH, (_OPENING + "".join(entries) + "</urlset>\n").encode())


def _entry(url: str, page: PageSpec, group: Sequence[PageSpec], default_language: str) -> str:
    alternates = ""
    if len(group) > 1:
        alternates = "".join(_alternate(url, p.language, p.path) for p in group)
        alternates += "".join(
            _alternate(url, "x-default", p.path) for p in group if p.language == default_language
        )
    address = escape(page_address(url, page.path))
    return f"  <url>\n    <loc>{address}</loc>\n{alternates}  </url>\n"


def _alternate(url: str, language: str, path: str) -> str:
    address = escape(page_address(url, path))
    return f'    <xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>\n'
