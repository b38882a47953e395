"""The rows of a form as they lie on each of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.intake.entries import write_cell
from site_builder.intake.sheets import Sheets
from site_builder.model.form import FormCell, FormRecord, FormRow
from site_builder.model.spreadsheet import pack, unpack


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a form on one of its sheets: (number of the row, what is entered there).

    ``cells`` are all places of entries on it, ``columns`` the fields by number of the column.
    """

    sheet: str
    rows: tuple[tuple[int, FormRow], ...]
    cells: tuple[FormCell, ...]
    columns: Mapping[int, str]

    @property
    def top(self) -> int:
        """The first row of entries."""
        return min(number for number, _ in self.rows)


def blocks_of(record: FormRecord) -> tuple[Block, ...]:
    """Return the rows of each sheet, in the form's order."""
    found: dict[str, list[tuple[int, FormRow]]] = {}
    for row in record.rows:
        for sheet in dict.fromkeys(cell.sheet for cell in row.cells):
            number = min(unpack(cell.cell)[0] for cell in row.cells if cell.sheet == sheet)
            found.setdefault(sheet, []).append((number, row))
    return tuple(_block(sheet, tuple(rows)) for sheet, rows in found.items())


def _block(sheet: str, rows: tuple[tuple[int, FormRow], ...]) -> Block:
    cells = tuple(cell for _, row in rows for cell in row.cells if cell.sheet == sheet)
    return Block(sheet, rows, cells, {unpack(cell.cell)[1]: cell.field for cell in cells})


def labels_of(sheets: Sheets, sheet: str, number: int, block: Block) -> list[str]:
    """Return the texts before the entries of a row, on a sheet laid out like that of a block."""
    first = min(block.columns)
    cells = (sheets.value(sheet, pack(number, column)) for column in range(1, first))
    return [write_cell(value, "en") for value in cells if value is not None]


def head_of(sheets: Sheets, block: Block, column: int) -> str:
    """Return the text just above the first row of entries; "" where there is none."""
    value = sheets.value(block.sheet, pack(block.top - 1, column))
    return write_cell(value, "en") if isinstance(value, str) else ""
