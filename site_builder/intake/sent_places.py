"""Bring problems back to the sender's own file, sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from site_builder.diagnostics import Diagnostic, Location
from site_builder.intake.filled import FilledForm
from site_builder.intake.form_table import INCOMING, ROWS

_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


def as_sent(problems: Iterable[Diagnostic], forms: Iterable[FilledForm]) -> tuple[Diagnostic, ...]:
    """Return problems of tables made by ``form_table`` at the cells that their senders know.

    Args:
        problems: Any problems; those at other files stay as they are.
        forms: The forms that the tables were made from.
    """
    by_path = {form.path: form for form in forms}
    return tuple(_as_sent(problem, by_path) for problem in problems)


def _as_sent(problem: Diagnostic, forms: dict[str, FilledForm]) -> Diagnostic:
    """Return one problem with the sender's own path, also where a fact names it."""
    facts = tuple(
        (name, fact.replace(INCOMING, "") if isinstance(fact, str) else fact)
        for name, fact in problem.facts
    )
    return replace(problem, location=_own_place(problem.location, forms), facts=facts)


def _own_place(place: Location, forms: dict[str, FilledForm]) -> Location:
    """Return a place in the sender's own file."""
    if not place.path.startswith(INCOMING):
        return place
    path = place.path.removeprefix(INCOMING)
    match = _CELL.fullmatch(place.cell or "")
    if match is None or int(match[2]) <= ROWS or path not in forms:
        return replace(place, path=path)
    number, row = divmod(int(match[2]) - 1, ROWS)
    sheet = forms[path].sheets[number - 1]
    return replace(place, path=path, sheet=sheet, cell=f"{match[1]}{row + 1}")
