"""Reading delimited text: separators, shapes of rows, places, counts."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables import read_csv
from site_builder.tables.csv_records import MAX_ROWS

OBS = "data/observations/a.csv"
UNITS = "data/units.csv"


def read(text: str | bytes, path: str = OBS):
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv(path, data, TableOptions())


def table_of(text: str | bytes, path: str = OBS) -> RawTable:
    checked = read(text, path)
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value[0]


def found(text: str | bytes, path: str = OBS) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in read(text, path).problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_header_line_tells_the_separator(mark):
    """Comma, semicolon and tab are told apart by the header alone."""
    table = table_of(f"unit{mark}name\na{mark}Xã A\n", UNITS)

    assert table.delimiter == mark
    assert table.cells.to_numpy().tolist() == [["a", "Xã A"]]


def test_a_bom_and_decomposed_letters_are_read():
    """A BOM is passed over and text is NFC, whatever the editor wrote."""
    table = table_of("\ufeffunit,name\na,Xa\u0303 A\n", UNITS)

    assert table.columns == ("unit", "name")
    assert table.cells["name"].tolist() == ["Xã A"]


def test_sdmx_names_are_the_same_things():
    """REF_AREA, TIME_PERIOD, OBS_VALUE and OBS_STATUS are read as our columns."""
    header = "INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE"

    table = table_of(f"{header}\nCT1,a,2025,1,A,percent\n")

    assert table.columns == ("indicator", "unit", "period", "value", "status", "unit_measure")
    assert table.written_name("value") == "OBS_VALUE"


def test_lines_are_those_of_the_file():
    """Blank lines, quoted line breaks and U+2028 do not shift the number of a line."""
    text = 'unit,name\r\n\r\na,"Xã\r\nA"\r\nb,"X\u2028Y"\r\n , \r\nc,Z'

    table = table_of(text, UNITS)

    assert table.lines.tolist() == [3, 5, 7]
    assert table.cells["name"].tolist() == ["Xã\r\nA", "X\u2028Y", "Z"]
    assert table.blank == 2


def test_empty_cells_beyond_the_header_are_passed_over():
    """Spreadsheets add separators at the end of lines."""
    table = table_of("unit,name,,\na,A,,,,\n", UNITS)

    assert table.columns == ("unit", "name")
    assert table.cells.to_numpy().tolist() == [["a", "A"]]


def test_excels_own_first_line_names_the_separator():
    """``sep=;`` is Excel's, not the header."""
    assert table_of("sep=;\nunit;name\na;A\n", UNITS).header_line == 2


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("unit,name\na,A,more\n", [("SB213", f"{UNITS}:2:5")]),
        ("unit,name,level\na,A\n", [("SB214", f"{UNITS}:2:4")]),
        ('unit,name\na,"A\nb,B\n', [("SB215", f"{UNITS}:2:3")]),
        ('unit,name\na,"A"x\n', [("SB216", f"{UNITS}:2:3")]),
        ("unit,name\na," + "x" * 140_000 + "\n", [("SB217", f"{UNITS}:2:3")]),
        ("unit,name,unit\na,A,b\n", [("SB209", f"{UNITS}:1:11")]),
        ("unit,,name\na,x,A\n", [("SB210", f"{UNITS}:1:6")]),
        ("unit,name,parrent\na,A,\n", [("SB211", f"{UNITS}:1:11")]),
        ("unit,level\na,x\n", [("SB212", f"{UNITS}:1")]),
        ("unit,name,Ngày sinh\na,A,\n", [("SB218", f"{UNITS}:1:11")]),
        ("unit|name\n", [("SB220", f"{UNITS}:1:1")]),
        ("\n , \n", [("SB208", UNITS)]),
        ("", [("SB208", UNITS)]),
    ],
)
def test_each_problem_stands_at_its_cell(text, problems):
    """The place is the line and character where a person has to mend the file."""
    assert found(text, UNITS) == problems


def test_a_forgotten_quotation_mark_swallows_no_row():
    """Reading goes on at the next line; only the broken row is rejected."""
    checked = read('unit,name\na,"A\nb,B\nc,"C"\n', UNITS)

    assert checked.value is not None
    assert checked.value[0].cells["unit"].tolist() == ["b", "c"]
    assert checked.value[0].rejected == 1
    assert checked.value[0].fragments == frozenset()


def test_a_short_row_keeps_its_words_for_references():
    """The id of a row of the wrong shape is remembered, so that nobody calls it unknown."""
    checked = read("unit,name,level\na\n", UNITS)

    assert checked.value is not None
    assert checked.value[0].fragments == {"a"}


def test_a_broken_header_rejects_all_rows():
    """Without a required column no row is read, and each is counted."""
    checked = read("indicator,unit,value\nCT1,a,1\n\nCT1,b,2\n")

    assert checked.value is not None
    assert len(checked.value[0].lines) == 0
    assert (checked.value[0].rejected, checked.value[0].blank) == (2, 1)


def test_a_vietnamese_header_without_accents_is_understood_but_not_accepted():
    """A column “Ky bao cao” is suggested to be renamed to ``period``."""
    problem = read("indicator,unit,Ky bao cao,value\nCT1,a,2025,1\n").problems[0]

    assert facts_of(problem) == {"column": "period", "suggestion": "Ky bao cao"}


@pytest.mark.parametrize("name", ["Thực hiện", "Kết quả thực hiện", "Số lượng"])
def test_a_column_of_results_is_understood_but_not_accepted(name):
    """Where no column of values is there, it is suggested to be renamed."""
    problem = read(f"indicator,unit,period,{name}\nCT1,a,2025,1\n").problems[0]

    assert facts_of(problem) == {"column": "value", "suggestion": name}


def test_more_than_a_thousand_of_a_kind_are_counted():
    """The thousand first are listed; one more problem says how many are not."""
    problems = read("unit,name\n" + "a\n" * 1005, UNITS).problems

    assert [p.rule.code for p in problems] == ["SB214"] * 1000 + ["SB299"]
    assert facts_of(problems[-1]) == {"count": 5, "of": "SB214"}


PERSONAL = ("Họ và tên", "ho ten", "Số thẻ đảng", "CCCD", "Số CMND", "Số điện thoại")


@pytest.mark.parametrize("name", [*PERSONAL, "Date of birth", "full_name", "Ngày sinh"])
def test_a_column_for_persons_is_refused(name):
    """No column for names, birth dates, card or telephone numbers."""
    assert found(f"indicator,unit,period,value,{name}\n") == [("SB218", f"{OBS}:1:29")]


@pytest.mark.parametrize("name", ["dien_tich", "level", "Số đảng viên", "name_en", "the_loai"])
def test_other_columns_are_no_columns_for_persons(name):
    """Counts of members and dimensions pass."""
    assert found(f"indicator,unit,period,value,{name}\n") == []


def test_a_file_of_too_many_rows_is_left():
    """No plan has five million figures: the file is refused whole, without a row of it."""
    content = b"unit,period\n" + b"1,2\n" * (MAX_ROWS + 1)

    checked = read_csv("data/observations/a.csv", content, TableOptions())

    assert checked.value is None
    assert [(p.rule.code, facts_of(p)) for p in checked.problems] == [
        ("SB205", {"limit": MAX_ROWS})
    ]


@pytest.mark.parametrize(
    "line", ["a" * 200_000, "a," * 100_000, "a;" * 100_000 + "b,c", "a," * 501]
)
def test_a_line_too_long_for_a_header_is_told(line):
    """What is no table does not stop the program: the file is refused at its first line."""
    assert found(f"{line}\n1,2\n") == [("SB217", f"{OBS}:1:1")]


def test_a_file_of_too_many_broken_lines_is_left():
    """Each would be kept word for word: enough of them would fill the memory."""
    lines = b"indicator,unit,period,value\n" + b"x\n" * 200_001

    read = read_csv("data/observations/a.csv", lines, TableOptions())

    assert read.value is None
    assert [problem.rule.code for problem in read.problems] == ["SB248"]


def test_thousands_of_open_quotes_are_read_once():
    """Behind a thousand of them a record is a line, so each row below is told and none is lost."""
    lines = b"indicator,unit,period,value\n" + b'"a,b,c,d\n' * 3_001 + b"CT1,a,2025,1\n"

    read = read_csv("data/observations/a.csv", lines, TableOptions())

    assert read.value is not None
    (table,) = read.value
    assert (table.rejected, len(table.lines)) == (3_001, 1)


def test_a_line_without_end_is_refused_at_once():
    """It is named by its number, before anything of it is split."""
    lines = b"indicator,unit,period,value\n" + b'"' * 3_000_000

    read = read_csv("data/observations/a.csv", lines, TableOptions())

    (problem,) = read.problems
    assert (problem.rule.code, str(problem.location)) == ("SB217", "data/observations/a.csv:2:1")


def test_a_file_of_too_many_different_texts_is_left():
    """What no two rows share fills the memory."""
    lines = ["indicator,unit,period,value"]
    lines += [f"{n},{-n},+{n},0{n},/{n},_{n},:{n},;{n},x{n},y{n}" for n in range(210_000)]
    lines[0] += ",numerator,denominator,status,source,as_of,note"

    read = read_csv("data/observations/a.csv", "\n".join(lines).encode(), TableOptions())

    assert read.value is None
    assert [problem.rule.code for problem in read.problems] == ["SB249"]


@pytest.mark.parametrize(("copies", "found"), [(200_001, []), (200_002, ["SB265"])])
def test_a_file_that_repeats_one_row_is_left(copies, found):
    """The limit is told once; below it the rows that come twice are told one by one, later."""
    lines = "indicator,unit,period,value\n" + "CT1,xa-a,2024,98.3\n" * copies
    lines += ",,,\n" * 10 + "CT1,xa-b,2024,98.3\n"

    read = read_csv("data/observations/a.csv", lines.encode(), TableOptions())

    assert [problem.rule.code for problem in read.problems] == found
    assert (read.value is None) is bool(found)
