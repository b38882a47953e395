"""Put each indicator into one row: its leading unit, newest figure, and the verdict on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from site_builder.assess.cases import LINEAR, choose_method
from site_builder.assess.figures import SeriesKey
from site_builder.assess.verdicts import Judged
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.period import Period
from site_builder.model.portal import Assessment, Headline, Series
from site_builder.model.units import UnitRegister


def find_headline_units(
    disclosed: Disclosed, series: Mapping[SeriesKey, Series], today: date
) -> Mapping[str, str | None]:
    """Return the leading unit of each indicator.

    It is the one the indicator names, else the root with the newest figure among those
    that exist in its period; of several, the first of the register. Without any figure it
    is the first root of today, None where there is none.
    """
    return {
        code: indicator.headline_unit or _default_unit(code, disclosed.units, series, today)
        for code, indicator in disclosed.indicators.items()
    }


def make_headline(
    indicator: Indicator, unit: str | None, series: Series | None, judged: Judged
) -> Headline:
    """Put one indicator into a row; ``series`` is its leading unit's, without breakdown."""
    if unit is None or series is None or not series.known:
        return Headline(indicator.code, unit, None, None, None)
    assessments = _headline_assessments(indicator, series, judged[indicator.code, unit])
    return Headline(
        indicator=indicator.code,
        unit=unit,
        latest=series.known[-1],
        previous=series.previous,
        assessment=assessments[0],
        assessments=assessments,
    )


def _default_unit(
    code: str, units: UnitRegister, series: Mapping[SeriesKey, Series], today: date
) -> str | None:
    newest: tuple[str, Period] | None = None
    for unit in units.units.values():
        one = series.get((code, unit.unit, ())) if unit.parent is None else None
        if one is None or not one.known:
            continue
        period = one.known[-1].period
        if unit.exists_during(period) and (newest is None or newest[1] < period):
            newest = (unit.unit, period)
    if newest is not None:
        return newest[0]
    return next((root.unit for root in units.roots(today)), None)


def _headline_assessments(
    indicator: Indicator, series: Series, found: tuple[Assessment, ...]
) -> tuple[Assessment, ...]:
    """Return the verdicts of the latest period, by linear of the latest final one.

    ``found`` holds at least one: the newest value is always judged, if only as not assessed.
    A preliminary figure says where things stand, but it does not wipe out the verdict of
    the last official one on the way to the same target.
    """
    latest = [a for a in found if a.period == found[-1].period]
    first = latest[0].target
    if first is not None and choose_method(indicator, indicator.targets[first]) == LINEAR:
        final = {figure.period for figure in series.figures if figure.final}
        settled = [a for a in found if a.period in final and a.target == first]
        if settled:
            latest = [a for a in found if a.period == settled[-1].period]
    return tuple(latest)
