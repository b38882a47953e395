"""The same table in a workbook and in a text file is the same; no row or place is lost."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.grid import SheetGrid
from site_builder.model.spreadsheet import unpack
from site_builder.model.tables import TableOptions
from site_builder.tables import read_csv
from site_builder.tables.sheet_reader import read_sheet
from site_builder.tables.sheet_text import TextSheet, read_texts

HEAD = ("indicator", "unit", "period", "value", "note")
CODES = st.sampled_from(["CT1", "CT2", "xã-đ", "007"])
PERIODS = st.sampled_from(["2023", "2024-Q2", "Quý II/2025", "Năm 2021"])
FIGURES = st.one_of(
    st.integers(-(10**9), 10**9).map(float),
    st.decimals(-10_000, 10_000, places=2).map(float),
)
NOTES = st.sampled_from(["", "a b", 'Đã kiểm tra; "đúng"', "1,5"])
ROWS = st.lists(st.tuples(CODES, CODES, PERIODS, FIGURES, NOTES), min_size=1, max_size=8)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(0, 4), st.integers(0, 3))


def sheet_of(rows, corner: tuple[int, int] = (1, 1)) -> TextSheet:
    width = max(len(row) for row in rows)
    cells = [[*(cell if cell != "" else None for cell in row)] for row in rows]
    padded = [[*row, *[None] * (width - len(row))] for row in cells]
    return read_texts(SheetGrid("S", *corner, padded), None)


def text_at(sheet: TextSheet, address: int) -> str:
    row, column = unpack(address)
    return sheet.columns[column - sheet.grid.first_column][row - sheet.grid.first_row]


def written(value: float) -> str:
    """Write a number as an office would in CSV; four decimals keep it from being ambiguous."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")


@given(ROWS, PLACES, st.lists(st.integers(0, 8), max_size=4))
def test_a_tidy_sheet_is_its_text_file(rows, place, gaps):
    """Wherever the table begins and however many empty rows are in it."""
    top, left, title_rows, empty_columns = place
    lines = [(*[None] * empty_columns, *row) for row in rows]
    for gap in gaps:
        lines.insert(min(gap, len(lines) - 1), ())
    head = (*[None] * empty_columns, *HEAD)
    sheet = sheet_of([*[("Biểu 02",)] * title_rows, head, *lines], (top, left))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD, *[(*row[:3], written(row[3]), row[4]) for row in rows]])

    answer = read_sheet("data/observations/a.xlsx", sheet, TableOptions())
    text = read_csv("data/observations/a.csv", out.getvalue().encode(), TableOptions())

    assert text.value is not None
    assert answer.problems == text.problems == ()
    (table,) = answer.tables
    expected = text.value[0].cells.astype(str).to_numpy().tolist()
    assert table.cells.astype(str).to_numpy().tolist() == expected
    assert len(table.lines) + table.blank + table.rejected == len(lines)
    assert table.blank == len(gaps)
    for name in table.columns:
        shown = [text_at(sheet, int(address)) for address in table.addresses[name]]
        assert shown == table.cells[name].tolist()


# A code like "CT2" alone in its row, below the caption "CT1", would be the next indicator.
UNITS = st.sampled_from(["H1", "H2", "xã-đ", "007"])


@given(
    st.lists(st.tuples(UNITS, st.lists(st.none() | FIGURES, min_size=3, max_size=3)), min_size=1,
             max_size=6),
    st.integers(1, 30),
    st.booleans(),
)  # fmt: skip
def test_a_wide_sheet_is_its_tidy_form(rows, top, has_caption):
    """Each filled cell is one row, whose places are the cells that hold its texts."""
    periods = ("2023", "2024", "Quý I/2025")
    options = TableOptions() if has_caption else TableOptions(fixed={"indicator": "CT1"})
    caption = [("Mã chỉ tiêu:", "CT1")] if has_caption else []
    lines = [(unit, *figures) for unit, figures in rows]
    sheet = sheet_of([*caption, ("Mã đơn vị", *periods), *lines], (top, 2))

    answer = read_sheet("data/observations/a.xlsx", sheet, options)

    melted = [
        (unit, period, written(figure))
        for unit, figures in rows
        for period, figure in zip(periods, figures, strict=True)
        if figure is not None
    ]
    assert answer.problems == ()
    (table,) = answer.tables
    names = ("unit", "period", "value")
    assert list(zip(*(table.cells[name].tolist() for name in names), strict=True)) == melted
    assert len(table.lines) + table.blank + table.rejected == len(rows) * len(periods)
    for name in table.columns:
        shown = [text_at(sheet, int(address)) for address in table.addresses[name]]
        assert shown == table.cells[name].tolist()


CELLS = st.sampled_from(
    [None, None, 1.0, 2024.0, 98.5, True, "CT1", "unit", "Giá trị", "Kỳ báo cáo", "indicator",
     "Tử số", "Mẫu số", "2024", "Quý I", "Mã chỉ tiêu: CT1", "Đơn vị:", "Tổng cộng", "Ghi chú: x"]
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=9))
def test_whatever_stands_in_a_sheet_rows_are_counted(rows):
    """No table has more rows than cells below its header, and what is read has its place."""
    sheet = sheet_of(rows)

    answer = read_sheet("data/observations/a.xlsx", sheet, TableOptions())

    for table in answer.tables:
        assert min(table.blank, table.rejected) >= 0
        assert len(table.broken) == table.rejected
        assert len(table.cells) == len(table.lines)
        for name in table.columns:
            cells, places = table.cells[name].tolist(), table.addresses[name].tolist()
            assert all(
                text_at(sheet, at).endswith(cell.partition("/")[0]) or not cell
                for cell, at in zip(cells, places, strict=True)
            )
