"""The whole way of a figure: a form goes out, is filled in by hand, comes back, is on the page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.forms_by_hand import FILES, fill, run

MakeSite = Callable[..., Path]
pytestmark = [pytest.mark.usefixtures("fixed_clock"), pytest.mark.slow]


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """Two districts, one ratio, one quarter reported."""
    return make_site(FILES)


def test_a_figure_goes_from_the_form_to_the_page(site: Path):
    """Numerator and denominator typed into the form are the rate on the unit's page."""
    written = run(site, "forms", "--period", "2026-Q3")
    fill(site / "forms/h1-2026-Q3.xlsx", [91, 104])

    shown = run(site, "intake", str(site / "forms/h1-2026-Q3.xlsx"))
    untouched = (site / "data/observations/a.csv").read_text(encoding="utf-8")
    taken = run(site, "intake", "--accept", str(site / "forms/h1-2026-Q3.xlsx"))
    built = run(site, "build")

    assert written.exit_code == shown.exit_code == taken.exit_code == built.exit_code == 0
    assert "91" in shown.stdout
    assert "104" in shown.stdout
    assert untouched == FILES["data/observations/a.csv"]
    page = (site / "output/internal/latest/don-vi/h1.html").read_text(encoding="utf-8")
    assert "87,5" in page


def test_taking_a_form_in_is_a_small_change_of_the_file(site: Path):
    """One line comes in at its place; taking it in again changes nothing."""
    run(site, "forms", "--period", "2026-Q3")
    form = str(site / "forms/h1-2026-Q3.xlsx")
    fill(Path(form), [91, 104])

    run(site, "intake", "--accept", form)
    path = site / "data/observations/a.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    run(site, "intake", "--accept", form)

    before = FILES["data/observations/a.csv"].splitlines()
    assert [line for line in lines if line not in before] == ["CT1,h1,2026-Q3,91,104,official"]
    assert [line for line in lines if line in before] == before
    assert path.read_text(encoding="utf-8").splitlines() == lines


def test_one_form_for_all_units_is_taken_in_as_well(site: Path):
    """Rows of the common form are those of the units, in the order of the register."""
    written = run(site, "forms", "--period", "2026-Q3", "--all")
    form = site / "forms/tat-ca-2026-Q3.xlsx"
    fill(form, [91, 104, 46, 50])

    taken = run(site, "intake", "--accept", str(form))

    assert (written.exit_code, taken.exit_code) == (0, 0), taken.stderr
    text = (site / "data/observations/a.csv").read_text(encoding="utf-8")
    assert "CT1,h1,2026-Q3,91,104," in text
    assert "CT1,h2,2026-Q3,46,50," in text


def test_a_form_with_an_error_is_sent_back_marked_and_changes_nothing(site: Path):
    """The sender's own workbook comes back marked, in Vietnamese; mended, it is taken in."""
    run(site, "forms", "--period", "2026-Q3", "--unit", "h1")
    form = site / "forms/h1-2026-Q3.xlsx"
    fill(form, [120, 104])

    refused = run(site, "intake", "--accept", str(form), "--lang", "en")
    marked = site / "forms/h1-2026-Q3.checked.xlsx"
    book = openpyxl.load_workbook(marked)
    comments = [c for s in book.worksheets for row in s.iter_rows() for c in row if c.comment]
    bad = next(cell for cell in comments if cell.value == 120)
    bad.value = 91
    book.save(marked)
    taken = run(site, "intake", "--accept", str(marked))

    assert refused.exit_code == 1
    assert "SB319" in refused.stderr
    assert book.worksheets[0].title == "Kết quả kiểm tra"
    assert taken.exit_code == 0, taken.stderr
    assert "2026-Q3,91,104" in (site / "data/observations/a.csv").read_text(encoding="utf-8")


def test_a_published_figure_is_corrected_with_its_reason(site: Path):
    """Without a reason the next build stops; with one the ledger has the line."""
    run(site, "build", "--edition", "truoc")
    run(site, "forms", "--period", "2026-Q2", "--unit", "h1")
    form = str(site / "forms/h1-2026-Q2.xlsx")
    fill(Path(form), [81, 100])

    taken = run(site, "intake", "--accept", "--reason", "Đếm sót một chi bộ", form)
    built = run(site, "build", "--edition", "sau")

    assert (taken.exit_code, built.exit_code) == (0, 0), built.stderr
    ledger = (site / "data/revisions.csv").read_text(encoding="utf-8")
    assert "CT1,h1,2026-Q2,correction,Đếm sót một chi bộ" in ledger


def test_a_form_that_may_be_filled_in_is_not_replaced(site: Path):
    """Writing forms again keeps what is there; only --overwrite replaces it."""
    run(site, "forms", "--period", "2026-Q3", "--unit", "h1")
    form = site / "forms/h1-2026-Q3.xlsx"
    empty = form.read_bytes()
    fill(form, [91, 104])
    filled = form.read_bytes()

    refused = run(site, "forms", "--period", "2026-Q3")
    kept = form.read_bytes()
    replaced = run(site, "forms", "--period", "2026-Q3", "--overwrite")

    assert (refused.exit_code, replaced.exit_code) == (2, 0)
    assert kept == filled
    assert form.read_bytes() == empty
    assert (site / "forms/h2-2026-Q3.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--period", "2026-Q3", "--unit", "h9"), "h1"),
        (("--period", "quý ba"), "quý ba"),
        (("--period", "2026-Q3", "--unit", "h1", "--all"), "--all"),
        (("--period", "2026"), "2026"),
        (("--period", "2026-Q3", "--unit", "tinh"), "tinh không phải báo cáo số liệu nào"),
    ],
)
def test_forms_that_cannot_be_meant_are_refused(site: Path, arguments: tuple[str, ...], said: str):
    """Unknown unit, no period, contradicting options, nothing due: exit 2, with the reason."""
    refused = run(site, "forms", *arguments)

    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not (site / "forms").exists()


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed",
)
def test_a_form_saved_by_libreoffice_is_taken_in(site: Path, tmp_path: Path):
    """Another program may open and save the form on its way; no cell moves and nothing is lost."""
    run(site, "forms", "--period", "2026-Q3", "--unit", "h1")
    form = site / "forms/h1-2026-Q3.xlsx"
    fill(form, [91, 104])
    saved = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(form)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    taken = run(site, "intake", "--accept", str(saved / form.name))
    built = run(site, "build")

    assert (taken.exit_code, built.exit_code) == (0, 0), taken.stderr
    assert "SB" not in taken.stderr
    page = (site / "output/internal/latest/don-vi/h1.html").read_text(encoding="utf-8")
    assert "87,5" in page
