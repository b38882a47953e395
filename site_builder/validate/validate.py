"""Join settings and tables into one dataset. Order only; each rule has its own module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from site_builder.diagnostics import Checked, Diagnostic, sort_problems
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.tables import RawTables
from site_builder.validate.attachments import check_links, publishable
from site_builder.validate.between import check_between
from site_builder.validate.documents import read_documents
from site_builder.validate.findings import report
from site_builder.validate.indicator_references import check_indicators
from site_builder.validate.known import Known
from site_builder.validate.names import Names
from site_builder.validate.observations import read_observations
from site_builder.validate.personal_data import check_personal_data
from site_builder.validate.personal_texts import check_asides, check_texts, check_values
from site_builder.validate.references import Scope, check_references
from site_builder.validate.revisions import read_revisions
from site_builder.validate.sheet import OBSERVATIONS
from site_builder.validate.tasks import TASKS, read_tasks
from site_builder.validate.units import read_units


def validate(
    configured: Configured,
    tables: RawTables,
    known: Known,
    today: date,
    *,
    keep_rejected: bool = False,
) -> Checked[Dataset]:
    """Check all that the site's files say against each other.

    Args:
        configured: What the YAML and Markdown files say.
        tables: The data files, still text.
        known: The methods and chart kinds that there are.
        today: The day of the build, in the site's time zone.
        keep_rejected: Whether the rows of observations that are left out are wanted, too.

    Returns:
        The dataset of everything that is right, and every problem. Rows and lines with an
        error are left out, whole; what only refers to them is not reported again.
    """
    site = configured.site
    units, about_units = read_units(tables, site.languages)
    documents, about_documents = read_documents(tables, site.languages, configured.files)
    tasks, about_tasks = read_tasks(tables, site.languages)
    names = Names(
        *(configured.indicators, configured.broken, configured.knows_all_codes),
        *(units, documents, site.languages),
    )
    read = read_observations(tables, names, today, keep_rejected=keep_rejected)
    revisions, about_revisions = read_revisions(tables, names)
    scope = Scope(names, known, configured.pages, tasks, _is_whole(tables, len(tasks)))
    problems = chain(
        *(about_units, about_documents, about_tasks, read.problems, about_revisions),
        check_between(read.observations.frame, tables, names, configured.places, today),
        _check_all(configured, tables, scope),
    )
    dataset = Dataset(
        site=site,
        units=units.register,
        indicators=configured.indicators,
        observations=read.observations,
        tasks=tasks,
        documents=documents.documents,
        revisions=revisions,
        pages=tuple(sorted(configured.pages, key=lambda page: page.path)),
        counts=read.counts,
        files=publishable(configured.files),
        rejected=read.rejected,
    )
    return Checked(dataset, sort_problems(problems))


def _check_all(configured: Configured, tables: RawTables, scope: Scope) -> Iterator[Diagnostic]:
    """Report what pages, indicators and registers say wrongly of each other."""
    yield from check_indicators(scope.names, scope.known, configured.places)
    yield from check_references(scope)
    yield from check_links(configured.pages, configured.files)
    yield from check_asides(tables.tables)
    yield from check_texts(configured.pages)
    yield from check_values(configured.site, configured.indicators.values(), configured.places)
    yield from _check_registers(tables)


def _is_whole(tables: RawTables, accepted: int) -> bool:
    """Whether no task was left out: else a group of tasks may be among those left out."""
    table = tables.at(TASKS)
    if table is None:
        return TASKS not in tables.rejected
    return TASKS not in tables.rejected and not table.rejected and len(table.lines) == accepted


def _check_registers(tables: RawTables) -> list[Diagnostic]:
    """Report personal data in the tables that are not observations."""
    return [
        problem
        for table in tables.tables
        if not table.path.startswith(OBSERVATIONS + "/")
        for problem in report(table, list(check_personal_data(table)))
    ]
