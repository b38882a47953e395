"""What was entered where a form does not look."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

HEADS = {"F7": "Trạng thái", "notes!C5": "Nguồn", "notes!D5": "Ngày chốt", "notes!E5": "Ghi chú"}
FILLED = {**HEADS, "C8": 91, "D8": 100}


def copied(make, sheet: str, cells: dict[str, object], **filled: object):
    """Return a filled form with a copy of one of its sheets, other things entered there."""
    data = make.forms.make_form(make.forms.record(), {**FILLED, **filled})
    book = load_workbook(BytesIO(data))
    copy = book.copy_worksheet(book[sheet])
    copy.title = "Bản sao"
    for name, value in cells.items():
        copy[name] = value
    return make.forms.save(book)


def test_figures_on_a_copied_sheet_are_told(make):
    """Nobody reads them there; one error says how many would be lost."""
    form = make.read(copied(make, "Số liệu", {"C8": 92, "D8": 101}))

    assert make.found(form) == [("SB289", "huyen-a-2025.xlsx[Bản sao]!C8", "Bản sao")]
    assert dict(form.problems[0].facts)["count"] == 2
    assert dict(form.problems[0].facts)["own"] == "Số liệu"


def test_a_note_on_a_copied_sheet_is_told(make):
    """Sources, dates and notes would be lost as well."""
    form = make.read(copied(make, "Nguồn, ghi chú", {"E6": "chờ huyện báo"}))

    assert make.found(form) == [("SB289", "huyen-a-2025.xlsx[Bản sao]!E6", "Bản sao")]


@pytest.mark.parametrize("sheet", ["Số liệu", "Nguồn, ghi chú"])
def test_a_copy_that_says_the_same_does_no_harm(make, sheet: str):
    """What the form's own sheet holds too is not lost."""
    assert make.found(make.read(copied(make, sheet, {}))) == []


def test_a_copied_table_may_stand_anywhere(make):
    """Another unit's table that was pasted to the corner of a new sheet."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record(), FILLED)))
    sheet = book.create_sheet("Sheet1")
    for row in (("Tử số", "Mẫu số", "Giá trị", "Trạng thái"), (5, 6, "=A2/B2", "Chính thức")):
        sheet.append(row)

    assert make.found(make.read(make.forms.save(book))) == [
        ("SB289", "huyen-a-2025.xlsx[Sheet1]!A2", "Sheet1")
    ]


def test_figures_at_the_same_places_are_told_without_heads(make):
    """The row is named as in the form, and the number stands where the form has its own."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})))
    sheet = book.create_sheet("Sheet1")
    sheet["A8"], sheet["D8"] = "CT1", 7

    assert make.found(make.read(make.forms.save(book))) == [
        ("SB289", "huyen-a-2025.xlsx[Sheet1]!D8", "Sheet1")
    ]


def test_a_sheet_of_ones_own_sums_does_no_harm(make):
    """People work things out beside the form; only what looks like the form is meant for it."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record(), FILLED)))
    sheet = book.create_sheet("Tính")
    sheet["A1"], sheet["B1"], sheet["C8"], sheet["D8"] = "Tử số", "Mẫu số", 5, 6

    assert make.found(make.read(make.forms.save(book))) == []


def test_numbers_right_of_the_table_are_told(make):
    """Also beside a row that has its pair; the words of the form itself are no numbers."""
    cells = {"F7": "Trạng thái", "G7": "Đã có", "G8": "81", "H8": "12", "I9": 5}
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2, **cells})

    assert make.found(make.read(data)) == [
        ("SB278", "huyen-a-2025.xlsx[Số liệu]!H8", "12"),
        ("SB278", "huyen-a-2025.xlsx[Số liệu]!I9", "5"),
    ]


def test_a_number_typed_over_what_is_there_already_is_told(make):
    """The form writes words there; a number was meant to be entered."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2, "G7": "Đã có", "G8": 82})

    assert make.found(make.read(data)) == [("SB278", "huyen-a-2025.xlsx[Số liệu]!G8", "82")]


def test_a_stray_rate_among_the_notes_is_told(make):
    """A rate below the last row of the notes."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2, "notes!F9": 98.5})

    assert make.found(make.read(data)) == [
        ("SB278", "huyen-a-2025.xlsx[Nguồn, ghi chú]!F9", "98.5")
    ]
