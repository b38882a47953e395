"""Pick figures, verdicts and targets out of a portal for the rows of a page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from site_builder.model.indicator import Indicator, Target
from site_builder.model.observation import ObsStatus
from site_builder.model.pages import UnitRow
from site_builder.model.period import Period
from site_builder.model.portal import Assessment, Due, Headline, Portal, Series
from site_builder.model.units import Unit

Verdicts = Mapping[tuple[str, str, Period], Assessment]
"""The verdict on a unit's figure of one period against its first target."""


def headline_of(portal: Portal, indicator: str) -> Headline:
    """Return an indicator's headline; an empty one where the portal has none."""
    empty = Headline(indicator, None, None, None, None)
    return portal.headlines.get(indicator, empty)


def series_by_indicator(portal: Portal) -> Mapping[str, tuple[Series, ...]]:
    """Group the series in one pass: asking the portal for each would be quadratic."""
    grouped: dict[str, list[Series]] = {}
    for series in portal.series.values():
        grouped.setdefault(series.indicator, []).append(series)
    return {indicator: tuple(group) for indicator, group in grouped.items()}


def assessments_by_unit(portal: Portal) -> Mapping[tuple[str, str], tuple[Assessment, ...]]:
    """Group the verdicts by (indicator, unit) in one pass, keeping their order."""
    grouped: dict[tuple[str, str], list[Assessment]] = {}
    for assessment in portal.assessments:
        grouped.setdefault((assessment.indicator, assessment.unit), []).append(assessment)
    return {key: tuple(group) for key, group in grouped.items()}


def first_verdicts(portal: Portal) -> Verdicts:
    """Return the verdict on each figure against the first target it was held against."""
    verdicts: dict[tuple[str, str, Period], Assessment] = {}
    for assessment in portal.assessments:
        key = (assessment.indicator, assessment.unit, assessment.period)
        verdicts.setdefault(key, assessment)
    return verdicts


def dues_by(dues: tuple[Due, ...], field: str) -> Mapping[str, tuple[Due, ...]]:
    """Group what is owed by ``indicator`` or ``unit``, keeping its order."""
    ordered = sorted(dues, key=lambda due: str(getattr(due, field)))
    groups = groupby(ordered, key=lambda due: str(getattr(due, field)))
    return {name: tuple(group) for name, group in groups}


def target_of(indicator: Indicator, headline: Headline) -> Target | None:
    """Return the target that a headline is held against, or the first that will apply.

    Without a verdict that is the first target in force at the newest figure, else the
    first one that had not ended by then. None where the plan asks nothing any more.
    """
    judged = headline.assessment
    if judged is not None and judged.target is not None:
        return indicator.targets[judged.target]
    if headline.latest is None:
        return next(iter(indicator.targets), None)
    period = headline.latest.period
    applying = (t for t in indicator.targets if t.applies_to(period))
    coming = (t for t in indicator.targets if not _has_ended(t, period))
    return next(applying, None) or next(coming, None)


def _has_ended(target: Target, period: Period) -> bool:
    last = target.last.end if target.last is not None else None
    ends = [day for day in (target.valid_to, last) if day is not None]
    return any(day < period.end for day in ends)


def make_unit_row(
    indicator: Indicator, unit: Unit, series: Series | None, verdicts: Verdicts
) -> UnitRow:
    """Make the row of one unit and one indicator; ``series`` None: it only owes figures.

    Where no figure has a value, the newest that says something else stands there: withheld,
    not applicable, or that nothing occurred.
    """
    if series is None or not series.known:
        telling = [f for f in series.figures if f.status is not ObsStatus.MISSING] if series else []
        return UnitRow(unit, indicator, telling[-1] if telling else None, None, None)
    latest = series.known[-1]
    return UnitRow(
        unit=unit,
        indicator=indicator,
        latest=latest,
        previous=series.previous,
        assessment=verdicts.get((indicator.code, unit.unit, latest.period)),
    )
