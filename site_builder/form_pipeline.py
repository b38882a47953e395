"""The way back in order: forms go out for a period, come back filled in, and become figures.

As in ``pipeline.py`` nothing here decides anything and nothing touches the disk: a form is made
of what the portal knows to be due, and a filled one is read, checked together with all that
the site has, compared and merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from site_builder.assess import assess
from site_builder.diagnostics import Checked, Diagnostic, sort_problems
from site_builder.disclose import disclose
from site_builder.extension import Kinds
from site_builder.forms import (
    AskedFigure,
    FormOrder,
    FormSpec,
    form_fingerprint,
    form_name,
    head_texts,
    part_texts,
    period_text,
    plan_forms,
    read_words,
    write_form,
)
from site_builder.intake import (
    Asked,
    Change,
    FigureKey,
    FileChange,
    FilledForm,
    Reason,
    SiteFiles,
    Title,
    add_ledger_lines,
    as_sent,
    check_together,
    compare,
    form_table,
    key_of,
    merge,
    owed_figures,
    read_form,
    without_rows,
)
from site_builder.model.dataset import Dataset, ReadFiles
from site_builder.model.form import FormRecord, FormRow
from site_builder.model.grid import Workbook
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Portal
from site_builder.model.site import INTERNAL, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.pipeline import check_files, read_files
from site_builder.tables import open_workbook
from site_builder.wording import Wording

Messages = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form as a file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """What forms are made from and held against: a site whose data has no errors, and its portal.

    ``words`` are the forms' texts by language; ``today`` is the day of the run; ``problems`` the
    warnings that the site has already.
    """

    sources: SourceTree
    files: ReadFiles
    dataset: Dataset
    portal: Portal
    kinds: Kinds
    words: Mapping[str, Messages]
    today: date
    problems: tuple[Diagnostic, ...] = ()

    def speaking(self, words: Mapping[str, Messages]) -> Desk:
        """Return the same desk with other words for its forms."""
        return replace(self, words=words)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What filled forms would do.

    ``problems`` stand at the sender's own cells; with an error among them ``files`` is empty.
    ``workbooks`` are those that could be opened, by path; ``files`` what to write.
    """

    problems: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]
    owed: Mapping[str, tuple[FigureKey, ...]]
    workbooks: Mapping[str, Workbook]
    files: tuple[FileChange, ...]

    @property
    def has_errors(self) -> bool:
        """Whether nothing may be taken in."""
        return any(problem.is_error for problem in self.problems)

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """The changes of official figures, which the ledger must explain."""
        return tuple(change for change in self.changes if change.needs_line)


def open_desk(
    sources: SourceTree,
    kinds: Kinds,
    words: Mapping[str, Messages],
    clock: Callable[[str], datetime],
) -> Checked[Desk]:
    """Read and assess a site as its narrowest audience sees it; None where its data has errors."""
    read = read_files(sources, kinds)
    if read.value is None:
        return Checked(None, sort_problems(read.problems))
    dataset = check_files(read.value, kinds, clock)
    if dataset.value is None or any(_is_in_the_way(problem) for problem in dataset.problems):
        return Checked(None, dataset.problems)
    # A text page may name an indicator that is not there; forms are made without the pages.
    figures = replace(dataset.value, pages=())
    disclosed = disclose(figures, _narrowest(figures.site), drafts=True)
    if disclosed.value is None:
        return Checked(None, sort_problems((*dataset.problems, *disclosed.problems)))
    today = clock(dataset.value.site.timezone).date()
    portal = assess(disclosed.value, kinds.methods, today)
    desk = Desk(
        *(sources, read.value, dataset.value, portal, kinds, words, today, dataset.problems)
    )
    return Checked(desk, dataset.problems)


def make_forms(desk: Desk, period: Period, order: FormOrder, language: str) -> tuple[FormFile, ...]:
    """Write the forms of a period; none where nothing is due."""
    return tuple(
        FormFile(form_name(spec), write_form(spec, desk.words[language], language))
        for spec in plan_forms(desk.portal, period, order)
    )


def take_in(desk: Desk, sent: Mapping[str, bytes], reason: Reason | None) -> TakenIn:
    """Read filled forms, check them with all that the site has, and say what they change.

    Args:
        desk: The site as it is.
        sent: The forms by the names they are told by.
        reason: Why official figures change, for the ledger; None if nobody said.
    """
    workbooks, forms, problems = _read_all(desk, sent)
    keys = frozenset(key_of(entry.row) for form in forms for entry in form.entries)
    after = _check_with(desk, forms, keys)
    known = frozenset(desk.problems)
    # What could not be read was checked as empty: that its cell is empty is not told.
    told = frozenset(p.location for p in problems if p.is_error)
    checked = (p for p in as_sent(after.problems, forms) if p not in known)
    found = [*problems, *(p for p in checked if p.location not in told)]
    changes: tuple[Change, ...] = ()
    if after.value is not None:
        changes = compare(desk.dataset.observations, after.value.observations, keys)
    files: tuple[FileChange, ...] = ()
    if not any(problem.is_error for problem in found):
        merged = _merge(desk, changes, reason)
        found += merged.problems
        files = merged.value or ()
    return TakenIn(sort_problems(found), changes, owed_figures(forms), workbooks, files)


def _read_all(
    desk: Desk, sent: Mapping[str, bytes]
) -> tuple[dict[str, Workbook], Sequence[FilledForm], list[Diagnostic]]:
    """Open and read each form; what cannot be read has a problem in its place."""
    problems: list[Diagnostic] = []
    workbooks: dict[str, Workbook] = {}
    forms: list[FilledForm] = []
    asked = _asked(desk)
    for path, data in sent.items():
        opened = open_workbook(path, data)
        problems += opened.problems
        if opened.value is None:
            continue
        workbooks[path] = opened.value
        read = read_form(path, data, opened.value, asked)
        problems += read.problems
        if read.value is not None:
            forms.append(read.value)
    together = check_together(forms, desk.dataset.units.units.keys())
    return workbooks, together.value or (), [*problems, *together.problems]


def _is_in_the_way(problem: Diagnostic) -> bool:
    """Whether figures cannot be asked for or taken in before this is put right.

    A slip in a text page stops a build, but it is no reason to send figures back.
    """
    return problem.is_error and not problem.location.path.startswith("content/")


def _narrowest(site: SiteConfig) -> str:
    """Return the audience that may read most."""
    names = [audience.name for audience in site.audiences]
    return INTERNAL if INTERNAL in names else names[0]


def _clock(desk: Desk) -> Callable[[str], datetime]:
    """Return a clock that stands still at the day of the run."""
    return lambda _zone: datetime(desk.today.year, desk.today.month, desk.today.day)  # noqa: DTZ001 - only its day is read


def _check_with(
    desk: Desk, forms: Sequence[FilledForm], keys: frozenset[FigureKey]
) -> Checked[Dataset]:
    """Check the site with the forms' figures in the place of its own."""
    left = without_rows(desk.files.tables, desk.dataset.observations, keys)
    added = [table for form in forms for table in form_table(form, desk.today)]
    tables = sorted((*left.tables, *added), key=lambda t: (t.path, t.sheet or ""))
    files = replace(desk.files, tables=replace(left, tables=tuple(tables)))
    return check_files(files, desk.kinds, _clock(desk))


def _merge(
    desk: Desk, changes: Sequence[Change], reason: Reason | None
) -> Checked[tuple[FileChange, ...]]:
    """Return the files that take the changes in, the ledger among them where a reason is given."""
    site = SiteFiles(
        desk.sources.files,
        desk.files.tables,
        desk.dataset.observations,
        desk.dataset.indicators,
        tuple(desk.dataset.units.units),
    )
    merged = merge(site, changes)
    if merged.value is None or reason is None:
        return merged
    unexplained = [change for change in changes if change.needs_line]
    ledger = add_ledger_lines(desk.sources.files, desk.files.tables, unexplained, reason)
    lines = () if ledger is None else (ledger,)
    return Checked((*merged.value, *lines), merged.problems)


def _asked(desk: Desk) -> Asked:
    """Return what a form is held against: what it would ask for if it were made today."""
    site = desk.dataset.site
    words = tuple(read_words(texts, language) for language, texts in desk.words.items())
    units = desk.dataset.units.units.values()
    names = {unit.unit: [text for _, text in unit.name.translations] for unit in units}
    return Asked(
        site=site.title.best(site.default_language),
        locale="vi" if site.default_language == "vi" else "en",
        fingerprint=lambda record: _fingerprint(desk, record),
        titles=lambda record: _titles(words, names, record),
        parts=lambda row: _parts(desk, words, row),
        heads=head_texts(words),
    )


def _parts(desk: Desk, words: Sequence[Wording], row: FormRow) -> Sequence[str]:
    """Return what a row calls its breakdown; nothing of what a damaged record makes up."""
    indicator = desk.dataset.indicators.get(row.indicator)
    unit = desk.dataset.units.units.get(row.unit)
    if indicator is None or unit is None:
        return ()
    return part_texts(words, AskedFigure(indicator, unit, row.breakdown))


def _fingerprint(desk: Desk, record: FormRecord) -> str | None:
    specs = _specs(desk, record)
    return form_fingerprint(specs[0]) if specs else None


def _specs(desk: Desk, record: FormRecord) -> tuple[FormSpec, ...]:
    period = parse_period(record.period)
    if period is None:
        return ()
    return plan_forms(desk.portal, period, FormOrder(record.unit or None, not record.unit))


def _titles(
    words: Sequence[Wording], names: Mapping[str, Sequence[str]], record: FormRecord
) -> Sequence[Title]:
    """Return the names that a form for a unit and period bears, each in all languages."""
    period = parse_period(record.period)
    of_unit = [Title(names[record.unit], record.unit, names)] if record.unit in names else []
    if period is None:
        return of_unit
    written = [period_text(texts, period) for texts in words]
    return [*of_unit, Title(written, record.period)]
