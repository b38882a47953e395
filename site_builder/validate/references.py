"""Check what pages refer to: each argument of each embedded call, at its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, make_diagnostic
from site_builder.model.content import Call, ContentPage
from site_builder.model.period import parse_period
from site_builder.model.registers import Task
from site_builder.suggest import closest, fold
from site_builder.validate import rules
from site_builder.validate.known import Known
from site_builder.validate.names import Names
from site_builder.validate.periods import read_period, suggest_period

_MARKS = re.compile(r"[\W_]+")

ABOUT_INDICATORS = frozenset({"value", "target", "status", "chart", "table"})
"""The calls whose first argument is an indicator."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a page may refer to."""

    names: Names
    known: Known
    pages: Sequence[ContentPage]
    tasks: Sequence[Task]
    is_task_register_whole: bool


Wrong = tuple[Rule, str, dict[str, Fact]]
"""(rule, argument as in ``Call.places``, facts)."""


def check_references(scope: Scope) -> Iterator[Diagnostic]:
    """Report the wrong references of all pages."""
    for page in scope.pages:
        yield from _check_commentary(page, scope.names)
        for call in page.calls:
            places = {argument: (line, column) for argument, line, column in call.places}
            for rule, argument, facts in _check_call(call, scope):
                place = places.get(argument, (call.line, call.column))
                facts.setdefault("column", argument if argument != "0" else call.name)
                yield make_diagnostic(rule, Location(page.path, *place), **facts)


def _check_commentary(page: ContentPage, names: Names) -> Iterator[Diagnostic]:
    """Report a commentary on an indicator that does not exist."""
    folder, _, code = page.key.rpartition("/")
    if folder != "indicators" or code == "index" or not names.knows_all_codes:
        return
    if _folded(code) in {_folded(name) for name in (*names.indicators, *names.broken)}:
        return
    suggestion = names.suggest_indicator(code)
    yield make_diagnostic(
        rules.COMMENTARY_OF_NOTHING, Location(page.path), value=code, suggestion=suggestion
    )


def _folded(name: str) -> str:
    """Return a name as far as addresses tell names apart: ``CT.1`` and ``ct-1`` are one."""
    return _MARKS.sub("-", fold(name)).strip("-")


def _check_call(call: Call, scope: Scope) -> Iterator[Wrong]:
    """Yield what is wrong with the arguments of one call."""
    first = call.arguments[0] if call.arguments else None
    if call.name in ABOUT_INDICATORS and first is not None:
        yield from _check_indicator(first, scope.names)
        yield from _check_unit_and_period(call, scope.names)
    if call.name == "chart":
        kind = call.option("kind")
        yield from _check_known(kind, "kind", rules.UNKNOWN_CHART, scope.known.charts)
    if call.name == "tasks" and scope.is_task_register_whole:
        groups = {task.group for task in scope.tasks if task.group}
        yield from _check_known(call.option("group"), "group", rules.UNKNOWN_TASK_GROUP, groups)
    if call.name == "document" and first is not None and scope.names.documents.is_unknown(first):
        facts = _guessed(first, scope.names.documents.suggest(first))
        yield rules.UNKNOWN_DOCUMENT, "0", facts
    if call.name == "page" and first is not None:
        yield from _check_page(first, scope.pages)


def _check_indicator(code: str, names: Names) -> Iterator[Wrong]:
    """Yield an indicator that nobody defined."""
    if names.is_unknown_indicator(code):
        yield rules.UNKNOWN_INDICATOR, "0", _guessed(code, names.suggest_indicator(code))


def _check_unit_and_period(call: Call, names: Names) -> Iterator[Wrong]:
    """Yield a unit that nobody registered, what is no period, a unit not in force then."""
    unit, text = call.option("unit"), call.option("period")
    if unit is not None and names.units.is_unknown(unit):
        yield rules.UNKNOWN_UNIT, "unit", _guessed(unit, names.units.suggest(unit))
    period = parse_period(text) if text is not None else None
    if text is not None and period is None:
        written = read_period(text)
        suggestion = str(written) if written else suggest_period(text)
        yield rules.BAD_PERIOD, "period", _guessed(text, suggestion)
    found = names.units.register.units.get(unit or "")
    if found is not None and period is not None and not found.exists_during(period):
        yield (
            rules.UNIT_NOT_IN_FORCE,
            "unit",
            {
                "value": found.unit,
                "name": found.name.translations[0][1],
                "period": str(period),
                "valid_from": str(found.valid_from or "…"),
                "valid_to": str(found.valid_to or "…"),
            },
        )


def _check_known(
    value: str | None, argument: str, rule: Rule, known: frozenset[str] | set[str]
) -> Iterator[Wrong]:
    """Yield a word that is none of those known."""
    if value is not None and value not in known:
        facts = _guessed(value, closest(value, known) or "")
        facts["known"] = ", ".join(sorted(known)) or "–"
        yield rule, argument, facts


def page_key(path: str) -> str:
    """Return the key of a page from how authors name it: a path below ``content/``."""
    return path.strip("/").removeprefix("content/").removesuffix(".md")


def _check_page(path: str, pages: Sequence[ContentPage]) -> Iterator[Wrong]:
    """Yield a page that does not exist."""
    keys = {page.key for page in pages}
    if page_key(path) in keys or path in {page.path for page in pages}:
        return
    near = closest(page_key(path), keys)
    yield rules.UNKNOWN_PAGE, "0", _guessed(path, f"{near}.md" if near else "")


def _guessed(value: str, suggestion: str) -> dict[str, Fact]:
    """Return the facts of an unknown name."""
    return {"value": value, "suggestion": suggestion}
