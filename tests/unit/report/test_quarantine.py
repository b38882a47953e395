"""Rows to be corrected: each with its mark, its problem in words, and its cells as they stood."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import pytest

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.dataset import HeldBack, RejectedRow
from site_builder.report import write_quarantine

PLACE = Location("data/observations/a.csv", 2)
MESSAGES: Mapping[str, Mapping[str, str]] = {
    "SB301": {"message": "“{value}” is no number.", "help": "Digits only."},
    "SB311": {"message": "No unit.", "help": "Look it up."},
    "report.error": {"message": "error"},
    "report.warning": {"message": "warning"},
    "quarantine.surplus": {"message": "No column: {cells}"},
    "quarantine.unlisted": {"message": "As many others."},
}


def problem(code: str, cell: str | None = None, **facts: Any) -> Diagnostic:
    place = PLACE if cell is None else Location(PLACE.path, sheet="S", cell=cell)
    return make_diagnostic(Rule(code, Severity.WARNING), place, **facts)


def row(
    *problems: Diagnostic, line: int = 2, locale: str | None = None, **cells: str
) -> RejectedRow:
    """Make a row; ``surplus`` is what no column is there for."""
    texts = {"indicator": "P", "unit": "a", "period": "2025", "value": "x", **cells}
    return RejectedRow(
        place=Location(PLACE.path, line),
        mark=f"{PLACE.path}:{line}#0123456789",
        cells=tuple(("" if name == "surplus" else name, text) for name, text in texts.items()),
        locale=locale,
        problems=problems,
        about=HeldBack("P", "a", "2025"),
        audience="internal",
    )


def lines_of(files: Mapping[str, bytes]) -> list[list[str]]:
    """Return the cells of the one file."""
    (content,) = files.values()
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def test_no_row_is_no_file():
    """Nothing is written where nothing was held back."""
    assert write_quarantine((), MESSAGES) == {}


def test_a_row_stands_beside_its_mark_and_its_problem():
    """Cells as they stood, in the contract's order, the dimensions last."""
    held = row(problem("SB301", value="x"), sex="f", note="ghi chú", status="P", area="b")

    lines = lines_of(write_quarantine([held], MESSAGES))

    assert lines == [
        ["replaces", "problem", "indicator", "unit", "period", "value", "status", "note",
         "area", "sex"],
        [held.mark, "“x” is no number. Digits only.", "P", "a", "2025", "x", "P", "ghi chú",
         "b", "f"],
    ]  # fmt: skip


def test_excel_is_told_the_encoding():
    """Without its mark it would take the text for a legacy one."""
    (content,) = write_quarantine([row(note="Đảng ủy")], MESSAGES).values()

    assert content.startswith(b"\xef\xbb\xbfreplaces,")
    assert "Đảng ủy" in content.decode()


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (row(problem("SB301", value="x"), problem("SB311")),
         "“x” is no number. Digits only. | No unit. Look it up."),
        (row(problem("SB311", "D14")), "D14: No unit. Look it up."),
        (row(problem("SB311"), surplus="98"), "No unit. Look it up. | No column: 98"),
        (row(), "As many others."),
    ],
)  # fmt: skip
def test_every_row_says_what_is_wrong(held, told):
    """All its problems, the cell where a sheet has one, and what no column can hold."""
    assert lines_of(write_quarantine([held], MESSAGES))[1][1] == told


def test_columns_of_an_earlier_correction_are_not_repeated():
    """A correction that was wrong itself gets a mark and a problem of its own."""
    lines = lines_of(write_quarantine([row(replaces="x:1#0123456789", problem="old")], MESSAGES))

    assert lines[0].count("replaces") == lines[0].count("problem") == 1
    assert "old" not in lines[1]


def test_a_row_without_figures_gets_a_column_for_one():
    """A file without any figure could not be read again."""
    held = RejectedRow(PLACE, "m", (("", "P;a"),), None, (), HeldBack("", "", ""), "internal")

    header = lines_of(write_quarantine([held], MESSAGES))[0]

    assert header == ["replaces", "problem", "indicator", "unit", "period", "value"]


def test_nothing_computes_when_the_file_is_opened():
    """Texts that look like formulas are guarded; numbers are not touched."""
    line = lines_of(write_quarantine([row(value="-5", note="=1+1", source="- số")], MESSAGES))[1]

    assert line[-3:] == ["-5", "'- số", "'=1+1"]


def test_cells_that_hold_signs_of_the_file_stay_one_cell():
    """Commas, quotation marks and line breaks come back as they were."""
    held = row(value="1,5", note='"a"\nb', source="a;b")
    (content,) = write_quarantine([held], MESSAGES).values()

    (_, line) = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True))

    assert line[-3:] == ["1,5", "a;b", '"a"\nb']


def test_each_way_of_writing_numbers_has_its_file():
    """Numbers are not rewritten, so the sidecar has to say how they stand."""
    rows = [row(line=2), row(line=3, locale="vi"), row(line=4)]

    files = write_quarantine(rows, MESSAGES)

    (vi,) = (name for name in files if name.endswith("-vi.csv"))
    (plain,) = files.keys() - {vi, f"{vi}.yaml"}
    assert files[f"{vi}.yaml"] == b"locale: vi\n"
    assert files[plain].count(b"\n") == 3
    assert files[vi].count(b"\n") == 2


def test_a_name_follows_from_the_rows_alone():
    """The same rows in another language have the same file; other rows never take its place."""
    other = MESSAGES | {"quarantine.unlisted": {"message": "Như các hàng khác."}}

    first = write_quarantine([row(line=2)], MESSAGES)
    same = write_quarantine([row(line=2)], other)
    others = write_quarantine([row(line=2), row(line=3)], MESSAGES)

    assert first.keys() == same.keys()
    assert first != same
    assert not first.keys() & others.keys()
