"""Files made to do harm are refused with a reason, at no great cost."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from site_builder.model.spreadsheet import pack
from site_builder.tables.workbook_file import open_workbook
from tests.workbooks import hostile
from tests.workbooks.hostile_cases import CASES, number_at, ods_cell, ods_table, record, xls

HEAVY = {
    "70 MB",
    "elements 10 million deep",
    "attribute of 100 MB",
    "10 million names",
    "1 million styles",
    "4 million formatted cells",
    "one text in 1 million cells",
    "shared texts of 100 MB",
    "10 million shared texts",
    "1 million merged ranges",
    "million empty rows",
    "csv: 300 MB",
    "100,000 rows × 10",
    "150,000 rows × 10 of formulas",
    "ods: 100,000 rows × 10",
    "xls: 1.5 million records",
    "xls: one sheet listed 100 times",
    "100,000 parts",
}
"""What takes a second to make or to read: the benchmark does."""

WORST = ("attribute of 100 MB", "1 million styles", "10 million shared texts", "zip bomb that lies")
MOST_BYTES = 768 * 1024 * 1024
"""Address space of a process that reads one of them: its libraries alone map half of it."""

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from site_builder.tables.workbook_file import open_workbook
opened = open_workbook(sys.argv[1], open(sys.argv[1], "rb").read())
print(*(problem.rule.code for problem in opened.problems))
"""


def codes(name: str, data: bytes) -> list[str]:
    """Return the codes of the problems of a file."""
    return [problem.rule.code for problem in open_workbook(name, data).problems]


def rows(xml: bytes) -> bytes:
    """Return a workbook of these rows."""
    return hostile.with_rows(xml)


@pytest.mark.parametrize("name", sorted(CASES.keys() - HEAVY))
def test_each_kind_of_harm_has_its_answer(name: str):
    """The code tells what to do about it; what is only large or odd is read."""
    case = CASES[name]

    found = codes(case.file, case.make())

    assert found == ([case.code] if case.code else [])


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", WORST)
def test_the_worst_are_refused_in_little_memory(name: str, tmp_path: Path):
    """A process that may not grow answers all the same."""
    path = tmp_path / CASES[name].file
    path.write_bytes(CASES[name].make())

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path, str(MOST_BYTES)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"OPENBLAS_NUM_THREADS": "1"},
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, CASES[name].code + "\n", "")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        pytest.param(b'<row r="2"><c r="B7"><v>1</v></c></row>', "SB230", id="row of another"),
        pytest.param(b'<row r="2"><c r="AAAA2"><v>1</v></c></row>', "SB230", id="column AAAA"),
        pytest.param(b'<row r="9999999"><c><v>1</v></c></row>', "SB230", id="row 9999999"),
        pytest.param(b'<row r="1"><c t="s"><v>99</v></c></row>', "SB230", id="no such text"),
        pytest.param(b'<row r="1"><c t="s"><v>-1</v></c></row>', "SB230", id="text -1"),
        pytest.param(b'<row r="1"><c><v>x</v></c></row>', "SB230", id="no number"),
        pytest.param(b'<row r="1"><c><v>NaN</v></c></row>', "SB230", id="not a number"),
        pytest.param(b'<row r="1"><c><v>1e999</v></c></row>', "SB230", id="infinite"),
        pytest.param(b'<row r="1"><c><v>5<!-- -->6</v></c></row>', "SB238", id="comment"),
        pytest.param(b'<row r="1"><c><v><![CDATA[5]]></v></c></row>', "SB238", id="cdata"),
    ],
)
def test_cells_that_readers_differ_about_are_refused(xml: bytes, code: str):
    """Calamine takes 5 for 5<!-- -->6 and the first text for the text -1."""
    assert codes("a.xlsx", rows(xml)) == [code]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        pytest.param(ods_cell(b'table:number-columns-repeated="-3"'), "SB230", id="-3 times"),
        pytest.param(ods_cell(b'table:number-columns-repeated="0"'), "SB230", id="no times"),
        pytest.param(ods_cell(inside=b"<table:table/>"), "SB238", id="table in a cell"),
        pytest.param(ods_cell(inside=b"<text:p><![CDATA[1]]></text:p>"), "SB238", id="cdata"),
        pytest.param(
            b"<table:table-cell><text:p>1</text:p></table:table-cell>", "SB238", id="no type"
        ),
        pytest.param(ods_cell().replace(b'"1"', b'"NaN"'), "SB230", id="not a number"),
    ],
)
def test_ods_cells_that_readers_differ_about_are_refused(cell: bytes, code: str):
    """Calamine leaves out the table, the section and the text without a type."""
    assert codes("a.ods", ods_table(b"<table:table-row>" + cell + b"</table:table-row>")) == [code]


def test_xml_of_another_encoding_is_refused():
    """Readers differ in what they make of it."""
    data = hostile.with_parts(
        hostile.right(), {hostile.SHEET: '<?xml version="1.0"?><worksheet/>'.encode("utf-16")}
    )

    assert codes("a.xlsx", data) == ["SB230"]


def test_a_checksum_that_is_wrong_is_damage():
    """One changed letter of a stored part is seen."""
    data = hostile.with_parts(hostile.right(), {"xl/media/image1.png": b"picture"})
    part = hostile.parts_of(data)["xl/media/image1.png"]
    assert isinstance(part, bytes)
    right_sum = zlib.crc32(part).to_bytes(4, "little")

    assert codes("a.xlsx", data.replace(right_sum, bytes(4))) == ["SB230"]


def test_what_lies_beside_the_sheets_does_no_harm():
    """Pictures, charts, comments and pivot caches are passed over."""
    more = {
        "xl/media/image1.png": b"\x89PNG",
        "xl/charts/chart1.xml": b"<chart/>",
        "xl/comments1.xml": b"<comments/>",
        "xl/pivotCache/pivotCacheRecords1.xml": b"<records/>",
        "docProps/thumbnail.emf": b"picture",
    }

    opened = open_workbook("a.xlsx", hostile.with_parts(hostile.right(), more))

    assert opened.problems == ()
    assert opened.value is not None
    assert [grid.name for grid in opened.value.sheets] == ["Biểu 02"]


def test_unknown_records_of_an_xls_are_passed_over():
    """Others write records of their own between the cells."""
    opened = open_workbook("a.xls", xls(record(0x99, b"odd"), number_at(1, 2, 98.5)))

    assert opened.value is not None
    grid = opened.value.sheets[0]
    assert (grid.first_row, grid.first_column, grid.rows) == (2, 3, [[98.5]])


def test_an_xls_of_excel_95_is_too_old():
    """Its letters are in an encoding that the file does not tell for certain."""
    assert codes("a.xls", xls(number_at(0, 0), version=0x500)) == ["SB247"]


def shown_as_days(*numbers: float) -> bytes:
    """Return a workbook with numbers in a column that shows days, and plain beside it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for row, number in enumerate(numbers):
        sheet.write_number(row, 0, number, day)
        sheet.write_number(row, 1, number)
    book.close()
    return out.getvalue()


def test_a_number_that_is_no_day_does_not_lose_the_sheet():
    """Amounts in a column of dates: Excel shows ######, calamine panics at the large ones."""
    opened = open_workbook("a.xlsx", shown_as_days(45_838, 1e10, -5, 1e300))

    assert opened.value is not None
    grid = opened.value.sheets[0]
    assert grid.rows == [[date(2025, 6, 30), 45_838], [None, 1e10], [None, -5], [None, 1e300]]
    assert grid.errors == {pack(row, 1): "######" for row in (2, 3, 4)}


def test_a_number_of_an_xls_that_is_no_day_is_an_error():
    """Written out or short, alone or beside others."""
    day = record(0xE0, struct.pack("<2H16x", 0, 14))
    large, short = struct.pack("<3Hd", 0, 0, 1, 1e300), struct.pack("<3Hi", 1, 0, 1, -19)
    many = struct.pack("<3HiHiH", 2, 0, 1, 45_838 << 2 | 2, 1, -19, 1)
    records = (record(0x203, large), record(0x27E, short), record(0xBD, many))

    opened = open_workbook("a.xls", xls(*records, before=day))

    assert opened.value is not None
    grid = opened.value.sheets[0]
    assert grid.rows == [[None, None], [None, None], [date(2025, 6, 30), None]]
    assert grid.errors == dict.fromkeys([pack(1, 1), pack(2, 1), pack(3, 2)], "######")


def test_cells_without_a_value_are_within_the_sheet():
    """A formula that nobody computed is there, though nothing else stands as far out."""
    xml = b'<row r="2"><c r="B2"><v>1</v></c></row><row r="4"><c r="D4"><f>B2</f></c></row>'

    opened = open_workbook("a.xlsx", rows(b'<row r="1"><c r="A1"><f>B2</f></c></row>' + xml))

    assert opened.value is not None
    grid = opened.value.sheets[0]
    assert (grid.first_row, grid.first_column) == (1, 1)
    assert grid.rows == [[None] * 4, [None, 1.0, None, None], [None] * 4, [None] * 4]
    assert grid.unsaved == {pack(1, 1), pack(4, 4)}


def test_a_sheet_of_nothing_but_formulas_is_not_empty():
    """None of them was computed: the sheet tells of each."""
    opened = open_workbook("a.xlsx", rows(b'<row r="3"><c r="C3"><f>B2</f></c></row>'))

    assert opened.value is not None
    grid = opened.value.sheets[0]
    assert (grid.first_row, grid.first_column, grid.rows) == (3, 3, [[None]])
