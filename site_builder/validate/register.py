"""Look for faults of the register of units that show only between its rows.

A copy of an official list may have lost a unit, kept one that had been merged, or hold one
twice; the sums over such a register are wrong without any figure being so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from site_builder.diagnostics import Fact, Rule, Severity
from site_builder.model.units import Unit, UnitChange, UnitRegister, whole_changes

PARENT_ENDED = Rule("SB355", Severity.WARNING)
NO_SUCCESSOR = Rule("SB356", Severity.WARNING)
NO_PREDECESSOR = Rule("SB357", Severity.WARNING)
CHAIN_ON_A_DAY = Rule("SB358")
SAME_UNIT_TWICE = Rule("SB359", Severity.WARNING)
BEGINS_EARLY = Rule("SB382", Severity.WARNING)
NO_PARENT = Rule("SB383", Severity.WARNING)
PARENT_BEGINS_LATER = Rule("SB386", Severity.WARNING)
NOTHING_SAID = Rule("SB397", Severity.WARNING)

DAY = timedelta(days=1)
EARLY = timedelta(days=366)
"""A unit that took others in after a longer time than this was there before, as a rule."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one unit of the register; ``column`` is where its row says so."""

    rule: Rule
    unit: str
    column: str
    facts: Mapping[str, Fact]


def find_faults(register: UnitRegister, *, thorough: bool = False) -> tuple[Fault, ...]:
    """Return the faults of units, in the register's order for each rule.

    Args:
        register: The units and changes whose rows have no error.
        thorough: Tell also of units whose parent ended where it is known what took the
            parent over: that is right as a rule, and worth a look when a register is checked.
    """
    return (
        *_orphans(register, thorough=thorough),
        *_without_parent(register),
        *_younger_parents(register),
        *_lost(register),
        *_unexplained(register),
        *_doubles(register),
    )


def find_chains(changes: Iterable[UnitChange]) -> Mapping[UnitChange, tuple[str, ...]]:
    """Return the changes into a unit that goes whole elsewhere on the very same day.

    On one day there is no before and after: a went into b and b into c is either a went
    into c, or two days. The units are given in the order of passing on, the first one again
    at the end of a circle; of the two rows of a circle of two only the first is told.
    """
    known = tuple(changes)
    onward = {(change.date, change.from_unit): change for change in whole_changes(known)}
    found: dict[UnitChange, tuple[str, ...]] = {}
    for change in known:
        following = onward.get((change.date, change.to_unit))
        if following is None or (following in found and following.to_unit == change.from_unit):
            continue
        found[change] = (change.from_unit, change.to_unit, following.to_unit)
    return found


def _orphans(register: UnitRegister, *, thorough: bool) -> Iterator[Fault]:
    """Yield the units that outlive the unit above them."""
    takers = register.takers()
    for unit in register.units.values():
        parent = register.units.get(unit.parent or "")
        if parent is None or parent.valid_to is None:
            continue
        if unit.valid_to is not None and unit.valid_to <= parent.valid_to:
            continue
        above = register.above(unit, parent.valid_to + DAY, takers)
        if above is None or thorough:
            ended = parent.valid_to.isoformat()
            facts: dict[str, Fact] = {"value": parent.unit, "unit": unit.unit, "ended": ended}
            yield Fault(PARENT_ENDED, unit.unit, "parent", facts | {"suggestion": above or ""})


def _without_parent(register: UnitRegister) -> Iterator[Fault]:
    """Yield units without a parent beside others of their level that have one.

    Beside: in force on a common day. A unit that has units of its own level below it stands
    at the head of them.
    """
    heads = {(unit.parent, unit.level) for unit in register.units.values()}
    starts: dict[str, list[date]] = {}
    ends: dict[str, list[date]] = {}
    for unit in register.units.values():
        if unit.parent is not None and unit.level:
            starts.setdefault(unit.level, []).append(unit.valid_from or date.min)
            ends.setdefault(unit.level, []).append(unit.valid_to or date.max)
    for days in (*starts.values(), *ends.values()):
        days.sort()
    for unit in register.units.values():
        if unit.parent is None and unit.level in starts and (unit.unit, unit.level) not in heads:
            begun = bisect_right(starts[unit.level], unit.valid_to or date.max)
            count = begun - bisect_left(ends[unit.level], unit.valid_from or date.min)
            if count > 0:
                yield Fault(NO_PARENT, unit.unit, "parent", {"value": unit.unit, "count": count})


def _younger_parents(register: UnitRegister) -> Iterator[Fault]:
    """Yield the units that are in force before the unit above them."""
    for unit in register.units.values():
        parent = register.units.get(unit.parent or "")
        begun = parent.valid_from if parent is not None else None
        if begun is not None and (unit.valid_from or date.min) < begun:
            day = begun.isoformat()
            facts: dict[str, Fact] = {"value": unit.parent or "", "unit": unit.unit, "day": day}
            yield Fault(PARENT_BEGINS_LATER, unit.unit, "parent", facts)


def _lost(register: UnitRegister) -> Iterator[Fault]:
    """Yield units that end or begin beside the changes that should account for them."""
    joined = _first_joined(register)
    gave, took = _by_day(register, "from_unit"), _by_day(register, "to_unit")
    for unit in register.units.values():
        day = unit.valid_to + DAY if unit.valid_to is not None else None
        if day is not None and _is_left_out(unit, gave.get(day, {})):
            yield _left_out(NO_SUCCESSOR, unit, "valid_to", day, gave[day])
        day = unit.valid_from
        if day is not None and _is_left_out(unit, took.get(day, {})):
            yield _left_out(NO_PREDECESSOR, unit, "valid_from", day, took[day])
        elif day is not None and day < joined.get(unit.unit, day) <= day + EARLY:
            facts: dict[str, Fact] = {"value": unit.unit, "start": day.isoformat()}
            facts["day"] = joined[unit.unit].isoformat()
            yield Fault(BEGINS_EARLY, unit.unit, "valid_from", facts)


def _unexplained(register: UnitRegister) -> Iterator[Fault]:
    """Yield the first unit of a level that ends where others begin and no change tells why.

    A level that was abolished ends without others of it beginning.
    """
    told = {
        (change.date, register.units[unit].level)
        for change in register.changes
        for unit in (change.from_unit, change.to_unit)
    }
    ended: dict[tuple[date, str], list[Unit]] = {}
    for unit in register.units.values():
        if unit.valid_to is not None and unit.level:
            ended.setdefault((unit.valid_to + DAY, unit.level), []).append(unit)
    started = Counter((unit.valid_from, unit.level) for unit in register.units.values())
    for (day, level), units in ended.items():
        begun = started[day, level]
        if begun and (day, level) not in told:
            facts: dict[str, Fact] = {"value": units[0].unit, "day": day.isoformat()}
            facts |= {"ended": len(units), "started": begun}
            yield Fault(NOTHING_SAID, units[0].unit, "valid_to", facts)


def _first_joined(register: UnitRegister) -> Mapping[str, date]:
    """Return the first day of changes into each unit, where a whole unit came in that day."""
    first: dict[str, date] = {}
    for change in register.changes:
        first.setdefault(change.to_unit, change.date)
    whole = {(change.to_unit, change.date) for change in whole_changes(register.changes)}
    return {unit: day for unit, day in first.items() if (unit, day) in whole}


_Levels = Mapping[str, frozenset[str]]
"""The units of each level that give or take on a day."""


def _by_day(register: UnitRegister, side: str) -> Mapping[date, _Levels]:
    days: dict[date, dict[str, frozenset[str]]] = {}
    for change in register.changes:
        unit = register.units.get(getattr(change, side))
        if unit is not None:
            levels = days.setdefault(change.date, {})
            levels[unit.level] = levels.get(unit.level, frozenset()) | {unit.unit}
    return days


def _is_left_out(unit: Unit, levels: _Levels) -> bool:
    involved = levels.get(unit.level, frozenset())
    return bool(involved) and unit.unit not in involved


def _left_out(rule: Rule, unit: Unit, column: str, day: date, levels: _Levels) -> Fault:
    count = len(levels[unit.level])
    facts: dict[str, Fact] = {"value": unit.unit, "day": day.isoformat(), "count": count}
    return Fault(rule, unit.unit, column, facts)


def _doubles(register: UnitRegister) -> Iterator[Fault]:
    """Yield units with the name, level and parent of another one that is in force as well."""
    alike: dict[tuple[str, str, str | None], list[Unit]] = {}
    for unit in register.units.values():
        name = unit.name.translations[0][1] if unit.name.translations else ""
        if name:
            alike.setdefault((name, unit.level, unit.parent), []).append(unit)
    for units in alike.values():
        ordered = sorted(units, key=lambda unit: unit.valid_from or date.min)
        for one, other in pairwise(ordered):
            if one.valid_to is None or (other.valid_from or date.min) <= one.valid_to:
                name = other.name.translations[0][1]
                facts: dict[str, Fact] = {"value": name, "unit": other.unit, "other": one.unit}
                yield Fault(SAME_UNIT_TWICE, other.unit, "name", facts)


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many units of a level are in force before a day and from it on.

    ``ended`` and ``started`` count those that make the difference; ``merged`` the units that
    pass on as a whole that day.
    """

    level: str
    before: int
    after: int
    ended: int
    started: int
    merged: int


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which units begin, end or change, level by level in the register's order."""

    day: date
    levels: tuple[LevelCount, ...]


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """The register in numbers, to be held against the resolutions behind it.

    ``days`` are oldest first; a level stands in a day only where something happens to it.
    """

    units: int
    changes: int
    days: tuple[ChangeDay, ...]


def summarise_register(register: UnitRegister) -> RegisterSummary:
    """Count the units in force around each day on which the register changes."""
    units = tuple(register.units.values())
    days = {unit.valid_from for unit in units} | {change.date for change in register.changes}
    days |= {unit.valid_to + DAY for unit in units if unit.valid_to is not None}
    counted = (_count_day(day, units, register.changes) for day in sorted(filter(None, days)))
    return RegisterSummary(
        len(units), len(register.changes), tuple(day for day in counted if day.levels)
    )


def _count_day(day: date, units: Sequence[Unit], changes: Sequence[UnitChange]) -> ChangeDay:
    today = tuple(change for change in changes if change.date == day)
    whole = {change.from_unit for change in whole_changes(today)}
    touched = {unit for change in today for unit in (change.from_unit, change.to_unit)}
    found = []
    for level in dict.fromkeys(unit.level for unit in units):
        own = [unit for unit in units if unit.level == level]
        before = {unit.unit for unit in own if unit.exists_on(day - DAY)}
        after = {unit.unit for unit in own if unit.exists_on(day)}
        if before != after or touched & {unit.unit for unit in own}:
            gone, new, merged = len(before - after), len(after - before), len(before & whole)
            found.append(LevelCount(level, len(before), len(after), gone, new, merged))
    return ChangeDay(day, tuple(found))
