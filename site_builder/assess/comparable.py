"""Show earlier figures as they would have been on today's units.

After a merger the successor's earlier figure is the sum over its predecessors (and
itself), where every one of them has counts. With a split by stated shares counts are
scaled, and the figure is an estimate (reason ``scaled_by_share``). Where the territory is
that of one former unit, as after a rename, that unit's figure is carried over as it is.
Otherwise there is no figure, and the reason says why:

* ``not_additive``: the indicator is not summed (an average, or a count with ``aggregate: none``);
* ``split_without_share``: nobody said how a unit was divided;
* ``predecessor_missing``, ``predecessor_rate_only``, ``predecessor_withheld``: a former unit
  has no figure, no counts behind its rate, or counts too small to be shown;
* ``period_of_change``: the territory changed within the period, and only a former unit reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from site_builder.assess.adding import Part, add_figures, is_addable
from site_builder.assess.figures import SeriesKey
from site_builder.assess.lineage import Ancestry, Lineage
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure
from site_builder.model.units import UnitChange

Figures = Mapping[SeriesKey, Mapping[Period, Figure]]

HeldBackPlaces = Mapping[tuple[str, str], AbstractSet[Period]]
"""Periods of figures that were sent but wait to be put right, by (indicator, unit)."""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier figures are looked up in, for all series of a run."""

    figures: Figures
    ancestry: Ancestry
    held_back: HeldBackPlaces


def compare_over_changes(
    indicator: Indicator, key: SeriesKey, past: Past
) -> tuple[Comparable, ...]:
    """Return the comparable figures of one series, oldest first.

    There is one for each period before a change of the unit's territory in which any of
    the units concerned has a row, or sent one that is held back; and one without a figure for
    each period within which the territory changed and of which the unit itself says nothing.
    """
    code, unit, breakdown = key
    ancestry = past.ancestry
    if unit not in ancestry.forerunners:
        return ()
    forerunners = ancestry.forerunners[unit]
    rows = {u: past.figures.get((code, u, breakdown), {}) for u in forerunners}
    sent = {u: past.held_back.get((code, u), frozenset()) for u in forerunners if not breakdown}
    periods = {p for some in (*rows.values(), *sent.values()) for p in some}
    found = []
    for period in sorted(periods, key=Period.sort_key):
        given = {u: by_period[period] for u, by_period in rows.items() if period in by_period}
        speaking = given.keys() | {u for u, waiting in sent.items() if period in waiting}
        lineage = ancestry.lineages.get((unit, period))
        straddled = ancestry.straddled.get((unit, period), ())
        if lineage is not None and speaking & {unit, *_givers(lineage.changes)}:
            found.append(_compare(indicator, period, lineage, given))
        elif unit not in speaking and speaking & _givers(straddled):
            found.append(Comparable(period, None, straddled, "period_of_change"))
    return tuple(found)


def _givers(changes: Iterable[UnitChange]) -> AbstractSet[str]:
    return {change.from_unit for change in changes}


def _compare(
    indicator: Indicator, period: Period, lineage: Lineage, given: Mapping[str, Figure]
) -> Comparable:
    """Add up one period's figures; ``given`` are the rows of that period by unit."""
    carried = _only_figure(lineage, given)
    if carried is not None:
        return Comparable(period, replace(carried, restated=True), lineage.changes)
    parts = [
        (given.get(unit), share)
        for unit, share in lineage.shares
        if unit not in given or given[unit].status is not ObsStatus.NOT_APPLICABLE
    ]
    usable = [(f, s) for f, s in parts if f is not None and _is_whole(indicator, f)]
    is_lacking = len(usable) < len(parts) or not usable
    lack = _lack(indicator, [figure for figure, _ in parts]) if is_lacking else ""
    reason = _why_not(indicator, lineage) or lack
    if reason:
        return Comparable(period, None, lineage.changes, reason)
    return _add(indicator, period, usable, lineage)


def _only_figure(lineage: Lineage, given: Mapping[str, Figure]) -> Figure | None:
    """Return the figure of the one unit that all of the territory was, if it says something."""
    if not lineage.is_exact or len(lineage.shares) != 1:
        return None
    ((unit, share),) = lineage.shares
    figure = given.get(unit)
    if share != 1.0 or figure is None:
        return None
    says_nothing = figure.status in (ObsStatus.MISSING, ObsStatus.SUPPRESSED)
    return None if says_nothing else figure


def _add(indicator: Indicator, period: Period, parts: list[Part], lineage: Lineage) -> Comparable:
    summed = replace(add_figures(indicator, period, parts), restated=True)
    if all(share == 1.0 for _, share in parts):
        return Comparable(period, summed, lineage.changes)
    if summed.value is not None:
        summed = replace(summed, status=ObsStatus.ESTIMATED, final=False)
    return Comparable(period, summed, lineage.changes, "scaled_by_share")


def _is_whole(indicator: Indicator, figure: Figure) -> bool:
    return is_addable(indicator, figure) and not figure.is_incomplete


def _why_not(indicator: Indicator, lineage: Lineage) -> str:
    """Say why figures could not be added even if there were all of them; "" where they could."""
    if indicator.kind is not IndicatorKind.RATIO and indicator.aggregate is Aggregate.NONE:
        return "not_additive"
    return "" if lineage.is_exact else "split_without_share"


def _lack(indicator: Indicator, parts: Iterable[Figure | None]) -> str:
    """Say what is wrong with the figures of the former units: the plainest lack first."""
    unfit = [figure for figure in parts if figure is None or not _is_whole(indicator, figure)]
    if not unfit or any(f is None or _is_missing(f) for f in unfit):
        return "predecessor_missing"
    is_withheld = any(f is not None and f.status is ObsStatus.SUPPRESSED for f in unfit)
    return "predecessor_withheld" if is_withheld else "predecessor_rate_only"


def _is_missing(figure: Figure) -> bool:
    return figure.status is ObsStatus.MISSING or figure.is_incomplete
