"""Work out which units of an earlier day make up a unit of today, and in what shares.

Only the dated register of changes counts: names and official codes are used again for
other units, so nothing is matched by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from site_builder.model.period import Period
from site_builder.model.units import Unit, UnitChange, UnitRegister


@dataclass(frozen=True, slots=True)
class Lineage:
    """A unit's territory as the units of an earlier period.

    ``shares`` holds (unit, share of it); ``changes`` are the mergers and splits between,
    oldest first. ``is_exact`` is false where a unit was split and nobody said how.
    """

    shares: tuple[tuple[str, float], ...]
    changes: tuple[UnitChange, ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What became of the units' territories.

    ``forerunners`` gives, for each unit whose territory ever changed, the unit itself and
    all that ever passed into it. ``lineages`` holds (unit, period) where a change lies
    between the period and the unit's latest territory. ``straddled`` holds, for periods in
    which any change lies, the unit's changes since the period's first day.
    """

    forerunners: Mapping[str, frozenset[str]]
    lineages: Mapping[tuple[str, Period], Lineage]
    straddled: Mapping[tuple[str, Period], tuple[UnitChange, ...]]


def find_ancestry(units: UnitRegister, periods: Iterable[Period], today: date) -> Ancestry:
    """Look through the register of changes once, for all indicators."""
    register = _index(units)
    touched = sorted(register.into.keys() | register.out_of.keys())
    days = sorted({change.date for change in units.changes})
    known = frozenset(periods)
    early = [period for period in known if days and period.end < days[-1]]
    split = [p for p in known if any(p.start < day <= p.end for day in days)]
    traced = {(u, p): _trace(u, p, p.end, today, register) for u in touched for p in early}
    wider = {(u, p): _trace(u, p, p.start, today, register) for u in touched for p in split}
    return Ancestry(
        {unit: _forerunners(unit, register) for unit in touched},
        {key: lineage for key, lineage in traced.items() if lineage.changes},
        {key: lineage.changes for key, lineage in wider.items() if lineage.changes},
    )


@dataclass(frozen=True, slots=True)
class _Register:
    """The changes by the unit they lead into and out of; those to itself only in ``targets``.

    ``targets`` counts the units among which one is shared out on a day.
    """

    units: Mapping[str, Unit]
    into: Mapping[str, tuple[UnitChange, ...]]
    out_of: Mapping[str, tuple[UnitChange, ...]]
    targets: Mapping[tuple[str, date], int]


def _index(units: UnitRegister) -> _Register:
    into: dict[str, list[UnitChange]] = {}
    out_of: dict[str, list[UnitChange]] = {}
    targets: dict[tuple[str, date], set[str]] = {}
    for change in units.changes:
        targets.setdefault((change.from_unit, change.date), set()).add(change.to_unit)
        if change.from_unit != change.to_unit:
            into.setdefault(change.to_unit, []).append(change)
            out_of.setdefault(change.from_unit, []).append(change)
    return _Register(
        units.units,
        {unit: tuple(changes) for unit, changes in into.items()},
        {unit: tuple(changes) for unit, changes in out_of.items()},
        {key: len(found) for key, found in targets.items()},
    )


def _forerunners(unit: str, register: _Register) -> frozenset[str]:
    found = {unit}
    waiting = [unit]
    while waiting:
        sources = {change.from_unit for change in register.into.get(waiting.pop(), ())} - found
        found |= sources
        waiting.extend(sorted(sources))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Span:
    """A period looked back to, and the days between which changes count: neither included."""

    period: Period
    after: date
    until: date


def _trace(unit: str, period: Period, after: date, today: date, register: _Register) -> Lineage:
    """Return what a unit consisted of in a period, seen from its latest territory.

    Only changes after a day count. A unit that has since ended is seen from its last day;
    changes still ahead of ``today`` do not count.
    """
    ends = [change.date for change in register.out_of.get(unit, ()) if _ends(change, register)]
    until = min([*ends, today + timedelta(days=1)])
    steps = list(_walk(unit, 1.0, _Span(period, after, until), register))
    shares: dict[str, float] = {}
    for step in steps:
        shares[step.unit] = shares.get(step.unit, 0.0) + step.share
    changes = {change for step in steps for change in step.changes}
    return Lineage(
        tuple(sorted((unit, share) for unit, share in shares.items() if share > 0)),
        tuple(sorted(changes, key=lambda c: (c.date, c.from_unit, c.to_unit))),
        all(step.is_exact for step in steps),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    unit: str
    share: float
    changes: tuple[UnitChange, ...]
    is_exact: bool


def _walk(unit: str, share: float, span: _Span, register: _Register) -> Iterator[_Step]:
    """Yield what one unit consisted of between a period and a later day, itself first.

    It ends: every step down looks at changes before the one it came by.
    """
    incoming = [change for change in register.into.get(unit, ()) if _lies_in(change, span)]
    outgoing = [change for change in register.out_of.get(unit, ()) if _lies_in(change, span)]
    passed_on = [_share_passed(change, register) for change in outgoing]
    rest = max(0.0, 1.0 - sum(part or 0.0 for part in passed_on))
    # A unit that neither existed nor came from others stays listed: its figure is missing.
    listed = register.units[unit].exists_during(span.period) or not incoming
    yield _Step(unit, share * rest if listed else 0.0, tuple(outgoing), None not in passed_on)
    for change in incoming:
        passed = _share_passed(change, register)
        yield _Step(change.from_unit, 0.0, (change,), passed is not None)
        earlier = replace(span, until=change.date)
        yield from _walk(change.from_unit, share * (passed or 0.0), earlier, register)


def _lies_in(change: UnitChange, span: _Span) -> bool:
    return span.after < change.date < span.until


def _share_passed(change: UnitChange, register: _Register) -> float | None:
    """Return the share that passes on; None for a split of which nobody said the shares."""
    if change.share is not None:
        return change.share
    return 1.0 if register.targets[change.from_unit, change.date] == 1 else None


def _ends(change: UnitChange, register: _Register) -> bool:
    """Whether a unit's own territory is over with a change."""
    goes_whole = _share_passed(change, register) == 1.0
    return goes_whole or not register.units[change.from_unit].exists_on(change.date)
