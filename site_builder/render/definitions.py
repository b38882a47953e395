"""Say what an indicator means: what is counted, how, by whom, from where."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.indicator import Indicator
from site_builder.render.components import LinkView
from site_builder.render.scope import Scope
from site_builder.render.sources import make_source

Entry = tuple[str, tuple[LinkView, ...]]
"""A term with what it stands for; more than one where it has a source."""


def make_definition(scope: Scope, indicator: Indicator) -> tuple[Entry, ...]:
    """Make the terms of an indicator in the order a reader asks for them."""
    return tuple(
        (scope.word(f"definition.{key}"), links)
        for key, links in (*_texts(scope, indicator), *_terms(scope, indicator))
    )


def _texts(scope: Scope, indicator: Indicator) -> Iterator[Entry]:
    """Yield what the author wrote, where something was written."""
    texts = {
        "definition": indicator.definition,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "method_note": indicator.method_note,
        "notes": indicator.notes,
        "owner": indicator.owner,
    }
    for key, text in texts.items():
        if text is not None:
            yield key, (LinkView(scope.text(text)),)


def _terms(scope: Scope, indicator: Indicator) -> Iterator[Entry]:
    """Yield what follows from the settings."""
    yield "unit_measure", (LinkView(scope.measure(indicator)),)
    frequency = "cumulative" if indicator.cumulative else indicator.frequency.value
    yield "frequency", (LinkView(scope.word(f"frequency.{frequency}")),)
    yield "direction", (LinkView(scope.word(f"direction.{indicator.direction.value}")),)
    yield "aggregate", (LinkView(scope.word(f"aggregate.{indicator.aggregate.value}")),)
    if indicator.baseline is not None:
        value = scope.measured(
            indicator, scope.number(indicator.baseline.value, indicator.decimals)
        )
        period = scope.period(indicator.baseline.period)
        text = LinkView(scope.word("definition.baseline_of", value=value, period=period))
        source = indicator.baseline.source
        yield "baseline", (text, make_source(scope, source)) if source else (text,)
    if indicator.method is not None:
        href = scope.method_href(indicator.method)
        yield (
            "method",
            (LinkView(scope.word_or(f"method.{indicator.method}", indicator.method), href),),
        )
