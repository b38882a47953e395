"""See whether a form's sheets, rows and titles are still where they were when it was made."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from site_builder.diagnostics import Diagnostic, Fact, Location, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.entries import FIGURES, write_cell
from site_builder.intake.sheets import Sheets, filled_cells
from site_builder.model.form import FormRecord, FormRow
from site_builder.model.grid import Workbook
from site_builder.model.spreadsheet import cell_name, pack, unpack
from site_builder.suggest import spelling

_MOST_STRAYS = 100
"""Stray numbers told of a sheet: a block pasted beside the form is one mistake, not a thousand."""

_HEAD_ROWS = 2
"""Rows of column heads, which name other periods too, between the titles and the entries."""

_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


_NUMERAL = re.compile(r"\d+|\b[ivx]+\b")
_ANY_NUMERAL = r"(?:\\d+|\\b[ivx]+\\b)"


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a form that are in their place, and what is wrong with the others."""

    rows: tuple[FormRow, ...]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of a form on one of its sheets: (number of the row, what is entered there)."""

    sheet: str
    rows: tuple[tuple[int, FormRow], ...]

    @property
    def top(self) -> int:
        """The first row of entries."""
        return min(number for number, _ in self.rows)


def check_layout(
    path: str, workbook: Workbook, record: FormRecord, titles: Sequence[Sequence[str]]
) -> Layout:
    """Hold the sheets of a filled form against its record.

    Args:
        path: The form's file, for messages.
        workbook: Its sheets.
        record: Where everything was.
        titles: What must stand above the figures, each in all languages.
    """
    sheets = Sheets.of(workbook)
    blocks = _blocks(record)
    gone = {block.sheet for block in blocks} - sheets.by_name.keys()
    problems = [make_diagnostic(rules.SHEET_GONE, Location(path), value=s) for s in sorted(gone)]
    bad: set[int] = {
        at for at, row in enumerate(record.rows) if any(cell.sheet in gone for cell in row.cells)
    }
    figure_sheets = {row.cells[0].sheet for row in record.rows}
    for block in blocks:
        if block.sheet in gone:
            continue
        moved = [one for one in block.rows if not _is_in_place(sheets, block.sheet, one, record)]
        ids = {id(row) for _, row in moved}
        bad |= {at for at, row in enumerate(record.rows) if id(row) in ids}
        if moved:
            problems.append(_moved(path, sheets, block.sheet, moved))
        elif block.sheet in figure_sheets:
            problems += _changed_titles(path, sheets, block, titles)
            problems += islice(_strays(path, sheets, block), _MOST_STRAYS)
    kept = tuple(row for at, row in enumerate(record.rows) if at not in bad)
    return Layout(kept, tuple(problems))


def find_heads(workbook: Workbook, rows: Sequence[FormRow]) -> Mapping[tuple[str, str], str]:
    """Return what a form calls its columns, by sheet and field: the text above the first entry."""
    sheets = Sheets.of(workbook)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for cell in row.cells:
            key = (cell.sheet, cell.field)
            first[key] = min(cell.cell, first.get(key, cell.cell))
    return {key: _text_above(sheets, key[0], address) or key[1] for key, address in first.items()}


def _text_above(sheets: Sheets, sheet: str, address: int) -> str:
    """Return the nearest text above a cell; "" where there is none."""
    row, column = unpack(address)
    above = (sheets.value(sheet, pack(number, column)) for number in range(row - 1, 0, -1))
    return next((write_cell(value, "en") for value in above if isinstance(value, str)), "")


def _blocks(record: FormRecord) -> list[_Block]:
    """Return the rows of each sheet, in the form's order."""
    found: dict[str, list[tuple[int, FormRow]]] = {}
    for row in record.rows:
        for sheet in dict.fromkeys(cell.sheet for cell in row.cells):
            number = min(unpack(cell.cell)[0] for cell in row.cells if cell.sheet == sheet)
            found.setdefault(sheet, []).append((number, row))
    return [_Block(sheet, tuple(rows)) for sheet, rows in found.items()]


def _labels(sheets: Sheets, sheet: str, number: int, row: FormRow) -> list[str]:
    """Return the texts before the first entry of a row."""
    columns = [unpack(cell.cell)[1] for cell in row.cells if cell.sheet == sheet]
    cells = (sheets.value(sheet, pack(number, column)) for column in range(1, min(columns)))
    return [write_cell(value, "en") for value in cells if value is not None]


def _is_in_place(sheets: Sheets, sheet: str, one: tuple[int, FormRow], record: FormRecord) -> bool:
    """Whether a row still bears its indicator's code, and its unit's where units differ."""
    number, row = one
    labels = _labels(sheets, sheet, number, row)
    return row.indicator in labels and (bool(record.unit) or row.unit in labels)


def _moved(
    path: str, sheets: Sheets, sheet: str, moved: Sequence[tuple[int, FormRow]]
) -> Diagnostic:
    """Report the rows of a sheet that are not in their place, at the first of them."""
    number, row = moved[0]
    place = Location(path, sheet=sheet, cell=cell_name(pack(number, 1)))
    seen = " · ".join(_labels(sheets, sheet, number, row)[:2]) or "–"
    facts: dict[str, Fact] = {"indicator": row.indicator, "unit": row.unit, "row": number}
    return make_diagnostic(rules.ROW_MOVED, place, value=seen, count=len(moved), **facts)


def _changed_titles(
    path: str, sheets: Sheets, block: _Block, titles: Sequence[Sequence[str]]
) -> Iterator[Diagnostic]:
    """Yield one problem for each title that no longer stands above the figures."""
    above = {
        address: spelling(value)
        for address, value in filled_cells(sheets.by_name[block.sheet])
        if isinstance(value, str) and unpack(address)[0] < block.top - _HEAD_ROWS
    }
    for texts in titles:
        wanted = [spelling(text) for text in texts]
        wrong = _wrong_title(above, wanted)
        if wrong is not None:
            place = Location(path, sheet=block.sheet, cell=cell_name(wrong))
            value = write_cell(sheets.value(block.sheet, wrong), "en") or "–"
            yield make_diagnostic(rules.LABEL_CHANGED, place, expected=texts[0], value=value)


def _wrong_title(above: Mapping[int, str], wanted: Sequence[str]) -> int | None:
    """Return the cell that should show one of some texts: it has another number, or none does.

    None where all is well. "Quý II/2026" beside "Quý I/2026" is what was changed by hand.
    """
    for text in wanted:
        alike = re.compile(_NUMERAL.sub(_ANY_NUMERAL, re.escape(text)))
        names_it = any(c.isalpha() for c in _NUMERAL.sub("", text))
        for address, shown in above.items() if names_it else ():
            found = alike.search(shown)
            if found and found.group() not in wanted:
                return address
    if any(text in shown for text in wanted for shown in above.values()):
        return None
    return max(above, key=lambda at: _nearness(above[at], wanted), default=0)


def _nearness(shown: str, wanted: Sequence[str]) -> float:
    """Return how like one of some texts a title is, from 0 to 1."""
    return max(difflib.SequenceMatcher(None, shown, text).ratio() for text in wanted)


def _strays(path: str, sheets: Sheets, block: _Block) -> Iterator[Diagnostic]:
    """Yield the numbers between and below the entries of a sheet, where nothing is asked."""
    cells = [cell for _, row in block.rows for cell in row.cells if cell.sheet == block.sheet]
    entries = {cell.cell for cell in cells}
    columns = [unpack(cell.cell)[1] for cell in cells]
    figures = [unpack(cell.cell)[1] for cell in cells if cell.field in FIGURES]
    grid = sheets.by_name[block.sheet]
    whole = {number for number, row in block.rows if _has_pair(sheets, block.sheet, row)}
    for address, value in filled_cells(grid):
        row, column = unpack(address)
        is_within = row >= block.top and min(figures) <= column <= max(columns)
        if not is_within or address in entries or address in grid.formulas or row in whole:
            continue
        text = write_cell(value, "en")
        if isinstance(value, (int, float)) or _NUMBER.fullmatch(text):
            place = Location(path, sheet=block.sheet, cell=cell_name(address))
            yield make_diagnostic(rules.STRAY_NUMBER, place, value=text)


def _has_pair(sheets: Sheets, sheet: str, row: FormRow) -> bool:
    """Whether a row has its pair: the rate beside it follows from that, whoever wrote it."""
    pair = {cell.field: cell.cell for cell in row.cells if cell.sheet == sheet}
    addresses = [pair.get("numerator"), pair.get("denominator")]
    return all(at is not None and sheets.value(sheet, at) is not None for at in addresses)
