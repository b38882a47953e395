"""``site-builder intake``: check filled forms, show what they change, and take them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.desk import open_desk_of
from site_builder.commands.opened import OpenedSite, language_of, open_site
from site_builder.effects.documents import read_file, write_all
from site_builder.effects.messages import read_messages
from site_builder.errors import UsageError
from site_builder.form_pipeline import Desk, TakenIn, take_in
from site_builder.formatting import format_period
from site_builder.forms import read_words
from site_builder.intake import Names, Reason, change_table, change_words, mark_workbook
from site_builder.model.observation import RowCounts
from site_builder.model.period import parse_period
from site_builder.model.registers import RevisionKind
from site_builder.report import make_report, show

STOPPED = 1


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
    a marked copy is written beside it.
    """
    opened = open_site(options.site, options.lang)
    desk = open_desk_of(opened)
    if desk is None:
        return STOPPED
    sent = _read_sent(options.files)
    day = desk.today
    reason = Reason(options.reason, RevisionKind(options.kind), day) if options.reason else None
    taken = take_in(desk, {str(path): data for path, data in sent.items()}, reason)
    _print_problems(options, opened, taken)
    if taken.has_errors:
        _send_back(sent, taken, opened)
        click.echo(opened.messages["intake.stopped"]["message"], err=True)
        return STOPPED
    if options.form == "text":
        click.echo(_table(desk, opened, taken))
    if options.accept:
        write_all({opened.folder / file.path: file.content for file in taken.files})
    if options.form == "text":
        _tell(options, opened, taken)
    return 0


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

    It speaks the site's first language, as forms do: its reader is the unit, not who runs this.
    """
    language = language_of(opened.sources)
    messages = read_messages(language)
    words = change_words(messages, language)
    report = make_report(taken.problems, RowCounts(), messages, {})
    marked: dict[Path, bytes] = {}
    for path, data in sent.items():
        told = [p for p in report.problems if p.location.path == str(path)]
        if any(problem.severity == "error" for problem in told):
            copy = path.with_name(f"{path.stem.removesuffix('.checked')}.checked.xlsx")
            marked[copy] = mark_workbook(data, taken.workbooks.get(str(path)), told, words)
    write_all(marked)
    for path in marked:
        click.echo(opened.messages["intake.sent_back"]["message"].format(path=path), err=True)


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
    if taken.unexplained and options.reason is None:
        count = len(taken.unexplained)
        click.echo(opened.messages["intake.unexplained"]["message"].format(count=count), err=True)
    if not taken.files:
        click.echo(opened.messages["intake.nothing_new"]["message"])
    elif options.accept:
        files = ", ".join(file.path for file in taken.files)
        click.echo(opened.messages["intake.accepted"]["message"].format(files=files))
    else:
        click.echo(opened.messages["intake.not_yet"]["message"])
