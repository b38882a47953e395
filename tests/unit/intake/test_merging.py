"""Figures go where they belong, and every other byte stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from site_builder.intake import (
    Change,
    ChangeKind,
    FigureKey,
    Reason,
    Reported,
    add_ledger_lines,
    compare,
    merge,
)
from site_builder.model.registers import RevisionKind

HEADER = b"indicator,unit,period,numerator,denominator,status,source,as_of,note\n"
OWN = "data/observations/ct1.csv"
A = "data/observations/a.csv"


def figure(numerator: float, denominator: float, **values: object) -> Reported:
    empty = Reported(
        100 * numerator / denominator, numerator, denominator, "official",
        *("", "", "", "2026-01-10", "in.xlsx", 8, "Số liệu!C8"),
    )  # fmt: skip
    return replace(empty, **values)


def missing(note: str = "") -> Reported:
    return replace(
        figure(1, 1), value=None, numerator=None, denominator=None, status="missing", note=note
    )


def taken(make, a_csv: bytes, figures: dict[tuple[str, str], Reported], **more: bytes):
    """Merge figures of CT1 by (unit, period) into a site; return the files that differ."""
    site, _ = make.read_site(make.site_files(a_csv=a_csv, more=more.get("more", {})))
    merged = merge(site, changes_of(site, figures))
    assert merged.value is not None, merged.problems
    return {change.path: change.content for change in merged.value}


def changes_of(site, figures: dict[tuple[str, str], Reported]) -> Sequence[Change]:
    keys = {FigureKey("CT1", *place): new for place, new in figures.items()}
    before = compare(site.observations, site.observations, keys)
    old = {change.key: change.old for change in before}
    return [
        Change(
            key,
            ChangeKind.ADDED if old.get(key) is None else ChangeKind.CHANGED,
            old.get(key),
            new,
        )
        for key, new in keys.items()
    ]


def test_a_new_figure_stands_in_its_place(make):
    """By indicator, unit and period, as the file is sorted; one line is new."""
    rows = (b"CT1,huyen-a,2023,90,100,,,,\n", b"CT1,huyen-b,2023,85,100,,,,\n")

    files = taken(make, HEADER + b"".join(rows), {("huyen-a", "2024"): figure(91, 100)})

    new = b"CT1,huyen-a,2024,91,100,official,,,\n"
    assert files == {A: HEADER + rows[0] + new + rows[1]}


def test_the_order_of_the_file_is_kept(make):
    """This one is sorted by period first."""
    rows = (
        b"CT1,huyen-a,2023,90,100,,,,\n",
        b"CT1,huyen-b,2023,85,100,,,,\n",
        b"CT1,huyen-a,2024,90,100,,,,\n",
    )

    files = taken(make, HEADER + b"".join(rows), {("huyen-b", "2024"): figure(91, 100)})

    assert files[A] == HEADER + b"".join(rows) + b"CT1,huyen-b,2024,91,100,official,,,\n"


def test_a_figure_that_is_there_is_rewritten_in_its_row(make):
    """Only the cells that become others; the quotation marks beside them stay."""
    rows = (
        b'CT1,huyen-a,2023,"90",100,A,,,"b\xe1\xba\xa3n, c\xc5\xa9"\nCT1,huyen-b,2023,85,100,,,,\n'
    )

    files = taken(make, HEADER + rows, {("huyen-a", "2023"): figure(91, 100, note="mới")})

    assert files[A] == HEADER + (
        'CT1,huyen-a,2023,"91",100,A,,,"mới"\nCT1,huyen-b,2023,85,100,,,,\n'.encode()
    )


def test_a_new_row_is_quoted_as_the_head_is(make):
    """A program that puts everything in quotation marks sees its own way of writing."""
    head = ",".join(f'"{name}"' for name in HEADER.decode().strip().split(",")).encode() + b"\n"
    row = b'"CT1","huyen-a","2023","90","100","","","",""\n'

    files = taken(make, head + row, {("huyen-b", "2023"): figure(91, 100)})

    assert files[A] == head + row + b'"CT1","huyen-b","2023","91","100","official",,,\n'


def test_a_figure_can_become_a_reason(make):
    """What is withdrawn leaves no number behind."""
    files = taken(
        make,
        HEADER + b"CT1,huyen-a,2023,90,100,,,,\n",
        {("huyen-a", "2023"): missing("chờ xác nhận")},
    )

    assert files[A] == HEADER + "CT1,huyen-a,2023,,,missing,,,chờ xác nhận\n".encode()


def test_line_ends_a_missing_last_one_and_a_byte_order_mark_stay(make):
    """A file from Windows stays one."""
    text = b"\xef\xbb\xbf" + HEADER.replace(b"\n", b"\r\n") + b"CT1,huyen-a,2023,90,100,,,,"

    files = taken(make, text, {("huyen-b", "2023"): figure(1.5, 2)})

    assert files[A] == text + b"\r\nCT1,huyen-b,2023,1.5,2,official,,,"


def test_a_vietnamese_file_gets_vietnamese_numbers(make):
    """Its sidecar says so; semicolons stay what separates."""
    text = HEADER.replace(b",", b";") + b"CT1;huyen-a;2023;1.090,5;2.000;;;;\n"
    more = {f"{A}.yaml": b"locale: vi\n"}

    new = {("huyen-b", "2023"): figure(1200.25, 2000, note="a;b")}
    files = taken(make, text, new, more=more)

    assert files[A] == text + b'CT1;huyen-b;2023;1200,25;2000;official;;;"a;b"\n'


def test_three_decimals_are_written_so_that_nobody_takes_them_for_thousands(make):
    """``1.234`` could be a thousand and more: ``1.2340`` is one and a quarter."""
    files = taken(make, HEADER, {("huyen-a", "2023"): figure(1.234, 2)})

    assert files[OWN] == (
        b"indicator,unit,period,numerator,denominator,value,status,source,as_of,note,received\n"
        b"CT1,huyen-a,2023,1.2340,2,,official,,,,2026-01-10\n"
    )


def test_a_file_that_cannot_hold_the_row_is_left_alone(make):
    """There is no column for the note: the indicator's own file has all of them."""
    text = b"indicator,unit,period,numerator,denominator\nCT1,huyen-a,2023,90,100\n"
    new = {
        ("huyen-b", "2023"): figure(1, 2, note="ghi chú"),
        ("huyen-b", "2024"): figure(1, 2),
    }

    files = taken(make, text, new)

    assert files[A] == text + b"CT1,huyen-b,2024,1,2\n"
    assert files[OWN].endswith("CT1,huyen-b,2023,1,2,,official,,,ghi chú,2026-01-10\n".encode())


def test_a_change_without_a_column_is_an_error_at_its_row(make):
    """To leave the note out would lose it."""
    text = b"indicator,unit,period,numerator,denominator\nCT1,huyen-a,2023,90,100\n"
    site, _ = make.read_site(make.site_files(a_csv=text))

    merged = merge(site, changes_of(site, {("huyen-a", "2023"): figure(1, 2, note="ghi chú")}))

    assert merged.value is None
    assert [(p.rule.code, str(p.location)) for p in merged.problems] == [("SB286", f"{A}:2")]
    assert dict(merged.problems[0].facts)["column"] == "note"


def test_a_figure_in_a_workbook_is_an_error_at_its_cell(make):
    """We write into nobody's workbook."""
    site, _ = make.read_site(make.site_files())
    [change] = changes_of(site, {("huyen-a", "2023"): figure(1, 2)})
    assert change.old is not None
    change = replace(change, old=replace(change.old, path="data/x.xlsx", cell="Biểu!D4"))

    merged = merge(site, [change])

    assert merged.value is None
    assert [(p.rule.code, str(p.location)) for p in merged.problems] == [
        ("SB285", "data/x.xlsx[Biểu]!D4")
    ]


@pytest.mark.parametrize("kind", list(RevisionKind))
def test_the_ledger_gets_one_line_for_a_figure(make, kind: RevisionKind):
    """Official figures that become others need one; new figures do not."""
    site, _ = make.read_site(make.site_files())
    changes = changes_of(
        site, {("huyen-a", "2023"): figure(1, 2), ("huyen-a", "2025"): figure(1, 2)}
    )

    made = add_ledger_lines(
        site.files, site.tables, changes, Reason("Đơn vị đính chính", kind, date(2026, 1, 10))
    )

    assert made is not None
    assert made.path == "data/revisions.csv"
    assert made.content.decode() == (
        "indicator,unit,period,kind,reason,reason_en,date\n"
        f"CT1,huyen-a,2023,{kind.value},Đơn vị đính chính,,2026-01-10\n"
    )


def test_a_ledger_that_is_there_keeps_its_shape(make):
    """Its own columns, its own line ends; the new line is the last."""
    ledger = b"date;indicator;unit;period;kind;reason\r\n2025-01-01;CT1;huyen-b;2023;revision;x\r\n"
    files = make.site_files(more={"data/revisions.csv": ledger})
    site, _ = make.read_site(files)
    changes = changes_of(site, {("huyen-a", "2023"): figure(1, 2)})
    reason = Reason("đính chính; lần 2", RevisionKind.CORRECTION, date(2026, 1, 10))

    made = add_ledger_lines(site.files, site.tables, changes, reason)

    assert made is not None
    assert made.content == ledger + (
        '2026-01-10;CT1;huyen-a;2023;correction;"đính chính; lần 2"\r\n'.encode()
    )


def test_no_line_is_needed_for_what_was_preliminary(make):
    """Preliminary figures may move freely."""
    text = HEADER + b"CT1,huyen-a,2023,90,100,preliminary,,,\n"
    site, _ = make.read_site(make.site_files(a_csv=text))
    changes = changes_of(site, {("huyen-a", "2023"): figure(1, 2)})

    reason = Reason("x", RevisionKind.CORRECTION, date(2026, 1, 10))
    assert add_ledger_lines(site.files, site.tables, changes, reason) is None
