"""Say on a page which figures of it were sent but are held back until they are put right.

Only what the audience may know is counted. A page that no such figure belongs to says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from site_builder.model.dataset import HeldBack
from site_builder.model.pages import UnitBody
from site_builder.model.period import parse_period
from site_builder.render.components import HeldBackView, LinkView
from site_builder.render.scope import CONTENT_KINDS, Scope

MOST_ITEMS = 12
"""So many indicators or units are named on a page; the others are counted."""

_OF_ALL = ("home", "indicators", "units", "data")
"""Pages on which figures of every indicator and unit stand."""


def make_held_back(scope: Scope) -> HeldBackView | None:
    """Make the notice of a page; None where nothing on it is held back."""
    held = scope.context.disclosed.held_back
    if not held:
        return None
    spec = scope.spec
    if spec.kind == "unit":
        return _of_unit(scope, held)
    if spec.kind == "indicator" or (spec.kind == "reporting" and spec.id):
        mine = [one for one in held if one.indicator == spec.id]
        return _make(scope, mine, _by_unit(scope, mine))
    if spec.kind in (*_OF_ALL, "reporting"):
        return _make(scope, held, _by_indicator(scope, held))
    mine = [one for one in held if one.indicator in _shown(scope)]
    return _make(scope, mine, _by_indicator(scope, mine))


def _of_unit(scope: Scope, held: Sequence[HeldBack]) -> HeldBackView | None:
    """Make the notice of a unit.

    The sums on its page lack what is held back below it; its earlier figures on today's units
    lack what is held back of the units that passed into it.
    """
    mine = [one for one in held if one.unit == scope.spec.id]
    body = scope.spec.body
    former = body.forerunners if isinstance(body, UnitBody) else frozenset()
    below = _count(
        scope, "below", held, _units_below(scope, {one.unit for one in held if one.unit})
    )
    forerunners = _count(scope, "forerunners", held, former)
    view = _make(scope, mine, _by_indicator(scope, mine, with_periods=True))
    if view is not None:
        return replace(view, below=below, forerunners=forerunners)
    if below:
        return HeldBackView(below, forerunners=forerunners)
    return HeldBackView(forerunners) if forerunners else None


def _count(scope: Scope, which: str, held: Sequence[HeldBack], units: AbstractSet[str]) -> str:
    """Say how many figures of some units are held back; "" where none is."""
    count = sum(one.unit in units for one in held)
    return scope.word(f"held_back.{which}", count=count) if count else ""


def _units_below(scope: Scope, units: set[str]) -> set[str]:
    """Return those of some units that stand below the page's own."""
    register = scope.context.disclosed.units
    parents = register.last_parents()
    return {
        unit
        for unit in units
        if scope.spec.id in (above.unit for above in register.ancestors(unit, parents))
    }


def _shown(scope: Scope) -> set[str]:
    """Return the indicators that a page of text shows something of."""
    pages = scope.context.disclosed.pages
    if scope.spec.kind not in CONTENT_KINDS:
        return set()
    return {
        argument
        for page in pages
        if page.key == scope.spec.id
        for call in page.calls
        for argument in call.arguments[:1]
    }


def _make(scope: Scope, held: Sequence[HeldBack], items: Sequence[LinkView]) -> HeldBackView | None:
    if not held:
        return None
    more = len(items) - MOST_ITEMS
    return HeldBackView(
        text=scope.word("held_back.count", count=len(held)),
        items=tuple(items[:MOST_ITEMS]),
        more=scope.word("held_back.more", count=more) if more > 0 else "",
    )


def _by_unit(scope: Scope, held: Sequence[HeldBack]) -> list[LinkView]:
    return [
        LinkView(scope.unit_name(unit), scope.href("unit", unit), _periods(scope, mine))
        for unit, mine in _grouped(held, lambda one: one.unit, scope.context.disclosed.units.units)
    ]


def _by_indicator(
    scope: Scope, held: Sequence[HeldBack], *, with_periods: bool = False
) -> list[LinkView]:
    codes = scope.context.disclosed.indicators
    return [
        LinkView(
            f"{scope.text(codes[code].title)} ({code})",
            scope.href("indicator", code),
            _periods(scope, mine) if with_periods else str(len(mine)),
        )
        for code, mine in _grouped(held, lambda one: one.indicator, codes)
    ]


def _grouped(
    held: Sequence[HeldBack], name: Callable[[HeldBack], str], order: Iterable[str]
) -> list[tuple[str, list[HeldBack]]]:
    """Group figures by a part of theirs; those that do not say it rightly are in no group."""
    groups: dict[str, list[HeldBack]] = {}
    for one in held:
        groups.setdefault(name(one), []).append(one)
    return [(key, groups[key]) for key in order if key in groups]


def _periods(scope: Scope, held: Sequence[HeldBack]) -> str:
    """Write the different periods of some figures, oldest first."""
    periods = {period for one in held if (period := parse_period(one.period)) is not None}
    return ", ".join(scope.period(period) for period in sorted(periods))
