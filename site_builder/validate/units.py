"""Read the register of units: who exists when, and under whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from site_builder.diagnostics import Diagnostic, Severity
from site_builder.model.tables import RawTables
from site_builder.model.units import Unit, UnitRegister
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.findings import report
from site_builder.validate.register import find_faults
from site_builder.validate.rows import Row, note_taken_ids, rows_of
from site_builder.validate.unit_changes import read_changes
from site_builder.validate.unit_names import suggest_unit

UNITS = "data/units.csv"
_MAP_PLACE = re.compile(r"[1-9]\d{0,2}", re.ASCII)
"""No map has a thousand tiles side by side: a larger number is a slip."""


@dataclass(frozen=True, slots=True)
class Units:
    """The register, and the ids that stand in it though their rows have errors.

    ``is_complete`` is false where the file itself could not be read: then nobody can say
    that a unit is unknown.
    """

    register: UnitRegister
    silent: frozenset[str]
    is_complete: bool

    def is_unknown(self, unit: str) -> bool:
        """Whether a reference to this id is to be reported."""
        return self.is_complete and unit not in self.register.units and unit not in self.silent

    def suggest(self, word: str) -> str:
        """Return the id that was meant: by its id, name or official code; or ""."""
        return suggest_unit(self.register.units, word)


def read_units(
    tables: RawTables, languages: Sequence[str], *, thorough: bool = False
) -> tuple[Units, tuple[Diagnostic, ...]]:
    """Read ``units.csv`` and ``unit_changes.csv``; ``thorough`` tells what is merely odd, too.

    Returns:
        The units whose rows have no error, in the file's order, with every problem.
    """
    table = tables.at(UNITS)
    rows = list(rows_of(table))
    read = [(row, _read_unit(row, languages)) for row in rows]
    note_taken_ids(rows, "unit")
    _note_parents(read, table.fragments if table else frozenset())
    _note_same_codes(read)
    sound = {unit.unit: unit for row, unit in read if row.is_sound}
    silent = frozenset(unit.unit for _, unit in read) - sound.keys()
    if table is not None:
        silent |= table.fragments
    units = Units(UnitRegister(sound), silent, table is not None and UNITS not in tables.rejected)
    changes, problems = read_changes(tables, units.register, units.is_unknown, units.suggest)
    if not any(problem.rule.severity is Severity.ERROR for problem in problems):
        _note_faults(rows, UnitRegister(sound, changes), thorough=thorough)
    found = [finding for row in rows for finding in row.findings]
    if table is not None:
        problems = (*report(table, found), *problems)
    return Units(UnitRegister(sound, changes), silent, units.is_complete), problems


def _note_faults(rows: Sequence[Row], register: UnitRegister, *, thorough: bool) -> None:
    """Note what shows only between the rows; a change that was left out would mislead it."""
    by_unit = {row.text("unit"): row for row in reversed(rows)}
    for fault in find_faults(register, thorough=thorough):
        by_unit[fault.unit].note(fault.rule, fault.column, **fault.facts)


def _read_unit(row: Row, languages: Sequence[str]) -> Unit:
    """Read one row."""
    valid_from, valid_to = row.dates_in_order("valid_from", "valid_to")
    column, line = _map_place(row)
    return Unit(
        unit=row.id("unit"),
        name=row.titled("name", languages),
        code=row.text("code"),
        level=row.text("level"),
        parent=row.text("parent") or None,
        valid_from=valid_from,
        valid_to=valid_to,
        map_column=column,
        map_row=line,
    )


def _map_place(row: Row) -> tuple[int | None, int | None]:
    """Read the place on the tile map: two whole numbers from 1, or neither."""
    found: list[int | None] = []
    for name, other in (("map_column", "map_row"), ("map_row", "map_column")):
        text = row.text(name)
        is_place = _MAP_PLACE.fullmatch(text) is not None
        if text and not is_place:
            row.note(rules.BAD_MAP_PLACE, name, value=text)
        elif not text and row.text(other):
            row.note(rules.HALF_A_MAP_PLACE, name, other=other, value=row.text(other))
        found.append(int(text) if is_place else None)
    return found[0], found[1]


def _note_parents(read: Sequence[tuple[Row, Unit]], fragments: frozenset[str]) -> None:
    """Note parents that do not exist, are not in force at the time, or go in a circle."""
    by_id = {unit.unit: unit for _, unit in reversed(read)}
    told: set[str] = set()
    for row, unit in read:
        parent = by_id.get(unit.parent) if unit.parent else None
        if unit.parent is None or unit.parent in fragments:
            continue
        if parent is None:
            suggestion = closest(unit.parent, by_id) or ""
            row.note(rules.UNKNOWN_PARENT, "parent", value=unit.parent, suggestion=suggestion)
        elif unit.unit in (circle := tuple(_above(unit, by_id))):
            _note_circle(row, unit, circle, told)
        elif not _overlap(unit, parent) and _overlap(unit, unit) and _overlap(parent, parent):
            row.note(
                rules.PARENT_NOT_IN_FORCE, "parent", value=parent.unit, unit=unit.unit,
                span=_span(unit), parent_span=_span(parent),
            )  # fmt: skip


def _note_circle(row: Row, unit: Unit, circle: Sequence[str], told: set[str]) -> None:
    """Note units that are below each other, once for all of them: at the first one's row."""
    if unit.unit not in told:
        chain = " → ".join((unit.unit, *circle))
        row.note(rules.PARENT_CYCLE, "parent", value=unit.parent or "", chain=chain)
    told.update(circle)


def _above(unit: Unit, by_id: Mapping[str, Unit]) -> Iterator[str]:
    """Yield the ids above a unit, ending where they begin to repeat."""
    seen: set[str] = set()
    parent = unit.parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        yield parent
        parent = by_id[parent].parent if parent in by_id else None


def _overlap(one: Unit, other: Unit) -> bool:
    """Whether two units are both in force on some day."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _span(unit: Unit) -> str:
    """Write from when to when a unit is in force."""
    return f"{unit.valid_from or '…'} – {unit.valid_to or '…'}"


def _note_same_codes(read: Sequence[tuple[Row, Unit]]) -> None:
    """Note two units of one level that have the same official code at the same time."""
    by_code: dict[tuple[str, str], list[tuple[Row, Unit]]] = {}
    for row, unit in read:
        if unit.code:
            by_code.setdefault((unit.level, unit.code), []).append((row, unit))
    for group in by_code.values():
        for (earlier, one), (row, other) in pairwise(group):
            if one.unit != other.unit and _overlap(one, other):
                row.note(
                    rules.SAME_CODE, "code", value=other.code, unit=other.unit,
                    other=one.unit, first_line=earlier.line,
                )  # fmt: skip
