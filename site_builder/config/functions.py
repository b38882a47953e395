"""The functions that a page's text may call, and what each takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.config import rules
from site_builder.config.call_syntax import Argument, FoundCall, Position
from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.period import parse_period
from site_builder.suggest import closest


@dataclass(frozen=True, slots=True)
class Signature:
    """How many positional texts a function takes, and which options."""

    positional: int
    options: tuple[str, ...] = ()


FUNCTIONS: Mapping[str, Signature] = {
    "value": Signature(1, ("unit", "period")),
    "target": Signature(1),
    "status": Signature(1, ("unit", "period")),
    "chart": Signature(1, ("kind", "unit", "period")),
    "table": Signature(1, ("unit",)),
    "tasks": Signature(0, ("group",)),
    "document": Signature(1),
    "page": Signature(1),
}


def check_call(path: str, call: FoundCall) -> Iterator[Diagnostic]:
    """Report what is wrong with a call's name, number of arguments and options."""
    signature = FUNCTIONS.get(call.name)
    if signature is None:
        guess = closest(call.name, FUNCTIONS) or ""
        facts = {"value": call.name, "suggestion": guess, "allowed": ", ".join(FUNCTIONS)}
        yield make_diagnostic(rules.UNKNOWN_FUNCTION, _at(path, call.position), **facts)
        return
    yield from _check_positional(path, call, signature)
    yield from _check_options(path, call, signature)
    for argument in call.arguments:
        yield from _check_value(path, argument)


def _at(path: str, position: Position) -> Location:
    """Return a position's place."""
    return Location(path, position.line, position.column)


def _check_positional(path: str, call: FoundCall, signature: Signature) -> Iterator[Diagnostic]:
    """Positional arguments come first, and there are as many as the function takes."""
    seen_option = False
    for argument in call.arguments:
        if argument.key is None and seen_option:
            facts = {"function": call.name, "value": argument.value}
            yield make_diagnostic(rules.ARGUMENT_ORDER, _at(path, argument.position), **facts)
        seen_option = seen_option or argument.key is not None
    given = sum(argument.key is None for argument in call.arguments)
    if given != signature.positional:
        counts = {"expected": signature.positional, "found": given}
        place = _at(path, call.position)
        yield make_diagnostic(rules.ARGUMENT_COUNT, place, function=call.name, **counts)


def _check_options(path: str, call: FoundCall, signature: Signature) -> Iterator[Diagnostic]:
    """Options are known to the function and given once."""
    seen: set[str] = set()
    for argument in call.arguments:
        key = argument.key
        if key is None:
            continue
        place = _at(path, argument.key_position)
        if not signature.options:
            yield make_diagnostic(rules.NO_OPTIONS, place, function=call.name, value=key)
        elif key not in signature.options:
            facts = {"function": call.name, "value": key, "allowed": ", ".join(signature.options)}
            guess = closest(key, signature.options) or ""
            yield make_diagnostic(rules.UNKNOWN_OPTION, place, suggestion=guess, **facts)
        elif key in seen:
            yield make_diagnostic(rules.SAME_OPTION, place, function=call.name, value=key)
        seen.add(key)


def _check_value(path: str, argument: Argument) -> Iterator[Diagnostic]:
    """No argument is empty, and a period is one."""
    place = _at(path, argument.position)
    if not argument.value.strip():
        yield make_diagnostic(rules.EMPTY_ARGUMENT, place)
    elif argument.key == "period" and parse_period(argument.value) is None:
        yield make_diagnostic(rules.BAD_PERIOD, place, key="period", value=argument.value)
