"""Check that what pages name can be read by the audience that the plan is for.

The validate stage has held every call against the whole site. Here only the disclosed
part is left: a public page must not show, or link to, what its readers cannot have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.plan.addresses import make_slug
from site_builder.plan.rules import (
    COMMENTARY_TWICE,
    COMMENTARY_WITHOUT_INDICATOR,
    UNREADABLE_IN_CALL,
)
from site_builder.plan.texts import INDICATORS, key_of
from site_builder.suggest import closest

OF_INDICATOR = frozenset({"value", "target", "status", "chart", "table"})
"""Functions whose first argument is an indicator's code."""


def check_calls(disclosed: Disclosed, charts: Collection[str]) -> tuple[Diagnostic, ...]:
    """Report each argument of a call that names nothing this audience reads."""
    known = _known_names(disclosed, charts)
    return tuple(
        problem
        for page in disclosed.pages
        for call in page.calls
        for problem in _check_call(page, call, known, disclosed.audience.name)
    )


def check_commentaries(disclosed: Disclosed) -> tuple[Diagnostic, ...]:
    """Report files of ``content/indicators/`` that no page, or two at once, would show."""
    codes = {make_slug(code) for code in disclosed.indicators}
    seen: dict[tuple[str, str], ContentPage] = {}
    problems = []
    for page in disclosed.pages:
        folder, _, name = page.key.partition("/")
        if folder != INDICATORS or not name:
            continue
        first = seen.setdefault((make_slug(name), page.language), page)
        if make_slug(name) not in codes:
            problems.append(_without_indicator(page, name, disclosed))
        elif first is not page:
            facts = {"first": first.path, "second": page.path}
            problems.append(make_diagnostic(COMMENTARY_TWICE, Location(page.path), **facts))
    return tuple(problems)


def _without_indicator(page: ContentPage, name: str, disclosed: Disclosed) -> Diagnostic:
    return make_diagnostic(
        COMMENTARY_WITHOUT_INDICATOR,
        Location(page.path),
        value=name,
        audience=disclosed.audience.name,
        suggestion=closest(name, disclosed.indicators) or "",
    )


def _known_names(disclosed: Disclosed, charts: Collection[str]) -> Mapping[str, Collection[str]]:
    return {
        "indicator": disclosed.indicators.keys(),
        "unit": disclosed.units.units.keys(),
        "kind": charts,
        "document": disclosed.documents.keys(),
        "page": {page.key for page in disclosed.pages},
    }


def _check_call(
    page: ContentPage, call: Call, known: Mapping[str, Collection[str]], audience: str
) -> Iterator[Diagnostic]:
    for what, argument, value in _names_in(call):
        if value in known[what]:
            continue
        yield make_diagnostic(
            UNREADABLE_IN_CALL,
            _place(page, call, argument),
            call=call.name,
            value=value,
            audience=audience,
            suggestion=closest(value, known[what]) or "",
        )


def _names_in(call: Call) -> Iterator[tuple[str, str, str]]:
    """Yield (register, argument, name) for each thing that a call names."""
    first = call.arguments[0] if call.arguments else ""
    if call.name in OF_INDICATOR:
        yield "indicator", "0", first
    elif call.name == "document":
        yield "document", "0", first
    elif call.name == "page":
        yield "page", "0", key_of(first)
    for option in ("unit", "kind"):
        if (value := call.option(option)) is not None:
            yield option, option, value


def _place(page: ContentPage, call: Call, argument: str) -> Location:
    for name, line, column in call.places:
        if name == argument:
            return Location(page.path, line, column)
    return Location(page.path, call.line, call.column)
