"""Hand the entries of a form to the same checks that every file of figures passes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from site_builder.intake.comparing import Reported, reported_at
from site_builder.intake.filled import Entry, FigureKey, FilledForm
from site_builder.model.cells import cell_places
from site_builder.model.form import ENTRY_FIELDS
from site_builder.model.observation import Observations
from site_builder.model.spreadsheet import COLUMNS, pack, parse_cell_name
from site_builder.model.tables import RawTable, RawTables, TableOptions
from site_builder.model.text_table import make_sheet_table

INCOMING = "data/observations/.incoming/"
"""Where forms stand among the site's tables while they are checked; no file is ever there."""

ROWS = 1_048_576
"""Rows of the largest sheet there is."""

_KEY_COLUMNS = ("indicator", "unit", "period")


def form_table(form: FilledForm, received: date) -> tuple[RawTable, ...]:
    """Return the entries of a form as tables, one for each sheet of entries.

    Args:
        form: The filled form.
        received: The day on which it came.

    Returns:
        Tidy tables under ``INCOMING``, whose cells have the addresses of the sender's own;
        what the form does not ask in a cell stands at the figure.
    """
    sheets = dict.fromkeys(entry.row.cells[0].sheet for entry in form.entries)
    return tuple(_sheet_table(form, sheet, received) for sheet in sheets)


def _sheet_table(form: FilledForm, sheet: str, received: date) -> RawTable:
    """Return the entries of one sheet as a table."""
    entries = [entry for entry in form.entries if entry.row.cells[0].sheet == sheet]
    dimensions = dict.fromkeys(name for entry in entries for name, _ in entry.row.breakdown)
    columns = (*_KEY_COLUMNS, *dimensions, *ENTRY_FIELDS, "received")
    rows = [_texts(entry, columns, received) for entry in entries]
    sheets = form.sheets
    cells = [_addresses(entry, columns, sheets) for entry in entries]
    options = TableOptions(locale=form.locale)
    return make_sheet_table((INCOMING + form.path, sheet), columns, rows, cells, options)


def _texts(entry: Entry, columns: Sequence[str], received: date) -> list[str]:
    """Return an entry as a row."""
    row = entry.row
    key = {"indicator": row.indicator, "unit": row.unit, "period": row.period}
    given = key | dict(row.breakdown) | dict(entry.texts) | {"received": received.isoformat()}
    return [given.get(name, "") for name in columns]


def _addresses(entry: Entry, columns: Sequence[str], sheets: Sequence[str]) -> list[int]:
    """Return the place of each text of a row.

    A table is of one sheet; a cell of another one is written as one far below, and
    ``as_sent`` brings it back.
    """
    first = entry.row.cells[0]
    places = {
        cell.field: cell.cell
        if cell.sheet == first.sheet
        else cell.cell + pack(ROWS * (1 + sheets.index(cell.sheet)) + 1, 1)
        for cell in entry.row.cells
    }
    return [places.get(name, first.cell) for name in columns]


def without_rows(tables: RawTables, before: Observations, keys: Collection[FigureKey]) -> RawTables:
    """Return the site's tables without the rows of figures that forms give anew.

    Args:
        tables: All tables of the site.
        before: The figures read from them.
        keys: The figures to leave out; those that are not there do not matter.
    """
    found = list(reported_at(before, keys).values())
    paths = {one.path for one in found}
    kept = (
        _without(table, [one for one in found if one.path == table.path])
        if table.path in paths
        else table
        for table in tables.tables
    )
    return replace(tables, tables=tuple(kept))


def _without(table: RawTable, figures: Iterable[Reported]) -> RawTable:
    """Return a table without the rows of some figures of its file.

    Of a sheet only the rows are looked at one by one that have a cell in common with a figure.
    """
    if table.sheet is None:
        gone = np.isin(table.lines, [one.line for one in figures])
    else:
        own = {one.cell for one in figures}
        gone = _touches(table, own)
        rows = np.flatnonzero(gone)
        gone[rows] = [_stands_in(table, row, own) for row in rows.tolist()]
    if not gone.any():
        return table
    kept = ~gone
    return replace(
        table,
        cells=table.cells[kept].reset_index(drop=True),
        lines=table.lines[kept],
        addresses={name: cells[kept] for name, cells in table.addresses.items()},
    )


def _touches(table: RawTable, cells: Collection[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of each row whether it has the address of any of some cells, on whatever sheet."""
    own = (parse_cell_name(cell.rpartition("!")[2]) for cell in cells)
    wanted = [address for address in own if address is not None]
    # A row without cells of its own is taken to stand in the first column.
    touched = np.isin((table.lines - 1) * COLUMNS, wanted)
    for addresses in table.addresses.values():
        touched |= np.isin(addresses, wanted)
    return touched


def _stands_in(table: RawTable, row: int, cells: Collection[str]) -> bool:
    """Whether a row's figure stands in one of some cells (``<sheet>!<cell>``)."""
    names = ("numerator", "value")
    places = cell_places(table, [(row, name) for name in names])
    return any(f"{place.sheet}!{place.cell}" in cells for place in places)
