"""No script and no style stands inside a page, so that a strict policy can forbid them."""

from __future__ import annotations

from site_builder.check.finished import scan_site
from site_builder.diagnostics import Diagnostic, Rule, make_diagnostic
from site_builder.extension import FinishedSite

INLINE_CODE = Rule("SB813")


def check_inline(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look for ``<script>`` without a file, ``<style>``, ``style=`` and ``on…=``."""
    site = scan_site(finished)
    return tuple(
        make_diagnostic(INLINE_CODE, site.locate(path, found.at), value=found.value, tag=found.tag)
        for path, page in site.pages.items()
        for found in page.inline
    )
