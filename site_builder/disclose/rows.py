"""The rows of the frame as far as withholding figures needs them."""

from __future__ import annotations

import math
from typing import NamedTuple

from site_builder.model.observation import Observations, ObsStatus

RowKey = tuple[str, str, str, str]
"""(indicator, unit, period, breakdown), as written in the frame."""


class Row(NamedTuple):
    """One row; numbers are NaN where there is none."""

    indicator: str
    unit: str
    period: str
    breakdown: str
    variant: str
    value: float
    numerator: float
    denominator: float
    status: str

    @property
    def key(self) -> RowKey:
        """What the row is about, rival figures alike."""
        return (self.indicator, self.unit, self.period, self.breakdown)

    @property
    def has_pair(self) -> bool:
        """Whether there are counts behind a rate."""
        return not (math.isnan(self.numerator) or math.isnan(self.denominator))

    @property
    def has_figure(self) -> bool:
        """Whether a value stands in the row."""
        return ObsStatus(self.status).has_figure

    @property
    def addends(self) -> tuple[float, ...]:
        """The counts that add up over units and cells."""
        return (self.numerator, self.denominator) if self.has_pair else (self.value,)

    @property
    def size(self) -> float:
        """How many persons or organisations the figure is about."""
        return self.denominator if self.has_pair else self.value


def read_rows(observations: Observations) -> tuple[Row, ...]:
    """Return the rows in the order of the frame."""
    frame = observations.frame
    return tuple(map(Row._make, zip(*(frame[n].tolist() for n in Row._fields), strict=True)))
