"""Read what an observation says: a value, a pair of counts, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.validate.arrays import Floats, Ints, Mask
from site_builder.validate.bounds import check_bounds
from site_builder.validate.findings import Finding
from site_builder.validate.forms import (
    check_form,
    check_presence,
    check_readable,
    check_statuses,
    is_explained,
)
from site_builder.validate.keys import Keys
from site_builder.validate.number_cells import (
    FigureCells,
    Kinds,
    read_figure_cells,
    read_kinds,
)
from site_builder.validate.sheet import Sheet
from site_builder.validate.statuses import read_status


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The numbers of each row of a sheet; sound only in rows without an error.

    ``status`` points into ``STATUSES``. ``value`` of a pair is computed, in the unit of
    measure: 100 · numerator / denominator for per cent, rounded once.
    """

    value: Floats
    numerator: Floats
    denominator: Floats
    status: Ints

    def without(self, rows: Mask) -> Figures:
        """Return the figures with nothing in some rows: they must not be repeated."""
        if not rows.any():
            return self
        value, numerator, denominator = (
            np.where(rows, np.nan, part) for part in (self.value, self.numerator, self.denominator)
        )
        return Figures(value, numerator, denominator, self.status)


def read_figures(sheet: Sheet, keys: Keys) -> tuple[Figures, list[Finding]]:
    """Read the figures and statuses of all rows, with what is wrong about them."""
    cells = read_figure_cells(sheet)
    kinds = read_kinds(sheet, keys.indicator)
    status_column = sheet.column("status")
    status = status_column.map(read_status, np.int64)
    explained = is_explained(status)
    value = np.where(explained, np.nan, _values(cells, kinds))
    figures = Figures(
        value,
        np.where(explained, np.nan, cells.numerator.number),
        np.where(explained, np.nan, cells.denominator.number),
        status,
    )
    return figures, [
        *check_readable(sheet, cells, kinds),
        *check_statuses(status_column, status),
        *check_form(sheet, cells, kinds),
        *check_presence(sheet, cells, status, kinds),
        *check_bounds(cells, kinds, value, explained),
    ]


def _values(cells: FigureCells, kinds: Kinds) -> Floats:
    """Return each row's value as entered or, for a pair, as computed.

    The product of 100 and a whole number is exact, so the quotient is rounded once only:
    9 of 10 is exactly 90.
    """
    factor = np.where(kinds.is_percent, 100.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = factor * cells.numerator.number / cells.denominator.number
    found: Floats = np.where(cells.value.is_filled, cells.value.number, share)
    return found
