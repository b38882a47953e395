"""Say what a person may not know of a sheet: hidden figures, text that is in no column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.spreadsheet import cell_name
from site_builder.tables import rules, sheet_rules
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import is_numeral
from site_builder.tables.sheet_layout import Layout
from site_builder.tables.sheet_lines import Mask
from site_builder.tables.sheet_table import Source
from site_builder.tables.sheet_text import TextSheet


def look_beside(
    path: str, sheet: TextSheet, block: Block, layout: Layout, is_row: Mask
) -> Iterator[Diagnostic]:
    """Report columns without a head that hold something in the rows of a table.

    A number that nobody named is an error. A text is a remark that is not read.
    """
    for column in layout.nameless:
        texts = sheet.columns[column][block.first : block.end]
        filled = np.fromiter(map(bool, texts), dtype=bool, count=len(texts)) & is_row
        rows = (np.flatnonzero(filled) + block.first).tolist()
        first = next((row for row in rows if is_numeral(sheet.columns[column][row])), None)
        if first is not None:
            address = sheet.address(block.bottom, column)
            place = Location(path, sheet=sheet.grid.name, cell=cell_name(address))
            text = sheet.columns[column][first]
            yield make_diagnostic(rules.COLUMN_WITHOUT_NAME, place, value=text)
        elif rows:
            address = sheet.address(rows[0], column)
            place = Location(path, sheet=sheet.grid.name, cell=cell_name(address))
            text = sheet.columns[column][rows[0]]
            yield make_diagnostic(sheet_rules.TEXT_BESIDE, place, value=text, count=len(rows))


def look_for_hidden(
    path: str, sheet: TextSheet, block: Block, used: Iterable[Source], is_row: Mask
) -> Iterator[Diagnostic]:
    """Warn of hidden rows and columns whose figures are read: hidden is not deleted."""
    grid = sheet.grid
    lines = (np.flatnonzero(is_row) + block.first + grid.first_row).tolist()
    rows = [line for line in lines if line in grid.hidden_rows]
    own = {column for source in used for column in source.columns if column >= 0}
    columns = [c for c in sorted(own) if c + grid.first_column in grid.hidden_columns]
    if not rows and not columns:
        return
    row = rows[0] - grid.first_row if rows else block.bottom
    column = columns[0] if columns else min(own, default=0)
    place = Location(path, sheet=grid.name, cell=cell_name(sheet.address(row, column)))
    yield make_diagnostic(sheet_rules.HIDDEN_FIGURES, place, rows=len(rows), columns=len(columns))


def figures_without_table(sheet: TextSheet) -> int | None:
    """Return the first cell with a number in a sheet that has no table; None where none has.

    Numbers that only count lines (1, 2, 3 down a column) are no figures: instructions have them.
    """
    found: list[int] = []
    for column, texts in enumerate(sheet.columns):
        rows = [row for row, text in enumerate(texts) if text and is_numeral(text)]
        counted = [texts[row] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        if rows and not counted:
            found.append(sheet.address(rows[0], column))
    return min(found, default=None)
