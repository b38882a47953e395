"""Units, their changes, tasks, documents and the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.registers import RevisionKind, TaskState
from site_builder.model.units import UnitChange

HEAD = "unit,code,name,name_en,level,parent,valid_from,valid_to\ntinh,1,Tỉnh,Province,p,,,\n"
CHANGES = "date,from_unit,to_unit,share\n"
TASKS = "task,title,title_en,cooperating,start,deadline,state,progress,audience\n"
DOCUMENTS = "document,number,issued,title,url,file,replaces,valid_from,valid_to\n"
REVISIONS = "indicator,unit,period,kind,reason,date\n"

REFORM = """unit,code,name,level,parent,valid_from,valid_to
tinh,49,Tỉnh Thử,province,,,
huyen-a,501,Huyện A,district,tinh,,2025-06-30
xa-b,901,Xã B,commune,tinh,2025-07-01,
xa-c,902,Xã C,commune,tinh,,
"""


def found(checked) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location).removeprefix("data/")) for p in checked.problems]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("a,2,A,,h,tinh,,\na,3,B,,h,tinh,,\n", [("SB340", "units.csv:4:1")]),
        ("a b,2,A,,h,tinh,,\n", [("SB341", "units.csv:3:1")]),
        ("a,2,,,h,tinh,,\n", [("SB331", "units.csv:3:5")]),
        ("a,2,A,,h,tinh,1/7/2025,\n", [("SB322", "units.csv:3:15")]),
        ("a,2,A,,h,tinh,2025-02-30,\n", [("SB322", "units.csv:3:15")]),
        ("a,2,A,,h,tinh,2025-07-01,2025-06-30\n", [("SB343", "units.csv:3:26")]),
        ("a,2,A,,h,Tỉnh,,\n", [("SB344", "units.csv:3:10")]),
        ("a,2,A,,h,a,,\n", [("SB345", "units.csv:3:10")]),
        (
            "a,2,A,,h,b,,\nb,3,B,,h,a,,\n",
            [("SB345", "units.csv:3:10")],
        ),
        ("a,2,A,,h,tinh,,2020-01-01\nb,3,B,,x,a,2025-01-01,\n", [("SB346", "units.csv:4:10")]),
        ("a,2,A,,h,tinh,,\nb,2,B,,h,tinh,,\n", [("SB354", "units.csv:4:3")]),
        ("a,2,A,,h,tinh,,2025-06-29\nb,2,B,,h,tinh,2025-07-01,\n", []),
    ],
)
def test_units_are_checked(check, rows, problems):
    """Ids are unique, dates in order, parents real and in force; codes may be used again."""
    assert found(check(units=HEAD + rows)) == problems


def test_units_are_read(check):
    """Names in two languages, dates, places on the map."""
    text = "unit,name,name_en,valid_to,map_column,map_row\na,Xã A,Commune A,2025-06-30,3,2\n"

    unit = check(units=text).value.units.get("a")

    assert unit.name.translations == (("vi", "Xã A"), ("en", "Commune A"))
    assert (unit.valid_to, unit.map_column, unit.map_row) == (date(2025, 6, 30), 3, 2)


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("2025-07-01,huyen-a,xa-b,\n", []),
        ("2025-07-01,huyen-a,xa-d,\n", [("SB311", "unit_changes.csv:2:20")]),
        ("2025-07-01,huyen-a,huyen-a,\n", [("SB347", "unit_changes.csv:2:20")]),
        ("2025-07-01,huyen-a,xa-b,40\n", [("SB348", "unit_changes.csv:2:25")]),
        ("2025-07-01,huyen-a,xa-b,0\n", [("SB348", "unit_changes.csv:2:25")]),
        ("2025-07-01,huyen-a,xa-b,0.6\n2025-07-01,huyen-a,xa-c,0.5\n",
         [("SB349", "unit_changes.csv:3:25")]),
        ("2026-01-01,huyen-a,xa-b,\n", [("SB350", "unit_changes.csv:2:12")]),
        (",huyen-a,xa-b,\n", [("SB331", "unit_changes.csv:2:1")]),
    ],
)  # fmt: skip
def test_changes_are_checked(check, rows, problems):
    """Known units, shares of one whole, days on which both fit."""
    assert found(check(units=REFORM, unit_changes=CHANGES + rows)) == problems


def test_changes_are_read_oldest_first(check):
    """A share may be empty: the whole, or not comparable."""
    rows = "2025-07-01,huyen-a,xa-c,0.5\n2025-07-01,huyen-a,xa-b,\n"

    assert check(units=REFORM, unit_changes=CHANGES + rows).value.units.changes == (
        UnitChange(date(2025, 7, 1), "huyen-a", "xa-b", None),
        UnitChange(date(2025, 7, 1), "huyen-a", "xa-c", 0.5),
    )


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("t1,Việc,,,,standing,,,", []),
        (",Việc,,,,standing,,,", [("SB331", "tasks.csv:2:1")]),
        ("t1,,,,,standing,,,", [("SB331", "tasks.csv:2:4")]),
        ("t1,Việc,,,,quý IV,,,", [("SB362", "tasks.csv:2:12")]),
        ("t1,Việc,,,2025-02-01,2025-01-01,,,", [("SB343", "tasks.csv:2:22")]),
        ("t1,Việc,,,,,xong,,", [("SB325", "tasks.csv:2:13")]),
        ("t1,Việc,,,,,,101,", [("SB360", "tasks.csv:2:14")]),
        ('t1,Việc,,,,,,"1,5",', [("SB302", "tasks.csv:2:14")]),
        ("t1,Việc,,,,,,,all", [("SB325", "tasks.csv:2:15")]),
        ("t1,Việc,,,,,done,80,", [("SB361", "tasks.csv:2:18")]),
    ],
)
def test_tasks_are_checked(check, row, problems):
    """Dates, states, progress and audience."""
    assert found(check(tasks=TASKS + row + "\n")) == problems


def test_tasks_are_read(check):
    """Cooperating bodies are separated by semicolons; no audience means internal."""
    row = "t1,Việc,Work,Ban A; Ban B,2025-01-01,2025-12-31,in_progress,40,\n"

    (task,) = check(tasks=TASKS + row).value.tasks

    assert task.cooperating == ("Ban A", "Ban B")
    assert (task.state, task.progress, task.audience) == (TaskState.IN_PROGRESS, 40.0, "internal")
    assert (task.start, task.deadline) == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("D1,1-KH,2025-01-01,T,https://example.org/a,files/a.pdf,,,\n", []),
        ("D1,1,2025-01-01,T,,,,,\nD2,1,2025-01-01,T,,,,,\n", [("SB365", "documents.csv:3:4")]),
        ("D1,1-KH,2025-01-01,T,,,,,\nD2,1-KH,2026-01-01,T,,,,,\n", []),
        ("D1,1-KH,2025-01-01,T,,,D9,,\n", [("SB366", "documents.csv:2:24")]),
        ("D1,1,,T,,,D2,,\nD2,2,,T,,,D1,,\n",
         [("SB367", "documents.csv:2:11"), ("SB367", "documents.csv:3:11")]),
        ("D1,1-KH,,T,javascript:x,,,,\n", [("SB368", "documents.csv:2:12")]),
        ("D1,1-KH,,T,,../a.pdf,,,\n", [("SB368", "documents.csv:2:13")]),
        ("D1,1-KH,,T,,/a.pdf,,,\n", [("SB368", "documents.csv:2:13")]),
        ("D1,1-KH,,T,,,,2025-01-02,2025-01-01\n", [("SB343", "documents.csv:2:26")]),
    ],
)  # fmt: skip
def test_documents_are_checked(check, rows, problems):
    """Number and date identify a document; links stay within the site or on the web."""
    assert found(check(documents=DOCUMENTS + rows, files={"content/files/a.pdf": b""})) == problems


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("R,tinh,2024,correction,Nhập nhầm,2025-01-01", []),
        ("R9,tinh,2024,correction,x,2025-01-01", [("SB310", "revisions.csv:2:1")]),
        ("R,xa-x,2024,correction,x,2025-01-01", [("SB311", "revisions.csv:2:3")]),
        ("R,tinh,24,correction,x,2025-01-01", [("SB312", "revisions.csv:2:8")]),
        ("R,tinh,2024,typo,x,2025-01-01", [("SB325", "revisions.csv:2:13")]),
        ("R,tinh,2024,correction,,2025-01-01", [("SB331", "revisions.csv:2:24")]),
        ("R,tinh,2024,correction,x,", [("SB331", "revisions.csv:2:26")]),
    ],
)
def test_the_ledger_is_checked(check, row, problems):
    """A line names a known indicator, unit and period, and gives a reason and a date."""
    checked = check(revisions=REVISIONS + row + "\n")

    assert found(checked) == problems
    assert len(checked.value.revisions) == (0 if problems else 1)


def test_the_ledger_is_read(check):
    """The line of the file is kept."""
    row = "R,tinh,Quý II/2024,revision,Cập nhật,2025-01-01\n"

    (line,) = check(revisions=REVISIONS + row).value.revisions

    assert (str(line.period), line.kind, line.line) == ("2024-Q2", RevisionKind.REVISION, 2)


def test_a_date_written_by_hand_is_suggested_day_first(check):
    """31/12/2025 can only have been the last day of the year."""
    checked = check(units=HEAD + "a,2,A,,h,tinh,,31/12/2025\n")

    assert facts_of(checked.problems[0]) == {
        "column": "valid_to", "value": "31/12/2025", "suggestion": "2025-12-31",
    }  # fmt: skip


def test_a_broken_register_does_not_make_every_reference_wrong(check):
    """Without units nobody can say that a unit is unknown."""
    checked = check("indicator,unit,period,value\nR,tinh,2025,1\n", units="unit,ten\ntinh,T\n")

    assert found(checked) == [("SB211", "units.csv:1:6")]
