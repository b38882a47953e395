"""Check that each commentary in ``content/indicators/`` has the one page it belongs to."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.content import ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.plan.addresses import make_slug
from site_builder.plan.rules import COMMENTARY_TWICE, COMMENTARY_WITHOUT_INDICATOR
from site_builder.plan.texts import INDICATORS
from site_builder.suggest import closest


def check_commentaries(disclosed: Disclosed) -> tuple[Diagnostic, ...]:
    """Report files of ``content/indicators/`` that no page, or two at once, would show."""
    codes = {make_slug(code) for code in disclosed.indicators}
    seen: dict[tuple[str, str], ContentPage] = {}
    problems = []
    for page in disclosed.pages:
        folder, _, name = page.key.partition("/")
        if folder != INDICATORS or not name:
            continue
        first = seen.setdefault((make_slug(name), page.language), page)
        if make_slug(name) not in codes:
            problems.append(_without_indicator(page, name, disclosed))
        elif first is not page:
            facts = {"first": first.path, "second": page.path}
            problems.append(make_diagnostic(COMMENTARY_TWICE, Location(page.path), **facts))
    return tuple(problems)


def _without_indicator(page: ContentPage, name: str, disclosed: Disclosed) -> Diagnostic:
    return make_diagnostic(
        COMMENTARY_WITHOUT_INDICATOR,
        Location(page.path),
        value=name,
        audience=disclosed.audience.name,
        suggestion=closest(name, disclosed.indicators) or "",
    )
