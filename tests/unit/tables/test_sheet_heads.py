"""Heads over figures and captions: plans, units of measure, ornaments, rates, codes of digits."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.tables import TableOptions
from site_builder.tables.sheet_words import is_ornament, is_plan, measure_of
from tests.unit.tables.test_sheet_reader import HEAD, found, read, rows_of, table_of

CT2 = ("Mã chỉ tiêu: CT2",)


def test_a_plan_over_a_year_is_not_read_as_a_result():
    """The head is named, its figures are rejected; those under "Thực hiện" are read."""
    answer = read(
        CT2,
        ("Mã đơn vị", "Thực hiện", None, "Kế hoạch"),
        (None, 2023, 2024, 2025),
        ("a", 100, 110, 120),
        merged=["A2:A3", "B2:C2"],
    )

    assert found(answer) == [("SB266", "D2")]
    assert facts_of(answer.problems[0]) == {"value": "Kế hoạch"}
    assert answer.tables[0].cells["period"].tolist() == ["2023", "2024"]
    assert answer.tables[0].rejected == 1


@pytest.mark.parametrize(
    ("head", "names", "row", "place"),
    [
        ((None, "Kế hoạch", None), ("Mã đơn vị", 2023, 2024), ("a", 1, 2), "B2"),
        ((None, "Cả nước", None), ("Mã đơn vị", 2023, 2024), ("a", 1, 2), "B2"),
        ((None, "Ước"), ("Mã đơn vị", 2023), ("a", 1), "B2"),
        ((None, None, "Kế hoạch"), ("Mã đơn vị", "Kỳ", "Giá trị"), ("a", 2023, 1), "C2"),
    ],
)
def test_a_plan_right_above_the_header_counts(head, names, row, place):
    """Where no structure joins the row to the header, its words and merged cells do."""
    merged = ["B2:C2"] if len(head) == 3 and head[1] else []

    answer = read(CT2, head, names, row, merged=merged)

    assert found(answer) == [("SB266", place)]
    assert answer.tables[0].cells["unit"].tolist() == []


@pytest.mark.parametrize(
    "text",
    [
        *("BIỂU 02", "Mẫu số 1/BC", "Thực hiện", "Người báo cáo: Nguyễn Văn A", "Cả năm"),
        *("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc", "Năm 2023", "Tam Dân, ngày 5 tháng 1"),
    ],
)
def test_what_else_stands_right_above_the_header_does_no_harm(text):
    """Titles, results and unknown captions change no figure."""
    table = table_of(CT2, (None, text), ("Mã đơn vị", 2023), ("a", 1))

    assert table.cells["value"].tolist() == ["1"]


@pytest.mark.parametrize(
    "text",
    ["Số kế hoạch", "Số ước", "Được giao", "Chỉ tiêu năm 2025", "Cùng kỳ năm trước", "Nữ",
     "Theo kế hoạch", "Đảng viên nữ", "Ước cả năm 2025", "Trong kỳ", "Năm 2019"],
)  # fmt: skip
@pytest.mark.parametrize("merged", [[], ["B2:C2"]])
def test_what_nobody_knows_right_above_figures_is_no_ornament(text, merged):
    """Only titles, captions and words for results are passed over there."""
    answer = read(
        CT2, (None, text, None), ("Mã đơn vị", 2023, 2024), ("a", 1, 2), merged=merged
    )  # fmt: skip

    assert found(answer) == [("SB266", "B2")]
    assert answer.tables[0].rejected == (2 if merged else 1)


def test_the_value_of_a_caption_is_no_head():
    """A unit named "Ước Lễ" beside "Đơn vị báo cáo:" is no head of the figures below it."""
    table = table_of(CT2, ("Đơn vị báo cáo:", "Ước Lễ"), ("Kỳ", "Giá trị"), (2023, 1))

    assert table.cells["unit"].tolist() == ["Ước Lễ"]


def test_plan_and_result_over_two_columns_of_values():
    """The written head is named, not a column that the table has."""
    answer = read(
        (*HEAD[:3], "Kế hoạch", "Thực hiện"),
        (None, None, None, "Giá trị", "Giá trị"),
        ("CT1", "a", 2024, 100, 110),
    )

    assert found(answer) == [("SB266", "D1")]
    assert answer.tables[0].cells["value"].tolist() == ["110"]


def test_the_sidecar_may_leave_out_what_stands_under_a_head():
    """A head that stands for no column takes its figures with it."""
    table = table_of(
        CT2,
        ("Mã đơn vị", "Thực hiện", "Kế hoạch"),
        (None, 2024, 2025),
        ("a", 1, 2),
        options=TableOptions(columns={"Kế hoạch": ""}),
    )

    assert table.cells["period"].tolist() == ["2024"]


def test_a_second_text_over_codes_is_not_read_over():
    """The lower text is the indicator; the upper one must be understood, too."""
    answer = read(
        ("Kỳ: 2024",),
        (None, "Kế hoạch", None, None, None),
        (None, "CT1", None, "CT2", None),
        ("Mã đơn vị", "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
        ("a", 1, 2, 3, 4),
        merged=["B2:E2", "B3:C3", "D3:E3"],
    )

    assert found(answer) == [("SB266", "B2")]
    assert answer.tables[0].rejected == 2


def test_a_unit_of_measure_over_figures_is_theirs():
    """Whether it is the indicator's, validate says."""
    table = table_of(
        CT2,
        ("Mã đơn vị", "Nghìn người", None),
        (None, 2023, 2024),
        ("a", 1, 2),
        merged=["B2:C2"],
    )

    assert [row["unit_measure"] for row in rows_of(table)] == ["nghìn người@B2"] * 2


def test_the_caption_holds_where_heads_say_no_unit_of_measure():
    """One group with a head of its own leaves the caption to the others."""
    table = table_of(
        CT2,
        ("ĐVT: người",),
        ("Mã đơn vị", "Thực hiện", "%"),
        (None, 2023, 2024),
        ("a", 1, 2),
    )

    assert table.cells["unit_measure"].tolist() == ["người", "%"]


def test_the_things_counted_by_parts_are_no_unit_of_measure():
    """A numerator is counted in persons where the rate is in per cent; thousands do harm."""
    rows = [("Mã đơn vị", 2024, None), (None, "Tử số", "Mẫu số"), ("a", 1, 2)]

    table = table_of(("Chỉ tiêu: CT1",), (None, "Người", None), *rows, merged=["B2:C2", "B3:C3"])
    answer = read(("Chỉ tiêu: CT1",), (None, "Nghìn người", None), *rows, merged=["B2:C2", "B3:C3"])

    assert table.cells["numerator"].tolist() == ["1"]
    assert found(answer) == [("SB266", "B2")]


@pytest.mark.parametrize(
    "caption",
    [
        ("Đơn vị tính: nghìn người",),
        ("ĐVT: nghìn người",),
        ("Đơn vị: nghìn người",),
        ("Đơn vị:", "nghìn người"),
        ("Unit: nghìn người",),
        ("(Đơn vị tính: nghìn người)",),
        ("BIỂU 02 (ĐVT: nghìn người)",),
    ],
)
def test_a_caption_may_say_the_unit_of_measure(caption):
    """It is a column of all rows, as in CSV."""
    table = table_of(caption, HEAD, ("CT2", "a", 2024, 12))

    assert table.cells["unit_measure"].tolist() == ["nghìn người"]
    assert table.cells["unit"].tolist() == ["a"]


def test_a_caption_of_a_unit_stays_one():
    """The caption "Đơn vị: H01" names who reports."""
    table = table_of(("Đơn vị: Xã Tam Dân",), HEAD[:1] + HEAD[2:], ("CT2", 2024, 12))

    assert table.cells["unit"].tolist() == ["Xã Tam Dân"]


def test_codes_of_a_matrix_may_be_digits():
    """Typed as text they are codes; a number has lost its zeros and is none."""
    table = table_of(("Kỳ: 2024",), ("Mã chỉ tiêu", "01", "02"), ("CT2", 1, 2), ("CT3", 3, 4))

    assert table.cells["unit"].tolist() == ["01", "02", "01", "02"]
    assert read(("Kỳ: 2024",), ("Mã chỉ tiêu", 1, 2), ("CT2", 1, 2)).tables == ()


RATES = (
    ("Mã chỉ tiêu: CT1",),
    ("Mã đơn vị", "Năm 2023", None, None, "Năm 2024", None, None),
    (None, *("Tử số", "Mẫu số", "Tỷ lệ (%)") * 2),
    ("a", 90, 100, 90, 95, 100, 95),
)
OVER_RATES = ["A2:A3", "B2:D2", "E2:G2"]


def test_a_rate_beside_its_parts_is_one_error_a_column():
    """The parts are read; the rate is computed from them."""
    answer = read(*RATES, merged=OVER_RATES)

    assert found(answer) == [("SB266", "D3"), ("SB266", "G3")]
    assert answer.tables[0].cells["numerator"].tolist() == ["90", "95"]
    assert answer.tables[0].cells["period"].tolist() == ["Năm 2023", "Năm 2024"]


def test_a_rate_may_be_left_out_by_the_sidecar():
    """The header is whole without it."""
    table = table_of(*RATES, merged=OVER_RATES, options=TableOptions(columns={"Tỷ lệ (%)": ""}))

    assert table.cells["denominator"].tolist() == ["100", "100"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Đơn vị tính: Tỷ đồng", "tỷ đồng"), ("1.000 người", "1.000 người"), ("%", "%"),
        ("Tỷ lệ (%)", "%"), ("(ĐVT: triệu đồng/người/năm)", "triệu đồng/người/năm"),
        ("Triệu", "triệu"), ("Xã Tam Dân", None), ("H01", None), ("Kế hoạch", None), ("", None),
    ],
)  # fmt: skip
def test_units_of_measure(text, measure):
    """With a scale and a share, however they are introduced."""
    assert measure_of(text) == measure


def test_ornaments_and_plans():
    """What is on neither list is left to the reader of the message."""
    assert all(map(is_ornament, ["Thực hiện", "KẾT QUẢ THỰC HIỆN", "Số liệu", "Kết quả cả năm"]))
    assert not any(map(is_ornament, ["Kế hoạch", "Ước thực hiện", "Nghìn người", "(người)", ""]))
    assert all(map(is_plan, ["Kế hoạch", "KH 2025", "(Ước)", "Dự toán giao"]))
    assert not any(map(is_plan, ["Thực hiện kế hoạch", "Khối xã", "Số liệu"]))


@pytest.mark.parametrize("text", ["Ước năm 2025", "Kế hoạch năm 2025", "Thực hiện 2024", "2024"])
def test_no_head_over_parts_of_a_year_is_lost_to_the_year_of_a_caption(text):
    """The caption says 2025; what stands between says an estimate or another year."""
    answer = read(
        CT2,
        ("Kỳ: 2025",),
        ("Mã đơn vị", text, None),
        (None, "Quý III/2025" if text == "2024" else "Quý III", "Quý IV/2025"),
        ("a", 1, 2),
        merged=["A3:A4", "B3:C3"],
    )

    assert found(answer) == [("SB266", "B3")]
    assert answer.tables[0].rejected == 2


def test_a_year_over_its_own_quarters_is_said_twice():
    """The year over "Quý III/2025" is no contradiction."""
    table = table_of(
        CT2,
        ("Mã đơn vị", "Năm 2025", None),
        (None, "Quý III/2025", "6 tháng đầu năm 2025"),
        ("a", 1, 2),
        merged=["A2:A3", "B2:C2"],
    )

    assert table.cells["period"].tolist() == ["Quý III/2025", "6 tháng đầu năm 2025"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([(None, None, "Nghìn người"), ()], "C2"),
        ([(None, "(Nghìn người)")], "B2"),
        ([("BIỂU 02. LAO ĐỘNG (nghìn người)",)], "A2"),
        ([("Đơn vị tính nghìn người",)], "A2"),
        ([("ĐVT - nghìn người",)], "A2"),
    ],
)
def test_a_scale_above_a_table_is_a_unit_of_measure_however_it_is_said(rows, place):
    """Thousands that nobody sees make every figure a thousandth."""
    table = table_of(CT2, *rows, ("Mã đơn vị", "Kỳ", "Giá trị"), ("a", 2024, 1))

    assert [row["unit_measure"] for row in rows_of(table)] == [f"nghìn người@{place}"]


@pytest.mark.parametrize("text", ["Biểu số 01 (xã)", "Xã", "Năm", "(5)", "Tỷ đồng là gì?"])
def test_a_thing_in_a_title_is_no_unit_of_measure(text):
    """It may say for whom the form is."""
    table = table_of(CT2, (text,), (), ("Mã đơn vị", "Kỳ", "Giá trị"), ("a", 2024, 1))

    assert "unit_measure" not in table.columns


@pytest.mark.parametrize(
    "rows",
    [
        [("Mã đơn vị", 2023, 2024), (None, "(nghìn người)", "(nghìn người)"), ("a", 1, 2)],
        [("Mã đơn vị", "2023 (nghìn người)", "Năm 2024 (nghìn người)"), ("a", 1, 2)],
    ],
)
def test_a_unit_of_measure_may_stand_below_or_behind_a_period(rows):
    """In a row of its own, or in brackets."""
    table = table_of(CT2, *rows)

    assert table.cells["unit_measure"].tolist() == ["nghìn người"] * 2
    assert [text[-4:] for text in table.cells["period"]] == ["2023", "2024"]


@pytest.mark.parametrize("first", [("a", None, None), ("a", "-", "x"), ("a", None, "...")])
def test_a_matrix_is_known_by_its_first_number(first):
    """A unit without figures may come first."""
    answer = read(("Kỳ: 2024",), ("Mã đơn vị", "CT1", "CT2"), first, ("b", 3, 4))

    assert answer.problems == ()
    assert answer.tables[0].cells["value"].tolist()[-2:] == ["3", "4"]


PLANNED = (
    CT2,
    ("STT", "Mã đơn vị", "Năm 2024", None, None, "Năm 2025", None, None, "Ghi chú"),
    (None, None, *("Kế hoạch", "Thực hiện", "Tỷ lệ (%)") * 2),
    ("A", "B", 1, 2, "3=2/1", 4, 5, "6=5/4", 7),
    (1, "a", 10, 9, 90, 11, 10, 91, None),
)
OVER_PLANNED = ["A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:I3"]


def test_plan_result_and_rate_under_each_year_are_told_apart():
    """Results are read; plans and the rates computed of them are named, each at its head."""
    answer = read(*PLANNED, merged=OVER_PLANNED)

    assert found(answer) == [(("SB266"), cell) for cell in ("C3", "E3", "F3", "H3")]
    assert [(row["period"], row["value"]) for row in rows_of(answer.tables[0])] == [
        ("Năm 2024@C2", "9@D5"),
        ("Năm 2025@F2", "10@G5"),
    ]


def test_plans_and_rates_under_each_year_may_be_left_out_by_the_sidecar():
    """A line for each of the two words is enough for all years."""
    options = TableOptions(columns={"Kế hoạch": "", "Tỷ lệ (%)": ""})

    table = table_of(*PLANNED, merged=OVER_PLANNED, options=options)

    assert table.cells["value"].tolist() == ["9", "10"]


def test_codes_may_stand_under_periods():
    """Whichever of the two stands above the other."""
    table = table_of(
        ("Mã đơn vị", 2024, None, 2025, None),
        (None, "CT2", "CT3", "CT2", "CT3"),
        ("a", 1, 2, 3, 4),
        merged=["A1:A2", "B1:C1", "D1:E1"],
    )

    assert [(row["period"], row["indicator"], row["value"]) for row in rows_of(table)] == [
        ("2024@B1", "CT2@B2", "1@B3"),
        ("2024@B1", "CT3@C2", "2@C3"),
        ("2025@D1", "CT2@D2", "3@D3"),
        ("2025@D1", "CT3@E2", "4@E3"),
    ]


def test_figures_right_below_a_merged_head_are_no_heads():
    """Two figures under one period: nobody knows which one counts."""
    answer = read(CT2, ("Mã đơn vị", 2024, None), ("a", 1, 2), merged=["B2:C2"])

    assert found(answer) == [("SB262", "B2")]
