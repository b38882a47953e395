"""Find what was entered where a form does not look: beside its cells, or on sheets not its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.blocks import Block, head_of, labels_of
from site_builder.intake.entries import FIGURES, write_cell
from site_builder.intake.sheets import Sheets, filled_cells
from site_builder.model.form import RECORD_SHEET, FormRow
from site_builder.model.grid import CellValue, SheetGrid
from site_builder.model.spreadsheet import cell_name, pack, unpack
from site_builder.suggest import spelling

_MOST_STRAYS = 100
"""Stray numbers told of a sheet: a block pasted beside the form is one mistake, not a thousand."""

_MOST_ROWS = 100
"""Rows of a sheet in which the heads of a copied table are looked for."""

_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_TEXTS = frozenset({"source", "as_of", "note"})

Heads = Mapping[str, Collection[str]]
"""What columns are called, by field."""


def stray_numbers(path: str, sheets: Sheets, block: Block) -> Iterator[Diagnostic]:
    """Yield the numbers between, below and right of the entries of a sheet: nobody asked there."""
    return islice(_strays(path, sheets, block), _MOST_STRAYS)


def _strays(path: str, sheets: Sheets, block: Block) -> Iterator[Diagnostic]:
    """Yield all of them.

    The column after the entries tells what is there already, in words such as "81": they
    came with the form. A number there is typed.
    """
    columns = block.columns
    entries = {cell.cell for cell in block.cells}
    last = max(columns)
    figures = [column for column, field in columns.items() if field in FIGURES]
    first = min(figures, default=last + 1)
    told = last + 1 if head_of(sheets, block, last + 1) else 0
    grid = sheets.by_name[block.sheet]
    whole = {number for number, row in block.rows if _has_pair(sheets, block.sheet, row)}
    for address, value in filled_cells(grid):
        row, column = unpack(address)
        is_rate = row in whole and column <= last
        is_within = row >= block.top and column >= first
        if not is_within or is_rate or address in entries or address in grid.formulas:
            continue
        if _is_number(value) and not (column == told and isinstance(value, str)):
            place = Location(path, sheet=block.sheet, cell=cell_name(address))
            yield make_diagnostic(rules.STRAY_NUMBER, place, value=write_cell(value, "en"))


def _is_number(value: CellValue) -> bool:
    """Whether a cell holds a number, or a text that is one."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(write_cell(value, "en")) is not None
    return isinstance(value, (int, float))


def _has_pair(sheets: Sheets, sheet: str, row: FormRow) -> bool:
    """Whether a row has its pair: the rate beside it follows from that, whoever wrote it."""
    pair = {cell.field: cell.cell for cell in row.cells if cell.sheet == sheet}
    addresses = [pair.get("numerator"), pair.get("denominator")]
    return all(at is not None and sheets.value(sheet, at) is not None for at in addresses)


def strange_sheets(
    path: str, sheets: Sheets, blocks: Sequence[Block], heads: Heads
) -> Iterator[Diagnostic]:
    """Yield the sheets that are filled in like the form's own and are not of the form.

    A copy of a sheet, or that of another unit's form: nothing on it is read. What stands in
    the same cell of a sheet of the form is not lost and does not count.

    Args:
        path: The form's file, for messages.
        sheets: All sheets of the workbook.
        blocks: Those of the form.
        heads: What the columns of forms are called.
    """
    own = {block.sheet for block in blocks}
    known = _known_heads(sheets, blocks, heads)
    for name, grid in sheets.by_name.items():
        if name in own or name.startswith(RECORD_SHEET):
            continue
        found = {*_below_heads(grid, known), *_in_rows(sheets, name, blocks)}
        lost = [at for at in found if not _is_kept(sheets, own, at, sheets.value(name, at))]
        if lost:
            place = Location(path, sheet=name, cell=cell_name(min(lost)))
            own_sheet, count = blocks[0].sheet, len(lost)
            yield make_diagnostic(
                rules.STRANGE_SHEET, place, value=name, own=own_sheet, count=count
            )


def _known_heads(sheets: Sheets, blocks: Sequence[Block], heads: Heads) -> Mapping[str, str]:
    """Return the field that each head is of: by today's words and those of the form itself."""
    known = {spelling(text): field for field, texts in heads.items() for text in texts}
    for block in blocks:
        written = {head_of(sheets, block, at): field for at, field in block.columns.items()}
        known |= {spelling(text): field for text, field in written.items() if text}
    return known


def _below_heads(grid: SheetGrid, known: Mapping[str, str]) -> Iterator[int]:
    """Yield the cells of a sheet that were filled in below heads such as a form has."""
    fields: Mapping[int, str] = {}
    for at, row in enumerate(grid.rows):
        heads = _heads_in(row, known) if at < _MOST_ROWS else {}
        if heads:
            fields = heads
            continue
        for across, field in fields.items():
            address = pack(grid.first_row + at, grid.first_column + across)
            is_rate = field == "value" and address in grid.formulas
            value = row[across]
            if not is_rate and (_is_number(value) if field in FIGURES else value is not None):
                yield address


def _heads_in(row: Sequence[CellValue], known: Mapping[str, str]) -> Mapping[int, str]:
    """Return which columns are filled in below a row of heads; none where it is no such row."""
    fields = {
        across: known[text]
        for across, value in enumerate(row)
        if isinstance(value, str) and (text := spelling(value)) in known
    }
    given = set(fields.values())
    is_table = "status" in given and not given.isdisjoint(FIGURES)
    if not is_table and not given >= _TEXTS:
        return {}
    return {at: field for at, field in fields.items() if field in _TEXTS or field in FIGURES}


def _in_rows(sheets: Sheets, name: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the numbers at the places of a form's own figures, in rows of the same indicator."""
    for block in blocks:
        for number, row in block.rows:
            cells = [c.cell for c in row.cells if c.sheet == block.sheet and c.field in FIGURES]
            filled = [at for at in cells if _is_number(sheets.value(name, at))]
            if filled and row.indicator in labels_of(sheets, name, number, block):
                yield from filled


def _is_kept(sheets: Sheets, own: Collection[str], address: int, value: CellValue) -> bool:
    """Whether a sheet of the form holds the same in that cell."""
    return any(sheets.value(sheet, address) == value for sheet in own)
