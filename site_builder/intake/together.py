"""See what forms that are taken in together have to do with each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic, sort_problems
from site_builder.intake import rules
from site_builder.intake.filled import Entry, FigureKey, FilledForm, key_of
from site_builder.model.spreadsheet import cell_name

_OF_PERIOD = re.compile(r"-(\d{4}(?:-(?:S[12]|Q[1-4]|\d{2}))?)(?!-?\d)")


def check_together(
    forms: Iterable[FilledForm], units: Collection[str] = ()
) -> Checked[tuple[FilledForm, ...]]:
    """Report figures that two forms give, and files that bear another form's name.

    Args:
        forms: All forms that are taken in together.
        units: The ids of all units; those of the forms are known anyway.

    Returns:
        The forms; each figure is in the first one alone that gives it.
    """
    given = tuple(forms)
    first: dict[FigureKey, tuple[Entry, Location]] = {}
    problems: list[Diagnostic] = []
    kept: list[FilledForm] = []
    for form in given:
        own = {key_of(entry.row): (entry, _place_of(form, entry)) for entry in form.entries}
        problems += _repeats(own, first)
        left = tuple(entry for entry in form.entries if key_of(entry.row) not in first)
        kept.append(replace(form, entries=left))
        first = {**own, **first}
    known = {*units, *(form.record.unit for form in given)} - {""}
    problems += _other_names(given, known)
    return Checked(tuple(kept), sort_problems(problems))


def _place_of(form: FilledForm, entry: Entry) -> Location:
    """Return the first cell of a figure."""
    cell = entry.row.cells[0]
    return Location(form.path, sheet=cell.sheet, cell=cell_name(cell.cell))


def _repeats(
    own: dict[FigureKey, tuple[Entry, Location]], first: dict[FigureKey, tuple[Entry, Location]]
) -> Iterator[Diagnostic]:
    """Yield each figure of a form that another one gives otherwise, and one for all the same."""
    same = []
    for key, (entry, place) in own.items():
        if key not in first:
            continue
        if entry.texts == first[key][0].texts:
            same.append(key)
            continue
        facts = {**dict(zip(FigureKey._fields, key, strict=True)), "first": str(first[key][1])}
        yield make_diagnostic(rules.FIGURE_TWICE, place, **facts)
    if same:
        where, before = own[same[0]][1], str(first[same[0]][1])
        yield make_diagnostic(rules.FIGURE_REPEATED, where, count=len(same), first=before)


def _other_names(forms: Iterable[FilledForm], units: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each file that is named after another unit or period than its form's."""
    for form in forms:
        own = f"{form.record.unit}-{form.record.period}"
        named = _named(form.path, units)
        if form.record.unit and named not in {None, own}:
            facts = {"named": named, "form": own}
            yield make_diagnostic(rules.OTHER_NAME, Location(form.path), **facts)


def _named(path: str, units: Collection[str]) -> str | None:
    """Return the unit's form that a file is named after: ``hoa-sen-2025`` of ``hoa-sen-2025 (1)``.

    The longest id counts.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    ends = [found for found in _OF_PERIOD.finditer(name) if name[: found.start()] in units]
    return name[: ends[-1].end()] if ends else None
