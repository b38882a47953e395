"""Read the frame of observations into figures, by series and period."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from site_builder.assess.finality import is_final
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Breakdown, Figure, Variant

SeriesKey = tuple[str, str, Breakdown]
"""(indicator, unit, breakdown)."""


class _Row(NamedTuple):
    indicator: str
    unit: str
    period: str
    breakdown: str
    variant: str
    value: float
    numerator: float
    denominator: float
    status: str
    source: str
    as_of: str
    note: str
    received: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported: figures by series and period, and rival figures by series."""

    figures: Mapping[SeriesKey, Mapping[Period, Figure]]
    variants: Mapping[SeriesKey, tuple[Variant, ...]]


def read_figures(disclosed: Disclosed, today: date) -> Reported:
    """Turn the rows of the frame into figures; their order does not matter."""
    frame = disclosed.observations.frame
    cells = [frame[name].tolist() for name in _Row._fields]
    periods = {text: _parse_period(text) for text in set(cells[2])}
    figures: dict[SeriesKey, dict[Period, Figure]] = {}
    variants: dict[SeriesKey, list[Variant]] = {}
    for row in map(_Row._make, zip(*cells, strict=True)):
        key = (row.indicator, row.unit, parse_breakdown(row.breakdown))
        figure = _make_figure(row, disclosed.indicators[row.indicator], periods[row.period], today)
        if row.variant:
            variants.setdefault(key, []).append(Variant(row.variant, figure))
        else:
            figures.setdefault(key, {})[figure.period] = figure
    return Reported(figures, {key: _sort_variants(rivals) for key, rivals in variants.items()})


def parse_breakdown(text: str) -> Breakdown:
    """Read ``level=commune|sex=f`` into pairs; an empty text is the total."""
    if not text:
        return ()
    pairs = (pair.partition("=") for pair in text.split("|"))
    return tuple((name, code) for name, _, code in pairs)


def make_value(indicator: Indicator, numerator: float, denominator: float) -> float:
    """Return a ratio in the indicator's unit of measure; ``denominator`` is not 0.

    Per cent are multiplied out before the one division, so that 29 of 100 is 29.0 and not
    28.999999999999996: targets are held against it strictly.
    """
    return numerator * 100 / denominator if indicator.is_percent else numerator / denominator


def _parse_period(text: str) -> Period:
    period = parse_period(text)
    if period is None:
        raise ValueError(f"the validate stage lets no such period through: {text!r}")
    return period


def _sort_variants(rivals: Sequence[Variant]) -> tuple[Variant, ...]:
    return tuple(sorted(rivals, key=lambda rival: (rival.figure.period.sort_key(), rival.name)))


def _make_figure(row: _Row, indicator: Indicator, period: Period, today: date) -> Figure:
    status = ObsStatus(row.status)
    as_of = date.fromisoformat(row.as_of) if row.as_of else None
    numerator = denominator = value = None
    if status.has_figure:
        numerator, denominator = _number(row.numerator), _number(row.denominator)
        value = _number(row.value)
        if numerator is not None and denominator:
            value = make_value(indicator, numerator, denominator)
    return Figure(
        period=period,
        value=value,
        status=status,
        final=is_final(status, period, as_of, today),
        numerator=numerator,
        denominator=denominator,
        sources=(row.source,) if row.source else (),
        as_of=as_of,
        note=row.note,
        received=date.fromisoformat(row.received) if row.received else None,
    )


def _number(cell: float) -> float | None:
    return None if math.isnan(cell) else float(cell)
