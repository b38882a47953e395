"""Say where a cell of a delimited text stands, in lines and characters.

The readers keep no positions for the million cells that are right. This walks the text
again, for the few that are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from site_builder.model.spreadsheet import cell_name, pack
from site_builder.model.tables import RawTable


class Place(NamedTuple):
    """Where a cell stands, in the order of ``Location``'s fields after the path."""

    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None


_FIGURES = ("value", "numerator", "denominator")

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""One line with its end. Unlike ``str.splitlines`` it knows no U+2028 and no form feed."""


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line of a text begins; the first line is entry 0."""
    return tuple(accumulate((len(match.group()) for match in LINE.finditer(text)), initial=0))


def cell_places(table: RawTable, wanted: Iterable[tuple[int, str | None]]) -> tuple[Place, ...]:
    """Return the places of cells: line and column from 1, in characters, or sheet and cell.

    Args:
        table: The table; one that was not read from a text has lines only.
        wanted: (row of ``table.cells``, column name) pairs. A column that the file does not
            have, or None, stands for the row: its first cell; one that the sidecar fixes for
            all rows, for the header: its first cell.
    """
    if table.sheet is not None:
        return tuple(_sheet_place(table, row, column) for row, column in wanted)
    starts = line_starts(table.text)
    found: list[Place] = []
    for row, column in wanted:
        line = int(table.lines[row])
        if column in table.options.fixed:
            line = table.header_line
        if not table.text:
            found.append(Place(line))
            continue
        at = _index(table, column)
        found.append(Place(*place_in_record(table.text, starts, table.delimiter, line, at)))
    return tuple(found)


def _sheet_place(table: RawTable, row: int, column: str | None) -> Place:
    """Return the place of a cell of a workbook; a column that is not there is the row's first.

    Of several figures in one line of the sheet it is the figure itself.
    """
    address = pack(int(table.lines[row]), 1)
    if column is None and (table.lines[max(row - 1, 0) : row + 2] == table.lines[row]).sum() > 1:
        column = next((name for name in _FIGURES if _is_filled(table, row, name)), None)
    if column is not None and column in table.addresses:
        address = int(table.addresses[column][row])
    elif table.addresses:
        own = (int(cells[row]) for cells in table.addresses.values())
        address = min((a for a in own if a >= address), default=address)
    return Place(sheet=table.sheet, cell=cell_name(address))


def _is_filled(table: RawTable, row: int, name: str) -> bool:
    """Whether a row has something in a column."""
    return name in table.addresses and bool(table.cells[name].iloc[row])


def header_place(table: RawTable, column: str) -> Place:
    """Return the place of a column's name in the header, as ``cell_places`` does."""
    line = table.header_line
    if table.sheet is not None:
        address = table.heads.get(column, pack(line, 1))
        return Place(sheet=table.sheet, cell=cell_name(address))
    if not table.text:
        return Place(line)
    starts = line_starts(table.text)
    return Place(*place_in_record(table.text, starts, table.delimiter, line, _index(table, column)))


def _index(table: RawTable, column: str | None) -> int:
    """Return the place of a column among the cells of a line; 0 where there is none."""
    if column is None or column not in table.columns or column in table.options.fixed:
        return 0
    at = table.columns.index(column)
    return table.indexes[at] if table.indexes else at


def place_in_record(
    text: str, starts: tuple[int, ...], delimiter: str, line: int, index: int
) -> tuple[int, int]:
    """Return (line, column) of the ``index``-th cell of the record that starts at ``line``.

    A record that has fewer cells gives the place just after its last character.
    """
    at = starts[line - 1]
    for _ in range(index):
        at = _cell_end(text, delimiter, at)
        if at >= len(text) or text[at] != delimiter:
            break
        at += 1
    while at < len(text) and text[at] in " \u00a0" and text[at] != delimiter:
        at += 1
    while line < len(starts) and starts[line] <= at < len(text):
        line += 1
    return line, at - starts[line - 1] + 1


def _cell_end(text: str, delimiter: str, at: int) -> int:
    """Return the offset just after the cell that begins at ``at``."""
    while at < len(text) and text[at] == " ":
        at += 1
    if at < len(text) and text[at] == '"':
        at += 1
        while at < len(text):
            if text[at] == '"':
                if text[at + 1 : at + 2] != '"':
                    break
                at += 1
            at += 1
    while at < len(text) and text[at] not in (delimiter, "\r", "\n"):
        at += 1
    return at
