"""Lines in and above a table that make something else of the rows below them."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from tests.unit.tables.test_sheet_reader import HEAD, found, read, table_of

CT2 = ("Mã chỉ tiêu: CT2",)
TIDY = ("Mã đơn vị", "Kỳ", "Giá trị")


@pytest.mark.parametrize(
    "line",
    [
        ("Kế hoạch năm 2026",), ("II. Ước thực hiện",), ("2. Dự kiến 6 tháng cuối năm 2026",),
        ("Mã chỉ tiêu: CT3",), ("Mã chỉ tiêu:", "CT3"), ("Kỳ: 2019",), ("Năm 2019",),
        ("CT3",), ("ĐVT: nghìn người",), ("(Nghìn người)",), (None, "Forecast 2026"),
        (1, "Kế hoạch"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_merged", [False, True])
def test_a_line_between_rows_that_divides_a_table_stops_its_reading(line, is_merged):
    """What stands above the line is read; below it figures may be plans, or of another period."""
    merged = ["A4:C4"] if is_merged and len(line) == 1 else []

    answer = read(CT2, TIDY, ("a", 2024, 1), line, ("b", 2024, 2), merged=merged)

    (table,) = answer.tables
    assert [code for code, _ in found(answer)] == ["SB267"]
    assert table.cells["unit"].tolist() == ["a"]
    assert (table.rejected, table.blank) == (1, 1)


@pytest.mark.parametrize(
    "text",
    ["I. Khối xã", "Các phường", "Giao Thủy", "Kế hoạch số 211-KH/TU", "Nguồn: Cục Thống kê", "Xã"],
)
def test_a_line_that_only_groups_rows_does_no_harm(text):
    """The rows say themselves what they are."""
    table = table_of(CT2, TIDY, ("a", 2024, 1), (text,), ("b", 2024, 2), merged=["A4:C4"])

    assert table.cells["unit"].tolist() == ["a", "b"]


def test_a_unit_without_figures_is_no_line_of_its_own():
    """In a wide table a code may look like a year or a quarter."""
    table = table_of(
        CT2, ("Mã đơn vị", 2023, 2024), ("a", 1, 2), ("2001",), ("Q1",), ("b", 3, 4)
    )  # fmt: skip

    assert table.cells["unit"].tolist() == ["a", "a", "b", "b"]


def test_a_unit_without_figures_may_be_made_like_the_indicators_code():
    """Where units with figures are made so, "CT3" is one more of them."""
    table = table_of(CT2, ("Mã đơn vị", 2023, 2024), ("CT1", 1, 2), ("CT3",), ("CT4", 3, 4))

    assert table.cells["unit"].tolist() == ["CT1", "CT1", "CT4", "CT4"]


@pytest.mark.parametrize("line", [("CT2",), ("Mã chỉ tiêu: CT2",)])
def test_a_line_that_repeats_a_caption_does_no_harm(line):
    """What it says was said above."""
    table = table_of(CT2, ("Mã đơn vị", 2023), ("a", 1), line, ("b", 2))

    assert table.cells["unit"].tolist() == ["a", "b"]


def test_a_line_in_a_wide_table_counts_for_all_groups():
    """It is told once; its own row is blank."""
    answer = read(
        CT2, ("Mã đơn vị", 2023, 2024), ("Kế hoạch",), ("a", 1, 2), merged=["A3:C3"]
    )  # fmt: skip

    assert found(answer) == [("SB267", "A3")]
    assert facts_of(answer.problems[0]) == {"value": "Kế hoạch"}
    assert (answer.tables[0].rejected, answer.tables[0].blank) == (2, 2)


def test_a_period_right_below_the_header_is_a_line_and_no_head():
    """Heads of a period stand below heads; a lone year below a row of heads begins a part."""
    heads = ("STT", "Mã đơn vị", "Quý I/2025", "Quý II/2025")

    answer = read(CT2, heads, ("Năm 2019",), (1, "a", 1, 2))

    assert found(answer) == [("SB267", "A3")]


def test_a_table_whose_title_says_that_it_is_a_plan_is_not_read():
    """Of two tables of the same make one may be the plan; so may a sheet."""
    answer = read(
        CT2, ("I. Kết quả năm 2024",), TIDY, ("a", 2024, 1), (),
        ("II. Kế hoạch năm 2025", None, "ĐVT: người"), TIDY, ("a", 2025, 2),
    )  # fmt: skip

    assert found(answer) == [("SB267", "A6")]
    assert [table.cells["period"].tolist() for table in answer.tables] == [["2024"], []]


@pytest.mark.parametrize(
    "line", [("Mục tiêu:", 95), ("Thực hiện Kế hoạch số 211-KH/TU",), ("Chỉ tiêu được giao", 95)]
)
def test_a_plan_named_above_a_table_does_no_harm(line):
    """A goal told for comparison, or a document, makes no plan of the figures."""
    assert table_of(CT2, line, HEAD[1:], ("a", 2024, 1)).cells["value"].tolist() == ["1"]


def test_rows_below_captions_that_disagree_are_not_read():
    """Nobody knows which of the two holds."""
    answer = read(
        ("Kỳ: 2024",), ("Kỳ: 2025",), ("Mã chỉ tiêu", *HEAD[1:2], HEAD[3]), ("CT2", "a", 1)
    )

    assert found(answer) == [("SB260", "A2")]
    assert answer.tables[0].rejected == 1
