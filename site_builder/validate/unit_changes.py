"""Read what became of units: merges, splits, renames."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from site_builder.diagnostics import Diagnostic
from site_builder.model.tables import RawTables
from site_builder.model.units import UnitChange, UnitRegister
from site_builder.validate import rules
from site_builder.validate.findings import report
from site_builder.validate.held_within import note_held_within
from site_builder.validate.passing_on import Made, note_parts, note_repeats
from site_builder.validate.register import CHAIN_ON_A_DAY, find_chains
from site_builder.validate.rows import Row, rows_of

CHANGES = "data/unit_changes.csv"


def read_changes(
    tables: RawTables,
    register: UnitRegister,
    is_unknown: Callable[[str], bool],
    suggest: Callable[[str], str],
) -> tuple[tuple[UnitChange, ...], tuple[Diagnostic, ...]]:
    """Read ``unit_changes.csv``; the sound changes, oldest first, with every problem."""
    table = tables.at(CHANGES)
    if table is None:
        return (), ()
    rows = list(rows_of(table))
    read = [(row, _read_change(row, is_unknown, suggest)) for row in rows]
    made = note_repeats([(row, change) for row, change in read if change is not None])
    chained = _note_chains(made)
    for row, change in made:
        _note_dates(row, change, register)
    note_parts(made, register, chained)
    note_held_within(made, register)
    sound = [change for row, change in made if row.is_sound and _is_complete(change, register)]
    problems = report(table, [finding for row in rows for finding in row.findings])
    return tuple(sorted(sound, key=lambda c: (c.date, c.from_unit, c.to_unit))), problems


def _read_change(
    row: Row, is_unknown: Callable[[str], bool], suggest: Callable[[str], str]
) -> UnitChange | None:
    """Read one row; None where a cell cannot be read."""
    day = row.required_date("date")
    for column in ("from_unit", "to_unit"):
        unit = row.required(column)
        if unit and is_unknown(unit):
            row.note(rules.UNKNOWN_UNIT, column, value=unit, suggestion=suggest(unit))
    if row.text("from_unit") and row.text("from_unit") == row.text("to_unit"):
        row.note(rules.CHANGE_OF_ITSELF, "to_unit", value=row.text("to_unit"))
    is_percent = row.text("share").endswith("%")
    share = None if is_percent else row.number("share")
    if is_percent or (share is not None and not 0 < share <= 1):
        row.note(rules.SHARE_OUT_OF_RANGE, "share", value=row.text("share"))
    if day is None or not row.is_sound:
        return None
    return UnitChange(day, row.text("from_unit"), row.text("to_unit"), share)


def _note_chains(made: Made) -> frozenset[tuple[date, str]]:
    """Note a unit that passes on whole on the very day on which it receives another.

    Returns:
        Day and unit of all that pass on in such a chain.
    """
    chains = find_chains(change for _, change in made)
    for row, change in made:
        if change in chains:
            chain = chains[change]
            row.note(
                CHAIN_ON_A_DAY, "to_unit", value=change.to_unit, chain=" → ".join(chain),
                day=str(change.date), first=chain[0],
                suggestion=chain[-1] if chain[-1] != chain[0] else "",
            )  # fmt: skip
    return frozenset((change.date, unit) for change, chain in chains.items() for unit in chain[:-1])


def _note_dates(row: Row, change: UnitChange, register: UnitRegister) -> None:
    """Note a change on a day when its units were not in force."""
    before = change.date - timedelta(days=1)
    for column, name, day in (
        ("from_unit", change.from_unit, before),
        ("to_unit", change.to_unit, change.date),
    ):
        unit = register.units.get(name)
        if unit is not None and not unit.exists_on(day):
            row.note(rules.CHANGE_OFF_DATE, column, value=name, day=str(day))


def _is_complete(change: UnitChange, register: UnitRegister) -> bool:
    """Whether both units are in the register: their own rows may have errors."""
    return change.from_unit in register.units and change.to_unit in register.units
