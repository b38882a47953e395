"""``site-builder check`` and ``build``: the same work; only a build writes its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.opened import OpenedSite, open_site
from site_builder.commands.progress import Advance, show_progress
from site_builder.commands.quarantine import keep_rows
from site_builder.commands.tools import Memory, make_tools
from site_builder.diagnostics import Diagnostic, sort_problems
from site_builder.effects.clock import now
from site_builder.effects.documents import write_all
from site_builder.effects.lock import hold_lock
from site_builder.effects.plugins import load_plugins
from site_builder.effects.publish import apply_all, write_draft
from site_builder.effects.published import read_published
from site_builder.effects.themes import read_theme
from site_builder.errors import UsageError
from site_builder.extension import Kinds
from site_builder.kinds import BUILTIN, merge
from site_builder.model.dataset import Dataset
from site_builder.model.observation import RowCounts
from site_builder.model.published import PublishedState
from site_builder.pipeline import Job, Made, Order, Tools, make_edition, read_site
from site_builder.report import make_report, show, write_page

STOPPED = 1
STEPS = 9
"""Reading, checking, publishing, and three for each of two audiences."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What ``check`` was asked for."""

    site: Path | None
    lang: str | None
    output: Path | None
    cache: Path | None
    form: str
    page: Path | None = None


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What ``build`` was asked for."""

    site: Path | None
    lang: str | None
    audience: str
    edition: str | None
    output: Path | None
    jobs: int | None
    cache: Path | None
    no_cache: bool
    draft: bool
    form: str
    quarantine: bool = False
    writes_cache: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and made; ``made`` is by audience, empty where errors stopped it."""

    problems: tuple[Diagnostic, ...]
    made: Mapping[str, Made]
    dataset: Dataset | None

    @property
    def has_errors(self) -> bool:
        """Whether anything must stop a publication."""
        return any(problem.is_error for problem in self.problems)


def run_check(options: CheckOptions) -> int:
    """Read and check everything; write nothing."""
    opened = open_site(options.site, options.lang)
    output = options.output or opened.folder / "output"
    order = BuildOptions(
        site=options.site,
        lang=options.lang,
        audience="all",
        edition=None,
        output=output,
        jobs=None,
        cache=options.cache,
        no_cache=False,
        draft=False,
        form="text",
        writes_cache=False,
    )
    with show_progress(opened.messages, STEPS, plain=False) as advance:
        outcome = make_all(opened, order, advance)
    print_problems(outcome, opened, options.form)
    if options.page is not None:
        _write_page(options.page, outcome, opened, told=options.form == "text")
    if outcome.has_errors:
        return STOPPED
    if options.form == "text" and outcome.dataset is not None:
        click.echo(_passed(outcome.dataset, opened))
    return 0


def run_build(options: BuildOptions) -> int:
    """Build and publish an edition for each audience asked for, or nothing at all."""
    opened = open_site(options.site, options.lang)
    output = options.output or opened.folder / "output"
    is_text = options.form == "text"
    with ExitStack() as open_until_done:
        advance = open_until_done.enter_context(
            show_progress(opened.messages, STEPS, plain=is_text)
        )
        open_until_done.enter_context(hold_lock(output))
        outcome = make_all(opened, options, advance)
        if not outcome.has_errors:
            advance("publish")
            if outcome.dataset is not None:
                keep_rows(outcome.dataset, opened, told=is_text)
            _write(output, outcome.made, draft=options.draft)
    print_problems(outcome, opened, options.form)
    if outcome.has_errors:
        click.echo(opened.messages["build.stopped"]["message"], err=True)
        return STOPPED
    if is_text:
        for audience, made in outcome.made.items():
            click.echo(_published(audience, made, output, opened, draft=options.draft))
    return 0


def make_all(opened: OpenedSite, options: BuildOptions, advance: Advance) -> Outcome:
    """Check the site and make the edition of each audience, all in memory."""
    kinds = merge(BUILTIN, *load_plugins())
    advance("read")
    dataset = read_site(opened.sources, kinds, now, quarantine=options.quarantine)
    advance("check")
    if dataset.value is None or dataset.has_errors:
        return Outcome(dataset.problems, {}, dataset.value)
    cache = None if options.no_cache else options.cache or opened.folder / ".cache"
    memory = Memory(cache, options.writes_cache)
    with make_tools(dataset.value.site, opened.folder, memory, options.jobs, advance) as tools:
        return _make_each(opened, dataset.value, dataset.problems, options, kinds, tools)


def _make_each(
    opened: OpenedSite,
    dataset: Dataset,
    problems: Sequence[Diagnostic],
    options: BuildOptions,
    kinds: Kinds,
    tools: Tools,
) -> Outcome:
    """Make the edition of each audience from a site without errors."""
    theme = read_theme(dataset.site.theme, opened.folder).speaking(dataset.site.languages)
    output = options.output or opened.folder / "output"
    found = list(problems)
    made: dict[str, Made] = {}
    for audience in _audiences(dataset, options.audience):
        order = Order(audience, options.edition, options.draft)
        state = read_published(output / audience) if output.exists() else PublishedState()
        result = make_edition(Job(dataset, order, theme, state, kinds, tools))
        found += result.problems
        if result.value is not None:
            made[audience] = result.value
    return Outcome(sort_problems(found), made, dataset)


def _audiences(dataset: Dataset, wanted: str) -> tuple[str, ...]:
    """Return the audiences to build for, in the order of the site's file."""
    named = tuple(audience.name for audience in dataset.site.audiences)
    if wanted == "all":
        return named
    if wanted not in named:
        raise UsageError("unknown_audience", (("audience", wanted), ("known", ", ".join(named))))
    return (wanted,)


def _write(output: Path, made: Mapping[str, Made], *, draft: bool) -> None:
    """Change the disk: all audiences or none."""
    if draft:
        for audience, one in made.items():
            write_draft(one.artifacts, one.assets.files, output / audience)
    else:
        apply_all([(one.publication, output / audience) for audience, one in made.items()])


def print_problems(outcome: Outcome, opened: OpenedSite, form: str) -> None:
    """Print every problem: as text on standard error, in other formats on standard output."""
    text = report_text(outcome, opened, form)
    if text:
        click.echo(text, err=form == "text")


def report_text(outcome: Outcome, opened: OpenedSite, form: str) -> str:
    """Return every problem of a run in one of the formats."""
    counts = outcome.dataset.counts if outcome.dataset else RowCounts()
    return show(form, outcome.problems, counts, opened.messages, opened.sources.files)


def _write_page(folder: Path, outcome: Outcome, opened: OpenedSite, *, told: bool) -> None:
    """Write the page of problems for those who mend the files."""
    counts = outcome.dataset.counts if outcome.dataset else RowCounts()
    report = make_report(outcome.problems, counts, opened.messages, opened.sources.files)
    zone = outcome.dataset.site.timezone if outcome.dataset else "UTC"
    site = outcome.dataset.site.title.best(opened.language) if outcome.dataset else ""
    page = write_page(report, language=opened.language, site=site, day=now(zone).date())
    path = folder / "index.html"
    write_all({path: page})
    if told:
        click.echo(opened.messages["check.page"]["message"].format(path=path.as_posix()))


def _passed(dataset: Dataset, opened: OpenedSite) -> str:
    return opened.messages["check.passed"]["message"].format(
        indicators=len(dataset.indicators),
        units=len(dataset.units.units),
        rows=dataset.counts.accepted,
        pages=len(dataset.pages),
    )


def _published(audience: str, made: Made, output: Path, opened: OpenedSite, *, draft: bool) -> str:
    publication = made.publication
    if draft:
        key, edition = "build.draft", "draft"
    elif publication.edition is None:
        key, edition = "build.unchanged", publication.unchanged or ""
    else:
        key, edition = "build.published", publication.edition
    return opened.messages[key]["message"].format(
        audience=audience,
        edition=edition,
        pages=len(made.plan.pages),
        files=len(made.artifacts),
        place=(output / audience / edition).as_posix(),
    )
