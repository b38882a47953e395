"""A form that LibreOffice has opened and saved is still the form that was sent."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from site_builder.forms import make_record
from site_builder.model.form import RECORD_SHEET, parse_record
from site_builder.model.indicator import IndicatorKind

SOFFICE = shutil.which("soffice")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Return a function that lets LibreOffice open a workbook and save it."""
    profile = tmp_path_factory.mktemp("profile")

    def save(source: Path, folder: Path) -> Path:
        subprocess.run(
            [
                *(SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless"),
                *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
                *("--outdir", str(folder), str(source)),
            ],
            capture_output=True,
            check=True,
            timeout=120,
        )
        return folder / source.name

    return save


def unlocked(book: Workbook) -> list[tuple[str, str, object]]:
    """Return the cells that can be filled, with what is in them, as they are read."""
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows(max_row=50, max_col=20)
        for cell in row
        if not cell.protection.locked
    ]


def test_record_locks_and_checks_survive(make, convert, tmp_path):
    """The hidden sheet, the cells to fill in their order, and what Excel checks."""
    portal = make.portal(
        make.indicator(),
        make.indicator("KN", IndicatorKind.COUNT, cumulative=True),
        figures={("CT1", "a", ()): (make.pair("2025-Q4", 90, 100),)},
    )
    spec = make.plan(portal, unit="a")[0]
    sent = tmp_path / "form.xlsx"
    sent.write_bytes(make.write(spec))

    saved = load_workbook(convert(sent, tmp_path / "saved"))

    before = load_workbook(sent)
    record = saved[RECORD_SHEET]
    assert record.sheet_state in {"hidden", "veryHidden"}
    assert parse_record(list(record.values)) == make_record(spec, make.words())
    assert saved.sheetnames == before.sheetnames
    assert unlocked(saved) == unlocked(before)
    assert all(sheet.protection.sheet for sheet in saved)
    checks = saved["Số liệu"].data_validations.dataValidation
    assert sorted(one.type for one in checks) == ["custom", "custom", "list", "whole"]
