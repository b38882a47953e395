"""Mark what is wrong in a copy of the sender's own workbook.

The sender opens what they know, goes to the cells that are marked, and sends the same file
again: the marks do no harm when it is read.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.intake.problem_sheet import add_problem_sheet, copy_look, former_looks
from site_builder.intake.sheets import is_small
from site_builder.intake.steady import steady
from site_builder.intake.told import Told
from site_builder.model.grid import Workbook as GridWorkbook
from site_builder.wording import Wording

_COMMENT_WIDTH_PX = 360
_LINE_PX = 20
_LETTERS_A_LINE = 48
_MARKS = {
    "error": (Side(style="thick", color="C00000"), "FFD9D9"),
    "warning": (Side(style="mediumDashed", color="9C5700"), "FFF2CC"),
}
"""Border and fill of a marked cell: they differ in shape, not in colour alone."""


def mark_workbook(
    data: bytes, opened: GridWorkbook | None, problems: Sequence[Told], words: Wording
) -> bytes:
    """Return a copy of a workbook with its problems marked and listed.

    Each bad cell gets a fill, a border and a comment that says what is wrong and what to do;
    a new first sheet lists all problems, those of the whole file on top, with links to the
    cells. Everything else stays as it was.

    Args:
        data: The sender's workbook.
        opened: Its sheets; None where it was refused. Such a file is not parsed again, nor a very
            large one, nor one that openpyxl does not read (``.xls``, ``.ods``): the list stands
            alone in a new workbook.
        problems: What is wrong in this file.
        words: From ``change_words``.

    Returns:
        An ``.xlsx`` file, the same for the same problems whenever it is made.
    """
    book = _load(data) if is_small(opened) else None
    if book is None:
        book = Workbook()
        book.remove(book.worksheets[0])
    _unmark(book, words)
    listed = add_problem_sheet(book, problems, words)
    for (name, cell), told in _by_cell(problems).items():
        if name in book.sheetnames:
            _mark(book[name], cell, told, words)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is listed
    book.active = 0
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    out = BytesIO()
    book.save(out)
    return steady(out.getvalue())


def _load(data: bytes) -> Workbook | None:
    """Return a workbook to write into, or None where openpyxl does not read it."""
    try:
        with warnings.catch_warnings():
            # What openpyxl does not keep are Excel's own extras, none of a form's.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), rich_text=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError):
        return None


def _by_cell(problems: Sequence[Told]) -> Mapping[tuple[str, str], list[Told]]:
    """Return the problems of each cell."""
    found: dict[tuple[str, str], list[Told]] = {}
    for problem in problems:
        place = problem.location
        if place.sheet is not None and place.cell is not None:
            found.setdefault((place.sheet, place.cell), []).append(problem)
    return found


def _mark(sheet: Worksheet, name: str, told: Sequence[Told], words: Wording) -> None:
    """Mark one cell; what is a part of a merged one is marked at its first cell."""
    cell = _first_of_merged(sheet, name)
    worst = "error" if any(one.severity == "error" for one in told) else "warning"
    side, fill = _MARKS[worst]
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
    text = "\n\n".join(words("intake.comment", message=o.message, help=o.help) for o in told)
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    height = _LINE_PX * (lines + 1)
    author = words("intake.comment_author")
    cell.comment = Comment(text, author, height=height, width=_COMMENT_WIDTH_PX)


def _first_of_merged(sheet: Worksheet, name: str) -> Cell:
    """Return a cell, or the first of the merged ones that it belongs to."""
    for area in sheet.merged_cells.ranges:
        if name in area:
            name = str(area).partition(":")[0]
    found: Cell = sheet[name]
    return found


def _unmark(book: Workbook, words: Wording) -> None:
    """Take away the list, the comments and the marks that an earlier check left.

    LibreOffice keeps a comment without its author; on a cell that was marked it is ours.
    """
    title, author = words("intake.sheet"), words("intake.comment_author")
    if title not in book.sheetnames:
        return
    for name, address, look in former_looks(book[title]):
        if name not in book.sheetnames:
            continue
        cell = _first_of_merged(book[name], address)
        copy_look(look, cell)
        if cell.comment is not None and (cell.comment.author or "").strip() in {"", author}:
            cell.comment = None
    del book[title]
