"""Observations: the figures as they were reported, in one typed frame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class ObsStatus(Enum):
    """The quality of a value, or the reason why there is none (CL_OBS_STATUS).

    Missing, zero and nil are three things: nobody reported; the value is 0; it was
    reported that nothing occurred. ``SUPPRESSED`` is never entered: the disclose stage
    sets it where a count is too small to be shown to an audience.
    """

    OFFICIAL = "official"
    PRELIMINARY = "preliminary"
    ESTIMATED = "estimated"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NIL = "nil"
    SUPPRESSED = "suppressed"

    @property
    def has_figure(self) -> bool:
        """Whether a value stands beside this status."""
        return self in (ObsStatus.OFFICIAL, ObsStatus.PRELIMINARY, ObsStatus.ESTIMATED)


FRAME_COLUMNS = (
    "indicator",
    "unit",
    "period",
    "breakdown",
    "variant",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
    "as_of",
    "note",
    "audience",
    "received",
    "path",
    "line",
    "cell",
)
"""Columns of ``Observations.frame``:

indicator, unit     codes that exist in the registers
period              the standard text (``2025-Q2``); ``parse_period`` reads it back
breakdown           ``dimension=code`` pairs joined by ``|`` in the indicator's order of
                    dimensions, totals left out; empty for the total
variant             empty for the figure used, else the name of a rival figure
value               float; NaN where there is none. For a pair it is already computed, in the
                    unit of measure (numerator / denominator x 100 for percent)
numerator, denominator   float or NaN, both or neither
status              an ``ObsStatus`` value
source, note        text, may be empty; ``source`` is a document id or free text
as_of               ISO date or empty
audience            ``public`` or ``internal``, never empty
received            ISO date on which the figure arrived, or empty where nobody noted it
path, line          where the row stands; line counts from 1. In a ``Disclosed`` they are empty
                    and 0: rows that an audience may not read would move them
cell                in a workbook the figure's cell, as ``<sheet>!<cell>``; else empty
"""


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """All accepted observations: columns ``FRAME_COLUMNS``, one row each.

    Sorted by indicator, unit, period, breakdown, variant; that key is unique. The index
    is a plain range. Nobody changes the frame: a stage that needs another makes a new one.
    """

    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of the rows read: ``read`` is always accepted + rejected + blank."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    blank: int = 0
