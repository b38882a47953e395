"""Check that no two files in ``content/indicators/`` are the commentary of one indicator."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.content import ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.plan.addresses import make_slug
from site_builder.plan.rules import COMMENTARY_TWICE
from site_builder.plan.texts import INDICATORS


def check_commentaries(disclosed: Disclosed) -> tuple[Diagnostic, ...]:
    """Report the later of two commentaries in one language: a page has room for one."""
    seen: dict[tuple[str, str], ContentPage] = {}
    problems = []
    for page in disclosed.pages:
        folder, _, name = page.key.partition("/")
        if folder != INDICATORS:
            continue
        first = seen.setdefault((make_slug(name), page.language), page)
        if first is not page:
            facts = {"first": first.path, "second": page.path}
            problems.append(make_diagnostic(COMMENTARY_TWICE, Location(page.path), **facts))
    return tuple(problems)
