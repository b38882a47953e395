"""Warn where a published total is not the sum of its parts. Nothing is ever "fixed"."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from site_builder.assess.figures import parse_breakdown
from site_builder.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    make_diagnostic,
    row_location,
)
from site_builder.formatting import round_half_up
from site_builder.model.indicator import Indicator
from site_builder.model.observation import Observations
from site_builder.model.portal import Figure, Portal, Reconciliation, Series

TOTAL_MISMATCH = Rule("SB451", Severity.WARNING)


def check_reconciliation(
    portal: Portal, observations: Observations | None = None
) -> tuple[Diagnostic, ...]:
    """Return a warning for each own figure that differs from a complete sum below it.

    A sum that lacks units differs by nature and is marked as incomplete instead. Counts are
    compared exactly; a rate published without counts as far as its decimals go.

    Args:
        portal: The portal of one audience.
        observations: All observations of the site, which know where the own rows stand (a
            portal does not); without them the indicator's file is pointed at.
    """
    found = [
        (series, pair)
        for series in portal.series.values()
        for pair in series.reconciliations
        if not pair.summed.is_incomplete
        and _is_mismatch(portal.disclosed.indicators[series.indicator], pair)
    ]
    places = dict(_places(observations)) if found and observations is not None else {}
    return tuple(_warn(portal, series, pair, places) for series, pair in found)


def _is_mismatch(indicator: Indicator, pair: Reconciliation) -> bool:
    own, summed = pair.own, pair.summed
    if summed.numerator is None:
        return not math.isclose(own.value or 0.0, summed.value or 0.0, rel_tol=1e-9, abs_tol=1e-9)
    if own.numerator is not None:
        return (own.numerator, own.denominator) != (summed.numerator, summed.denominator)
    return abs(pair.difference) > 0.5 * 10.0**-indicator.decimals + 1e-9


_PlaceKey = tuple[str, str, str, str]


def _places(observations: Observations) -> Iterator[tuple[_PlaceKey, Location]]:
    """Yield where the row of each figure in use stands."""
    frame = observations.frame
    names = ("indicator", "unit", "period", "breakdown", "variant", "path", "line", "cell")
    for *key, breakdown, variant, path, line, cell in zip(
        *(frame[n].tolist() for n in names), strict=True
    ):
        if not variant:
            place = row_location(path, line, cell)
            yield (key[0], key[1], key[2], str(parse_breakdown(breakdown))), place


def _warn(
    portal: Portal, series: Series, pair: Reconciliation, places: Mapping[_PlaceKey, Location]
) -> Diagnostic:
    indicator = portal.disclosed.indicators[series.indicator]
    key = (series.indicator, series.unit, str(pair.own.period), str(series.breakdown))
    return make_diagnostic(
        TOTAL_MISMATCH,
        places.get(key, Location(indicator.path)),
        value=_text(pair.own, indicator),
        indicator=series.indicator,
        unit=series.unit,
        period=str(pair.own.period),
        summed=_text(pair.summed, indicator),
        difference=_number(pair.difference, indicator),
        counted=pair.summed.counted or 0,
        own_source="; ".join(pair.own.sources) or "–",
        sum_source="; ".join(pair.summed.sources) or "–",
    )


def _text(figure: Figure, indicator: Indicator) -> str:
    """Write a figure with the counts behind it: ``26.4 (23/87)``."""
    value = _number(figure.value or 0.0, indicator)
    if figure.numerator is None:
        return value
    return f"{value} ({figure.numerator:.15g}/{figure.denominator:.15g})"


def _number(value: float, indicator: Indicator) -> str:
    return str(round_half_up(value, indicator.decimals))
