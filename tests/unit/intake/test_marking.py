"""A copy of the sender's own workbook in which nobody has to search."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook

from site_builder.diagnostics import Location
from site_builder.intake import mark_workbook
from site_builder.tables.workbook_file import open_workbook

PATH = "huyen-a-2025.xlsx"


@dataclass(frozen=True)
class Problem:
    location: Location
    message: str = "Sai."
    help: str = "Sửa đi."
    value: str | None = "9o"
    severity: str = "error"
    label: str = "lỗi"
    is_private: bool = False


def at(sheet: str, cell: str, **values: object) -> Problem:
    return Problem(Location(PATH, sheet=sheet, cell=cell), **values)


def opened(data: bytes):
    return load_workbook(BytesIO(data))


def mark(data: bytes, problems: list[Problem], words) -> bytes:
    """Mark a workbook that could be opened."""
    return mark_workbook(data, open_workbook(PATH, data).value, problems, words)


def test_a_bad_cell_has_a_border_a_fill_and_a_comment(make):
    """It is marked not by colour alone, and says what is wrong and what to do."""
    data = make.forms.make_form(make.forms.record(), {"C8": "9o"})

    marked = opened(mark(data, [at("Số liệu", "C8")], make.words()))

    cell = marked["Số liệu"]["C8"]
    assert cell.value == "9o"
    assert cell.border.left.style == cell.border.top.style == "thick"
    assert cell.fill.fill_type == "solid"
    assert cell.comment.text == "Sai.\nCách sửa: Sửa đi."


def test_a_warning_has_a_dashed_border(make):
    """It is told from an error where there is no colour."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1})
    warning = at("Số liệu", "C8", severity="warning", label="cảnh báo")

    cell = opened(mark(data, [warning], make.words()))["Số liệu"]["C8"]

    assert cell.border.left.style == cell.border.bottom.style == "mediumDashed"


def test_two_problems_of_a_cell_share_its_comment(make):
    """None of them hides the other; the worse one decides the mark."""
    data = make.forms.make_form(make.forms.record(), {"C8": "9o"})
    problems = [
        at("Số liệu", "C8", severity="warning", label="cảnh báo", message="Lạ."),
        at("Số liệu", "C8"),
    ]

    cell = opened(mark(data, problems, make.words()))["Số liệu"]["C8"]

    assert cell.comment.text == "Lạ.\nCách sửa: Sửa đi.\n\nSai.\nCách sửa: Sửa đi."
    assert cell.border.left.style == "thick"


def test_the_first_sheet_lists_all_problems(make):
    """What concerns the whole file stands on top; cells follow in their order, with links."""
    data = make.forms.make_form(make.forms.record())
    problems = [
        at("Nguồn, ghi chú", "D6", value="31/13"),
        at("Số liệu", "D10"),
        at("Số liệu", "C9", value="=1+1"),
        Problem(Location(PATH), "Tệp cũ.", "Lấy biểu mới.", value=None),
    ]

    marked = opened(mark(data, problems, make.words()))

    sheet = marked.worksheets[0]
    assert marked.sheetnames == ["Kết quả kiểm tra", "Số liệu", "Nguồn, ghi chú", "_form"]
    assert marked.active.title == sheet.title
    assert sheet["A2"].value == "Số lỗi: 4; số cảnh báo: 0. Chưa nhận số liệu nào trong tệp này."
    rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        ["STT", "Loại", "Trang tính", "Ô", "Đang ghi", "Sai ở đâu", "Cách sửa"],
        ["1", "lỗi", "cả tệp", None, None, "Tệp cũ.", "Lấy biểu mới."],
        ["2", "lỗi", "Số liệu", "C9", "=1+1", "Sai.", "Sửa đi."],
        ["3", "lỗi", "Số liệu", "D10", "9o", "Sai.", "Sửa đi."],
        ["4", "lỗi", "Nguồn, ghi chú", "D6", "31/13", "Sai.", "Sửa đi."],
    ]
    assert sheet["E7"].data_type == "s"
    assert sheet["D9"].hyperlink.location == "'Nguồn, ghi chú'!D6"


def test_what_is_private_is_not_repeated(make):
    """A telephone number is not copied from a note to a list."""
    data = make.forms.make_form(make.forms.record(), {"notes!E6": "0912345678"})
    problem = at("Nguồn, ghi chú", "E6", value="0912345678", is_private=True)

    marked = opened(mark(data, [problem], make.words()))

    assert marked.worksheets[0]["E6"].value == "(không chép lại)"
    assert "0912345678" not in marked["Nguồn, ghi chú"]["E6"].comment.text


def test_everything_else_stays(make):
    """Values, formulas, checks, protection and the record are those of the sender's file."""
    data = make.forms.make_form(make.forms.record(), {"C8": "9o", "D8": "=50+50"})
    before, after = opened(data), opened(mark(data, [at("Số liệu", "C8")], make.words()))

    for name in before.sheetnames:
        old, new = before[name], after[name]
        assert list(new.values) == list(old.values)
        assert new.protection.sheet == old.protection.sheet
        assert new.sheet_state == old.sheet_state
        checks = [str(one.sqref) for one in old.data_validations.dataValidation]
        assert [str(one.sqref) for one in new.data_validations.dataValidation] == checks
    assert after["Số liệu"]["C8"].protection.locked is False


def test_a_corrected_copy_is_a_form_like_any_other(make):
    """The sender mends the marked cell and sends that very file."""
    data = make.forms.make_form(make.forms.record(), {"C8": "9o", "D8": 100})
    marked = mark(data, [at("Số liệu", "C8")], make.words())

    form = make.read(make.forms.fill(marked, {"C8": 90}), "huyen-a-2025.checked.xlsx")

    assert make.found(form) == []
    assert form.value.entries[0].texts["numerator"] == "90"


def test_a_mended_cell_loses_its_mark(make):
    """A second round shows what is wrong now, not what was."""
    data = make.forms.make_form(make.forms.record(), {"C8": "9o", "D8": "1oo"})
    first = mark(data, [at("Số liệu", "C8"), at("Số liệu", "D8")], make.words())

    second = opened(mark(first, [at("Số liệu", "D8")], make.words()))

    clean = opened(data)["Số liệu"]["C8"]
    mended, still = second["Số liệu"]["C8"], second["Số liệu"]["D8"]
    assert (mended.comment, mended.fill.fill_type) == (None, clean.fill.fill_type)
    assert mended.border.left.style == clean.border.left.style
    assert still.border.left.style == "thick"
    assert second.sheetnames.count("Kết quả kiểm tra") == 1


def test_other_kinds_of_workbooks_get_the_list_alone(make):
    """What openpyxl does not read cannot be marked; the sender still learns all."""
    marked = opened(
        mark_workbook(b"\xd0\xcf\x11\xe0 an old file", None, [at("Biểu", "C8")], make.words())
    )

    assert marked.sheetnames == ["Kết quả kiểm tra"]
    assert marked.worksheets[0]["D6"].value == "C8"
    assert marked.worksheets[0]["D6"].hyperlink is None


def test_a_list_says_what_to_send_again(make):
    """A list alone is no form, and what concerns the whole file has no cell to go to."""
    data = make.forms.make_form(make.forms.record())
    whole = Problem(Location(PATH), "Tệp cũ.", "Lấy biểu mới.", value=None)
    words = make.words()

    beside = opened(mark(data, [at("Số liệu", "C8"), whole], words)).worksheets[0]["A3"].value
    alone = opened(mark_workbook(b"", None, [at("S", "C8")], words)).worksheets[0]["A3"].value
    of_all = opened(mark(data, [whole], words)).worksheets[0]["A3"].value

    assert beside.startswith("Bấm vào địa chỉ ở cột “Ô” để đến chỗ cần sửa.")
    assert alone == (
        "Đây chỉ là danh sách; biểu vẫn ở tệp đã gửi. Mở tệp đó, sửa các ô nêu dưới đây, "
        "lưu ở dạng .xlsx rồi gửi lại tệp đó."
    )
    assert of_all == (
        "Các lỗi dưới đây là của cả tệp, không phải của ô nào. Làm theo cột “Cách sửa” rồi gửi lại."
    )


def test_a_workbook_that_was_refused_is_not_parsed_again(make):
    """What was too dangerous to open is not opened for its marks."""
    data = make.forms.make_form(make.forms.record())

    marked = opened(mark_workbook(data, None, [at("Số liệu", "C8")], make.words()))

    assert marked.sheetnames == ["Kết quả kiểm tra"]


def test_a_part_of_a_merged_cell_is_marked_at_its_first(make):
    """Only there does Excel show a comment."""
    book = opened(make.forms.make_form(make.forms.record()))
    book["Số liệu"].merge_cells("C10:D11")

    marked = opened(mark(make.forms.save(book), [at("Số liệu", "D11")], make.words()))

    assert marked["Số liệu"]["C10"].comment is not None
