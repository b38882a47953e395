"""Write the workbooks that the tests read: run it for fixtures.

A sheet is a list of rows. A cell is a text, a number, a day, None, or one of the marks
below for what only a spreadsheet has.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

INVALID = Path(__file__).parents[1] / "invalid"
CREATED = datetime(2026, 1, 1)  # noqa: DTZ001  # a spreadsheet knows no time zones


@dataclass(frozen=True)
class Formula:
    """A formula with its saved result; None where it was never computed."""

    text: str
    result: Any = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from A1, ranges to merge (``A1:B2``), what is hidden."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)


def write_workbook(sheets: Mapping[str, Sheet | Sequence[Sequence[Any]]]) -> bytes:
    """Return an .xlsx file: the same sheets are the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": CREATED})
    for name, content in sheets.items():
        sheet = content if isinstance(content, Sheet) else Sheet(content)
        page = book.add_worksheet(name)
        if sheet.is_hidden:
            page.hide()
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        covered = _covered(sheet.merged)
        for area in sheet.merged:
            page.merge_range(area, "")
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                if (row, column) not in covered:
                    _write(page, row, column, value, formats)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            page.set_column(column - 1, column - 1, None, None, {"hidden": True})
        for cell, font in sheet.fonts.items():
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(cell)
            style = book.add_format({"font_name": font})
            page.write_string(row, column, sheet.rows[row][column], style)
    book.close()
    return _as_computed(out.getvalue())


def _as_computed(content: bytes) -> bytes:
    """Take out the request to compute all formulas anew, as a program does that has computed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry).replace(b' fullCalcOnLoad="1"', b"")
            new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _covered(merged: Sequence[str]) -> set[tuple[int, int]]:
    """Return the cells under merged ones."""
    found: set[tuple[int, int]] = set()
    for area in merged:
        first, last = (xlsxwriter.utility.xl_cell_to_rowcol(cell) for cell in area.split(":"))
        found |= {
            (row, column)
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        } - {first}
    return found


def _write(page: Any, row: int, column: int, value: Any, formats: Any) -> None:
    """Write one cell as what it is."""
    if value is None or value == "":
        return
    if isinstance(value, Formula):
        result = "" if value.result is None else value.result
        page.write_formula(row, column, value.text, None, result)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, float | int):
        page.write_number(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats[date])
    elif isinstance(value, time):
        page.write_datetime(row, column, value, formats[time])
    else:
        page.write_string(row, column, value)


HEAD = ("Mã chỉ tiêu", "Mã đơn vị", "Kỳ báo cáo", "Tử số", "Mẫu số", "Ghi chú")
RIGHT = ("CT1", "huyen-a", "2025", 95, 100, None)
OTHER = ("CT1", "huyen-b", "2025", 93, 100, None)


def table(*rows: Sequence[Any], head: Sequence[Any] = HEAD) -> list[Sequence[Any]]:
    """Return a table of the usual columns under a title, in row 3."""
    return [("BIỂU 02. BÁO CÁO NĂM",), (), head, *rows]


WIDE = [
    ("Mã chỉ tiêu: CT1",),
    ("Mã đơn vị", "2022", None, "2025", None),
    (None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
    ("huyen-a", 88, 100, 95, 100),
    ("huyen-b", 86, 100, 93, 100),
]
OVER = ("A2:A3", "B2:C2", "D2:E2")


def _twice(text: str) -> list[Sequence[Any]]:
    """Return the wide table with another text over its second pair."""
    upper = ("Mã đơn vị", "2022", None, text, None)
    return [WIDE[0], upper, *WIDE[2:]]


def _under(head: str) -> Sheet:
    """Return the wide table with a head over the years."""
    rows = [WIDE[0], ("Mã đơn vị", head, None, None, None), (None, *WIDE[1][1:]), *WIDE[2:]]
    return Sheet(rows, ["A2:A4", "B2:E2", "B3:C3", "D3:E3"])


def _captions(second: str) -> list[Sequence[Any]]:
    """Return a table of one period that stands above it twice."""
    return [
        ("Kỳ báo cáo: 2025",),
        ("Mã chỉ tiêu: CT1", None, "Kỳ báo cáo:", second),
        ("Mã đơn vị", "Tử số", "Mẫu số"),
        ("huyen-a", 95, 100),
    ]


def _divided(text: str) -> Sheet:
    """Return the usual table with a line between its rows."""
    return Sheet(table(RIGHT, (text,), OTHER), ["A5:F5"])


ONLY_TEXT = [("HƯỚNG DẪN",), (1, "Nhập số vào cột Tử số"), (2, "Lưu lại và gửi")]
FIXTURES: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "SB250": (
        {"Biểu 02": table(RIGHT), "Biểu 03": [("CT1", "huyen-b", "2025", 93, 100)]},
        {"Biểu 02": table(RIGHT), "Hướng dẫn": ONLY_TEXT},
    ),
    "SB251": ({"Biểu 02": table(RIGHT)}, {"Biểu 02": table(RIGHT)}),
    "SB252": ({"Hướng dẫn": ONLY_TEXT}, {"Hướng dẫn": ONLY_TEXT, "Biểu 02": table(RIGHT)}),
    "SB253": (
        {"Biểu 02": Sheet(table(RIGHT, OTHER), hidden_rows=[5])},
        {"Biểu 02": Sheet(table(RIGHT, OTHER), hidden_rows=[2])},
    ),
    "SB254": (
        {"Biểu 02": table((*RIGHT[:3], Formula("=D9/0", "#DIV/0!"), 100))},
        {"Biểu 02": table((*RIGHT[:3], Formula("=90+5", 95), 100))},
    ),
    "SB255": (
        {"Biểu 02": table((*RIGHT[:3], Formula("=90+5"), 100))},
        {"Biểu 02": table((*RIGHT[:3], Formula("=90+5", 95), 100))},
    ),
    "SB256": (
        {"Biểu 02": table(("CT1", "huyen-a", date(2025, 6, 1), 95, 100))},
        {"Biểu 02": table((*RIGHT[:5], date(2025, 12, 31)), head=(*HEAD[:5], "Ngày chốt số liệu"))},
    ),
    "SB257": (
        {"Biểu 02": table((*RIGHT[:3], time(12, 30), 100))},
        {"Biểu 02": table(RIGHT)},
    ),
    "SB258": (
        {"Biểu 02": table((*RIGHT[:3], True, 100))},
        {"Biểu 02": table((*RIGHT[:3], 1, 100))},
    ),
    "SB259": (
        {"Biểu 02": table(RIGHT, OTHER, ("Tổng cộng", None, None, 188, 200))},
        {"Biểu 02": table(RIGHT, OTHER, (), ("Người lập biểu", None, None, "Thủ trưởng đơn vị"))},
    ),
    "SB260": ({"Biểu 02": _captions("2024")}, {"Biểu 02": _captions("2025")}),
    "SB261": (
        {"Biểu 02": table((*RIGHT, "xem lại"))},
        {"Biểu 02": table((*RIGHT[:5], "xem lại"))},
    ),
    "SB262": (
        {"Biểu 02": Sheet(_twice("2022"), OVER)},
        {"Biểu 02": Sheet(_twice("2025"), OVER)},
    ),
    "SB263": (
        {"Biểu 02": Sheet(table(RIGHT, (*OTHER[:3], None, 100)), ["D4:D5"])},
        {"Biểu 02": Sheet(table(RIGHT, ("CT1", None, "2022", 86, 100)), ["B4:B5"])},
    ),
    "SB264": (
        {"Biểu 02": table(RIGHT), "Cũ": Sheet(table(OTHER), is_hidden=True)},
        {"Biểu 02": table(RIGHT), "Cũ": Sheet(ONLY_TEXT, is_hidden=True)},
    ),
    "SB266": ({"Biểu 02": _under("Kế hoạch")}, {"Biểu 02": _under("Thực hiện")}),
    "SB267": (
        {"Biểu 02": _divided("II. Kế hoạch năm 2026")},
        {"Biểu 02": _divided("II. Khối phường")},
    ),
}
SIDECARS = {"SB251": ("sheets: [Biểu 2]\n", "sheets: [Biểu 02]\n")}


REPORT: Mapping[str, Any] = {
    "Hướng dẫn": ONLY_TEXT,
    "Biểu 02": Sheet(
        [
            ("BIỂU SỐ 02",),
            ("Mã chỉ tiêu:", "CT1"),
            (),
            ("STT", "Mã đơn vị", "Năm 2022", None, "Năm 2025", None, "Ghi chú"),
            (None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số", None),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
            (1, "huyen-a", 88, 100, 95, 100, None),
            (2, "huyen-b", None, None, 1234, 1300, "số liệu sơ bộ"),
            (),
            ("Ghi chú: số liệu chốt đến 31/12.",),
            (None, "Người lập biểu", None, None, "Thủ trưởng đơn vị"),
        ],
        ["A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5"],
    ),
}
"""A right report as offices send it; ``report.xls`` and ``report.ods`` are LibreOffice's copies.

    soffice --headless --convert-to xls report.xlsx
"""


def main() -> None:
    """Write the workbooks of ``tests/invalid`` anew."""
    for code, contents in FIXTURES.items():
        for folder, sheets in zip(("input", "passes"), contents, strict=True):
            place = INVALID / code / folder / "data/observations"
            place.mkdir(parents=True, exist_ok=True)
            (place / "b.xlsx").write_bytes(write_workbook(sheets))
    for code, texts in SIDECARS.items():
        for folder, text in zip(("input", "passes"), texts, strict=True):
            place = INVALID / code / folder / "data/observations"
            (place / "b.xlsx.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
