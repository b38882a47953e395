"""Ids are unique in their page, and what refers to one finds it."""

from __future__ import annotations

from site_builder.check.finished import scan_site
from site_builder.diagnostics import Diagnostic, Rule, make_diagnostic
from site_builder.extension import FinishedSite

REPEATED_ID = Rule("SB807")
DEAD_REFERENCE = Rule("SB808")


def check_ids(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look at every id and at every attribute that names one."""
    site = scan_site(finished)
    problems = []
    for path, page in site.pages.items():
        problems += [
            make_diagnostic(REPEATED_ID, site.locate(path, m.at), value=m.value)
            for m in page.repeated
        ]
        problems += [
            make_diagnostic(DEAD_REFERENCE, site.locate(path, m.at), value=m.value, attribute=m.tag)
            for m in page.references
            if m.value not in page.ids
        ]
    return tuple(problems)
