"""``site-builder forms``: write the workbooks in which units enter what is due."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.desk import open_desk_of, period_of
from site_builder.commands.opened import OpenedSite, open_site
from site_builder.effects.documents import is_same, write_all
from site_builder.errors import UsageError
from site_builder.form_pipeline import Desk, make_forms
from site_builder.forms import FormOrder
from site_builder.suggest import closest

STOPPED = 1


@dataclass(frozen=True, slots=True)
class FormsOptions:
    """What ``forms`` was asked for."""

    site: Path | None
    lang: str | None
    period: str
    unit: str | None
    all_in_one: bool
    to: Path | None
    overwrite: bool


def run_forms(options: FormsOptions) -> int:
    """Write the forms of a period; a file that somebody may have filled in is never replaced."""
    if options.unit is not None and options.all_in_one:
        raise UsageError("unit_and_all")
    period = period_of(options.period)
    opened = open_site(options.site, options.lang)
    desk = open_desk_of(opened)
    if desk is None:
        return STOPPED
    _check_unit(options.unit, desk)
    forms = make_forms(desk, period, FormOrder(options.unit, options.all_in_one), opened.language)
    if not forms and options.unit is not None:
        raise UsageError("unit_owes_nothing", (("unit", options.unit), ("period", str(period))))
    if not forms:
        raise UsageError("nothing_due", (("period", str(period)),))
    folder = options.to or opened.folder / "forms"
    files = {folder / form.name: form.content for form in forms}
    changed = {path: content for path, content in files.items() if not is_same(path, content)}
    taken = sorted(path.name for path in changed if path.exists())
    if taken and not options.overwrite:
        raise UsageError("form_exists", (("files", ", ".join(taken)), ("folder", str(folder))))
    write_all(changed)
    _tell(opened, files, folder)
    return 0


def _check_unit(unit: str | None, desk: Desk) -> None:
    known = desk.dataset.units.units
    if unit is not None and unit not in known:
        near = closest(unit, known) or ", ".join(sorted(known)[:5])
        raise UsageError("unknown_unit", (("unit", unit), ("near", near)))


def _tell(opened: OpenedSite, files: dict[Path, bytes], folder: Path) -> None:
    for path in files:
        click.echo(path.as_posix())
    words = opened.messages["forms.done"]
    click.echo(words["message"].format(count=len(files), folder=folder.as_posix()))
