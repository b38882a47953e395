"""What stands between a filled form and the data files: locks, reasons, the site's own faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from site_builder.effects.lock import hold_lock
from tests.e2e.forms_by_hand import FILES, fill, run

MakeSite = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("fixed_clock")

DATA = "data/observations/a.csv"
YEARLY = FILES["data/indicators/ct1.yaml"].replace("frequency: quarter", "frequency: year")


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """Two districts, one ratio, one quarter reported."""
    return make_site(FILES)


def form_of(site: Path, period: str, figures: list[object]) -> str:
    """Return the form of the first district, filled in."""
    run(site, "forms", "--period", period, "--unit", "h1")
    path = site / f"forms/h1-{period}.xlsx"
    fill(path, figures)
    return str(path)


def data_of(site: Path) -> str:
    return (site / DATA).read_text(encoding="utf-8")


def test_one_person_at_a_time_takes_forms_in(site: Path):
    """While another writes, nothing is read that would put the old figures back."""
    form = form_of(site, "2026-Q3", [91, 104])

    with hold_lock(site / ".cache/intake"):
        refused = run(site, "intake", "--accept", form)
        shown = run(site, "intake", form)
    taken = run(site, "intake", "--accept", form)

    assert (refused.exit_code, shown.exit_code, taken.exit_code) == (75, 0, 0)
    assert "2026-Q3,91,104" in data_of(site)


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_official_figure_is_not_changed_without_a_reason(site: Path, form: str):
    """The table shows the change; accepting it asks for the reason, and then the ledger has it."""
    sent = form_of(site, "2026-Q2", [81, 100])

    shown = run(site, "intake", sent)
    refused = run(site, "intake", "--accept", "--format", form, sent)
    before = data_of(site)
    taken = run(site, "intake", "--accept", "--reason", "  Đếm sót\n một chi bộ ", sent)

    assert (shown.exit_code, refused.exit_code, taken.exit_code) == (0, 1, 0)
    assert "--reason" in refused.stderr
    assert before == FILES[DATA]
    assert "2026-Q2,81,100" in data_of(site)
    ledger = (site / "data/revisions.csv").read_text(encoding="utf-8")
    assert "correction,Đếm sót một chi bộ" in ledger
    assert run(site, "check").exit_code == 0


@pytest.mark.parametrize("reason", ["  ", "Gọi 0905 123 456"])
def test_a_reason_that_the_ledger_may_not_hold_is_refused(site: Path, reason: str):
    """A blank one says nothing, one with a telephone number too much; neither is written."""
    sent = form_of(site, "2026-Q2", [81, 100])

    refused = run(site, "intake", "--accept", "--reason", reason, sent)

    assert refused.exit_code == 2
    assert "--reason" in refused.stderr
    assert "0905" not in refused.stderr
    assert data_of(site) == FILES[DATA]
    assert not (site / "data/revisions.csv").exists()


def test_a_form_whose_year_was_rewritten_is_refused(make_site: MakeSite):
    """Last year's form with a new year in its title holds last year's cells."""
    site = make_site(
        {**FILES, "data/indicators/ct1.yaml": YEARLY, DATA: FILES[DATA].replace("2026-Q2", "2023")}
    )
    form = form_of(site, "2024", [91, 104])
    book = openpyxl.load_workbook(form)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "Năm 2024" in cell.value and cell.row == 1:
                    cell.value = cell.value.replace("Năm 2024", "Năm 2025")
    book.save(form)

    refused = run(site, "intake", "--accept", form)

    assert refused.exit_code == 1
    assert "SB275" in refused.stderr
    assert "91,104" not in data_of(site)


def test_a_slip_in_a_text_page_holds_up_no_figures(site: Path):
    """It stops a build; forms go out and come back all the same."""
    page = site / "content/index.md"
    page.write_text(page.read_text(encoding="utf-8") + '{{ value("XX") }}\n', encoding="utf-8")

    form = form_of(site, "2026-Q3", [91, 104])
    taken = run(site, "intake", "--accept", form)

    assert run(site, "check").exit_code == 1
    assert taken.exit_code == 0, taken.stderr
    assert "2026-Q3,91,104" in data_of(site)


def test_faults_of_the_site_are_told_in_the_format_asked_for(site: Path):
    """They stand in the way of every form, and a program reads them as it reads a form's."""
    form = form_of(site, "2026-Q3", [91, 104])
    (site / DATA).write_text(FILES[DATA] + "CT1,h1,2026-Q1,abc,100,\n", encoding="utf-8")

    refused = run(site, "intake", "--format", "json", form)

    assert refused.exit_code == 1
    assert [one["code"] for one in json.loads(refused.stdout)["problems"]] == ["SB301"]


def test_what_the_site_warns_of_already_is_not_told_of_a_form(site: Path):
    """The desk knows it; the sender can do nothing about it."""
    rows = FILES[DATA] + "CT1,h2,2029-Q1,45,50,\n"
    (site / DATA).write_text(rows, encoding="utf-8")
    form = form_of(site, "2026-Q3", [91, 104])

    shown = run(site, "intake", form)

    assert "SB333" in run(site, "check").stderr
    assert shown.exit_code == 0
    assert "SB333" not in shown.stderr


def test_forms_show_what_the_staff_may_see(make_site: MakeSite):
    """They are made from the internal edition: an internal indicator is asked for as well."""
    more = FILES["data/indicators/ct1.yaml"].replace("CT1", "CT2").replace("public", "internal")
    rows = FILES[DATA].replace("CT1", "CT2")
    site = make_site({**FILES, "data/indicators/ct2.yaml": more, "data/observations/b.csv": rows})

    run(site, "forms", "--period", "2026-Q3", "--unit", "h1")

    book = openpyxl.load_workbook(site / "forms/h1-2026-Q3.xlsx")
    texts = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {"CT1", "CT2"} <= texts


def test_a_right_form_is_not_blamed_for_the_file_it_does_not_fit_into(site: Path):
    """The figure is in a file without the column it needs: that is the portal's own matter."""
    (site / DATA).write_text("indicator,unit,period,value\nCT1,h1,2026-Q2,80\n", encoding="utf-8")
    form = form_of(site, "2026-Q2", [81, 100])

    refused = run(site, "intake", "--accept", "--reason", "Bổ sung tử số", "--lang", "en", form)

    assert refused.exit_code == 1
    assert "SB286" in refused.stderr
    assert "the forms have no errors" in refused.stderr
    assert not (site / "forms/h1-2026-Q2.checked.xlsx").exists()


def test_two_forms_of_one_name_are_sent_back_as_two(site: Path):
    """One came as .xlsx, one as .xlsm: neither sender's marks are lost."""
    first = Path(form_of(site, "2026-Q3", [121, 104]))
    second = first.replace(first.with_suffix(".xlsm"))
    first = Path(form_of(site, "2026-Q3", [120, 104]))

    refused = run(site, "intake", str(first), str(second))

    assert refused.exit_code == 1
    names = {path.name for path in first.parent.glob("*.checked.xlsx")}
    assert names == {"h1-2026-Q3.xlsx.checked.xlsx", "h1-2026-Q3.xlsm.checked.xlsx"}


@pytest.mark.parametrize(
    ("figures", "help_text"),
    [
        (
            ["91,000", 104],
            "Ghi 91000 (viết liền) hoặc 91 (bỏ phần thập phân), tùy số nào đúng.",
        ),
        (
            [120, 104],
            (
                "Kiểm tra xem hai số có bị đổi chỗ không. "
                "Nếu cả hai số đều đúng, báo cho nơi nhận biểu."
            ),
        ),
        (
            ["không có", 104],
            (
                "Để trống ô này và chọn lý do ở cột Trạng thái: Chưa báo cáo, Không áp dụng hoặc "
                "Không phát sinh. Nếu kết quả đúng là bằng 0, ghi 0."
            ),
        ),
    ],
)
def test_a_sender_is_told_what_to_do_in_the_form(site: Path, figures: list[object], help_text: str):
    """It knows the cells and lists of its form, not the portal's files, keys and commands."""
    form = Path(form_of(site, "2026-Q3", figures))

    run(site, "intake", str(form))

    book = openpyxl.load_workbook(form.with_name("h1-2026-Q3.checked.xlsx"))
    listed = [row[6].value for row in book.worksheets[0].iter_rows(min_row=6)]
    assert listed == [help_text]


def test_a_cell_that_cannot_be_read_hides_nothing_else_in_its_row(site: Path):
    """The sender learns in one round all that is to be mended, each cell once."""
    form = Path(form_of(site, "2026-Q3", ["98.5", 104]))
    book = openpyxl.load_workbook(form)
    row = next(r for r in book["Số liệu"].iter_rows() if r[0].value == "CT1")
    status = next(cell for cell in row if cell.value == "Chính thức")
    status.value = "đang cập nhật"
    book.save(form)

    refused = run(site, "intake", "--format", "json", str(form))

    told = [(p["code"], p["value"]) for p in json.loads(refused.stdout)["problems"]]
    assert told == [("SB288", "98.5"), ("SB309", "đang cập nhật")]
