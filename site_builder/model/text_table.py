"""Make a ``RawTable`` of rows that came from no file of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from site_builder.model.spreadsheet import unpack
from site_builder.model.tables import RawTable, TableOptions


def make_sheet_table(
    place: tuple[str, str],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    cells: Sequence[Sequence[int]],
    options: TableOptions,
) -> RawTable:
    """Return the table of some rows of a sheet.

    Args:
        place: The file's path and the sheet's name.
        columns: The contract's names of the columns.
        rows: The texts of each row, NFC and stripped.
        cells: The packed address of each text; the lines are those of the rows' first ones.
        options: How numbers are written.
    """
    addresses = np.array(cells, dtype=np.int64).reshape(len(rows), len(columns))
    frame = pd.DataFrame(list(rows), columns=list(columns), dtype="str")
    lines = np.array([unpack(int(first))[0] for first in addresses[:, 0]], dtype=np.int64)
    by_column: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]] = {
        name: addresses[:, at] for at, name in enumerate(columns)
    }
    return RawTable(
        path=place[0],
        columns=tuple(columns),
        header_line=max(int(lines.min()) - 1, 1) if len(rows) else 1,
        cells=frame,
        lines=lines,
        blank=0,
        text="",
        delimiter="",
        options=options,
        sheet=place[1],
        addresses=by_column,
    )
