"""Nothing that a browser fetches by itself comes from elsewhere or is missing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from site_builder.check.finished import ASSETS, scan_site
from site_builder.check.places import locate_address
from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.extension import FinishedSite
from site_builder.model.address import is_external, resolve
from site_builder.model.artifact import Asset

FOREIGN_RESOURCE = Rule("SB805")
MISSING_RESOURCE = Rule("SB806")

_STYLE_ADDRESS = re.compile(
    r"""/\*.*?\*/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+["']([^"']+)["']""",
    re.DOTALL,
)


def check_resources(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look at pictures, scripts, styles and fonts, in pages and in style sheets."""
    site = scan_site(finished)
    problems = [
        make_diagnostic(rule, place, value=written)
        for path, page in site.pages.items()
        for resource in page.resources
        if (rule := _fault(path, resource.value, site.known)) is not None
        for place, written in locate_address(site, path, resource)
    ]
    for asset in finished.assets:
        if asset.path.endswith(".css"):
            problems.extend(_check_style(asset, site.known))
    return tuple(problems)


def _fault(path: str, address: str, known: frozenset[str]) -> Rule | None:
    """Return the rule that an address breaks, None where it is a file of ours."""
    if is_external(address) or address.startswith("/"):
        return FOREIGN_RESOURCE
    is_anchor = address.startswith("#")
    return None if is_anchor or resolve(path, address) in known else MISSING_RESOURCE


def _check_style(asset: Asset, known: frozenset[str]) -> Iterator[Diagnostic]:
    path = ASSETS + asset.path
    text = asset.content.decode("utf-8", "replace")
    for match in _STYLE_ADDRESS.finditer(text):
        address = next((group for group in match.groups() if group), None)
        rule = _fault(path, address, known) if address is not None else None
        if rule is not None and address is not None:
            line = text.count("\n", 0, match.start()) + 1
            shown = posixpath.normpath(path).removeprefix("../")
            yield make_diagnostic(rule, Location(shown, line), value=address)
