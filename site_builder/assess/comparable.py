"""Show earlier figures as they would have been on today's units.

After a merger the successor's earlier figure is the sum over its predecessors (and
itself), where every one of them has counts. With a split by stated shares counts are
scaled, and the figure is an estimate (reason ``scaled_by_share``). Otherwise there is no
figure, and the reason says why: ``split_without_share``, ``predecessor_missing`` or
``not_additive`` (a measured value, such as an average, has no sum).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from site_builder.assess.adding import Part, add_figures, is_addable
from site_builder.assess.figures import SeriesKey
from site_builder.assess.lineage import Ancestry, Lineage
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure

Figures = Mapping[SeriesKey, Mapping[Period, Figure]]


def compare_over_changes(
    indicator: Indicator, key: SeriesKey, figures: Figures, ancestry: Ancestry
) -> tuple[Comparable, ...]:
    """Return the comparable figures of one series, oldest first.

    There is one for each period before a change of the unit's territory in which any of
    the units concerned has a row.
    """
    code, unit, breakdown = key
    if unit not in ancestry.forerunners:
        return ()
    rows = {u: figures.get((code, u, breakdown), {}) for u in ancestry.forerunners[unit]}
    periods = {period for by_period in rows.values() for period in by_period}
    found = []
    for period in sorted(periods, key=Period.sort_key):
        lineage = ancestry.lineages.get((unit, period))
        given = {u: by_period[period] for u, by_period in rows.items() if period in by_period}
        if lineage is not None and given.keys() & {unit, *(c.from_unit for c in lineage.changes)}:
            found.append(_compare(indicator, period, lineage, given))
    return tuple(found)


def _compare(
    indicator: Indicator, period: Period, lineage: Lineage, given: Mapping[str, Figure]
) -> Comparable:
    """Add up one period's figures; ``given`` are the rows of that period by unit."""
    parts = [
        (given.get(unit), share)
        for unit, share in lineage.shares
        if unit not in given or given[unit].status is not ObsStatus.NOT_APPLICABLE
    ]
    usable = [(f, s) for f, s in parts if f is not None and _is_whole(indicator, f)]
    reason = _why_not(indicator, lineage, lacking=len(usable) < len(parts) or not usable)
    if reason:
        return Comparable(period, None, lineage.changes, reason)
    return _add(indicator, period, usable, lineage)


def _add(indicator: Indicator, period: Period, parts: list[Part], lineage: Lineage) -> Comparable:
    summed = replace(add_figures(indicator, period, parts), restated=True)
    if all(share == 1.0 for _, share in parts):
        return Comparable(period, summed, lineage.changes)
    if summed.value is not None:
        summed = replace(summed, status=ObsStatus.ESTIMATED, final=False)
    return Comparable(period, summed, lineage.changes, "scaled_by_share")


def _is_whole(indicator: Indicator, figure: Figure) -> bool:
    return is_addable(indicator, figure) and not figure.is_incomplete


def _why_not(indicator: Indicator, lineage: Lineage, *, lacking: bool) -> str:
    if indicator.kind is IndicatorKind.VALUE and indicator.aggregate is Aggregate.NONE:
        return "not_additive"
    if not lineage.is_exact:
        return "split_without_share"
    return "predecessor_missing" if lacking else ""
