"""Sum an indicator up the tree of units.

A sum is over the units that reported. A unit's own figure counts for everything below it;
a unit without one hands the question down to the units below. So every sum knows how many
figures were due and how many could be added, and says when some are lacking:

* a figure that is only a rate, or is withheld, is due and not counted;
* a unit is due if it exists on the period's last day, and whoever reported counts too;
* "not applicable" is not due; "nil" is counted and adds nothing;
* only units that owe the indicator are due (``tree.owing_units``), so communes that never
  report do not make every sum incomplete;
* in a period in which units merged, a figure that grows within the year holds what the
  predecessors counted, so theirs are left out, and so is an abolished district's where its
  communes go on; and a unit formed within the period owes nothing for it if all units that it
  was formed from reported it;
* a unit that ended within the period has no sum of units that outlived it: their figures are
  of days on which it was gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from site_builder.assess.adding import add_figures, is_addable
from site_builder.assess.tree import Tree
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.portal import Figure
from site_builder.model.succession import NOBODY, Held, find_held


@dataclass(frozen=True, slots=True)
class Scope:
    """One indicator, breakdown and period: ``own`` are the reported figures by unit."""

    indicator: Indicator
    period: Period
    own: Mapping[str, Figure]
    owing: frozenset[str]
    tree: Tree


@dataclass(frozen=True, slots=True)
class _Merged:
    """What mergers within the period mean for its sums.

    ``held`` are the units whose figures others hold; ``covered`` are units formed within the
    period that their predecessors speak for.
    """

    held: Held
    covered: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many figures were due below a unit, and those that can be added."""

    due: int = 0
    parts: tuple[Figure, ...] = ()


_NOTHING = _Tally()
_LACKING = _Tally(due=1)
_WITHHELD = ObsStatus.SUPPRESSED


def sum_up(scope: Scope) -> Mapping[str, Figure]:
    """Return the sums of one period by unit: for each unit with at least one part below it.

    A unit's own figure does not stand in its way: what becomes of the two is decided by
    whoever asked.
    """
    sums = {}
    counted = {unit for unit, figure in scope.own.items() if _has_count(figure)}
    grows, turn = scope.indicator.cumulative, scope.tree.turn
    held = find_held(turn if grows else replace(turn, passed=()), counted)
    merged = _Merged(held if grows else NOBODY, _find_covered(scope))
    for unit in sorted((_above(scope.own, scope.tree) & scope.tree.during) - held.outlived):
        tally = _tally_below(unit, scope, merged)
        if tally.parts:
            summed = add_figures(
                scope.indicator, scope.period, [(part, 1.0) for part in tally.parts]
            )
            sums[unit] = replace(summed, due=tally.due, counted=len(tally.parts))
    return sums


def _above(reporters: Iterable[str], tree: Tree) -> frozenset[str]:
    """Return the units above any of those that reported."""
    found: set[str] = set()
    for reporter in reporters:
        parent = tree.parents.get(reporter)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = tree.parents.get(parent)
    return frozenset(found)


def _has_count(figure: Figure) -> bool:
    """Whether a row stands for a count, be it withheld, and not for the lack of one."""
    return figure.value is not None or figure.status is _WITHHELD


def _find_covered(scope: Scope) -> frozenset[str]:
    found: set[str] = set()
    for unit, givers in scope.tree.formed.items():
        if all(giver in found or _has_reported(scope.own.get(giver)) for giver in givers):
            found.add(unit)
    return frozenset(found)


def _has_reported(figure: Figure | None) -> bool:
    return figure is not None and figure.status is not ObsStatus.MISSING


def _tally_below(unit: str, scope: Scope, merged: _Merged) -> _Tally:
    children = scope.tree.children.get(unit, ())
    tallies = [_tally_of(c, scope, merged) for c in children if c not in merged.held.contained]
    return _Tally(
        sum(tally.due for tally in tallies),
        tuple(part for tally in tallies for part in tally.parts),
    )


def _tally_of(unit: str, scope: Scope, merged: _Merged) -> _Tally:
    own = None if unit in merged.held.outlived else scope.own.get(unit)
    if own is None:
        return _tally_silent(unit, scope, merged)
    if own.status is ObsStatus.NOT_APPLICABLE:
        return _NOTHING
    if own.status is ObsStatus.MISSING:
        below = _tally_below(unit, scope, merged)
        return below if below.parts else _expected(unit, scope, merged)
    return _Tally(1, (own,)) if is_addable(scope.indicator, own) else _LACKING


def _tally_silent(unit: str, scope: Scope, merged: _Merged) -> _Tally:
    """A unit without a row: those below speak for it, or it owes a figure itself."""
    below = _tally_below(unit, scope, merged)
    if below.due:
        return below
    return _expected(unit, scope, merged) if unit in scope.owing else _NOTHING


def _expected(unit: str, scope: Scope, merged: _Merged) -> _Tally:
    is_due = unit in scope.tree.at_end and unit not in merged.covered
    return _LACKING if is_due else _NOTHING
