"""Bring problems back to the sender's own file, sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from site_builder.diagnostics import Diagnostic, Fact, Location
from site_builder.intake.filled import FilledForm
from site_builder.intake.form_table import INCOMING, ROWS
from site_builder.intake.number_text import VIETNAMESE

_COLUMN_FACTS = ("column", "other")
"""Facts that name a column."""

_NUMBER_FACTS = frozenset(
    {"value", "usual", "suggestion", "summed", "difference", "other_value", "maximum"}
)
"""Facts that may be numbers, which a check writes with a decimal point."""

_DECIMAL = re.compile(r"-?\d+\.\d+")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


def as_sent(problems: Iterable[Diagnostic], forms: Iterable[FilledForm]) -> tuple[Diagnostic, ...]:
    """Return problems of tables made by ``form_table`` at the cells that their senders know.

    Args:
        problems: Any problems; those at other files stay as they are.
        forms: The forms that the tables were made from.
    """
    by_path = {form.path: form for form in forms}
    return tuple(_as_sent(problem, by_path) for problem in problems)


def _as_sent(problem: Diagnostic, forms: Mapping[str, FilledForm]) -> Diagnostic:
    """Return one problem with the sender's own path and heads, also where a fact names them."""
    place = _own_place(problem.location, forms)
    form = forms.get(place.path)
    heads = {} if form is None else {f: h for (s, f), h in form.heads.items() if s == place.sheet}
    locale = None if form is None else form.locale
    facts = tuple((name, _own_fact(name, fact, heads, locale)) for name, fact in problem.facts)
    return replace(problem, location=place, facts=facts)


def _own_fact(name: str, fact: Fact, heads: Mapping[str, str], locale: str | None) -> Fact:
    """Return a fact as the sender knows it, a number or day as the form takes it."""
    if not isinstance(fact, str):
        return fact
    if locale is not None and (day := _DAY.fullmatch(fact)):
        return f"{day[3]}/{day[2]}/{day[1]}"
    if locale == VIETNAMESE and name in _NUMBER_FACTS and _DECIMAL.fullmatch(fact):
        return fact.replace(".", ",")
    return heads.get(fact, fact) if name in _COLUMN_FACTS else fact.replace(INCOMING, "")


def _own_place(place: Location, forms: Mapping[str, FilledForm]) -> Location:
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
