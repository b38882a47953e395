"""Find what a chart is asked to be about."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Indicator
from site_builder.model.portal import Portal, Series
from site_builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """One unit's series of one indicator, without breakdown."""

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
    return Subject(portal.disclosed.indicators[code], portal.disclosed.units.get(unit), series)
