"""Tell which figures of a period others hold already, where units changed within it.

A figure that grows within the year is of the territory at the period's end: a successor's
holds what its predecessors counted, and the communes of an abolished district hold among
them what the district had counted until its last day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from site_builder.model.units import UnitChange


@dataclass(frozen=True, slots=True)
class Held:
    """Units whose figures must not be added.

    ``contained`` went whole into one that has a figure: neither they nor any unit below them
    counts. ``outlived`` ended, and units below them, or what those went into, have figures:
    their own does not count, those below do.
    """

    contained: frozenset[str]
    outlived: frozenset[str]


NOBODY = Held(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened to units within a period.

    ``passed`` are the changes by which one went whole into another, oldest first; ``ended``
    are the units that the period outlasts.
    """

    passed: Sequence[UnitChange]
    ended: frozenset[str]
    children: Mapping[str, Sequence[str]]


def find_held(turn: Turn, counted: Collection[str]) -> Held:
    """Return the units whose figures others hold; ``counted`` are the units with a figure."""
    contained: set[str] = set()
    for change in reversed(turn.passed):
        if change.to_unit in contained or change.to_unit in counted:
            contained.add(change.from_unit)
    ended = sorted(turn.ended - contained)
    outlived = frozenset(u for u in ended if _is_outlived(u, turn, contained, counted))
    return Held(frozenset(contained), outlived)


def _is_outlived(
    unit: str, turn: Turn, contained: Collection[str], counted: Collection[str]
) -> bool:
    return any(
        child in contained
        or (child in counted and child not in turn.ended)
        or _is_outlived(child, turn, contained, counted)
        for child in turn.children.get(unit, ())
    )
