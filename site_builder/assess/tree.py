"""Who stands below whom, period by period, and which units owe an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from site_builder.model.indicator import Indicator
from site_builder.model.period import Period
from site_builder.model.succession import Turn
from site_builder.model.units import Unit, UnitChange, UnitRegister, whole_changes


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of one period.

    ``children`` maps a unit to those directly below it that exist on any day of the
    period, in the register's order; ``parents`` is the same the other way round. ``during``
    are all that exist on any day of it, and ``at_end`` those in force on its last day.
    ``turn`` says which of them ended or passed on within it; ``formed`` holds, for each unit
    formed within it from whole units alone, those units, in the order of forming.
    """

    children: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    during: frozenset[str]
    at_end: frozenset[str]
    turn: Turn
    formed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def grow_trees(units: UnitRegister, periods: Iterable[Period]) -> Mapping[Period, Tree]:
    """Build the tree of each period once; all indicators share them."""
    takers = units.takers()
    whole = frozenset(whole_changes(units.changes))
    return {period: _grow(units, takers, period, whole) for period in periods}


def owing_units(
    indicator: Indicator, units: UnitRegister, reporters: Iterable[str]
) -> frozenset[str]:
    """Return the units, of any time, that owe an indicator.

    Args:
        indicator: Its ``reported_by`` names the levels, where it is given.
        units: The register.
        reporters: Units that have ever reported it; without ``reported_by``, everybody on
            their levels owes it too.
    """
    levels = set(indicator.reported_by) or {units.get(unit).level for unit in reporters}
    return frozenset(unit.unit for unit in units.units.values() if unit.level in levels)


def _grow(
    units: UnitRegister,
    takers: Mapping[str, str | None],
    period: Period,
    whole: frozenset[UnitChange],
) -> Tree:
    start, end = period.start, period.end
    living = [unit for unit in units.units.values() if _exists_between(unit, start, end)]
    above = {unit.unit: units.above(unit, start, takers) for unit in living}
    parents = {unit: parent for unit, parent in above.items() if parent is not None}
    children: dict[str, list[str]] = {}
    for unit_id, parent in parents.items():
        children.setdefault(parent, []).append(unit_id)
    changes = [c for c in units.changes if start < c.date <= end and c.from_unit != c.to_unit]
    below = {parent: tuple(found) for parent, found in children.items()}
    during = frozenset(unit.unit for unit in living)
    at_end = frozenset(unit.unit for unit in living if unit.exists_on(end))
    passed = tuple(change for change in changes if change in whole)
    return Tree(
        below,
        parents,
        during,
        at_end,
        Turn(passed, during - at_end, below),
        _formed(units, changes, start, whole),
    )


def _formed(
    units: UnitRegister,
    changes: Sequence[UnitChange],
    start: date,
    whole: frozenset[UnitChange],
) -> Mapping[str, tuple[str, ...]]:
    givers: dict[str, list[UnitChange]] = {}
    for change in changes:
        if not units.get(change.to_unit).exists_on(start):
            givers.setdefault(change.to_unit, []).append(change)
    return {
        unit: tuple(change.from_unit for change in found)
        for unit, found in givers.items()
        if whole.issuperset(found)
    }


def _exists_between(unit: Unit, start: date, end: date) -> bool:
    """As ``Unit.exists_during``, with the period's days worked out once for all units."""
    started = unit.valid_from is None or unit.valid_from <= end
    return started and (unit.valid_to is None or start <= unit.valid_to)
