"""Show what is owed: which figures, by whom, by when; what belongs together as one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from site_builder.model.period import Frequency
from site_builder.model.portal import Due
from site_builder.render.components import DueView, LinkView, StatusView
from site_builder.render.scope import Scope

UNIT = "unit"
INDICATOR = "indicator"


def fewest_owners(dues: Iterable[Due]) -> str:
    """Say by what owed figures make the shorter list: by ``unit`` or by ``indicator``.

    One body that owes five indicators is one line, and so is one indicator that ninety
    units owe.
    """
    listed = list(dues)
    lines = {owner: len({_key(due, owner) for due in listed}) for owner in (UNIT, INDICATOR)}
    return UNIT if lines[UNIT] <= lines[INDICATOR] else INDICATOR


def make_dues(
    scope: Scope,
    dues: Iterable[Due],
    owner: str,
    most: int | None = None,
    *,
    in_full: bool = False,
) -> tuple[DueView, ...]:
    """Make one line of all that an owner owes for a period, the longest overdue first.

    Args:
        scope: The page.
        dues: What is owed, in any order.
        owner: ``unit`` or ``indicator``: what a line is about; it lists the other.
        most: So many items are named in a line, the others counted; None names all.
        in_full: Whether indicators are named by their titles, not by their codes alone.
    """
    ordered = sorted(dues, key=lambda due: (_key(due, owner), due.indicator, due.unit))
    groups = (list(group) for _, group in groupby(ordered, key=lambda due: _key(due, owner)))
    return tuple(_make_line(scope, group, owner, most, in_full=in_full) for group in groups)


def _key(due: Due, owner: str) -> tuple[object, ...]:
    """Return what the figures of one line have in common, the most pressing first."""
    state = (not due.overdue, due.reported, due.held_back)
    return (due.due_date, *state, due.period, getattr(due, owner))


def _make_line(
    scope: Scope, dues: Sequence[Due], owner: str, most: int | None, *, in_full: bool
) -> DueView:
    first = dues[0]
    name = "overdue" if first.overdue else "due"
    said = "held_back" if first.held_back else "reported" if first.reported else name
    shown = dues[:most]
    hidden = len(dues) - len(shown)
    if owner == UNIT:
        subject = _unit(scope, first)
        items = tuple(_indicator(scope, due, in_full=in_full) for due in shown)
        more = scope.word("due.more_indicators", count=hidden) if hidden else ""
    else:
        subject = _indicator(scope, first, in_full=in_full)
        items = tuple(_unit(scope, due) for due in shown)
        more = scope.word("due.more_units", count=hidden) if hidden else ""
    return DueView(
        owner=subject,
        items=items,
        period=scope.word("due.year", period=scope.period(first.period))
        if first.period.frequency is Frequency.YEAR
        else scope.period(first.period),
        deadline=scope.word(f"due.by_{name}", date=scope.day(first.due_date)),
        state=StatusView(f"due_{name}", scope.word(f"due.{said}")),
        more=more,
    )


def _unit(scope: Scope, due: Due) -> LinkView:
    return LinkView(scope.unit_name(due.unit), scope.href("unit", due.unit))


def _indicator(scope: Scope, due: Due, *, in_full: bool) -> LinkView:
    indicator = scope.indicator(due.indicator)
    title, href = scope.text(indicator.title), scope.href("indicator", indicator.code)
    if in_full:
        return LinkView(f"{title} ({indicator.code})", href)
    return LinkView(indicator.code, href, title)
