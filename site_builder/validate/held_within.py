"""Look for figures that a change would count twice: those of a unit that lies below another.

What a commune counts is in its district's figures already. A district that "went into" its
province, or into a commune beside its own communes, would be added to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from site_builder.diagnostics import Rule
from site_builder.model.units import UnitChange, UnitRegister
from site_builder.validate.passing_on import Made
from site_builder.validate.rows import Row

HELD_WITHIN = Rule("SB387")


def note_held_within(made: Made, register: UnitRegister) -> None:
    """Note each line that brings a unit together with one that lies above or below it.

    Told at the line of the upper one, which is not needed as a rule; where that is the taker,
    which has no line, at the lower one's.

    Args:
        made: Changes without repeats.
        register: The units whose rows have no error.
    """
    known = replace(register, changes=tuple(change for _, change in made))
    takers = known.takers()
    groups: dict[tuple[date, str], list[tuple[Row, UnitChange]]] = {}
    for row, change in made:
        groups.setdefault((change.date, change.to_unit), []).append((row, change))
    for (day, to_unit), group in groups.items():
        for row, lower, upper in _pairs(group, to_unit, day, known, takers):
            row.note(
                HELD_WITHIN, "from_unit", value=row.text("from_unit"), lower=lower,
                upper=upper, to=to_unit, day=str(day),
            )  # fmt: skip


def _pairs(
    group: Sequence[tuple[Row, UnitChange]],
    to_unit: str,
    day: date,
    register: UnitRegister,
    takers: Mapping[str, str | None],
) -> Iterator[tuple[Row, str, str]]:
    """Yield (row to mend, unit, unit above it), each row once."""
    rows = {change.from_unit: row for row, change in group}
    eve = day - timedelta(days=1)
    told: set[str] = set()
    for lower in (*rows, to_unit):
        for upper in _above(lower, eve, register, takers):
            giver = upper if upper in rows else lower
            if (upper in rows or upper == to_unit) and giver in rows and giver not in told:
                told.add(giver)
                yield rows[giver], lower, upper


def _above(
    unit: str, day: date, register: UnitRegister, takers: Mapping[str, str | None]
) -> Iterator[str]:
    """Yield the ids above a unit that was in force on a day, the nearest first."""
    seen = {unit}
    found = register.units.get(unit)
    while found is not None and found.exists_on(day):
        above = register.above(found, day, takers)
        if above is None or above in seen:
            return
        seen.add(above)
        yield above
        found = register.units.get(above)
