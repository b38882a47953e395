"""Put into a table what its sidecar says of all rows, and check that it fits the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.cells import header_place
from site_builder.model.spreadsheet import pack
from site_builder.model.tables import RawTable, TableOptions
from site_builder.suggest import closest, spelling
from site_builder.tables import rules


def add_fixed(table: RawTable) -> tuple[RawTable, tuple[Diagnostic, ...]]:
    """Add a column for each text that stands for all rows.

    Its cells have the place of the header: there is none of their own.

    Returns:
        The table, with an error for each column that the file has as well: then nobody knows
        which is right, and all rows count as rejected.
    """
    problems: list[Diagnostic] = []
    for name, text in table.options.fixed.items():
        if name in table.columns:
            place = Location(table.path, *header_place(_without_options(table), name))
            value = table.written_name(name)
            problems.append(
                make_diagnostic(rules.FIXED_AND_COLUMN, place, value=value, column=name, text=text)
            )
        else:
            table = _with_column(table, name, text)
    return (_emptied(table) if problems else table), tuple(problems)


def _emptied(table: RawTable) -> RawTable:
    """Return a table without its rows, which count as rejected."""
    return replace(
        table,
        cells=table.cells.iloc[:0],
        lines=table.lines[:0],
        addresses={name: cells[:0] for name, cells in table.addresses.items()},
        rejected=table.rejected + len(table.lines),
    )


def _without_options(table: RawTable) -> RawTable:
    """Return a table whose columns are all the file's own."""
    return replace(table, options=TableOptions())


def _with_column(table: RawTable, name: str, text: str) -> RawTable:
    """Return a table with one more column of one text."""
    count = len(table.lines)
    cells = table.cells.copy(deep=False)
    cells[name] = pd.Categorical.from_codes(
        np.zeros(count, np.int8), categories=pd.Index([text], dtype="str")
    )
    addresses = dict(table.addresses)
    if table.sheet is not None:
        addresses[name] = np.full(count, pack(table.header_line, 1), dtype=np.int64)
    return replace(
        table,
        columns=(*table.columns, name),
        cells=cells,
        header=(*table.header, name) if table.header else (),
        indexes=(*table.indexes, 0) if table.indexes else (),
        addresses=addresses,
    )


def check_named_columns(
    path: str, options: TableOptions, tables: Sequence[RawTable]
) -> Iterator[Diagnostic]:
    """Report names in the sidecar that no header of the file has.

    Nothing is said of a column that was to be left out and is not there.
    """
    written = {spelling(name): name for table in tables for name in table.header}
    for name, column in options.columns.items():
        if tables and column and spelling(name) not in written:
            yield make_diagnostic(
                rules.NAMED_COLUMN_MISSING, Location(f"{path}.yaml"), value=name, column=column,
                suggestion=closest(name, written.values()) or "",
            )  # fmt: skip
