"""Workbooks come back as they were written, and no bytes at all make the reader fall over."""

from __future__ import annotations

import io
import random
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.model.grid import CellValue, SheetGrid
from site_builder.tables.workbook_file import open_workbook
from tests.workbooks import hostile
from tests.workbooks.hostile_cases import number_at, ods_cell, ods_table, record, xls

Cells = dict[tuple[int, int], CellValue]

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    min_size=1,
    max_size=12,
).filter(lambda text: not text.startswith("="))
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001 # a spreadsheet knows no time zones
    datetime(2100, 1, 1),  # noqa: DTZ001 # as above
).map(lambda moment: moment.replace(second=1, microsecond=0))
NUMBERS = st.one_of(
    st.floats(-1e15, 1e15, allow_nan=False).map(lambda number: float(f"{number:.15g}")),
    st.integers(-(10**12), 10**12).map(float),
)
VALUES = st.one_of(TEXT, NUMBERS, st.booleans(), DAYS, MOMENTS)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
CELLS = st.dictionaries(PLACES, VALUES, min_size=1, max_size=25)


def cells_of(grid: SheetGrid) -> Cells:
    """Return the cells of a sheet that are not empty, by (row, column)."""
    return {
        (grid.first_row + row, grid.first_column + column): value
        for row, values in enumerate(grid.rows)
        for column, value in enumerate(values)
        if value is not None
    }


def read(cells: bytes, name: str = "a.xlsx") -> SheetGrid:
    """Return the first sheet of a workbook."""
    opened = open_workbook(name, cells)
    assert opened.value is not None, opened.problems
    return opened.value.sheets[0]


def by_xlsxwriter(cells: Cells, *, dates_from_1904: bool = False) -> bytes:
    """Write cells as reporting systems do."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": dates_from_1904})
    sheet = book.add_worksheet()
    shown = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
    }
    for (row, column), value in cells.items():
        if isinstance(value, bool):
            sheet.write_boolean(row - 1, column - 1, value)
        elif isinstance(value, date):
            sheet.write_datetime(row - 1, column - 1, value, shown[type(value)])
        elif isinstance(value, float):
            sheet.write_number(row - 1, column - 1, value)
        else:
            sheet.write_string(row - 1, column - 1, str(value))
    book.close()
    return out.getvalue()


def by_openpyxl(cells: Cells) -> bytes:
    """Write cells as scripts do."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


@given(cells=CELLS, from_1904=st.booleans())
@settings(max_examples=80)
def test_cells_come_back_at_their_addresses(cells: Cells, *, from_1904: bool):
    """Typed, whatever stands empty before and between them, from either year."""
    grid = read(by_xlsxwriter(cells, dates_from_1904=from_1904))

    assert cells_of(grid) == cells
    assert {len(row) for row in grid.rows} == {len(grid.rows[0])}


@given(cells=CELLS)
@settings(max_examples=60)
def test_another_writer_gives_the_same_cells(cells: Cells):
    """Openpyxl writes texts, dates and styles in other ways; it does not keep texts of blanks."""
    seen = {at: v for at, v in cells.items() if not isinstance(v, str) or v.strip()}

    assert cells_of(read(by_openpyxl(seen))) == seen


@given(
    cells=st.dictionaries(
        st.tuples(st.integers(0, 60), st.integers(0, 255)),
        st.floats(allow_nan=False, allow_infinity=False),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=60)
def test_an_xls_gives_its_numbers(cells: dict[tuple[int, int], float]):
    """To the last bit: the records hold them as they are."""
    records = [number_at(row, column, value) for (row, column), value in sorted(cells.items())]

    found = cells_of(read(xls(*records), "a.xls"))

    assert found == {(row + 1, column + 1): value for (row, column), value in cells.items()}


@given(gaps=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9)), min_size=1, max_size=8))
def test_repeated_rows_of_an_ods_are_counted(gaps: list[tuple[int, int]]):
    """A value below any number of repeated empty rows stands where it stands on the screen."""
    empty = (
        b'<table:table-row table:number-rows-repeated="%d"><table:table-cell/></table:table-row>'
    )
    full = b'<table:table-row table:number-rows-repeated="%d">' + ods_cell() + b"</table:table-row>"
    expected, row = set(), 0
    for above, times in gaps:
        expected |= {(row + above + n, 1) for n in range(1, times + 1)}
        row += above + times

    table = ods_table(b"".join(empty % above + full % times for above, times in gaps))

    assert set(cells_of(read(table, "a.ods"))) == expected


SEEDS = {
    "a.xlsx": hostile.right(),
    "a.ods": ods_table(b"<table:table-row>" + ods_cell() * 3 + b"</table:table-row>"),
    "a.xls": xls(number_at(0, 0), number_at(4, 2), record(0x99, b"odd")),
}


@pytest.mark.parametrize("name", SEEDS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, suppress_health_check=[HealthCheck.differing_executors])
def test_no_damage_makes_the_reader_fall_over(name: str, seed: int):
    """Bytes changed anywhere: the file is read or refused with a reason, nothing is raised."""
    dice = random.Random(seed)  # noqa: S311 # damage by seed
    damaged = bytearray(SEEDS[name])
    for _ in range(dice.randrange(1, 8)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)

    opened = open_workbook(name, bytes(damaged[: dice.randrange(1, len(damaged) * 2)]))

    assert opened.value is not None or opened.problems
