"""Join a sheet's values with what its file says besides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.model.grid import SheetGrid, Workbook
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
    """Return a sheet; cells that hold an error or were never computed are empty in it."""
    for address in (*facts.errors, *facts.unsaved):
        row, column = unpack(address)
        line = row - values.first_row
        if 0 <= line < len(values.rows) and column >= values.first_column:
            cells = values.rows[line]
            if column - values.first_column < len(cells):
                cells[column - values.first_column] = None
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
