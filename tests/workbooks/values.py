"""A workbook with a cell of each kind; ``values.xls`` and ``values.ods`` are LibreOffice's copies.

python -m tests.workbooks.values > values.xlsx
soffice --headless --convert-to xls values.xlsx
"""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, time

import xlsxwriter

from tests.workbooks.sheets import CREATED

NOON = datetime(2025, 6, 30, 12, 30)  # noqa: DTZ001  # a sheet knows no time zones


def write_values(*, dates_from_1904: bool = False) -> bytes:
    """Return the workbook; its formulas are to be computed anew, as the writer says in it."""
    out = io.BytesIO()
    options = {"in_memory": True, "date_1904": dates_from_1904}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": CREATED})

    def shown(code: str) -> object:
        return book.add_format({"num_format": code})

    day, hour, moment = shown("dd/mm/yyyy"), shown("hh:mm"), shown("dd/mm/yyyy hh:mm")
    sheet = book.add_worksheet("Số")
    sheet.write_number("B3", 1.5)
    sheet.write_string("C3", "chữ")
    sheet.write_boolean("D3", True)
    sheet.write_datetime("E3", date(2025, 6, 30), day)
    sheet.write_datetime("F3", time(12, 30), hour)
    sheet.write_number("B4", 0.985, shown("0.0%"))
    sheet.write_number("C4", 98.5, shown('0.0"%"'))
    sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
    sheet.write_formula("E4", "=DATE(2025,6,30)", day, 45838)
    sheet.write_formula("G4", "=1=1", None, True)
    sheet.write_string("B5", "§¬n vÞ", book.add_format({"font_name": ".VnTime"}))
    sheet.write_number("C5", 1.25, shown("[h]:mm"))
    sheet.write_datetime("D5", NOON, moment)
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("G:G", None, None, {"hidden": True})
    sheet.merge_range("B7:C8", "gộp")
    sheet.write_number("G7", 1234)
    hidden = book.add_worksheet("Ẩn")
    hidden.hide()
    hidden.write(0, 0, 1)
    book.add_worksheet("Trống")
    book.close()
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(write_values())
