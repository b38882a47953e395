"""Put the whole plan together: all kinds of pages, in all languages, with their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from site_builder.diagnostics import Checked, sort_problems
from site_builder.extension import ChartKind, PageKind, PlanContext
from site_builder.model.dataset import Disclosed
from site_builder.model.pages import PageSpec, SearchBody, SitePlan
from site_builder.model.portal import Portal
from site_builder.plan.addresses import make_slug
from site_builder.plan.attachments import plan_attachments
from site_builder.plan.collisions import check_paths
from site_builder.plan.commentaries import check_commentaries
from site_builder.plan.downloads import plan_downloads
from site_builder.plan.texts import HOME, INDICATORS
from site_builder.wording import Wording

Addresses = Mapping[tuple[str, str, str], str]


def plan_site(
    portal: Portal,
    pages: Mapping[str, PageKind],
    charts: Mapping[str, ChartKind],
    wordings: Mapping[str, Wording],
) -> Checked[SitePlan]:
    """Plan every page, chart, download and attachment of one audience's edition.

    Args:
        portal: What the audience may read.
        pages: The page kinds, in the order in which pages are listed.
        charts: The chart kinds.
        wordings: The theme's words for each language of the site.

    Returns:
        The plan: every page in every language of the site, in the first language's text
        where there is no translation. The later of two pages that want one file is left
        out of it.
    """
    disclosed = portal.disclosed
    specs = [
        spec
        for language in disclosed.site.languages
        for spec in _plan_language(PlanContext(portal, wordings[language], charts), pages)
    ]
    downloads = plan_downloads(disclosed)
    attachments = plan_attachments(specs, disclosed)
    problems = (*check_commentaries(disclosed), *check_paths(specs, downloads, attachments))
    kept = tuple({spec.path.casefold(): spec for spec in reversed(specs)}.values())[::-1]
    plan = SitePlan(kept, addresses_of(kept, disclosed), downloads, attachments)
    return Checked(plan, sort_problems(problems))


def addresses_of(pages: tuple[PageSpec, ...], disclosed: Disclosed) -> Addresses:
    """Return where each page lies, and where texts that are part of another page stand.

    Authors link to a text by its key, so ``index`` leads to the home page,
    ``guidance/index`` to the contents of the guidance and ``indicators/ct1`` to the
    indicator's page: all under the kind ``other``.
    """
    own = {(page.kind, page.id, page.language): page.path for page in pages}
    indicators = {make_slug(code): code for code in disclosed.indicators}
    parts = {
        HOME: ("home", ""),
        "guidance/index": ("guidance", ""),
        **{
            text.key: ("indicator", indicators.get(make_slug(text.key.split("/", 1)[1]), ""))
            for text in disclosed.pages
            if text.key.startswith(f"{INDICATORS}/")
        },
    }
    borrowed = {
        ("other", key, language): own[(*target, language)]
        for language in disclosed.site.languages
        for key, target in parts.items()
        if (*target, language) in own
    }
    return {**borrowed, **own}


def _plan_language(context: PlanContext, kinds: Mapping[str, PageKind]) -> tuple[PageSpec, ...]:
    pages = tuple(page for kind in kinds.values() for page in kind.plan(context))
    entries = tuple((page.kind, page.title, page.path) for page in pages if page.kind != "search")
    return tuple(
        replace(page, body=SearchBody(entries)) if isinstance(page.body, SearchBody) else page
        for page in pages
    )
