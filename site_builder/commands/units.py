"""``site-builder units check``: look through the register of units more closely than a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.opened import OpenedSite, open_site
from site_builder.effects.plugins import load_plugins
from site_builder.effects.themes import read_theme
from site_builder.kinds import BUILTIN, merge
from site_builder.model.observation import RowCounts
from site_builder.pipeline import read_files
from site_builder.report import show
from site_builder.validate import ChangeDay, LevelCount, check_units

STOPPED = 1
REGISTERS = ("data/units.csv", "data/unit_changes.csv")


@dataclass(frozen=True, slots=True)
class UnitsOptions:
    """What ``units check`` was asked for."""

    site: Path | None
    lang: str | None
    form: str


def run_units_check(options: UnitsOptions) -> int:
    """Report what is wrong with the register, and count its units around each day of changes."""
    opened = open_site(options.site, options.lang)
    files = read_files(opened.sources, merge(BUILTIN, *load_plugins()))
    if files.value is None:
        click.echo(show("text", files.problems, RowCounts(), opened.messages, {}), err=True)
        return STOPPED
    site = files.value.configured.site
    found = check_units(files.value.tables, site.languages)
    of_files = [p for p in files.value.about_tables if p.location.path in REGISTERS]
    problems = (*of_files, *found.problems)
    is_text = options.form == "text"
    text = show(options.form, problems, RowCounts(), opened.messages, opened.sources.files)
    if text:
        click.echo(text, err=is_text)
    if is_text:
        theme = read_theme(site.theme, opened.folder).speaking(site.languages)
        levels = theme.wording.get(opened.language, {})
        for line in _lines(opened, found.summary.days, levels):
            click.echo(line)
        counts = {"units": found.summary.units, "changes": found.summary.changes}
        click.echo(opened.messages["units.counted"]["message"].format(**counts))
    return STOPPED if any(problem.is_error for problem in problems) else 0


def _lines(
    opened: OpenedSite, days: tuple[ChangeDay, ...], levels: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each level on each day of changes."""
    sentence = opened.messages["units.day"]["message"]
    for day in days:
        for level in day.levels:
            yield sentence.format(
                day=f"{day.day:%d/%m/%Y}" if opened.language == "vi" else str(day.day),
                level=_level_name(level, levels),
                before=level.before,
                after=level.after,
                ended=level.ended,
                started=level.started,
                merged=level.merged,
            )


def _level_name(level: LevelCount, levels: Mapping[str, str]) -> str:
    """Return what the theme calls a level, or the word of the register."""
    return levels.get(f"level.{level.level}", level.level or "–")
