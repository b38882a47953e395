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
    Judging,
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
from site_builder.model.dataset import Dataset, ReadFiles
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
from site_builder.validate import Known, apply_corrections, hold_back, validate
from site_builder.wording import Wording

DRAFT = "draft"


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
class Job:
    """All that one audience's edition is made from."""

    dataset: Dataset
    order: Order
    theme: Theme
    state: PublishedState
    kinds: Kinds
    tools: Tools


@dataclass(frozen=True, slots=True)
class Planned:
    """An audience's portal and pages, before anything is drawn."""

    portal: Portal
    plan: SitePlan
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished edition: its files (none if nothing is new), and what publishing it does."""

    plan: SitePlan
    artifacts: tuple[Artifact, ...]
    assets: Assets
    publication: Publication


def read_site(
    sources: SourceTree,
    kinds: Kinds,
    clock: Callable[[str], datetime],
    *,
    quarantine: bool = False,
) -> Checked[Dataset]:
    """Turn the site's files into checked values, with every problem that they have.

    ``clock`` tells the time in a time zone; the site's file names the zone. With ``quarantine``
    errors of single rows of observations become warnings, and the rows are held back.
    """
    files = read_files(sources, kinds)
    if files.value is None:
        return Checked(None, sort_problems(files.problems))
    return check_files(files.value, kinds, clock, quarantine=quarantine)


def read_files(sources: SourceTree, kinds: Kinds) -> Checked[ReadFiles]:
    """Read settings and tables, and put corrected rows in the place of those they correct."""
    configured = configure(sources)
    options = configured.value.options if configured.value else {}
    tables = read_tables(sources, options, kinds.readers)
    if configured.value is None or tables.value is None:
        return Checked(None, (*configured.problems, *tables.problems))
    corrected = apply_corrections(tables.value, tables.problems)
    files = ReadFiles(configured.value, corrected.tables, configured.problems, corrected.problems)
    return Checked(files, files.problems)


def check_files(
    files: ReadFiles, kinds: Kinds, clock: Callable[[str], datetime], *, quarantine: bool = False
) -> Checked[Dataset]:
    """Check all that the files say against each other."""
    known = Known(frozenset(kinds.methods), frozenset(kinds.charts))
    today = clock(files.configured.site.timezone).date()
    dataset = validate(files.configured, files.tables, known, today, keep_rejected=quarantine)
    if quarantine:
        held = hold_back(files.tables, files.about_tables, dataset)
        return Checked(held.value, sort_problems((*files.about_settings, *held.problems)))
    return Checked(dataset.value, sort_problems((*files.problems, *dataset.problems)))


def make_edition(job: Job) -> Checked[Made]:
    """Build one audience's edition and say what publishing it would do.

    Where the inputs are those of an edition already there nothing is drawn, and the
    publication says so.
    """
    planned = plan_edition(job)
    assets = render_assets(job.theme)
    problems = (*planned.problems, *assets.problems)
    if planned.value is None or assets.value is None or assets.has_errors:
        return Checked(None, sort_problems(problems))
    inputs = digest(planned.value.digests)
    decision = decide(job.state, inputs, job.order.edition, job.tools.now.date())
    if decision.edition is None and not job.order.draft:
        records = published_records(job.state)
        made = _publish(job, planned.value.plan, assets.value, decision, (), records)
        return Checked(made, sort_problems(problems))
    record = _describe(job, planned.value, decision, inputs)
    files = make_files(job, planned.value, assets.value, record)
    if files.value is None:
        return Checked(None, sort_problems((*problems, *files.problems)))
    found = (*problems, *files.problems, *_check(job, planned.value, assets.value, files.value))
    records = add_record(job.state, record)
    made = _publish(job, planned.value.plan, assets.value, decision, files.value, records)
    return Checked(made, sort_problems(found))


def plan_edition(job: Job) -> Checked[Planned]:
    """Take what the audience may read, judge it, and decide every page."""
    job.tools.advance("assess", audience=job.order.audience)
    disclosed = disclose(job.dataset, job.order.audience, drafts=job.order.draft)
    if disclosed.value is None or disclosed.has_errors:
        return Checked(None, disclosed.problems)
    portal = assess(disclosed.value, job.kinds.methods, job.tools.now.date())
    words = {name: _words(job.theme, name) for name in job.dataset.site.languages}
    plan = plan_site(portal, job.kinds.pages, job.kinds.charts, words)
    problems = (
        *disclosed.problems,
        *check_reconciliation(portal, job.dataset.observations),
        *plan.problems,
    )
    if plan.value is None or plan.has_errors:
        return Checked(None, problems)
    digests = input_digests(portal, job.theme, job.tools.code)
    return Checked(Planned(portal, plan.value, digests), problems)


def make_files(
    job: Job, planned: Planned, assets: Assets, record: EditionRecord
) -> Checked[tuple[Artifact, ...]]:
    """Draw and render every file of an edition."""
    portal, plan, generator = planned.portal, planned.plan, job.tools.generator
    job.tools.advance("draw", audience=job.order.audience)
    charts = draw_charts(plan, job.kinds.charts, job.tools.run)
    if charts.value is None or charts.has_errors:
        return Checked(None, charts.problems)
    job.tools.advance("render", audience=job.order.audience)
    pages = render_pages(
        *(plan, portal, charts.value, assets, job.theme, job.kinds.pages),
        *(record.edition, generator),
    )
    if pages.value is None or pages.has_errors:
        return Checked(None, (*charts.problems, *pages.problems))
    files = (
        *pages.value,
        *(Artifact(a.path, portal.disclosed.files[a.source]) for a in plan.attachments),
        *index_pages(plan, pages.value),
        *data_files(portal, plan, record.edition, published_records(job.state), generator),
        *_lists(job, planned, record),
    )
    listed = manifest(record, job.order.audience, plan.pages, files)
    return Checked((*files, listed), (*charts.problems, *pages.problems))


def _lists(job: Job, planned: Planned, record: EditionRecord) -> tuple[Artifact, ...]:
    """Make the files by which programs find their way: map, feed, and what made the edition."""
    disclosed = planned.portal.disclosed
    words = _words(job.theme, disclosed.site.default_language)
    made = (
        sitemap(planned.plan, disclosed.audience, disclosed.site.default_language),
        feed(disclosed, planned.plan, words, record),
        build_record(record, job.order.audience, planned.digests, job.tools.versions),
    )
    return tuple(file for file in made if file is not None)


def _describe(job: Job, planned: Planned, decision: Decision, inputs: str) -> EditionRecord:
    """Write an edition's line in the list of editions."""
    as_of = planned.portal.as_of
    return EditionRecord(
        edition=decision.edition or DRAFT,
        published=job.tools.now.isoformat(timespec="seconds"),
        inputs=inputs,
        as_of=as_of.isoformat() if as_of else "",
        pages=len(planned.plan.pages),
        generator=job.tools.generator,
    )


def _check(
    job: Job, planned: Planned, assets: Assets, artifacts: tuple[Artifact, ...]
) -> tuple[Diagnostic, ...]:
    """Hold the finished files against each other and against what is published."""
    by_path = {artifact.path: artifact.content for artifact in artifacts}
    disclosed = planned.portal.disclosed
    figures = find_figures(job.dataset.observations)
    ledger = check_ledger(
        job.state,
        by_path["api/v1/observations.csv"],
        by_path["api/v1/revisions.csv"],
        lambda *place: figures.get(place),
        withheld_figures(job.dataset.observations, disclosed.observations),
        Judging(disclosed.indicators, disclosed.units),
    )
    finished = FinishedSite(planned.plan, artifacts, assets.files)
    return (*ledger, *check_site(finished, job.kinds.checks))


def _publish(
    job: Job,
    plan: SitePlan,
    assets: Assets,
    decision: Decision,
    artifacts: tuple[Artifact, ...],
    records: tuple[EditionRecord, ...],
) -> Made:
    """Say what to do to the web root; with nothing new its lists are still made good."""
    audience = job.order.audience
    latest = decision.edition or job.state.latest
    root = render_root(job.dataset.site, audience, records, latest, assets, job.theme)
    publication = plan_publication(
        audience, decision, artifacts, assets.files, root, records, job.state
    )
    return Made(plan, artifacts, assets, publication)


def _words(theme: Theme, language: str) -> Wording:
    return Wording(language, theme.wording.get(language, {}))
