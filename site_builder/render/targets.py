"""Write targets in words: what is asked, by when, and while which plan is in force."""

from __future__ import annotations

from datetime import date

from site_builder.model.indicator import Comparator, Indicator, Target, TargetKind
from site_builder.model.period import Frequency, Period
from site_builder.render.scope import Scope


def make_ask(scope: Scope, indicator: Indicator, target: Target) -> str:
    """Write the bound alone: "trên 90 %", "ít nhất 3 %".

    "At least the greatest possible" is said as "reach": nobody writes "at least 100 %".
    """
    value = scope.measured(indicator, scope.short(target.value, max(indicator.decimals, 2)))
    reaches = target.comparator in (Comparator.AT_LEAST, Comparator.EQUAL)
    is_all = reaches and target.value == indicator.maximum
    name = "reach" if is_all else target.comparator.name.lower()
    return scope.word(f"comparator.{name}", value=value)


def make_target(scope: Scope, indicator: Indicator, target: Target) -> str:
    """Write a target with its time: "đạt 100 % vào năm 2030", "trên 90 % mỗi năm"."""
    ask = make_ask(scope, indicator, target)
    if target.kind is TargetKind.BY and target.period is not None:
        return scope.word(
            _by_key("target.by", target.period), ask=ask, period=scope.period(target.period)
        )
    # A figure that grows within the year is held against its target once a year.
    frequency = Frequency.YEAR if indicator.cumulative else indicator.frequency
    every = scope.word(f"target.every_{frequency.value}", ask=ask)
    if target.first is None and target.last is None:
        return every
    return scope.word("target.within", target=every, span=_span(scope, target))


def make_validity(scope: Scope, valid_from: date | None, valid_to: date | None) -> str:
    """Write from when to when something is in force; "" where nothing bounds it."""
    first, last = scope.day(valid_from), scope.day(valid_to)
    if first and last:
        return scope.word("validity.between", first=first, last=last)
    if first:
        return scope.word("validity.from", first=first)
    return scope.word("validity.to", last=last) if last else ""


def _span(scope: Scope, target: Target) -> str:
    first = scope.period(target.first) if target.first else ""
    last = scope.period(target.last) if target.last else ""
    if first and last:
        return first if first == last else f"{first}–{last}"
    return (
        scope.word("target.since", period=first)
        if first
        else scope.word("target.until", period=last)
    )


def _by_key(key: str, period: Period) -> str:
    return f"{key}_year" if period.frequency is Frequency.YEAR else f"{key}_period"
