"""The workbook as a person and other programs find it, read back with openpyxl."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from site_builder.forms import make_record
from site_builder.model.form import RECORD_SHEET, parse_record
from site_builder.model.indicator import IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.registers import Document
from site_builder.model.spreadsheet import cell_name

ROOT = Path(__file__).parents[3]
FIGURE_FIELDS = ("numerator", "denominator", "value")


def open_book(content):
    return load_workbook(io.BytesIO(content))


def to_fill(book):
    """Return the empty unlocked cells in the order in which they are read."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and cell.value is None
    ]


def figures_of(record):
    """Return the places of the figures, each row's numerator before its denominator."""
    return [
        (place.sheet, cell_name(place.cell))
        for row in record.rows
        for place in row.cells
        if place.field in FIGURE_FIELDS and place.sheet == row.cells[0].sheet
    ]


@pytest.fixture
def mixed(make):
    """A portal that asks for every kind of figure, some of them broken down."""
    kinds = IndicatorKind
    part = (("muc", "tot"),)
    return make.portal(
        make.indicator("CT1"),
        make.indicator("KN", kinds.COUNT, cumulative=True),
        make.indicator("TG", kinds.VALUE),
        make.indicator("XL", kinds.DISTRIBUTION),
        make.indicator("CT9", maximum=None),
        figures={
            ("CT1", "a", ()): (make.pair("2025-Q4", 90, 100), make.pair("2026-Q1", 91, 100)),
            ("KN", "a", ()): (make.figure("2025-Q1", 5), make.figure("2025-Q4", 1905)),
            ("TG", "a", ()): (make.figure("2025-Q4", None, status=ObsStatus.MISSING),),
            ("XL", "a", part): (make.figure("2025-Q4", 7),),
        },
        documents=(
            Document("KH01", "01-KH/TU", date(2025, 1, 2), make.text("Kế hoạch")),
            Document("BC02", "02-BC/ĐU", None, make.text("=1+1")),
        ),
    )


@pytest.mark.parametrize("order", [{"unit": "a"}, {"all_in_one": True}])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_cells_to_fill_are_the_figures(make, mixed, order, language):
    """Sheets in order, row by row, left to right: all figures come before anything else."""
    spec = make.plan(mixed, **order)[0]

    book = open_book(make.write(spec, language))

    figures = figures_of(make_record(spec, make.words(language)))
    assert to_fill(book)[: len(figures)] == figures


@pytest.mark.parametrize("order", [{"unit": "a"}, {"all_in_one": True}])
def test_what_can_be_filled_is_what_the_record_lists(make, mixed, order):
    """No unlocked cell without a meaning, no meaning without a cell; statuses are filled in."""
    spec = make.plan(mixed, **order)[0]
    record = make_record(spec, make.words())

    book = open_book(make.write(spec))

    places = {
        (place.sheet, cell_name(place.cell)): place.field
        for row in record.rows
        for place in row.cells
    }
    unlocked = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked.keys() == places.keys()
    assert {places[place]: value for place, value in unlocked.items()} == {
        "numerator": None,
        "denominator": None,
        "value": None,
        "status": "Chính thức",
        "source": None,
        "as_of": None,
        "note": None,
    }


def test_every_sheet_is_protected_without_a_password(make, mixed):
    """Room may be made; nothing else moves."""
    book = open_book(make.write(make.plan(mixed, unit="a")[0]))

    assert book.sheetnames == ["Hướng dẫn", "Số liệu", "Nguồn, ghi chú", "Văn bản", RECORD_SHEET]
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    assert [sheet.protection.formatColumns for sheet in book][:4] == [False] * 4


def test_the_record_is_hidden_and_read_back(make, mixed):
    """No menu shows it, and it says what the form is."""
    spec = make.plan(mixed, unit="a")[0]

    sheet = open_book(make.write(spec))[RECORD_SHEET]

    assert sheet.sheet_state == "veryHidden"
    assert parse_record(list(sheet.values)) == make_record(spec, make.words())


def test_a_row_shows_what_is_known(make, mixed):
    """Labels, the previous figure, the cells to fill, and what is there already."""
    sheet = open_book(make.write(make.plan(mixed, unit="a")[0]))["Số liệu"]

    rate = '=IF(AND(ISNUMBER(I8),ISNUMBER(J8)),IF(N(J8)>0,I8*100/J8,""),"")'
    usual, there = "Chính thức", "91/100 (91,0\N{NO-BREAK SPACE}%)"
    assert [[cell.value or "" for cell in row] for row in sheet["A7:M12"]] == [
        [
            *("Mã chỉ tiêu", "Chỉ tiêu", "Phân tổ", "Đơn vị tính"),
            *("Tử số kỳ trước", "Mẫu số kỳ trước", "Giá trị kỳ trước"),
            "Cùng kỳ năm trước (Quý I/2025)",
            *("Tử số", "Mẫu số", "Giá trị", "Trạng thái", "Đã có (để trống nếu không đổi)"),
        ],
        [
            "CT1",
            "Chỉ tiêu CT1",
            "",
            "%",
            90,
            100,
            90,
            "",
            "",
            "",
            rate,
            usual,
            there,
        ],
        ["KN", "Chỉ tiêu KN", "", "đảng viên", "", "", 1905, "5", "", "", "", usual, ""],
        ["TG", "Chỉ tiêu TG", "", "ngày", "", "", "Chưa báo cáo", "", "", "", "", usual, ""],
        ["XL", "Chỉ tiêu XL", "muc: tot", "thôn, tổ dân phố", "", "", 7, *[""] * 4, usual, ""],
        [
            *("CT9", "Chỉ tiêu CT9", "", "%"),
            *[""] * 6,
            rate.replace("I8", "I12").replace("J8", "J12"),
            usual,
            "",
        ],
    ]
    assert [sheet[f"A{row}"].value for row in range(1, 5)] == [
        "SỐ LIỆU BÁO CÁO: Quý I/2026",
        "Đơn vị báo cáo: Đơn vị a (mã đơn vị: a)",
        "Kỳ báo cáo: Quý I/2026 (mã kỳ 2026-Q1). Hạn gửi: ngày 15/04/2026. Gửi về: Ban Tổng hợp.",
        make.words()("legend"),
    ]


@pytest.mark.parametrize(
    ("when", "before", "is_shown"),
    [("2026", "2025", False), ("2026-S1", "2025-S2", True), ("2026-Q1", "2025-Q4", True)],
)
def test_a_year_has_no_column_for_the_year_before(make, when, before, is_shown):
    """The previous period is that very year: its figure would stand there twice."""
    grows = make.indicator("KN", IndicatorKind.COUNT, cumulative=True)
    portal = make.portal(grows, figures={("KN", "a", ()): (make.figure(before, 5),)})

    sheet = open_book(make.write(make.plan(portal, when, unit="a")[0]))["Số liệu"]

    heads = [cell.value for cell in sheet[7] if cell.value]
    assert any(head.startswith("Cùng kỳ") for head in heads) is is_shown
    assert sum("trước" in head for head in heads) == 1 + is_shown
    assert sheet["D8"].value == 5


@pytest.mark.parametrize(
    ("decimals", "value", "shown"), [(1, 200 / 3, 66.7), (2, 2.675, 2.68), (0, 0.5, 1)]
)
def test_the_previous_value_is_rounded_as_the_portal_shows_it(make, decimals, value, shown):
    """What is shown is what is copied, without digits that nobody sees."""
    rounded = make.indicator("TG", IndicatorKind.VALUE, decimals=decimals)
    portal = make.portal(rounded, figures={("TG", "a", ()): (make.figure("2025-Q4", value),)})

    sheet = open_book(make.write(make.plan(portal, unit="a")[0]))["Số liệu"]

    assert sheet["D8"].value == shown


def test_parts_of_the_previous_figure_are_shown_as_they_came(make):
    """Nobody rounds what was counted."""
    pair = make.pair("2025-Q4", 1.25, 3)
    portal = make.portal(make.indicator(), figures={("CT1", "a", ()): (pair,)})

    sheet = open_book(make.write(make.plan(portal, unit="a")[0]))["Số liệu"]

    assert [sheet[cell].value for cell in ("D8", "E8", "F8")] == [1.25, 3, 41.7]


def test_a_rate_shows_nothing_until_there_is_one(make):
    """Programs that do not compute find an empty value, not zero."""
    content = make.write(make.plan(make.portal(make.indicator()), unit="a")[0])

    sheet = load_workbook(io.BytesIO(content), data_only=True)["Số liệu"]

    assert sheet["I8"].value is None


def validations(sheet):
    """Return each check by the cells that it is for."""
    return {str(one.sqref): one for one in sheet.data_validations.dataValidation}


def test_excel_checks_what_is_entered(make, mixed):
    """Parts of a whole, counts, bounded values, statuses."""
    checks = validations(open_book(make.write(make.plan(mixed, unit="a")[0]))["Số liệu"])

    found = {
        cells: (one.type, one.operator, one.formula1, one.formula2) for cells, one in checks.items()
    }
    assert found == {
        "I8": ("custom", None, "AND(ISNUMBER(I8),I8>=0,OR(ISBLANK(J8),I8<=J8))", None),
        "J8": ("custom", None, "AND(ISNUMBER(J8),J8>0,OR(ISBLANK(I8),I8<=J8))", None),
        "K9": ("whole", None, "0", "1000000000000"),
        "K10": ("decimal", None, "-1000000000000", "1000000000000"),
        "K11": ("whole", None, "0", "1000000000000"),
        "I12": ("custom", None, "AND(ISNUMBER(I12),I12>=0)", None),
        "J12": ("custom", None, "AND(ISNUMBER(J12),J12>0)", None),
        "L8:L12": (
            "list",
            None,
            '"Chính thức,Sơ bộ,Ước tính,Chưa báo cáo,Không áp dụng,Không phát sinh"',
            None,
        ),
    }
    assert checks["I8"].prompt == "Số đạt"
    assert checks["I8"].error == (
        "Tử số phải là số không âm và không lớn hơn mẫu số. Không gõ dấu phân cách hàng nghìn."
    )


def test_sources_dates_and_rates_are_checked_too(make, mixed):
    """Documents are offered, not demanded; a date lies near the period."""
    checks = validations(open_book(make.write(make.plan(mixed, unit="a")[0]))["Nguồn, ghi chú"])

    assert checks["D6:D10"].formula1 == "'Văn bản'!$A$5:$A$6"
    assert not checks["D6:D10"].showErrorMessage
    assert (checks["E6:E10"].type, checks["E6:E10"].formula1) == ("date", "45658")
    assert checks["E6:E10"].error == (
        "Nhập ngày theo dạng ngày/tháng/năm, từ 01/01/2025 đến 31/03/2028."
    )
    assert (checks["G6"].type, checks["G6"].formula2) == ("decimal", "100")
    assert checks["G6"].error == (
        "Nhập một số không lớn hơn 100. Không có số thì để trống và chọn trạng thái."
    )


def test_a_long_meaning_is_cut_to_what_excel_takes(make):
    """Excel refuses a whole file for one message of more than 255 letters."""
    long = make.text("Số chi bộ có chi ủy " * 20)
    spec = make.plan(make.portal(make.indicator(numerator=long)), unit="a")[0]

    prompt = validations(open_book(make.write(spec))["Số liệu"])["G8"].prompt

    assert len(prompt) <= 255
    assert prompt.endswith("bộ có…")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_becomes_a_formula(make, language):
    """Names that begin like a formula or an address stay names."""
    odd = make.text("=HYPERLINK(1)")
    portal = make.portal(
        make.indicator(title=odd, numerator=make.text("=1"), definition=make.text("http://x.y")),
        units=(make.unit("a", name=make.text("=A1&B1")),),
        documents=(Document("=1", "=2", None, odd),),
    )

    for order in ({"unit": "a"}, {"all_in_one": True}):
        book = open_book(make.write(make.plan(portal, **order)[0], language))
        formulas = [
            cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"
        ]
        assert [formula[:7] for formula in formulas] == ["=IF(AND"]


def test_the_guide_says_all_that_is_needed(make, mixed):
    """Whom, by when, where to; how; statuses; what each figure means."""
    sheet = open_book(make.write(make.plan(mixed, unit="a")[0]))["Hướng dẫn"]
    lines = [(row[0] or "", row[1] or "") for row in sheet.iter_rows(values_only=True)]

    assert lines[:8] == [
        ("BIỂU NHẬP SỐ LIỆU: HƯỚNG DẪN", ""),
        ("Đơn vị báo cáo", "Đơn vị a (mã đơn vị: a)"),
        ("Kỳ báo cáo", "Quý I/2026 (mã kỳ 2026-Q1)"),
        ("Hạn gửi", "ngày 15/04/2026"),
        ("Nơi nhận", "Ban Tổng hợp"),
        ("Dùng cho", "Cổng thử"),
        ("Số liệu phải báo cáo", "5"),
        ("1. Cách nhập", ""),
    ]
    start = lines.index(("CT1", "Chỉ tiêu CT1"))
    assert lines[start + 1 : start + 7] == [
        ("Đơn vị tính", "%"),
        ("Định nghĩa", "Định nghĩa"),
        ("Tử số", "Số đạt"),
        ("Mẫu số", "Tổng số"),
        ("Hạn gửi", "15/04/2026"),
        ("KN", "Chỉ tiêu KN"),
    ]
    assert ("Đơn vị tính", "đảng viên; cộng dồn từ ngày 01/01 đến cuối kỳ") in lines


def test_several_due_dates_are_told(make):
    """The first of them, and where the others stand."""
    portal = make.portal(make.indicator("A", due_days=20), make.indicator("B", due_days=10))
    sheet = open_book(make.write(make.plan(portal, unit="a")[0], "en"))["Guide"]

    assert sheet["B4"].value == (
        "10 April 2026 at the earliest; part 3 of the guide gives the date of each indicator"
    )


def test_many_sheets_are_named_by_the_first_and_last(make):
    """The guide leads to a few sheets by name, to many by their ends."""

    def step(count):
        portal = make.portal(*(make.indicator(f"CT{number}") for number in range(count)))
        sheet = open_book(make.write(make.plan(portal, all_in_one=True)[0]))["Hướng dẫn"]
        return sheet["B9"].value.partition(".")[0]

    assert step(2) == "Mở trang “CT0”, “CT1”"
    assert step(5) == "Mở trang từ “CT0” đến “CT4”"


def test_what_names_a_row_stays_in_sight(make, mixed):
    """In a form for all units that is the unit, too."""
    book = open_book(make.write(make.plan(mixed, all_in_one=True)[0]))

    assert (book["CT1"].freeze_panes, book["Nguồn, ghi chú"].freeze_panes) == ("D8", "D6")


def test_a_form_prints_well(make, mixed):
    """A4, as wide as the page, heads on every page; the head stays when the table is scrolled."""
    book = open_book(make.write(make.plan(mixed, unit="a")[0]))

    figures, notes = book["Số liệu"], book["Nguồn, ghi chú"]
    for sheet in (figures, notes):
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
    assert (figures.print_title_rows, notes.print_title_rows) == ("$6:$7", "$5:$5")
    assert (figures.freeze_panes, notes.freeze_panes) == ("C8", "C6")


def test_cells_to_fill_differ_by_more_than_colour(make, mixed):
    """A thick border, so that a black-and-white print shows where to write."""
    sheet = open_book(make.write(make.plan(mixed, unit="a")[0]))["Số liệu"]

    assert sheet["I8"].border.left.style == "medium"
    assert sheet["G8"].border.left.style == "thin"
    assert sheet["I9"].fill.patternType == "lightUp"
    assert sheet["I8"].font.name == "Times New Roman"


def test_merged_cells_are_none_to_fill(make, mixed):
    """Only heads are merged."""
    book = open_book(make.write(make.plan(mixed, all_in_one=True)[0]))

    merged = [c for s in book for row in s.iter_rows() for c in row if isinstance(c, MergedCell)]
    assert merged
    assert all(cell.row == 6 and cell.protection.locked for cell in merged)


def test_english_forms_have_english_words(make, mixed):
    """The other language changes words, not places."""
    book = open_book(make.write(make.plan(mixed, unit="a")[0], "en"))

    assert book.sheetnames[:4] == ["Guide", "Figures", "Sources, notes", "Documents"]
    assert book["Figures"]["A7"].value == "Indicator code"
    assert book["Figures"]["L8"].value == "Official"
    assert book["Figures"]["M8"].value == "91/100 (91.0%)"


_WRITE = """
import sys, hashlib
sys.path.insert(0, {folder!r})
import conftest as make
from site_builder.model.indicator import IndicatorKind
portal = make.portal(
    make.indicator(), make.indicator("KN", IndicatorKind.COUNT, cumulative=True),
    figures={{("CT1", "a", ()): (make.pair("2025-Q4", 90, 100),)}},
)
for order in ({{}}, {{"all_in_one": True}}):
    for spec in make.plan(portal, **order):
        print(hashlib.sha256(make.write(spec)).hexdigest())
"""


def test_the_same_form_is_the_same_bytes():
    """In other processes, with other seeds of hashing and in another time zone."""
    program = _WRITE.format(folder=str(Path(__file__).parent))

    def run(seed: str, zone: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = run("1", "UTC")

    assert len(first.split()) == 3
    assert run("2", "Asia/Ho_Chi_Minh") == first
