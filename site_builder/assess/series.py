"""Put series together: reported figures, sums of the units below, rivals, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from site_builder.assess.comparable import HeldBackPlaces, Past, compare_over_changes
from site_builder.assess.figures import Reported, SeriesKey
from site_builder.assess.lineage import Ancestry, find_ancestry
from site_builder.assess.previous import find_previous
from site_builder.assess.sums import Scope, sum_up
from site_builder.assess.tree import grow_trees, owing_units
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Aggregate, Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Breakdown, Figure, Reconciliation, Series

Figures = dict[SeriesKey, dict[Period, Figure]]


def make_series(
    disclosed: Disclosed, reported: Reported, owing: Mapping[str, frozenset[str]], today: date
) -> Mapping[SeriesKey, Series]:
    """Return all series, sorted by indicator, unit and breakdown.

    ``owing`` are the units that owe each indicator.
    """
    sums = _sum_all(disclosed, reported, owing)
    figures = {key: dict(by_period) for key, by_period in reported.figures.items()}
    for key, by_period in sums.items():
        own = figures.setdefault(key, {})
        own.update({p: summed for p, summed in by_period.items() if _stands_in(own.get(p))})
    held_back = _held_back(disclosed)
    periods = {p for some in (*figures.values(), *held_back.values()) for p in some}
    ancestry = find_ancestry(disclosed.units, periods, today)
    past = Past(figures, ancestry, held_back)
    heirs = _heirs(disclosed, figures, ancestry, today)
    return {
        key: _with_previous(
            disclosed.indicators[key[0]],
            Series(
                *key,
                figures=_oldest_first(figures.get(key, {})),
                variants=reported.variants.get(key, ()),
                reconciliations=_reconcile(reported.figures.get(key, {}), sums.get(key, {})),
                comparable=compare_over_changes(disclosed.indicators[key[0]], key, past),
            ),
        )
        for key in sorted(figures.keys() | reported.variants.keys() | heirs)
    }


def _held_back(disclosed: Disclosed) -> HeldBackPlaces:
    places: dict[tuple[str, str], set[Period]] = {}
    for held in disclosed.held_back:
        period = parse_period(held.period)
        if period is not None:
            places.setdefault((held.indicator, held.unit), set()).add(period)
    return places


def _heirs(
    disclosed: Disclosed, figures: Figures, ancestry: Ancestry, today: date
) -> frozenset[SeriesKey]:
    """Return the series of units in force whose forerunners have figures.

    A unit that was formed yesterday has reported nothing; its past is there all the same.
    """
    reporters: dict[str, set[tuple[str, Breakdown]]] = {}
    for code, unit, breakdown in figures:
        reporters.setdefault(unit, set()).add((code, breakdown))
    return frozenset(
        (code, unit, breakdown)
        for unit, forerunners in ancestry.forerunners.items()
        if disclosed.units.get(unit).exists_on(today)
        for forerunner in forerunners
        for code, breakdown in reporters.get(forerunner, ())
    )


def _with_previous(indicator: Indicator, series: Series) -> Series:
    return replace(series, previous=find_previous(indicator, series))


def find_owing(disclosed: Disclosed, reported: Reported) -> Mapping[str, frozenset[str]]:
    """Return the units that owe each indicator, in the indicators' order."""
    reporters: dict[str, set[str]] = {code: set() for code in disclosed.indicators}
    for code, unit, _ in reported.figures:
        reporters[code].add(unit)
    return {
        code: owing_units(indicator, disclosed.units, reporters[code])
        for code, indicator in disclosed.indicators.items()
    }


def _sum_all(
    disclosed: Disclosed, reported: Reported, owing: Mapping[str, frozenset[str]]
) -> Figures:
    """Sum every indicator that asks for it, for each breakdown and period with a row."""
    rows = _rows_by_scope(disclosed, reported)
    trees = grow_trees(disclosed.units, {period for _, _, period in rows})
    sums: Figures = {}
    for (code, breakdown, period), own in rows.items():
        scope = Scope(disclosed.indicators[code], period, own, owing[code], trees[period])
        for unit, figure in sum_up(scope).items():
            sums.setdefault((code, unit, breakdown), {})[period] = figure
    return sums


def _rows_by_scope(
    disclosed: Disclosed, reported: Reported
) -> Mapping[tuple[str, Breakdown, Period], Mapping[str, Figure]]:
    rows: dict[tuple[str, Breakdown, Period], dict[str, Figure]] = {}
    for (code, unit, breakdown), by_period in reported.figures.items():
        if disclosed.indicators[code].aggregate is not Aggregate.NONE:
            for period, figure in by_period.items():
                rows.setdefault((code, breakdown, period), {})[unit] = figure
    return rows


def _stands_in(own: Figure | None) -> bool:
    """Whether a sum is a unit's figure: where the unit itself reported none."""
    return own is None or own.status is ObsStatus.MISSING


def _oldest_first(by_period: Mapping[Period, Figure]) -> tuple[Figure, ...]:
    return tuple(by_period[period] for period in sorted(by_period, key=Period.sort_key))


def _reconcile(
    own: Mapping[Period, Figure], sums: Mapping[Period, Figure]
) -> tuple[Reconciliation, ...]:
    """Set own figures beside sums wherever both have a value, be they equal or not."""
    return tuple(
        Reconciliation(own[period], sums[period], value - summed)
        for period in sorted(own.keys() & sums.keys(), key=Period.sort_key)
        if (value := own[period].value) is not None and (summed := sums[period].value) is not None
    )
