"""Reading workbooks: which sheets are read, which are passed over, which are told."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Checked, facts_of
from site_builder.model.form import RECORD_SHEET
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables.workbook_reader import read_workbook
from tests.workbooks.sheets import ONLY_TEXT, write_workbook

HEAD = ("indicator", "unit", "period", "value")
ROW = ("CT1", "a", "2025", 5)


def read(sheets, *chosen: str) -> Checked[tuple[RawTable, ...]]:
    data = write_workbook(sheets)
    return read_workbook("data/observations/a.xlsx", data, TableOptions(sheets=chosen))


def test_all_sheets_with_tables_are_read():
    """Instructions and the program's own record are passed over without a word."""
    answer = read(
        {"Hướng dẫn": ONLY_TEXT, "B": [HEAD, ROW], "A": [(), HEAD, ROW], RECORD_SHEET: [HEAD, ROW]}
    )

    assert answer.problems == ()
    assert answer.value is not None
    assert [(table.sheet, table.header_line) for table in answer.value] == [("B", 1), ("A", 2)]


def test_the_sidecar_chooses_sheets():
    """Others are left alone, whatever they hold; a name that is not there is told."""
    sheets = {"A": [HEAD, ROW], "B": [(5, 6), (8, 9)]}

    chosen = read(sheets, "A")
    wrong = read(sheets, "A", "C")

    assert chosen.problems == ()
    (problem,) = wrong.problems
    assert problem.rule.code == "SB251"
    assert facts_of(problem) == {"value": "C", "known": "A, B", "suggestion": ""}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("CT1", "a", "2025", 5)], [("SB250", "C1")]),
        ([("Số liệu", "98,3")], [("SB250", "B1")]),
        (ONLY_TEXT, []),
        ([("Mục lục",), ("Biểu 01",)], []),
    ],
)
def test_a_sheet_without_a_header_is_told_if_it_holds_figures(rows, told):
    """Numbers are never passed over in silence; what only counts lines is no figure."""
    answer = read({"A": [HEAD, ROW], "B": rows})

    assert [(p.rule.code, p.location.cell) for p in answer.problems] == told
    assert answer.value is not None
    assert len(answer.value) == 1


def test_a_sheet_that_was_asked_for_must_have_a_table():
    """A text sheet is harmless only where nobody named it."""
    answer = read({"A": ONLY_TEXT}, "A")

    assert answer.value is None
    assert [(p.rule.code, p.location.sheet) for p in answer.problems] == [("SB250", "A")]


def test_a_workbook_without_a_table_is_told():
    """A file among the observations is there for its figures."""
    answer = read({"Hướng dẫn": ONLY_TEXT})

    assert answer.value is None
    assert [p.rule.code for p in answer.problems] == ["SB252"]


def test_a_workbook_of_too_many_tables_is_left():
    """Those of all sheets count; the sheet that has the first one too many is named."""
    one = [HEAD, ROW, ()]

    answer = read({"A": one * 300, "B": one * 200, "C": one})

    (problem,) = answer.problems
    assert answer.value is None
    assert (problem.rule.code, problem.location.sheet) == ("SB240", "C")
    assert facts_of(problem) == {"count": 501, "limit": 500}
