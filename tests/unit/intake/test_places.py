"""Rows, columns and titles of a form that are not what they were."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from site_builder.intake import Title

PARTS = {(): ("Tổng số", "Total"), (("sex", "f"),): ("Giới: Nữ", "Sex: Women")}
HEADS = {
    "indicator": ("Mã chỉ tiêu", "Indicator code"),
    "unit": ("Mã đơn vị",),
    "numerator": ("Tử số", "Numerator"),
    "denominator": ("Mẫu số", "Denominator"),
    "value": ("Giá trị", "Chỉ có tỷ lệ"),
    "source": ("Nguồn",),
    "as_of": ("Ngày chốt",),
    "note": ("Ghi chú", "Note"),
}
NOTES = {"notes!C5": "Nguồn", "notes!D5": "Ngày chốt", "notes!E5": "Note", "notes!F5": "Tỷ lệ (%)"}
NAMES = {"huyen-a": ("Huyện A", "District A"), "huyen-b": ("Huyện B", "District B")}
TITLES = (Title(NAMES["huyen-a"], "huyen-a", NAMES), Title(("Năm 2025", "2025"), "2025"))


def in_parts(make, labels: tuple[str, str]):
    """Return a form of a total and one of its parts, with their labels."""
    forms = make.forms
    rows = forms.record(forms.ratio(0), replace(forms.ratio(1), breakdown=(("sex", "f"),)))
    filled = {"C8": 90, "D8": 100, "C9": 40, "D9": 50, "B8": labels[0], "B9": labels[1]}
    return make.read(forms.make_form(rows, filled), parts=lambda row: PARTS[row.breakdown])


def test_sorted_rows_of_one_indicator_are_told(make):
    """Two breakdowns changed places with their labels: their figures would be each other's."""
    form = in_parts(make, ("Giới: Nữ", "Tổng số"))

    assert make.found(form) == [("SB276", "huyen-a-2025.xlsx[Số liệu]!A8", "CT1 · Giới: Nữ")]
    assert dict(form.problems[0].facts)["indicator"] == "CT1, Tổng số"
    assert dict(form.problems[0].facts)["count"] == 2
    assert form.value.entries == ()


@pytest.mark.parametrize(
    "labels", [("Tổng số", "Giới: Nữ"), ("Total", "Sex: Women"), ("Tổng số", "Giới tính: nữ")]
)
def test_a_breakdown_may_be_named_in_any_language_or_have_been_renamed(make, labels):
    """Only the name of another breakdown is a sign that rows were moved."""
    assert make.found(in_parts(make, labels)) == []


@pytest.mark.parametrize(
    ("sheet", "column", "place", "seen", "count"),
    [
        ("Nguồn, ghi chú", 5, "E5", "–", 2),
        ("Nguồn, ghi chú", 3, "C5", "–", 4),
        ("Số liệu", 2, "C7", "Mã đơn vị", 2),
        ("Số liệu", 4, "D7", "–", 1),
    ],
)
def test_columns_that_moved_are_told_once_and_not_read(make, sheet, column, place, seen, count):
    """A column inserted among the entries moves each of them to another question."""
    filled = {**NOTES, "C8": 90, "D8": 100, "notes!E6": "chờ"}
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record(), filled)))
    book[sheet].insert_cols(column)

    form = make.read(make.forms.save(book), heads=HEADS)

    assert make.found(form) == [("SB269", f"huyen-a-2025.xlsx[{sheet}]!{place}", seen)]
    assert dict(form.problems[0].facts)["count"] == count
    assert form.value.entries == form.value.owed == ()


def test_a_head_that_was_called_otherwise_is_no_move(make):
    """The form is older than the words of today."""
    data = make.forms.make_form(
        make.forms.record(), {**NOTES, "C8": 1, "D8": 2, "notes!E5": "Giải thích"}
    )

    assert make.found(make.read(data, heads=HEADS)) == []


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Đơn vị: Huyện A (mã đơn vị: huyen-a), năm 2025", False),
        ("Đơn vị: Huyện Á (mã đơn vị: huyen-a), năm 2025", False),
        ("Unit: Districts A (unit code: huyen-a), 2025", False),
        ("Đơn vị: Huyện B (mã đơn vị: huyen-a), năm 2025", True),
        ("Đơn vị: Huyện A (mã đơn vị: huyen-b), năm 2025", True),
        ("Đơn vị: Huyện Á (mã đơn vị: x), năm 2025", True),
        ("Đơn vị: Huyện A (mã đơn vị: huyen-a), năm 2026 (mã kỳ 2025)", True),
        ("Đơn vị: Huyện A (mã đơn vị: huyen-a), năm thứ nhất (mã kỳ 2025)", False),
        ("Đơn vị: Huyện A (mã đơn vị: huyen-a), năm thứ nhất (mã kỳ 25)", True),
    ],
)
def test_a_name_may_be_corrected_while_forms_are_out(make, title: str, wrong: bool):
    """The code in brackets says whom the form is for, unless another name stands beside it."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2}, title)

    told = make.found(make.read(data, titles=lambda _record: TITLES))

    assert told == ([("SB275", "huyen-a-2025.xlsx[Số liệu]!A2", title)] if wrong else [])


def test_a_site_may_get_another_title_while_forms_are_out(make):
    """A form that asks the very same is ours, whatever the portal was called."""
    data = make.forms.make_form(make.forms.record(site="Cổng cũ"), {"C8": 1, "D8": 2})

    assert make.found(make.read(data)) == []
