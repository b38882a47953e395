"""A cell comes out as what it is, whichever of the three formats it stood in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from site_builder.model.grid import CellRange, CellValue, SheetGrid, Workbook
from site_builder.model.spreadsheet import cell_name, parse_cell_name
from site_builder.tables.workbook_file import open_workbook
from tests.workbooks import hostile
from tests.workbooks.values import write_values

HERE = Path(__file__).parents[2] / "workbooks"
SUFFIXES = ("xlsx", "xls", "ods")


def computed(data: bytes) -> bytes:
    """Take out the request to compute all formulas anew."""
    return hostile.changed(data, book=lambda part: part.replace(b' fullCalcOnLoad="1"', b""))


def content_of(suffix: str) -> bytes:
    """Return the workbook of values in a format."""
    if suffix == "xlsx":
        return computed(write_values())
    return (HERE / f"values.{suffix}").read_bytes()


def opened(data: bytes, name: str = "a.xlsx") -> Workbook:
    """Open a workbook that is right."""
    found = open_workbook(name, data)
    assert found.problems == ()
    assert found.value is not None
    return found.value


def at(sheet: SheetGrid, name: str) -> CellValue:
    """Return the value of a cell by its name."""
    address = parse_cell_name(name)
    assert address is not None
    row, column = divmod(address, 16_384)
    return sheet.rows[row + 1 - sheet.first_row][column + 1 - sheet.first_column]


def names(addresses: object) -> list[str]:
    """Return packed addresses as people write them."""
    assert isinstance(addresses, frozenset | dict)
    return sorted(cell_name(address) for address in addresses)


@pytest.fixture(params=SUFFIXES)
def first(request: pytest.FixtureRequest) -> SheetGrid:
    """The first sheet of the workbook of values, in each format."""
    return opened(content_of(request.param), f"a.{request.param}").sheets[0]


def test_values_have_their_types(first: SheetGrid):
    """A number, a text, a day, a time, a moment, and more hours than a day has."""
    assert (at(first, "B3"), at(first, "C3")) == (1.5, "chữ")
    assert at(first, "D3") in (True, 1.0)
    assert at(first, "E3") == date(2025, 6, 30)
    assert at(first, "F3") == time(12, 30)
    assert at(first, "D5") == datetime(2025, 6, 30, 12, 30)  # noqa: DTZ001  # a sheet knows no time zones
    assert at(first, "C5") == timedelta(hours=30)
    assert type(at(first, "G7")) is float


def test_a_formula_gives_its_saved_value(first: SheetGrid):
    """A day made by a formula is a day."""
    assert at(first, "E4") == date(2025, 6, 30)
    assert {"D4", "E4", "G4"} <= set(names(first.formulas))
    assert first.unsaved == frozenset()


def test_an_error_is_no_value(first: SheetGrid):
    """Its sign is kept beside the cells."""
    assert at(first, "D4") is None
    assert {cell_name(a): sign for a, sign in first.errors.items()} == {"D4": "#DIV/0!"}


def test_the_grid_begins_at_the_first_value(first: SheetGrid):
    """Empty rows and columns before it move no address; all rows are of one length."""
    assert (first.first_row, first.first_column) == (3, 2)
    assert {len(row) for row in first.rows} == {6}


def test_what_a_format_shows_is_told(first: SheetGrid):
    """0.985 shown as per cent is; a sign that is only printed behind a number is not."""
    assert names(first.percents) == ["B4"]
    assert {cell_name(a): font for a, font in first.fonts.items()} == {"B5": ".VnTime"}


def test_what_is_hidden_or_merged_is_told(first: SheetGrid):
    """Rows and columns count from 1."""
    assert first.hidden_rows == {5}
    assert first.hidden_columns == {7}
    assert first.merged == (CellRange(7, 2, 8, 3),)
    assert at(first, "B7") == "gộp"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_all_sheets_are_there(suffix: str):
    """The hidden one is marked, the empty one has no rows."""
    sheets = opened(content_of(suffix), f"a.{suffix}").sheets

    assert [(s.name, s.is_hidden, len(s.rows)) for s in sheets] == [
        ("Số", False, 5),
        ("Ẩn", True, 1),
        ("Trống", False, 0),
    ]


def test_days_may_count_from_1904():
    """The same day in a workbook made on an old Mac."""
    book = opened(computed(write_values(dates_from_1904=True)))

    assert book.dates_from_1904
    assert at(book.sheets[0], "E3") == date(2025, 6, 30)


def test_formulas_that_nobody_computed_have_no_value():
    """A program that asks for everything to be computed anew has saved nothing of worth."""
    sheet = opened(write_values()).sheets[0]

    assert names(sheet.unsaved) == ["E4", "G4"]
    assert at(sheet, "E4") is None


def test_a_formula_without_a_value_is_unsaved():
    """There is a formula and nothing else."""
    rows = b'<row r="2"><c r="B2"><f>1+1</f></c><c r="C2"><v>5</v></c></row>'

    sheet = opened(hostile.with_rows(rows)).sheets[0]

    assert names(sheet.unsaved) == ["B2"]
    assert at(sheet, "C2") == 5


def test_an_ods_formula_without_a_value_is_unsaved():
    """The same in the other format."""
    table = (
        b'<table:table table:name="A"><table:table-row>'
        b'<table:table-cell table:formula="of:=1+1"/>'
        b'<table:table-cell office:value-type="float" office:value="5"/>'
        b"</table:table-row></table:table>"
    )

    sheet = opened(hostile.ods(table), "a.ods").sheets[0]

    assert names(sheet.unsaved) == ["A1"]
    assert at(sheet, "B1") == 5


def test_repeated_ods_cells_stand_as_often_as_they_say():
    """Two rows of three cells, and what comes behind stands behind."""
    table = (
        b'<table:table table:name="A"><table:table-row table:number-rows-repeated="2">'
        b'<table:table-cell office:value-type="float" office:value="5" '
        b'table:number-columns-repeated="3"/></table:table-row>'
        b'<table:table-row table:number-rows-repeated="1048000"/></table:table>'
    )

    sheet = opened(hostile.ods(table), "a.ods").sheets[0]

    assert [list(row) for row in sheet.rows] == [[5.0] * 3] * 2


def test_errors_of_later_versions_do_not_lose_the_sheet():
    """#SPILL! is an error like others."""
    rows = b'<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>2</v></c></row>'

    sheet = opened(hostile.with_rows(rows)).sheets[0]

    assert {cell_name(a): sign for a, sign in sheet.errors.items()} == {"A1": "#SPILL!"}
    assert at(sheet, "B1") == 2
