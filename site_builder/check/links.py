"""Every link leads to a file of the edition, and every anchor to an element."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.finished import ScannedSite, scan_site
from site_builder.check.markup import Mention
from site_builder.check.places import locate_address
from site_builder.diagnostics import Diagnostic, Rule, make_diagnostic
from site_builder.extension import FinishedSite
from site_builder.model.address import anchor_of, is_external, resolve

DEAD_LINK = Rule("SB801")
DEAD_ANCHOR = Rule("SB802")
NOT_A_FILE = Rule("SB803")
UNSAFE_LINK = Rule("SB804")

SCHEMES = ("https:", "http:", "mailto:", "tel:")
"""Ways out of the portal that a reader may choose to follow."""


def check_links(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Follow every link of every page; what is outside the portal is not fetched."""
    site = scan_site(finished)
    return tuple(
        problem
        for path, page in site.pages.items()
        for link in page.links
        for problem in _check_link(site, path, link)
    )


def _check_link(site: ScannedSite, path: str, link: Mention) -> Iterator[Diagnostic]:
    address = link.value.strip()
    if is_external(address):
        if not address.lower().startswith(SCHEMES):
            yield from _problems(UNSAFE_LINK, site, path, link)
        return
    file = address.partition("#")[0].partition("?")[0]
    if not address or file.startswith("/") or file.endswith(("/", ".")):
        yield from _problems(NOT_A_FILE, site, path, link)
        return
    target = resolve(path, address)
    if target not in site.known:
        yield from _problems(DEAD_LINK, site, path, link)
        return
    anchor = anchor_of(address)
    page = site.pages.get(target)
    if anchor and page is not None and anchor not in page.ids:
        yield from _problems(DEAD_ANCHOR, site, path, link, anchor=anchor)


def _problems(
    rule: Rule, site: ScannedSite, path: str, link: Mention, **facts: str
) -> Iterator[Diagnostic]:
    for place, written in locate_address(site, path, link):
        yield make_diagnostic(rule, place, value=written, **facts)
