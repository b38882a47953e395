"""Write the sheet that lists what is wrong in a workbook, and find in it what was marked.

A last, hidden column keeps how each marked cell looked before: a workbook that comes back a second
time gets the looks of the cells that are right by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.intake.told import Told
from site_builder.model.spreadsheet import parse_cell_name
from site_builder.wording import Wording

COLUMNS = ("number", "severity", "sheet", "cell", "value", "message", "help")
_NARROW = ("number", "severity", "cell")
_FONT = "Times New Roman"
"""What official papers are set in, as the forms are."""

_WIDTHS = (5, 11, 20, 8, 18, 52, 60)
_LOOK = len(COLUMNS) + 1
_HEAD_ROW = 5
_LINE_POINTS = 15.0
_LINK = "0563C1"
_INK, _SHADE, _RED, _AMBER = "1F3864", "DDE6F3", "C00000", "7F6000"
_THIN = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def add_problem_sheet(book: Workbook, problems: Sequence[Told], words: Wording) -> Worksheet:
    """Put the list of problems before all other sheets of a workbook, and return it.

    Problems of the whole file come first, then those of cells, sheet by sheet from top to bottom.
    """
    others = frozenset(book.sheetnames)
    sheet: Worksheet = book.create_sheet(words("intake.sheet"), 0)
    _write_top(sheet, problems, words, is_alone=not others)
    for at, name in enumerate(COLUMNS, start=1):
        _write_head(sheet.cell(_HEAD_ROW, at), words(f"intake.column_{name}"))
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[at - 1]
    sheet.column_dimensions[get_column_letter(_LOOK)].hidden = True
    ordered = sorted(problems, key=lambda told: _place_of(told, book.sheetnames))
    for number, told in enumerate(ordered, start=1):
        _write_row(sheet, number, told, words)
        place = told.location
        if place.cell is not None and place.sheet in others:
            _link(sheet, _HEAD_ROW + number, book[place.sheet], place.cell)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    return sheet


def _place_of(told: Told, sheets: Sequence[str]) -> tuple[bool, int, int]:
    """Return what problems are sorted by: the whole file first, then sheet, row and column."""
    place = told.location
    address = parse_cell_name(place.cell or "") or 0
    at = sheets.index(place.sheet) if place.sheet in sheets else -1
    return place.cell is not None, at, address


def _write_top(
    sheet: Worksheet, problems: Sequence[Told], words: Wording, *, is_alone: bool
) -> None:
    """Write what this is, how much there is, and what to send again."""
    whole = all(told.location.cell is None for told in problems)
    again = "sheet_whole" if whole else "sheet_alone" if is_alone else "sheet_again"
    errors = sum(told.severity == "error" for told in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    lines = (
        (words("intake.sheet"), Font(name=_FONT, size=16, bold=True, color=_INK), 24.0),
        (words("intake.sheet_counts", **counts), Font(name=_FONT, size=12, bold=True), 18.0),
        (words(f"intake.{again}"), Font(name=_FONT, size=12), 34.0),
    )
    for row, (text, font, height) in enumerate(lines, start=1):
        top = _write(sheet, row, 1, text)
        top.font = font
        top.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        sheet.row_dimensions[row].height = height


def _write_head(cell: Any, text: str) -> None:
    """Write the head of a column."""
    cell.value = text
    cell.font = Font(name=_FONT, size=11, bold=True, color=_INK)
    cell.fill = PatternFill("solid", start_color=_SHADE, end_color=_SHADE)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    cell.border = _GRID


def _write_row(sheet: Worksheet, number: int, told: Told, words: Wording) -> None:
    """Write one problem."""
    row, place = _HEAD_ROW + number, told.location
    shown = words("intake.private") if told.is_private else told.value or ""
    texts = (
        *(str(number), told.label, place.sheet or words("intake.whole_file"), place.cell or ""),
        *(shown, told.message, told.help),
    )
    for at, text in enumerate(texts, start=1):
        cell = _write(sheet, row, at, text)
        cell.font = Font(name=_FONT, size=11)
        middle = "center" if COLUMNS[at - 1] in _NARROW else None
        indent = 0 if middle else 1
        cell.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal=middle or "left", indent=indent
        )
        cell.border = _GRID
    colour = _RED if told.severity == "error" else _AMBER
    sheet.cell(row, 2).font = Font(name=_FONT, size=11, bold=True, color=colour)
    sheet.row_dimensions[row].height = _LINE_POINTS * _lines(texts)


def _link(sheet: Worksheet, row: int, target: Worksheet, name: str) -> None:
    """Make a row's address a link to the cell, and keep how that cell looks."""
    cell = sheet.cell(row, COLUMNS.index("cell") + 1)
    quoted = target.title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{name}")
    cell.font = Font(name=_FONT, size=11, color=_LINK, underline="single")
    copy_look(target[name], sheet.cell(row, _LOOK))


def _lines(texts: Sequence[str]) -> int:
    """Return how many lines the longest text of a row takes in its column."""
    pairs = zip(texts, _WIDTHS, strict=True)
    return max(sum(1 + len(part) // width for part in t.split("\n")) for t, width in pairs)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text that is never taken for a formula."""
    cell: Any = sheet.cell(row, column, text)
    cell.data_type = "s"
    return cell


def former_looks(sheet: Worksheet) -> Iterator[tuple[str, str, Any]]:
    """Yield (sheet, cell, a cell that looks as that one did) of what an earlier list marked."""
    first, last = COLUMNS.index("sheet") + 1, COLUMNS.index("cell") + 1
    for row in range(_HEAD_ROW + 1, sheet.max_row + 1):
        name, address = sheet.cell(row, first).value, sheet.cell(row, last).value
        if isinstance(name, str) and isinstance(address, str) and address:
            yield name, address, sheet.cell(row, _LOOK)


def copy_look(source: Any, target: Any) -> None:
    """Give a cell the fill and the border of another one."""
    target.fill, target.border = copy(source.fill), copy(source.border)
