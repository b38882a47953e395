"""Judge every figure with a value against every target in force at the end of its period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder.assess.cases import choose_method, localise, name_lost_baseline, read_history
from site_builder.assess.figures import SeriesKey
from site_builder.extension import Case, Method
from site_builder.model.indicator import Indicator, Target
from site_builder.model.portal import Assessment, Figure, ProgressStatus, Series, Verdict

Judged = Mapping[tuple[str, str], tuple[Assessment, ...]]
"""Verdicts by (indicator, unit), in the order of period and target."""

Held = tuple[int | None, Target | None]
"""A target with its index; both None for a verdict without one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What all verdicts of a run share."""

    methods: Mapping[str, Method]
    indicators: Mapping[str, Indicator]
    headline_units: Mapping[str, str | None]
    today: date


def judge_all(series: Mapping[SeriesKey, Series], rules: Rules) -> Judged:
    """Judge the totals; breakdowns and rival figures are shown, not judged."""
    return {
        (code, unit): tuple(_judge_series(one, rules))
        for (code, unit, breakdown), one in series.items()
        if not breakdown
    }


def _judge_series(series: Series, rules: Rules) -> Iterator[Assessment]:
    indicator = rules.indicators[series.indicator]
    history = read_history(indicator, series)
    is_headline = rules.headline_units.get(indicator.code) == series.unit
    local: dict[tuple[str, int], Indicator] = {}
    for index, figure in enumerate(history.known):
        is_latest = index == len(history.known) - 1
        earlier: tuple[Figure, ...] | None = None
        for number, target in _targets_in_force(indicator, figure):
            name = choose_method(indicator, target)
            method = rules.methods[name]
            if target is None and method.needs_target:
                yield from _unjudged(series, figure, method, indicator, is_latest=is_latest)
                continue
            key = (name, history.stage_of(index))
            if key not in local:
                local[key] = indicator if is_headline else localise(history, index, method)
            earlier = earlier or history.up_to(index)
            verdict = method.assess(Case(local[key], target, figure.period, earlier, rules.today))
            verdict = name_lost_baseline(indicator, local[key], verdict)
            yield _record(series, figure, number, method, verdict)


def _targets_in_force(indicator: Indicator, figure: Figure) -> list[Held]:
    held: list[Held] = [
        (number, target)
        for number, target in enumerate(indicator.targets)
        if target.applies_to(figure.period)
    ]
    return held or [(None, None)]


def _unjudged(
    series: Series, figure: Figure, method: Method, indicator: Indicator, *, is_latest: bool
) -> Iterator[Assessment]:
    """Say that no target holds: at each period if there are targets, else once, at the last."""
    if indicator.targets:
        yield _record(series, figure, None, method, _refuse("no_target_in_force"))
    elif is_latest:
        yield _record(series, figure, None, method, _refuse("no_target"))


def _refuse(reason: str) -> Verdict:
    return Verdict(ProgressStatus.NOT_ASSESSED, reason)


def _record(
    series: Series, figure: Figure, number: int | None, method: Method, verdict: Verdict
) -> Assessment:
    return Assessment(
        indicator=series.indicator,
        unit=series.unit,
        period=figure.period,
        target=number,
        value=figure.value,
        rule=method.rule,
        verdict=verdict,
    )
