"""Entry forms made by hand: the layout of real ones, small enough to see what a test changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from site_builder.model.form import RECORD_SHEET, FormCell, FormRecord, FormRow, record_lines
from site_builder.model.spreadsheet import cell_name, parse_cell_name

FIGURES, NOTES = "Số liệu", "Nguồn, ghi chú"
SITE, FINGERPRINT = "Cổng tiến độ thử", "0123456789abcdef"
TOP, NOTES_TOP = 8, 6


def cell(field: str, sheet: str, name: str) -> FormCell:
    address = parse_cell_name(name)
    assert address is not None
    return FormCell(field, sheet, address)


def ratio(number: int, unit: str = "huyen-a", code: str = "CT1", period: str = "2025") -> FormRow:
    """The ``number``-th row of a form, from 0, that asks for a pair: C and D, status in F."""
    row, note = TOP + number, NOTES_TOP + number
    fields = (
        cell("numerator", FIGURES, f"C{row}"),
        cell("denominator", FIGURES, f"D{row}"),
        cell("value", NOTES, f"F{note}"),
        cell("status", FIGURES, f"F{row}"),
        cell("source", NOTES, f"C{note}"),
        cell("as_of", NOTES, f"D{note}"),
        cell("note", NOTES, f"E{note}"),
    )
    return FormRow(code, unit, period, (), fields)


def record(*rows: FormRow, unit: str = "huyen-a", **values: str) -> FormRecord:
    given = {"site": SITE, "period": "2025", "fingerprint": FINGERPRINT, **values}
    return FormRecord(unit=unit, rows=rows or (ratio(0, unit),), **given)


def make_form(
    asked: FormRecord, filled: Mapping[str, Any] | None = None, title: str = "Huyện A, năm 2025"
) -> bytes:
    """Return a form with cells filled in: ``{"C8": 90}``, on the notes ``{"notes!E6": "…"}``."""
    book = Workbook()
    figures = book.active
    figures.title = FIGURES
    notes = book.create_sheet(NOTES)
    figures["A1"], figures["A2"] = "SỐ LIỆU BÁO CÁO", title
    for at, head in enumerate(("Mã chỉ tiêu", "Mã đơn vị", "Tử số", "Mẫu số", "Giá trị"), 1):
        figures.cell(TOP - 1, at, head)
    check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    figures.add_data_validation(check)
    for row in asked.rows:
        for sheet in (figures, notes):
            first = next(c for c in row.cells if c.sheet == sheet.title)
            line = int(cell_name(first.cell)[1:])
            sheet.cell(line, 1, row.indicator)
            sheet.cell(line, 2, row.unit)
        line = int(cell_name(row.cells[0].cell)[1:])
        figures.cell(line, 6, "Chính thức")
        for place in row.cells:
            name = cell_name(place.cell)
            book[place.sheet][name].protection = Protection(locked=False)
            if place.sheet == FIGURES:
                check.add(name)
    notes_check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    notes.add_data_validation(notes_check)
    for row in asked.rows:
        notes_check.add(cell_name(next(c for c in row.cells if c.sheet == NOTES).cell))
    figures.protection.sheet = True
    hidden = book.create_sheet(RECORD_SHEET)
    for line in record_lines(asked):
        hidden.append(list(line))
    hidden.sheet_state = "veryHidden"
    return fill(save(book), filled or {})


def fill(data: bytes, cells: Mapping[str, Any]) -> bytes:
    """Fill cells of a workbook as a person would: on the figures, or ``notes!…``."""
    book = load_workbook(BytesIO(data))
    for name, value in cells.items():
        sheet, _, address = name.rpartition("!")
        book[NOTES if sheet == "notes" else sheet or FIGURES][address] = value
    return save(book)


def save(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def names_of(rows: Sequence[FormRow]) -> list[tuple[str, str]]:
    return [(row.indicator, row.unit) for row in rows]
