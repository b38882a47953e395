"""Say where a row or a cell of it stands, for the few rows that are reported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from site_builder.diagnostics import Location, row_location
from site_builder.model.cells import cell_places
from site_builder.model.tables import RawTable, RawTables

Wanted = tuple[str, int, str, str]
"""The ``path``, ``line`` and ``cell`` of a row of ``Observations``, and a column's name."""


class Places:
    """Where the cells of a site's tables stand."""

    def __init__(self, tables: RawTables) -> None:
        self._tables = {(table.path, table.sheet): table for table in tables.tables}

    def of(self, wanted: Sequence[Wanted]) -> list[Location]:
        """Return the places of cells, in the order asked; each file is walked once."""
        found: dict[int, Location] = {}
        by_table: dict[tuple[str, str | None], list[int]] = {}
        for number, (path, _, cell, _) in enumerate(wanted):
            sheet = cell.rpartition("!")[0] or None
            by_table.setdefault((path, sheet), []).append(number)
        for key, numbers in by_table.items():
            places = _places(self._tables.get(key), [wanted[n] for n in numbers])
            found.update(zip(numbers, places, strict=True))
        return [found[number] for number in range(len(wanted))]


def _places(table: RawTable | None, wanted: Sequence[Wanted]) -> list[Location]:
    """Return the places of cells of one table; of a table that is not there, those of rows.

    In a workbook the frame's own cell is the figure's: several figures may stand in one row.
    """
    if table is None or table.sheet is not None:
        return [row_location(path, line, cell) for path, line, cell, _ in wanted]
    rows = np.searchsorted(table.lines, [line for _, line, _, _ in wanted])
    cells = [(int(row), column) for row, (*_, column) in zip(rows, wanted, strict=True)]
    return [Location(table.path, *place) for place in cell_places(table, cells)]


def row_place(tables: Sequence[RawTable], row: int, column: str | None = None) -> Location:
    """Return where a row stands: its line, or in a sheet a cell of it.

    Args:
        tables: Tables, whose rows are counted one after the other.
        row: A row among all of theirs.
        column: The cell's column; the row's first cell where it is None.

    Raises:
        IndexError: If the tables have no such row: a bug of ours.
    """
    at = row
    for table in tables:
        if at < len(table.lines):
            if table.sheet is None:
                return Location(table.path, int(table.lines[at]))
            return Location(table.path, *cell_places(table, [(at, column)])[0])
        at -= len(table.lines)
    raise IndexError(row)
