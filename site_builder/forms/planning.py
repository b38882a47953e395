"""Decide which figures each form asks for: only what is due, and who owes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Period
from site_builder.model.portal import Breakdown, Figure, Portal, Series
from site_builder.model.units import Unit

Reported = Mapping[str, Mapping[str | None, tuple[Breakdown, ...]]]
"""By indicator and parent, the breakdowns that a unit under it ever reported, sorted."""


@dataclass(frozen=True, slots=True)
class FormOrder:
    """Which forms are wanted: that of one unit, one for all units, or one for each unit."""

    unit: str | None = None
    all_in_one: bool = False


def plan_forms(portal: Portal, period: Period, order: FormOrder) -> tuple[FormSpec, ...]:
    """Return the forms for a period, by the register's order of units.

    An indicator is due in the periods of its own frequency; one that grows within the year
    in longer ones too. It is asked of the units that owe it and exist on the period's last
    day. What was broken down before, by the unit or another one under the same parent, is
    asked for again.

    Args:
        portal: That of the narrowest audience, so that no figure is left out.
        period: The period to report on.
        order: Which forms; a unit that is named gets its own form whatever else is asked.

    Returns:
        Nothing where nothing is due, or the unit named owes nothing.
    """
    figures = tuple(_asked_figures(portal, period, order.unit))
    if order.all_in_one and order.unit is None:
        return (_make_spec(portal, period, None, figures),) if figures else ()
    by_unit: dict[str, list[AskedFigure]] = {}
    for figure in figures:
        by_unit.setdefault(figure.unit.unit, []).append(figure)
    return tuple(
        _make_spec(portal, period, unit, tuple(by_unit[unit.unit]))
        for unit in portal.disclosed.units.units.values()
        if unit.unit in by_unit
    )


def _make_spec(
    portal: Portal, period: Period, unit: Unit | None, figures: tuple[AskedFigure, ...]
) -> FormSpec:
    site = portal.disclosed.site
    return FormSpec(
        site=site.title,
        organisation=site.organisation,
        language=site.default_language,
        period=period,
        unit=unit,
        figures=figures,
        documents=tuple(portal.disclosed.documents.values()),
    )


def is_due(indicator: Indicator, period: Period) -> bool:
    """Whether an indicator has a figure of a period of this length."""
    if indicator.frequency is period.frequency:
        return True
    return indicator.cumulative and indicator.frequency.is_finer_than(period.frequency)


def _asked_figures(portal: Portal, period: Period, named: str | None) -> Iterator[AskedFigure]:
    """Yield all that is due, or what one unit owes: by the indicators' order, the register's."""
    register = portal.disclosed.units.units.values()
    wanted = [unit for unit in register if named is None or unit.unit == named]
    units = [unit for unit in wanted if unit.exists_on(period.end)]
    reported = _find_reported(portal)
    for code, indicator in portal.disclosed.indicators.items():
        if not is_due(indicator, period):
            continue
        owing = portal.owing.get(code, frozenset())
        by_parent = reported.get(code, {})
        for unit in units:
            if unit.unit in owing:
                for breakdown in _breakdowns(indicator, by_parent.get(unit.parent, ())):
                    yield _ask(portal, indicator, unit, breakdown, period)


def _find_reported(portal: Portal) -> Reported:
    """Return which breakdowns were reported under each parent; a sum is no report."""
    units = portal.disclosed.units.units
    found: dict[str, dict[str | None, set[Breakdown]]] = {}
    for (code, key, breakdown), series in portal.series.items():
        unit = units.get(key)
        if unit is not None and any(not figure.aggregated for figure in series.figures):
            found.setdefault(code, {}).setdefault(unit.parent, set()).add(breakdown)
    return {
        code: {parent: tuple(sorted(breakdowns)) for parent, breakdowns in by_parent.items()}
        for code, by_parent in found.items()
    }


def _breakdowns(indicator: Indicator, reported: Sequence[Breakdown]) -> tuple[Breakdown, ...]:
    """Return the total and the breakdowns known; of a distribution its categories alone.

    A distribution without known categories, or one whose total somebody gave, has a total.

    Args:
        indicator: What is asked.
        reported: What the unit or one beside it reported, the total among it or not.
    """
    parts = tuple(breakdown for breakdown in reported if breakdown)
    if parts and indicator.kind is IndicatorKind.DISTRIBUTION and () not in reported:
        return parts
    return ((), *parts)


def _ask(
    portal: Portal, indicator: Indicator, unit: Unit, breakdown: Breakdown, period: Period
) -> AskedFigure:
    """Ask for one figure, beside those it will be compared with."""
    series = portal.series.get((indicator.code, unit.unit, breakdown))
    last_year = period.year_before()
    has_other_point = indicator.cumulative and last_year != period.previous()
    return AskedFigure(
        indicator,
        unit,
        breakdown,
        before=_reported(series, indicator, period.previous()),
        same_point=_reported(series, indicator, last_year) if has_other_point else None,
        present=series_figure(series, period),
    )


def series_figure(series: Series | None, period: Period) -> Figure | None:
    """Return the figure that was reported for a period, or None: a sum is no report."""
    figure = series.at(period) if series is not None else None
    return None if figure is None or figure.aggregated else figure


def _reported(series: Series | None, indicator: Indicator, period: Period) -> Figure | None:
    """Return a period's figure; what grows within the year has one at each end of a period."""
    found = series_figure(series, period)
    if found is not None or series is None or not indicator.cumulative:
        return found
    return next(
        (f for f in series.figures if f.period.end == period.end and not f.aggregated), None
    )
