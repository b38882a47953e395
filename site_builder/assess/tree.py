"""Who stands below whom, period by period, and which units owe an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder.model.indicator import Indicator
from site_builder.model.period import Period
from site_builder.model.units import Unit, UnitRegister


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of one period.

    ``children`` maps a unit to those directly below it that exist on any day of the
    period, in the register's order; ``parents`` is the same the other way round. ``during``
    are all that exist on any day of it, and ``at_end`` those in force on its last day.
    """

    children: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    during: frozenset[str]
    at_end: frozenset[str]


def grow_trees(units: UnitRegister, periods: Iterable[Period]) -> Mapping[Period, Tree]:
    """Build the tree of each period once; all indicators share them."""
    takers = units.takers()
    return {period: _grow(units, takers, period.start, period.end) for period in periods}


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


def _grow(units: UnitRegister, takers: Mapping[str, str | None], start: date, end: date) -> Tree:
    living = [unit for unit in units.units.values() if _exists_between(unit, start, end)]
    above = {unit.unit: units.above(unit, start, takers) for unit in living}
    parents = {unit: parent for unit, parent in above.items() if parent is not None}
    children: dict[str, list[str]] = {}
    for unit_id, parent in parents.items():
        children.setdefault(parent, []).append(unit_id)
    return Tree(
        {parent: tuple(below) for parent, below in children.items()},
        parents,
        frozenset(unit.unit for unit in living),
        frozenset(unit.unit for unit in living if unit.exists_on(end)),
    )


def _exists_between(unit: Unit, start: date, end: date) -> bool:
    """As ``Unit.exists_during``, with the period's days worked out once for all units."""
    started = unit.valid_from is None or unit.valid_from <= end
    return started and (unit.valid_to is None or start <= unit.valid_to)
