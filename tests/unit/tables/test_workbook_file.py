"""A file is taken for what it holds, and whatever it holds nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.diagnostics import facts_of
from site_builder.tables.workbook_file import MAX_BYTES, open_workbook
from tests.workbooks import hostile

REPORTS = Path(__file__).parents[2] / "workbooks"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def codes(name: str, data: bytes) -> list[str]:
    """Return the codes of the problems of a file."""
    return [problem.rule.code for problem in open_workbook(name, data).problems]


def test_a_workbook_beyond_the_limit_is_refused_unopened():
    """Its content is not looked at; both sizes are told."""
    opened = open_workbook("a.xlsx", b"PK\3\4".ljust(MAX_BYTES + 1, b"\0"))

    (problem,) = opened.problems
    assert opened.value is None
    assert (problem.rule.code, facts_of(problem)) == ("SB236", {"megabytes": 64, "limit": 64})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SB230"),
        (b"PK\3\4", "SB230"),
        (OLE, "SB230"),
        (OLE + bytes(600), "SB230"),
        (b"\0\1\2\3", "SB230"),
        (b"a;b;c\n1;2;3\n", "SB232"),
        ("\ufeffa\tb\n".encode("utf-16-le"), "SB232"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><Workbook/>", "SB233"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "SB233"),
        (b"%PDF-1.7", "SB235"),
        (b"Rar!\x1a\7\0", "SB235"),
        (hostile.ole({"WordDocument": b"\1"}), "SB235"),
        (hostile.pack([("xl/workbook.bin", b"\1")]), "SB235"),
        (hostile.ole({"Book": hostile.EXCEL_5}), "SB247"),
        (hostile.ole({"Workbook": hostile.EXCEL_5}), "SB247"),
        (b"\x09\x02\x06\0\0\2\x10\0", "SB247"),
        (hostile.encrypted(), "SB231"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, code: str):
    """By its content: the name says .xls for all of them."""
    assert codes("a.xls", data) == [code]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.xlsx", []), ("a.XLSX", []), ("a.xlsm", []), ("a.xls", ["SB234"]), ("a.ods", ["SB234"])],
)
def test_a_wrong_ending_is_a_warning(name: str, expected: list[str]):
    """The figures are read all the same."""
    opened = open_workbook(name, hostile.right())

    assert [problem.rule.code for problem in opened.problems] == expected
    assert opened.value is not None


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_the_other_formats_are_told_by_their_content(suffix: str):
    """An .ods or .xls under the name of an .xlsx says what it is."""
    data = (REPORTS / f"report.{suffix}").read_bytes()

    opened = open_workbook("a.xlsx", data)

    (problem,) = opened.problems
    assert facts_of(problem) == {"value": ".xlsx", "found": f".{suffix}"}


def test_links_to_other_workbooks_are_told_at_the_first():
    """With how many there are; the saved value is used."""
    opened = open_workbook("a.xlsx", hostile.linked())

    (problem,) = opened.problems
    assert (problem.rule.code, str(problem.location)) == ("SB244", "a.xlsx[Biểu 02]!D4")
    assert facts_of(problem) == {"count": 1}
    assert opened.value is not None
    assert opened.value.sheets[0].rows[3][3] == 95
