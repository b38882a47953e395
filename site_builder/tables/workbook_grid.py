"""Join a sheet's values with what its file says besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_builder.model.grid import CellValue, SheetGrid, Workbook
from site_builder.model.spreadsheet import unpack
from site_builder.tables.workbook_facts import SheetFacts
from site_builder.tables.workbook_values import Values

_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook, and (sheet, packed address) of all cells that look into another one."""

    workbook: Workbook
    linked: tuple[tuple[str, int], ...] = ()


def fill_grid(values: Values, facts: SheetFacts) -> SheetGrid:
    """Return a sheet; cells that hold an error or were never computed are empty in it.

    They are within it all the same, where no other cell stands as far out.
    """
    silent = (*facts.errors, *facts.unsaved)
    values = _extend(values, [unpack(address) for address in silent])
    for address in silent:
        row, column = unpack(address)
        values.rows[row - values.first_row][column - values.first_column] = None
    return SheetGrid(
        name=values.name,
        first_row=values.first_row,
        first_column=values.first_column,
        rows=values.rows,
        merged=facts.merged or values.merged,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        errors=facts.errors,
        unsaved=facts.unsaved,
        formulas=facts.formulas,
        percents=facts.percents,
        fonts={a: f for a, f in facts.fonts.items() if _is_legacy(values, a)},
        is_hidden=values.is_hidden,
    )


def _extend(values: Values, places: Sequence[tuple[int, int]]) -> Values:
    """Return values with empty cells around them, so that (row, column) places are within."""
    if not places:
        return values
    width = len(values.rows[0]) if values.rows else 0
    rows, columns = [row for row, _ in places], [column for _, column in places]
    if values.rows:
        rows += [values.first_row, values.first_row + len(values.rows) - 1]
        columns += [values.first_column, values.first_column + width - 1]
    top, left = min(rows), min(columns)
    before = [None] * (values.first_column - left) if values.rows else []
    after = [None] * (max(columns) - left + 1 - len(before) - width)
    empty = [None] * (max(columns) - left + 1)
    above = values.first_row - top if values.rows else 0
    below = max(rows) - top + 1 - above - len(values.rows)
    if before or after or above or below:
        inner: list[list[CellValue]] = [[*before, *row, *after] for row in values.rows]
        inner[:0] = [[*empty] for _ in range(above)]
        inner += [[*empty] for _ in range(below)]
        return replace(values, first_row=top, first_column=left, rows=inner)
    return values


def _is_legacy(values: Values, address: int) -> bool:
    """Whether a text in an old font needs the font: one in plain ASCII or in Unicode does not."""
    row, column = unpack(address)
    line, place = row - values.first_row, column - values.first_column
    if not (0 <= line < len(values.rows) and 0 <= place < len(values.rows[line])):
        return False
    text = values.rows[line][place]
    if not isinstance(text, str) or text.isascii():
        return False
    return _UNICODE_VIETNAMESE.search(text) is None
