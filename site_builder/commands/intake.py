"""``site-builder intake``: check filled forms, show what they change, and take them in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.desk import open_desk_of
from site_builder.commands.opened import OpenedSite, language_of, open_site, site_folder
from site_builder.effects.documents import read_file, write_all
from site_builder.effects.lock import hold_lock
from site_builder.effects.messages import read_messages
from site_builder.errors import UsageError
from site_builder.form_pipeline import Desk, TakenIn, take_in
from site_builder.formatting import format_period
from site_builder.forms import read_words
from site_builder.intake import Names, Reason, change_table, change_words, mark_workbook
from site_builder.model.observation import RowCounts
from site_builder.model.period import parse_period
from site_builder.model.registers import RevisionKind
from site_builder.report import for_senders, make_report, show
from site_builder.validate import find_personal

STOPPED = 1
LOCKED = ".cache/intake"
"""Below the site: the folder whose lock keeps two people from writing at once."""


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What ``intake`` was asked for."""

    site: Path | None
    lang: str | None
    files: tuple[Path, ...]
    accept: bool
    reason: str | None
    kind: str
    form: str


def run_intake(options: IntakeOptions) -> int:
    """Check forms and show what they would change; write it if they are accepted.

    Where any form has an error nothing is taken in, and each form that has one is sent back:
    a marked copy is written beside it. One person at a time takes forms in: who reads the
    figures while another writes them would put the old ones back.
    """
    text = _reason_text(options)
    if not options.accept:
        return _take_in(options, text)
    with hold_lock(site_folder(options.site) / LOCKED):
        return _take_in(options, text)


def _reason_text(options: IntakeOptions) -> str | None:
    """Return the reason as the ledger may hold it, on one line; None if nobody gave one.

    Raises:
        UsageError: If it is blank, or says whom to telephone.
    """
    if options.reason is None:
        return None
    text = " ".join(unicodedata.normalize("NFC", options.reason).split())
    if not text:
        raise UsageError("reason_blank")
    found = find_personal(text)
    if found is not None:
        raise UsageError("reason_personal", (("value", found),))
    return text


def _take_in(options: IntakeOptions, text: str | None) -> int:
    opened = open_site(options.site, options.lang)
    desk = open_desk_of(opened, options.form)
    if desk is None:
        return STOPPED
    sent = _read_sent(options.files)
    reason = Reason(text, RevisionKind(options.kind), desk.today) if text else None
    taken = take_in(desk, {str(path): data for path, data in sent.items()}, reason)
    _print_problems(options, opened, taken)
    if taken.has_errors:
        _send_back(sent, taken, opened)
        of_forms = any(p.is_error and p.location.path in map(str, sent) for p in taken.problems)
        return _stop(opened, "intake.stopped" if of_forms else "intake.in_the_way")
    if options.form == "text":
        click.echo(_table(desk, opened, taken))
    if taken.unexplained and reason is None:
        _say(opened, "intake.unexplained", err=True, count=len(taken.unexplained))
        if options.accept:
            return _stop(opened, "intake.needs_reason")
    if options.accept:
        write_all({opened.folder / file.path: file.content for file in taken.files})
    if options.form == "text":
        _tell(options, opened, taken)
    return 0


def _say(opened: OpenedSite, key: str, *, err: bool = False, **facts: str | int) -> None:
    click.echo(opened.messages[key]["message"].format(**facts), err=err)


def _stop(opened: OpenedSite, key: str) -> int:
    _say(opened, key, err=True)
    return STOPPED


def _read_sent(files: tuple[Path, ...]) -> Mapping[Path, bytes]:
    """Read the forms.

    Raises:
        UsageError: If one is named twice.
    """
    if len({path.resolve() for path in files}) != len(files):
        raise UsageError("file_twice")
    return {path: read_file(path) for path in files}


def _print_problems(options: IntakeOptions, opened: OpenedSite, taken: TakenIn) -> None:
    text = show(options.form, taken.problems, RowCounts(), opened.messages, {})
    if text:
        click.echo(text, err=options.form == "text")


def _send_back(sent: Mapping[Path, bytes], taken: TakenIn, opened: OpenedSite) -> None:
    """Write a marked copy beside each form that has an error.

    It speaks the site's first language, as forms do, and of what its reader sees: that is the
    unit, not who runs this.
    """
    language = language_of(opened.sources)
    messages = for_senders(read_messages(language))
    words = change_words(messages, language)
    report = make_report(taken.problems, RowCounts(), messages, {})
    marked: dict[Path, bytes] = {}
    for path, data in sent.items():
        told = [p for p in report.problems if p.location.path == str(path)]
        if any(problem.severity == "error" for problem in told):
            copy = _name_of_copy(path, sent)
            marked[copy] = mark_workbook(data, taken.workbooks.get(str(path)), told, words)
    write_all(marked)
    for path in marked:
        _say(opened, "intake.sent_back", err=True, path=str(path))


def _name_of_copy(path: Path, sent: Iterable[Path]) -> Path:
    """Return the marked copy's path; forms of one name and two types have copies of their own."""
    alike = [other for other in sent if other.with_suffix("") == path.with_suffix("")]
    stem = path.stem.removesuffix(".checked") if len(alike) == 1 else path.name
    return path.with_name(f"{stem}.checked.xlsx")


def _table(desk: Desk, opened: OpenedSite, taken: TakenIn) -> str:
    words = change_words(opened.messages, opened.language)
    form_words = read_words(opened.messages, opened.language)

    def _period(text: str) -> str:
        period = parse_period(text)
        return format_period(period, form_words) if period is not None else text

    names = Names(desk.dataset.indicators, desk.dataset.units, _period)
    owed = [key for keys in taken.owed.values() for key in keys]
    return change_table(taken.changes, owed, words, names)


def _tell(options: IntakeOptions, opened: OpenedSite, taken: TakenIn) -> None:
    """Say what was done, or what to do to have it done."""
    if not taken.files:
        _say(opened, "intake.nothing_new")
    elif options.accept:
        _say(opened, "intake.accepted", files=", ".join(file.path for file in taken.files))
    else:
        _say(opened, "intake.not_yet")
