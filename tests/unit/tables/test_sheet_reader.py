"""Reading sheets: tidy and wide tables, captions, merged cells, notes, sums, counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.grid import CellRange, SheetGrid
from site_builder.model.spreadsheet import cell_name, pack, parse_cell_name
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables.sheet_reader import ReadSheet, read_sheet
from site_builder.tables.sheet_text import read_texts

PATH = "data/observations/a.xlsx"
HEAD = ("indicator", "unit", "period", "value")


def area(name: str) -> CellRange:
    """Return the block ``A1:B2``."""
    first, last = (divmod(parse_cell_name(cell) or 0, 16_384) for cell in name.split(":"))
    return CellRange(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)


def read(*rows: Sequence[Any], options: TableOptions = TableOptions(), **facts: Any) -> ReadSheet:  # noqa: B008  # frozen
    """Read a sheet that begins at A1."""
    width = max(len(row) for row in rows)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    floats = [[float(c) if type(c) is int else c for c in row] for row in cells]
    if "merged" in facts:
        facts["merged"] = tuple(area(name) for name in facts["merged"])
    return read_sheet(
        PATH, read_texts(SheetGrid("S", 1, 1, floats, **facts), options.locale), options
    )


def table_of(*rows: Sequence[Any], **more: Any) -> RawTable:
    """Return the one table of a sheet without problems."""
    found = read(*rows, **more)
    assert found.problems == ()
    (table,) = found.tables
    return table


def rows_of(table: RawTable) -> list[dict[str, str]]:
    """Return the tidy rows as the texts and the cells they stand in: ``CT1@A2``."""
    return [
        {
            name: f"{table.cells[name].iloc[row]}@{cell_name(int(table.addresses[name][row]))}"
            for name in table.columns
        }
        for row in range(len(table.lines))
    ]


def found(read_one: ReadSheet) -> list[tuple[str, str]]:
    """Return the codes and cells of all problems."""
    return [(p.rule.code, p.location.cell or "") for p in read_one.problems]


def test_a_header_may_stand_in_any_row_and_column():
    """Title lines above and an empty column to the left move the table, and its addresses."""
    table = table_of(
        (None, "BIỂU 02"), (), (None, "STT", *HEAD), (None, 1, "CT1", "a", "2025", 98.3)
    )

    assert rows_of(table) == [
        {"indicator": "CT1@C4", "unit": "a@D4", "period": "2025@E4", "value": "98.3@F4"}
    ]
    assert table.lines.tolist() == [4]
    assert table.header_line == 3
    assert cell_name(table.heads["value"]) == "F3"
    assert (table.sheet, table.text, table.blank, table.rejected) == ("S", "", 0, 0)


def test_vietnamese_headings_and_labels_are_those_of_text_files():
    """The names of columns are matched by the same table as in CSV."""
    table = table_of(
        ("Mã chỉ tiêu", "Tên đơn vị", "Mã đơn vị", "Kỳ báo cáo", "Tử số", "Mẫu số"),
        ("CT1", "Xã A", "a", "2025", 9, 10),
    )

    assert table.columns == (
        "indicator", "unit_label", "unit", "period", "numerator", "denominator",
    )  # fmt: skip
    assert table.written_name("numerator") == "Tử số"


@pytest.mark.parametrize("text", ["(1)", "A"])
def test_a_row_that_numbers_the_columns_is_no_row(text):
    """(1), (2), … or A, B, 1, 2 below the header is blank."""
    marks = ("(1)", "(2)", "(3)", "(4)") if text == "(1)" else ("A", "B", 1, 2)

    table = table_of(HEAD, marks, ("CT1", "a", "2025", 5))

    assert len(table.lines) == 1
    assert table.blank == 1


def test_notes_and_signatures_below_the_table_are_blank():
    """What follows the last figure and is no row is counted, not read, whatever its columns."""
    table = table_of(
        HEAD,
        ("CT1", "a", "2025", 5),
        (),
        ("Ghi chú: số liệu đến 31/12",),
        (None, None, "Hà Nội, ngày 5 tháng 1"),
        ("Người lập biểu", None, None, "Thủ trưởng đơn vị"),
        ("(ký tên)", None, None, "(đã ký)"),
    )

    assert len(table.lines) == 1
    assert table.blank == 5


def test_texts_beside_the_table_are_kept_with_their_places():
    """They are no figures, but somebody's number may stand in them."""
    table = table_of(
        ("Người lập: A1000",),
        HEAD,
        ("CT1", "a", "2025", 5),
        ("Liên hệ", None, "Văn phòng"),
    )

    texts = {cell_name(address): text for address, text in table.asides}
    assert texts == {
        "A1": "Người lập: A1000", "A4": "Liên hệ", "C4": "Văn phòng",
        "A2": "indicator", "C2": "period",
    }  # fmt: skip


def test_a_row_without_its_figure_is_still_a_row():
    """The last row with all keys and an empty figure is for validate to report."""
    table = table_of(HEAD, ("CT1", "a", "2025", 5), ("CT1", "b", "2025", None))

    assert table.cells["unit"].tolist() == ["a", "b"]


def test_a_word_where_a_figure_is_due_is_a_row():
    """Text after an empty line is no remark where it stands beside all keys."""
    table = table_of(HEAD, ("CT1", "a", "2025", 5), (), ("CT1", "b", "2025", "chưa có"))

    assert table.cells["value"].tolist() == ["5", "chưa có"]


def test_a_heading_merged_across_the_table_is_blank():
    """A heading such as "I. Khối huyện" over all columns holds no figure."""
    table = table_of(HEAD, ("I. Khối huyện",), ("CT1", "a", "2025", 5), merged=["A2:D2"])

    assert table.cells["unit"].tolist() == ["a"]
    assert table.blank == 1


def test_rows_that_only_have_a_number_are_blank():
    """A form's empty numbered lines say nothing."""
    table = table_of(("STT", *HEAD), (1, "CT1", "a", "2025", 5), (2,), (3,))

    assert (len(table.lines), table.blank) == (1, 2)


def test_captions_fill_the_columns_that_a_table_lacks():
    """In one cell or in two, with the caption's own cell as the place."""
    table = table_of(
        ("Mã chỉ tiêu: CT1", None, "Đơn vị báo cáo:", "H01"),
        ("Kỳ báo cáo", "Quý II/2025"),
        ("Giá trị", "Ghi chú"),
        (5, "x"),
    )

    assert rows_of(table) == [
        {
            "value": "5@A4", "note": "x@B4",
            "indicator": "CT1@A1", "unit": "H01@D1", "period": "Quý II/2025@B2",
        }
    ]  # fmt: skip


def test_a_column_outweighs_a_caption():
    """A caption is for what the table does not say itself."""
    table = table_of(("Kỳ báo cáo: 2024",), HEAD, ("CT1", "a", "2025", 5))

    assert table.cells["period"].tolist() == ["2025"]


def test_a_dotted_line_is_no_caption():
    """A form that was not filled in lacks the column."""
    answer = read(("Mã chỉ tiêu: …………",), HEAD[1:], ("a", "2025", 5))

    assert found(answer) == [("SB212", "A2")]
    assert answer.tables[0].rejected == 1


def test_captions_that_disagree_are_an_error():
    """The second one is reported and names the first."""
    answer = read(("Kỳ: 2024",), ("Kỳ: 2025",), HEAD[:2] + HEAD[3:], ("CT1", "a", 5))

    assert found(answer) == [("SB260", "A2")]
    assert facts_of(answer.problems[0])["first_cell"] == "A1"


def test_periods_as_columns():
    """Each figure of a wide table is a row of its own; an empty cell is none."""
    table = table_of(
        ("Mã chỉ tiêu: CT1",),
        ("Đơn vị", 2023, "Quý I/2025"),
        ("a", 1, 2),
        ("b", None, 3),
    )

    assert rows_of(table) == [
        {"unit": "a@A3", "period": "2023@B2", "value": "1@B3", "indicator": "CT1@A1"},
        {"unit": "a@A3", "period": "Quý I/2025@C2", "value": "2@C3", "indicator": "CT1@A1"},
        {"unit": "b@A4", "period": "Quý I/2025@C2", "value": "3@C4", "indicator": "CT1@A1"},
    ]
    assert table.lines.tolist() == [3, 3, 4]
    assert (table.blank, table.rejected) == (1, 0)


def test_indicators_over_pairs():
    """Codes merged over Tử số and Mẫu số are the indicator where nothing else says it."""
    table = table_of(
        ("Kỳ báo cáo: 2025",),
        ("STT", "Mã đơn vị", "CT1", None, "CT2", None),
        (None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
        (1, "a", 1, 2, 3, 4),
        merged=["A2:A3", "B2:B3", "C2:D2", "E2:F2"],
    )

    assert rows_of(table) == [
        {
            "unit": "a@B4", "indicator": "CT1@C2", "numerator": "1@C4", "denominator": "2@D4",
            "period": "2025@A1",
        },
        {
            "unit": "a@B4", "indicator": "CT2@E2", "numerator": "3@E4", "denominator": "4@F4",
            "period": "2025@A1",
        },
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "other"), [("Mã đơn vị", "indicator"), ("Mã chỉ tiêu", "unit")])
def test_a_matrix_of_two_keys(key, other):
    """Codes of the one beside codes of the other: the heads are the key that lacks."""
    table = table_of(
        ("Kỳ báo cáo: 2025",), ("STT", key, "x1", "x2", "Ghi chú"), (1, "y", 5, 6, "rõ")
    )

    assert [row[other] for row in rows_of(table)] == ["x1@C2", "x2@D2"]
    assert [row["value"] for row in rows_of(table)] == ["5@C3", "6@D3"]
    assert table.cells["note"].tolist() == ["rõ", "rõ"]


def test_each_period_may_have_its_own_status():
    """What stands beside a figure under the same head belongs to that figure alone."""
    table = table_of(
        ("Mã chỉ tiêu: CT1",),
        ("Mã đơn vị", "2024", None, "2025", None),
        (None, "Giá trị", "Trạng thái", "Giá trị", "Trạng thái"),
        ("a", 1, None, None, "missing"),
        merged=["A2:A3", "B2:C2", "D2:E2"],
    )

    assert [(row["value"], row["status"]) for row in rows_of(table)] == [
        ("1@B4", "@C4"), ("@D4", "missing@E4"),
    ]  # fmt: skip


def test_units_over_pairs():
    """Where a column has the indicators, what stands over the figures are units."""
    table = table_of(
        ("Kỳ báo cáo: 2025",),
        ("Mã chỉ tiêu", "H01", None, "H02", None),
        (None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
        ("CT1", 1, 2, 3, 4),
        merged=["A2:A3", "B2:C2", "D2:E2"],
    )

    assert table.cells["unit"].tolist() == ["H01", "H02"]
    assert table.cells["period"].tolist() == ["2025", "2025"]


def test_periods_above_the_row_of_names():
    """The upper row may stand over the names instead of beside them."""
    table = table_of(
        (None, "2023", None, "2024", None),
        ("Mã chỉ tiêu", "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
        ("CT1", 1, 2, 3, 4),
        options=TableOptions(fixed={"unit": "a"}),
        merged=["B1:C1", "D1:E1"],
    )

    assert table.cells["period"].tolist() == ["2023", "2024"]
    assert table.cells["denominator"].tolist() == ["2", "4"]


def test_quarters_under_a_year():
    """A part of a year takes the year over it; its place is its own cell."""
    table = table_of(
        ("Đơn vị: a",),
        ("Chỉ tiêu", 2025, None),
        (None, "Quý I", "6 tháng đầu năm"),
        ("CT1", 1, 2),
        merged=["A2:A3", "B2:C2"],
    )

    assert [row["period"] for row in rows_of(table)] == [
        "Quý I/2025@B3", "6 tháng đầu năm 2025@C3",
    ]  # fmt: skip


@pytest.mark.parametrize("ornament", ["Số liệu", "Kết quả cả năm"])
def test_an_ornament_over_a_pair_is_not_an_indicator(ornament):
    """A text over Tử số and Mẫu số says nothing where a column has the indicator."""
    table = table_of(
        (*HEAD[:3], ornament, None),
        (None, None, None, "Tử số", "Mẫu số"),
        ("CT1", "a", "2025", 1, 2),
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )

    assert table.columns == ("indicator", "unit", "period", "numerator", "denominator")
    assert table.cells["indicator"].tolist() == ["CT1"]


def test_only_really_merged_keys_count_for_the_rows_below():
    """A unit merged over two rows is both rows'; the empty cell below is nobody's."""
    table = table_of(
        HEAD, ("CT1", "a", 2023, 1), ("CT1", None, 2024, 2), ("CT1", None, 2025, 3),
        merged=["B2:B3"],
    )  # fmt: skip

    assert [row["unit"] for row in rows_of(table)] == ["a@B2", "a@B2", "@B4"]


def test_two_tables_in_one_sheet():
    """Captions hold for the tables below until another caption takes their place."""
    answer = read(
        ("Đơn vị: H01",), ("Mã chỉ tiêu: CT1",), ("Kỳ", "Giá trị"), ("2024", 1), (),
        ("Mã chỉ tiêu: CT2",), ("Kỳ", "Giá trị"), ("2025", 3),
    )  # fmt: skip

    assert answer.problems == ()
    assert [rows_of(table) for table in answer.tables] == [
        [{"period": "2024@A4", "value": "1@B4", "unit": "H01@A1", "indicator": "CT1@A2"}],
        [{"period": "2025@A8", "value": "3@B8", "unit": "H01@A1", "indicator": "CT2@A6"}],
    ]
    assert [table.blank for table in answer.tables] == [0, 0]


def test_a_sum_that_names_no_unit_is_told():
    """The row is rejected at its own cell, never dropped; one with a unit's code is right."""
    answer = read(
        HEAD, ("CT1", "a", 2025, 5), ("CT1", "tinh", 2025, 9), ("Tổng cộng", None, None, 14)
    )

    assert found(answer) == [("SB259", "A4")]
    assert answer.tables[0].cells["unit"].tolist() == ["a", "tinh"]
    assert answer.tables[0].rejected == 1
    assert answer.tables[0].broken == ((4, ("Tổng cộng", "", "", "14")),)
    assert "Tổng cộng" in answer.tables[0].fragments


@pytest.mark.parametrize(
    ("cell", "facts", "code", "told"),
    [
        (None, {"errors": {pack(2, 4): "#REF!"}}, "SB254", {"column": "value", "value": "#REF!"}),
        (None, {"unsaved": frozenset([pack(2, 4)])}, "SB255", {"column": "value"}),
        (
            date(2025, 2, 1), {}, "SB256",
            {"column": "value", "value": "2025-02-01", "suggestion": "1-2"},
        ),
        (time(12, 30), {}, "SB257", {"column": "value", "value": "12:30:00"}),
        (True, {}, "SB258", {"column": "value", "value": "TRUE"}),
        ("§¶ng", {"fonts": {pack(2, 4): ".VnTime"}}, "SB219", {"font": ".VnTime", "value": "§¶ng"}),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_damaged_is_told_once(cell, facts, code, told):
    """The row is rejected with one error at its cell; the rows beside it are read."""
    answer = read(HEAD, ("CT1", "a", "2025", cell), ("CT1", "b", "2025", 5), **facts)

    assert found(answer) == [(code, "D2")]
    assert facts_of(answer.problems[0]) == told
    assert answer.tables[0].cells["unit"].tolist() == ["b"]
    assert answer.tables[0].rejected == 1


def test_a_period_that_became_a_day_names_the_month():
    """6/2025 typed into a cell is the first of June to Excel."""
    answer = read(HEAD, ("CT1", "a", date(2025, 6, 1), 5))

    assert facts_of(answer.problems[0])["suggestion"] == "2025-06"


def test_a_head_that_became_a_day_spoils_its_figures_alone():
    """The error stands at the head, once, however many figures are below."""
    answer = read(
        ("Mã chỉ tiêu: CT1",), ("Đơn vị", date(2025, 6, 1), "T7/2025"), ("a", 1, 2), ("b", 3, 4)
    )

    assert found(answer) == [("SB256", "B2")]
    assert answer.tables[0].cells["value"].tolist() == ["2", "4"]
    assert answer.tables[0].rejected == 2


def test_days_are_right_where_days_are_due():
    """as_of and received take real dates; notes take anything."""
    table = table_of(
        (*HEAD, "as_of", "received", "note"),
        ("CT1", "a", "2025", 5, date(2025, 12, 31), date(2026, 1, 5), True),
    )

    assert table.cells.iloc[0].tolist()[4:] == ["2025-12-31", "2026-01-05", "TRUE"]


def test_hidden_rows_and_columns_are_read_with_a_warning():
    """Hidden does not mean deleted."""
    answer = read(
        HEAD, ("CT1", "a", "2025", 5), ("CT1", "b", "2025", 6),
        hidden_rows=frozenset([1, 3]), hidden_columns=frozenset([2, 9]),
    )  # fmt: skip

    assert found(answer) == [("SB253", "B3")]
    assert facts_of(answer.problems[0]) == {"rows": 1, "columns": 1}
    assert answer.tables[0].cells["unit"].tolist() == ["a", "b"]


def test_a_number_under_no_head_is_an_error_and_a_text_a_warning():
    """What stands beside the table is told either way."""
    answer = read((*HEAD, None, None, "note"), ("CT1", "a", "2025", 5, 7, "xem lại", "x"))

    assert found(answer) == [("SB210", "E1"), ("SB261", "F2")]


def test_one_figure_merged_over_two_cells_is_an_error():
    """Nobody knows of which row it is; both are rejected."""
    answer = read(HEAD, ("CT1", "a", "2025", 5), ("CT1", "b", "2025", None), merged=["D2:D3"])

    assert found(answer) == [("SB263", "D2")]
    assert answer.tables[0].rejected == 2


def test_heads_that_say_the_same_are_an_error():
    """Two columns of one period cannot both be right."""
    answer = read(("Mã chỉ tiêu: CT1",), ("Đơn vị", "2024", "2024"), ("a", 1, 2))

    assert found(answer) == [("SB262", "C2")]
    assert answer.tables[0].rejected == 1


def test_a_sheet_without_a_header_has_no_table():
    """Instructions and lists are no tables; a row of data is no header."""
    answer = read(("Hướng dẫn",), (1, "Nhập số"), ("Đơn vị", "H01"))

    assert answer == ReadSheet((), ()) or (answer.tables, answer.problems) == ((), ())


def test_more_than_a_thousand_of_a_kind_are_counted():
    """The thousand first are listed; a last problem says how many more there are."""
    answer = read(HEAD, *[("CT1", "a", "2025", True)] * 1003)

    assert len(answer.problems) == 1001
    assert facts_of(answer.problems[-1]) == {"count": 3, "of": "SB258"}
    assert answer.tables[0].rejected == 1003
