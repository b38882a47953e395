"""A page says what it is: one main heading, a title, its language, texts for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.finished import ScannedSite, scan_site
from site_builder.check.markup import Markup
from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.extension import FinishedSite

NOT_ONE_HEADING = Rule("SB809")
NO_LANGUAGE = Rule("SB810")
NO_TITLE = Rule("SB811")
UNNAMED_PICTURE = Rule("SB812")


def check_outline(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look at what browsers and screen readers announce of each page."""
    site = scan_site(finished)
    return tuple(
        problem for path, page in site.pages.items() for problem in _check_page(site, path, page)
    )


def _check_page(site: ScannedSite, path: str, page: Markup) -> Iterator[Diagnostic]:
    if len(page.headings) != 1:
        yield make_diagnostic(NOT_ONE_HEADING, Location(path), count=len(page.headings))
    if not page.language:
        yield make_diagnostic(NO_LANGUAGE, Location(path))
    if not page.title:
        yield make_diagnostic(NO_TITLE, Location(path))
    for picture in page.unnamed:
        yield make_diagnostic(UNNAMED_PICTURE, site.locate(path, picture.at), tag=picture.tag)
