"""The whole program in order: files in, checked, disclosed, assessed, drawn, published.

Nothing here decides anything: each line is a stage, and each stage is pure. What touches
the world comes in as ``Tools``; what shall change in the world goes out as actions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.assess import assess, check_reconciliation
from site_builder.charts import draw_charts
from site_builder.check import check_site
from site_builder.config import configure
from site_builder.diagnostics import Checked, Diagnostic, sort_problems
from site_builder.disclose import disclose
from site_builder.editions import (
    Decision,
    add_record,
    build_record,
    check_ledger,
    decide,
    feed,
    find_figures,
    input_digests,
    manifest,
    plan_publication,
    published_records,
    sitemap,
    withheld_figures,
)
from site_builder.extension import FinishedSite, Kinds, Runner
from site_builder.fingerprint import digest
from site_builder.model.artifact import Artifact
from site_builder.model.dataset import Dataset
from site_builder.model.pages import SitePlan
from site_builder.model.portal import Portal
from site_builder.model.published import EditionRecord, Publication, PublishedState
from site_builder.model.source import SourceTree
from site_builder.model.theme import Theme
from site_builder.plan import plan_site
from site_builder.render import Assets, render_assets, render_pages, render_root
from site_builder.render.api import data_files
from site_builder.search import index_pages
from site_builder.tables import read_tables
from site_builder.validate import Known, validate
from site_builder.wording import Wording


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build is handed from outside.

    ``now`` is the clock in the site's time zone; ``run`` does slow pure steps, here or in
    other processes, from a cache or afresh; ``generator`` names this program and ``code`` is
    the digest of its source; ``versions`` those of its libraries; ``advance`` hears of steps.
    """

    now: datetime
    run: Runner
    generator: str
    code: str
    versions: Mapping[str, str]
    advance: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: whose edition, under which name, or only a draft of it."""

    audience: str
    edition: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """An audience's portal and pages, before anything is drawn."""

    portal: Portal
    plan: SitePlan
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished edition: its files, and what publishing it would do."""

    plan: SitePlan
    artifacts: tuple[Artifact, ...]
    assets: Assets
    publication: Publication


def read_site(
    sources: SourceTree, kinds: Kinds, clock: Callable[[str], datetime]
) -> Checked[Dataset]:
    """Turn the site's files into checked values, with every problem that they have.

    ``clock`` tells the time in a time zone; the site's file names the zone.
    """
    configured = configure(sources)
    options = configured.value.options if configured.value else {}
    tables = read_tables(sources, options, kinds.readers)
    problems = (*configured.problems, *tables.problems)
    if configured.value is None or tables.value is None:
        return Checked(None, sort_problems(problems))
    known = Known(frozenset(kinds.methods), frozenset(kinds.charts))
    today = clock(configured.value.site.timezone).date()
    dataset = validate(configured.value, tables.value, known, today)
    return Checked(dataset.value, sort_problems((*problems, *dataset.problems)))


def plan_edition(
    dataset: Dataset, order: Order, theme: Theme, kinds: Kinds, tools: Tools
) -> Checked[Planned]:
    """Take what the audience may read, judge it, and decide every page."""
    disclosed = disclose(dataset, order.audience, drafts=order.draft)
    if disclosed.value is None or disclosed.has_errors:
        return Checked(None, disclosed.problems)
    portal = assess(disclosed.value, kinds.methods, tools.now.date())
    words = {name: Wording(name, theme.wording[name]) for name in dataset.site.languages}
    plan = plan_site(portal, kinds.pages, kinds.charts, words)
    problems = (*disclosed.problems, *check_reconciliation(portal), *plan.problems)
    if plan.value is None or plan.has_errors:
        return Checked(None, sort_problems(problems))
    digests = input_digests(portal, theme, tools.code)
    return Checked(Planned(portal, plan.value, digests), sort_problems(problems))


def make_edition(
    dataset: Dataset,
    order: Order,
    theme: Theme,
    state: PublishedState,
    kinds: Kinds,
    tools: Tools,
) -> Checked[Made]:
    """Build one audience's edition and say what publishing it would do.

    Where the inputs are those of an edition already there nothing is drawn, and the
    publication says so.
    """
    tools.advance("assess", audience=order.audience)
    planned = plan_edition(dataset, order, theme, kinds, tools)
    assets = render_assets(theme)
    problems = (*planned.problems, *assets.problems)
    if planned.value is None or assets.value is None or assets.has_errors:
        return Checked(None, sort_problems(problems))
    inputs = digest(planned.value.digests)
    decision = decide(state, inputs, order.edition, tools.now.date())
    if decision.edition is None and not order.draft:
        made = _nothing_new(dataset, order, theme, state, decision, planned.value, assets.value)
        return Checked(made, sort_problems(problems))
    record = EditionRecord(
        edition=decision.edition or "draft",
        published=tools.now.isoformat(timespec="seconds"),
        inputs=inputs,
        as_of=planned.value.portal.as_of.isoformat() if planned.value.portal.as_of else "",
        pages=len(planned.value.plan.pages),
        generator=tools.generator,
    )
    made_files = _make_files(planned.value, record, theme, state, assets.value, kinds, tools)
    found = (*problems, *made_files.problems)
    if made_files.value is None:
        return Checked(None, sort_problems(found))
    found += _check(dataset, planned.value, state, made_files.value, assets.value, kinds)
    records = add_record(state, record)
    publication = plan_publication(
        order.audience,
        decision,
        made_files.value,
        assets.value.files,
        render_root(dataset.site, order.audience, records, record.edition, assets.value, theme),
        records,
        state,
    )
    made = Made(planned.value.plan, made_files.value, assets.value, publication)
    return Checked(made, sort_problems(found))


def _nothing_new(
    dataset: Dataset,
    order: Order,
    theme: Theme,
    state: PublishedState,
    decision: Decision,
    planned: Planned,
    assets: Assets,
) -> Made:
    """Say that nothing is published; the lists of the web root are still made good."""
    records = published_records(state)
    root = render_root(dataset.site, order.audience, records, state.latest, assets, theme)
    publication = plan_publication(order.audience, decision, (), assets.files, root, records, state)
    return Made(planned.plan, (), assets, publication)


def _make_files(
    planned: Planned,
    record: EditionRecord,
    theme: Theme,
    state: PublishedState,
    assets: Assets,
    kinds: Kinds,
    tools: Tools,
) -> Checked[tuple[Artifact, ...]]:
    """Draw and render every file of an edition."""
    portal, plan = planned.portal, planned.plan
    disclosed = portal.disclosed
    audience = disclosed.audience
    tools.advance("draw", audience=audience.name)
    charts = draw_charts(plan, kinds.charts, tools.run)
    if charts.value is None or charts.has_errors:
        return Checked(None, charts.problems)
    tools.advance("render", audience=audience.name)
    pages = render_pages(
        plan, portal, charts.value, assets, theme, kinds.pages, record.edition, tools.generator
    )
    problems = (*charts.problems, *pages.problems)
    if pages.value is None or pages.has_errors:
        return Checked(None, problems)
    language = disclosed.site.default_language
    earlier = published_records(state)
    files = (
        *pages.value,
        *index_pages(plan, pages.value),
        *data_files(portal, plan, record.edition, earlier, tools.generator),
        *(
            file
            for file in (
                sitemap(plan, audience, language),
                feed(disclosed, plan, Wording(language, theme.wording[language]), record),
                build_record(record, audience.name, planned.digests, tools.versions),
            )
            if file is not None
        ),
    )
    listed = manifest(record, audience.name, plan.pages, files)
    return Checked((*files, listed), problems)


def _check(
    dataset: Dataset,
    planned: Planned,
    state: PublishedState,
    artifacts: tuple[Artifact, ...],
    assets: Assets,
    kinds: Kinds,
) -> tuple[Diagnostic, ...]:
    """Hold the finished files against each other and against what is published."""
    by_path = {artifact.path: artifact.content for artifact in artifacts}
    figures = find_figures(dataset.observations)
    ledger = check_ledger(
        state,
        by_path["api/v1/observations.csv"],
        by_path["api/v1/revisions.csv"],
        lambda *place: figures.get(place),
        withheld_figures(dataset.observations, planned.portal.disclosed.observations),
    )
    finished = FinishedSite(planned.plan, artifacts, assets.files)
    return (*ledger, *check_site(finished, kinds.checks))
