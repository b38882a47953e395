"""The site map: absolute addresses, languages beside each other."""

from __future__ import annotations

from site_builder.editions import sitemap
from site_builder.model.pages import IndicatorsBody, PageSpec, SitePlan
from site_builder.model.site import AudienceConfig


def make_page(kind: str, language: str, path: str) -> PageSpec:
    return PageSpec(kind, "", language, path, "x", IndicatorsBody(()))


def test_no_address_no_site_map():
    """A site map needs absolute addresses."""
    assert sitemap(SitePlan((), {}, ()), AudienceConfig("public"), "vi") is None


def test_every_page_with_its_other_languages():
    """Pages in one language only stand alone; strange signs are encoded."""
    pages = (
        make_page("home", "vi", "index.html"),
        make_page("home", "en", "en/index.html"),
        make_page("guidance", "vi", "huong-dan/a đ.html"),
    )

    made = sitemap(SitePlan(pages, {}, ()), AudienceConfig("public", "https://example.org"), "vi")

    assert made is not None
    assert made.path == "sitemap.xml"
    links = (
        '    <xhtml:link rel="alternate" hreflang="vi"'
        ' href="https://example.org/latest/index.html"/>\n'
        '    <xhtml:link rel="alternate" hreflang="en"'
        ' href="https://example.org/latest/en/index.html"/>\n'
        '    <xhtml:link rel="alternate" hreflang="x-default"'
        ' href="https://example.org/latest/index.html"/>\n'
    )
    assert made.content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        "  <url>\n    <loc>https://example.org/latest/en/index.html</loc>\n"
        f"{links}  </url>\n"
        "  <url>\n    <loc>https://example.org/latest/huong-dan/a%20%C4%91.html</loc>\n  </url>\n"
        "  <url>\n    <loc>https://example.org/latest/index.html</loc>\n"
        f"{links}  </url>\n"
        "</urlset>\n"
    )
