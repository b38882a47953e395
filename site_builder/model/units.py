"""Reporting units over time: who exists when, under whom, and what became of them.

A unit is its stable id. Official codes and names are re-used after mergers (an old
commune's code now denotes another commune, and new communes bear the names of abolished
districts), so nothing is ever looked up by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from site_builder.model.period import Period
from site_builder.model.text import Text


class UnitState(Enum):
    """Where a unit stands on a day: still to be formed, in force, or a thing of the past."""

    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Unit:
    """One reporting unit; ``valid_to`` is the last day on which it exists.

    ``shared_in`` are the languages in which another unit bears the same name.
    """

    unit: str
    name: Text
    code: str = ""
    level: str = ""
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    map_column: int | None = None
    map_row: int | None = None
    shared_in: frozenset[str] = frozenset()

    def exists_on(self, day: date) -> bool:
        """Whether the unit is in force on a day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)

    def state_on(self, day: date) -> UnitState:
        """Return where the unit stands on a day."""
        if self.exists_on(day):
            return UnitState.IN_FORCE
        is_ahead = self.valid_from is not None and day < self.valid_from
        return UnitState.ANNOUNCED if is_ahead else UnitState.ENDED

    def exists_during(self, period: Period) -> bool:
        """Whether the unit is in force on any day of a period, so that a figure is allowed."""
        started = self.valid_from is None or self.valid_from <= period.end
        return started and (self.valid_to is None or period.start <= self.valid_to)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """On ``date`` all (``share`` None) or a share of ``from_unit`` passes to ``to_unit``."""

    date: date
    from_unit: str
    to_unit: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class UnitRegister:
    """All units by id, in the file's order, and the changes between them, oldest first."""

    units: Mapping[str, Unit]
    changes: tuple[UnitChange, ...] = ()

    def get(self, unit: str) -> Unit:
        """Return a unit by id; the validate stage has made sure that it exists."""
        return self.units[unit]

    def children(self, unit: str, period: Period) -> tuple[Unit, ...]:
        """Return the units directly below one that exist on any day of a period."""
        takers = self.takers()
        return tuple(
            u
            for u in self.units.values()
            if u.exists_during(period) and self.above(u, period.start, takers) == unit
        )

    def roots(self, day: date) -> tuple[Unit, ...]:
        """Return the units without a parent that exist on a day."""
        return tuple(u for u in self.units.values() if u.parent is None and u.exists_on(day))

    def takers(self) -> Mapping[str, str | None]:
        """Return, for each unit that ended, the unit that its children stand below from then on.

        It is the one unit of the same level into which it went whole; else, as where a level
        was abolished, the unit above it, None where there is none.
        """
        targets: dict[str, set[str]] = {}
        for change in self.changes:
            giver = self.units.get(change.from_unit)
            if giver is not None and giver.unit != change.to_unit:
                ended = giver.valid_to
                if ended is not None and change.date == ended + timedelta(days=1):
                    targets.setdefault(change.from_unit, set()).add(change.to_unit)
        return {
            unit.unit: self._taker(unit, targets.get(unit.unit, set()))
            for unit in self.units.values()
            if unit.valid_to is not None
        }

    def _taker(self, unit: Unit, targets: set[str]) -> str | None:
        heirs = [t for t in targets if t in self.units and self.units[t].level == unit.level]
        return heirs[0] if len(targets) == len(heirs) == 1 else unit.parent

    def above(self, unit: Unit, day: date, takers: Mapping[str, str | None]) -> str | None:
        """Return the id of the unit directly above one from a day on, or None.

        The register holds one parent for a unit. Where that one had ended before the day,
        what took it over stands in its place; ``takers`` says what that is.
        """
        parent, seen = unit.parent, {unit.unit}
        while parent is not None and parent in self.units and parent not in seen:
            ended = self.units[parent].valid_to
            if ended is None or ended >= day:
                return parent
            seen.add(parent)
            parent = takers.get(parent)
        return None

    def last_parents(self) -> Mapping[str, str | None]:
        """Return the unit directly above each one on its last day, or today for one in force.

        Worked out for all units at once: each answer needs a look at all changes.
        """
        takers = self.takers()
        return {
            unit.unit: self.above(unit, unit.valid_to or date.max, takers)
            for unit in self.units.values()
        }

    def ancestors(self, unit: str, parents: Mapping[str, str | None]) -> tuple[Unit, ...]:
        """Return the units above one, the nearest first; a cycle ends the walk.

        ``parents`` are those of a time, as ``last_parents`` gives them.
        """
        found: list[Unit] = []
        seen = {unit}
        parent = parents.get(unit)
        while parent is not None and parent in self.units and parent not in seen:
            seen.add(parent)
            found.append(self.units[parent])
            parent = parents.get(parent)
        return tuple(found)

    def successors(self, unit: str) -> tuple[UnitChange, ...]:
        """Return the changes by which a unit passed on, oldest first."""
        return tuple(change for change in self.changes if change.from_unit == unit)

    def share_of(self, change: UnitChange) -> float | None:
        """Return the share that passes on: the whole without one; None for an unknown part.

        A unit that passes to several others on one day was split.
        """
        if change.share is not None:
            return change.share
        targets = {c.to_unit for c in self.successors(change.from_unit) if c.date == change.date}
        return 1.0 if len(targets) <= 1 else None

    def predecessors(self, unit: str) -> tuple[UnitChange, ...]:
        """Return the changes by which others came into a unit, oldest first."""
        return tuple(change for change in self.changes if change.to_unit == unit)


def whole_changes(changes: Iterable[UnitChange]) -> tuple[UnitChange, ...]:
    """Return the changes by which all of a unit passes into one other."""
    known = tuple(changes)
    targets: dict[tuple[date, str], set[str]] = {}
    for change in known:
        targets.setdefault((change.date, change.from_unit), set()).add(change.to_unit)
    return tuple(
        change
        for change in known
        if change.share == 1.0
        or (change.share is None and len(targets[change.date, change.from_unit]) == 1)
    )


def mark_shared_names(register: UnitRegister, languages: Sequence[str]) -> UnitRegister:
    """Return the register with each unit knowing in which languages its name is not its own.

    Found once for all: names are written thousands of times.
    """
    counts = {
        language: Counter(unit.name.best(language) for unit in register.units.values())
        for language in languages
    }
    units = {
        key: replace(
            unit,
            shared_in=frozenset(
                language for language in languages if counts[language][unit.name.best(language)] > 1
            ),
        )
        for key, unit in register.units.items()
    }
    return replace(register, units=units)
