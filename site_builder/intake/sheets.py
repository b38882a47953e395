"""Find cells in the sheets of a workbook by name and address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.model.grid import CellValue, SheetGrid, Workbook
from site_builder.model.spreadsheet import pack, unpack

MOST_CELLS = 200_000
"""Cells that openpyxl is given to read: it needs a hundred times the room that a grid takes."""


def is_small(workbook: Workbook | None) -> bool:
    """Whether a workbook was opened and may be read by openpyxl too; no form is any larger."""
    if workbook is None:
        return False
    cells = sum(len(sheet.rows) * max(map(len, sheet.rows), default=0) for sheet in workbook.sheets)
    return cells <= MOST_CELLS


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """The sheets of a workbook by name."""

    by_name: Mapping[str, SheetGrid]

    @classmethod
    def of(cls, workbook: Workbook) -> Sheets:
        """Return the sheets of a workbook."""
        return cls({sheet.name: sheet for sheet in workbook.sheets})

    def value(self, sheet: str, address: int) -> CellValue:
        """Return what stands in a cell; None where it is empty, or beyond what is filled."""
        grid = self.by_name[sheet]
        row, column = unpack(address)
        at, across = row - grid.first_row, column - grid.first_column
        if not 0 <= at < len(grid.rows) or not 0 <= across < len(grid.rows[at]):
            return None
        return grid.rows[at][across]


def filled_cells(grid: SheetGrid) -> Iterator[tuple[int, CellValue]]:
    """Yield (packed address, value) of all cells of a sheet that hold something, row by row."""
    for at, row in enumerate(grid.rows):
        for across, value in enumerate(row):
            if value is not None:
                yield pack(grid.first_row + at, grid.first_column + across), value
