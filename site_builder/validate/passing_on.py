"""Look at all that one unit passes on in one day: is it all of it, and is the unit gone then?

What goes to two units, or to none, is counted twice in earlier figures, or lost from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from site_builder.diagnostics import Rule, Severity
from site_builder.model.units import Unit, UnitChange, UnitRegister
from site_builder.validate import rules
from site_builder.validate.rows import Row

SAME_CHANGE_TWICE = Rule("SB363")
STILL_IN_FORCE = Rule("SB364")
SHARES_BELOW_WHOLE = Rule("SB369")
SHARES_MIXED = Rule("SB380", Severity.WARNING)

_ROUNDING = 1e-6
"""Shares with six decimals may add up to a little more or less than the whole."""

Made = Sequence[tuple[Row, UnitChange]]
"""The rows that could be read, in the file's order."""


def note_repeats(made: Made) -> Made:
    """Note each change that an earlier row has; return the others."""
    first: dict[tuple[date, str, str], int] = {}
    kept = []
    for row, change in made:
        key = (change.date, change.from_unit, change.to_unit)
        if key in first:
            row.note(
                SAME_CHANGE_TWICE, "to_unit", value=change.to_unit, unit=change.from_unit,
                day=str(change.date), first_line=first[key],
            )  # fmt: skip
        else:
            first[key] = row.line
            kept.append((row, change))
    return kept


def note_parts(made: Made, register: UnitRegister, chained: Collection[tuple[date, str]]) -> None:
    """Note what does not add up of that which a unit passes on in a day.

    Nothing is said of the whole where a row is refused already: first that is to be mended.

    Args:
        made: Changes without repeats, with their other faults noted.
        register: The units whose rows have no error.
        chained: Day and unit of all that pass on in a chain of a single day.
    """
    for group in _groups(made):
        _note_above_whole(group)
        _note_mixed(group)
        change = group[0][1]
        giver = register.units.get(change.from_unit)
        is_right = all(row.is_sound for row, _ in group)
        if giver is not None and is_right and (change.date, giver.unit) not in chained:
            _note_whole(group, giver)


def _groups(made: Made) -> Iterable[Made]:
    groups: dict[tuple[date, str], list[tuple[Row, UnitChange]]] = {}
    for row, change in made:
        groups.setdefault((change.date, change.from_unit), []).append((row, change))
    return groups.values()


def _shares(group: Made) -> Iterator[float]:
    return (change.share for _, change in group if change.share is not None)


def _note_above_whole(group: Made) -> None:
    """Note each share with which there is more than the whole."""
    total = 0.0
    for row, change in group:
        total += change.share or 0.0
        if change.share is not None and total > 1 + _ROUNDING:
            row.note(
                rules.SHARES_ABOVE_WHOLE, "share", value=row.text("share"),
                unit=change.from_unit, total=round(total, 4),
            )  # fmt: skip


def _note_mixed(group: Made) -> None:
    """Note the first line without a share beside lines that have one."""
    blank = [(row, change) for row, change in group if change.share is None]
    if 0 < len(blank) < len(group):
        row, change = blank[0]
        rest = round(1 - sum(_shares(group)), 6)
        row.note(
            SHARES_MIXED, "share", value=change.from_unit, to=change.to_unit,
            day=str(change.date), rest=rest,
            suggestion=f"{rest:g}" if rest > 0 and len(blank) == 1 else "",
        )  # fmt: skip


def _note_whole(group: Made, giver: Unit) -> None:
    """Note a unit that passes on as a whole and goes on, or one that ends with a rest."""
    day, shares = group[0][1].date, tuple(_shares(group))
    if shares and len(shares) < len(group):
        return
    total, goes_on = sum(shares), giver.exists_on(day)
    is_whole = abs(1 - total) <= _ROUNDING if shares else len(group) == 1
    if is_whole and goes_on:
        eve = day - timedelta(days=1)
        targets = ", ".join(change.to_unit for _, change in group)
        group[0][0].note(
            STILL_IN_FORCE, "from_unit", value=giver.unit, to=targets, day=str(day), eve=str(eve)
        )
    elif shares and total < 1 - _ROUNDING and not goes_on:
        group[-1][0].note(
            SHARES_BELOW_WHOLE, "share", value=giver.unit, day=str(day),
            total=round(total, 6), rest=round(1 - total, 6),
        )  # fmt: skip
