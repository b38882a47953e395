"""Check what the indicators' files refer to: units, documents, methods, other indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.indicator import Indicator
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.known import Known
from site_builder.validate.names import Names
from site_builder.validate.remarks import is_unknown_source

UNKNOWN_GOAL = Rule("SB393")

Places = Mapping[tuple[str, str], tuple[int, int]]


def check_indicators(names: Names, known: Known, places: Places) -> Iterator[Diagnostic]:
    """Report wrong references of all indicators, each at its value where that is known."""
    for indicator in names.indicators.values():
        for rule, key, facts in _wrong(indicator, names, known):
            place = places.get((indicator.path, key), (None, None))
            yield make_diagnostic(rule, Location(indicator.path, *place), column=key, **facts)


def _wrong(
    indicator: Indicator, names: Names, known: Known
) -> Iterator[tuple[Rule, str, dict[str, str]]]:
    """Yield (rule, key in the file, facts) of one indicator."""
    unit = indicator.headline_unit
    if unit is not None and names.units.is_unknown(unit):
        yield rules.UNKNOWN_UNIT, "headline_unit", _guessed(unit, names.units.suggest(unit))
    quota_for = indicator.quota_for
    if quota_for is not None and names.is_unknown_indicator(quota_for):
        yield UNKNOWN_GOAL, "quota_for", _guessed(quota_for, names.suggest_indicator(quota_for))
    method = indicator.method
    if method is not None and method not in known.methods:
        facts = _guessed(method, closest(method, known.methods) or "")
        facts["known"] = ", ".join(sorted(known.methods))
        yield rules.UNKNOWN_METHOD, "method", facts
    for key, source in _sources(indicator):
        if is_unknown_source(source, names):
            facts = _guessed(source, names.documents.suggest(source))
            yield rules.UNKNOWN_SOURCE, key, facts


def _sources(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield (key in the file, source) of the baseline and the targets."""
    if indicator.baseline is not None:
        yield "baseline.source", indicator.baseline.source
    for number, target in enumerate(indicator.targets):
        yield f"targets.{number}.source", target.source


def _guessed(value: str, suggestion: str) -> dict[str, str]:
    """Return the facts of an unknown name."""
    return {"value": value, "suggestion": suggestion}
