"""Add figures of several units up to one: percentages are never added or averaged.

A ratio is the sum of the numerators over the sum of the denominators. A figure that is
only a rate has nothing to add and is refused. "Nil" adds nothing and counts as given.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from site_builder.assess.figures import make_value
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.portal import Figure

Part = tuple[Figure, float]
"""A figure and the share of it that is added, 1.0 for the whole."""

_WEAKEST_FIRST = (ObsStatus.ESTIMATED, ObsStatus.PRELIMINARY, ObsStatus.OFFICIAL)


def adds_by_pairs(indicator: Indicator) -> bool:
    """Whether numerators and denominators are added, not the values themselves."""
    return indicator.aggregate is Aggregate.SUM_RATIO or indicator.kind is IndicatorKind.RATIO


def is_addable(indicator: Indicator, figure: Figure) -> bool:
    """Whether a figure carries what is added: both counts of a ratio, else a value, or nil."""
    if figure.status is ObsStatus.NIL:
        return True
    return (figure.numerator if adds_by_pairs(indicator) else figure.value) is not None


def add_figures(indicator: Indicator, period: Period, parts: Sequence[Part]) -> Figure:
    """Add figures of one period, each of which ``is_addable``; at least one.

    The sum has the weakest status of its parts, is final if all of them are, and is as old
    as the oldest of them. Where nothing occurred anywhere it is nil as well.
    """
    given = [(figure, share) for figure, share in parts if figure.status is not ObsStatus.NIL]
    numerator = denominator = value = None
    if given and adds_by_pairs(indicator):
        numerator = math.fsum((figure.numerator or 0.0) * share for figure, share in given)
        denominator = math.fsum((figure.denominator or 0.0) * share for figure, share in given)
        value = make_value(indicator, numerator, denominator) if denominator else None
    elif given:
        value = math.fsum((figure.value or 0.0) * share for figure, share in given)
    figures = [figure for figure, _ in parts]
    return Figure(
        period=period,
        value=value,
        status=_weakest(figures) if value is not None else ObsStatus.NIL,
        final=value is not None and all(figure.final for figure, _ in given),
        numerator=numerator,
        denominator=denominator,
        aggregated=True,
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
        as_of=_oldest(figure.as_of for figure in figures),
    )


def _weakest(figures: Sequence[Figure]) -> ObsStatus:
    present = {figure.status for figure in figures}
    return next((status for status in _WEAKEST_FIRST if status in present), ObsStatus.OFFICIAL)


def _oldest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
