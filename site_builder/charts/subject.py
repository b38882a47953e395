"""Find what a chart is asked to be about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Baseline, Indicator
from site_builder.model.period import Period
from site_builder.model.portal import Assessment, Figure, Portal, Series
from site_builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """One unit's series of one indicator, without breakdown.

    The indicator's baseline is the one that verdicts on the unit start from.
    """

    indicator: Indicator
    unit: Unit
    series: Series


def find_subject(portal: Portal, request: ChartRequest) -> Subject | None:
    """Return the series of the unit asked for, or of the indicator's headline unit.

    None where there is no such series, or nothing in it has a value.
    """
    code = request.indicator
    headline = portal.headlines.get(code)
    unit = request.unit or (headline.unit if headline else None)
    series = portal.total(code, unit) if unit else None
    if unit is None or series is None or not series.known:
        return None
    indicator = portal.disclosed.indicators[code]
    if headline is None or headline.unit != unit:
        indicator = _localise(indicator, series, _newest(portal, request, unit))
    return Subject(indicator, portal.disclosed.units.get(unit), series)


def _newest(portal: Portal, request: ChartRequest, unit: str) -> Assessment | None:
    """Return a verdict on the period asked for, or on the unit's newest one.

    The verdicts are sorted, so that each of thousands of charts need not look at all of them.
    """
    code, verdicts = request.indicator, portal.assessments
    first = bisect_left(verdicts, (code, unit), key=_place)
    found = verdicts[first : bisect_right(verdicts, (code, unit), key=_place)]
    asked = [a for a in found if request.period in (None, a.period)]
    return max(asked, key=lambda a: a.period.sort_key(), default=None)


def _place(assessment: Assessment) -> tuple[str, str]:
    return assessment.indicator, assessment.unit


def _localise(indicator: Indicator, series: Series, assessment: Assessment | None) -> Indicator:
    """Return the indicator with the unit's own baseline, where its verdict started from one."""
    plan, facts = indicator.baseline, dict(assessment.verdict.facts) if assessment else {}
    value = facts.get("baseline")
    if plan is None or value is None or value == plan.value:
        return indicator
    period = _period_of(value, series, plan.period)
    return replace(indicator, baseline=Baseline(period, value, plan.source))


def _period_of(value: float, series: Series, start: Period) -> Period:
    """Return the first period from the plan's on in which the unit stood at its baseline."""
    restated = (found.figure for found in series.comparable if found.figure is not None)
    figures: tuple[Figure, ...] = (*restated, *series.figures)
    periods = [f.period for f in figures if f.value == value and f.period.end >= start.end]
    return min(periods, key=Period.sort_key, default=start)
