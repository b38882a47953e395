"""Figures in workbooks, as offices send them: read right, or told at their very cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.workbooks.sheets import REPORT, Sheet, write_workbook

MakeSite = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("fixed_clock")

OBSERVATIONS = "data/observations"
COPIES = Path(__file__).parents[1] / "workbooks"
WIDE = [
    ("Mã chỉ tiêu: CT1",),
    ("Mã đơn vị", "Năm 2022", None, "Năm 2025", None),
    (None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
]
MERGED = ("A2:A3", "B2:C2", "D2:E2")
HEAD = ("Mã chỉ tiêu", "Mã đơn vị", "Kỳ báo cáo", "Tử số", "Mẫu số")


def lay(site: Path, name: str, content: bytes) -> Path:
    """Put a workbook among the observations of a site."""
    (site / OBSERVATIONS / name).write_bytes(content)
    return site


def check(site: Path, *options: str) -> dict[str, Any]:
    """Check a site and return the JSON answer."""
    result = CliRunner().invoke(
        main, ["check", "--site", str(site), "--format", "json", "--lang", "en", *options]
    )
    answer: dict[str, Any] = json.loads(result.stdout)
    summary = answer["summary"]
    assert result.exit_code == (1 if summary["errors"] else 0)
    assert summary["rows_read"] == sum(
        summary[f"rows_{name}"] for name in ("accepted", "rejected", "blank")
    )
    return answer


def told(answer: Mapping[str, Any]) -> list[tuple[str, str, str, str | None]]:
    """Return code, sheet, cell and value of each problem."""
    return [(p["code"], p["sheet"], p["cell"], p["value"]) for p in answer["problems"]]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_report_is_read_in_every_format(make_site: MakeSite, suffix: str):
    """The wide form with its captions, merged heads, notes and signatures gives three figures."""
    copy = COPIES / f"report{suffix}"
    content = write_workbook(REPORT) if suffix == ".xlsx" else copy.read_bytes()

    answer = check(lay(make_site(), f"bieu-02{suffix}", content))

    assert answer["problems"] == []
    assert answer["summary"]["rows_accepted"] == 4 + 3


def test_planted_mistakes_are_told_at_their_cells(make_site: MakeSite):
    """Wrong unit, text, more than the whole, a code as a number, a sum, each where it stands."""
    site = lay(
        make_site(),
        "a.xlsx",
        write_workbook(
            {
                "Biểu 02": Sheet(
                    [
                        *WIDE,
                        ("huyen-aa", None, None, 95, 100),
                        ("huyen-b", "abc", 100, 130, 100),
                        (501, 5, 10, None, None),
                        ("Tổng cộng", None, None, 320, 300),
                    ],
                    MERGED,
                ),
                "Biểu 03": [HEAD, ("CT1", "huyen-a", "2025-Q9", 95, 100)],
            }
        ),
    )

    answer = check(site)

    assert told(answer) == [
        ("SB311", "Biểu 02", "A4", "huyen-aa"),
        ("SB301", "Biểu 02", "B5", "abc"),
        ("SB319", "Biểu 02", "D5", "130"),
        ("SB311", "Biểu 02", "A6", "501"),
        ("SB259", "Biểu 02", "A7", "Tổng cộng"),
        ("SB312", "Biểu 03", "C2", "2025-Q9"),
    ]
    assert all(p["path"] == "data/observations/a.xlsx" for p in answer["problems"])
    assert all((p["line"], p["column"]) == (None, None) for p in answer["problems"])
    assert answer["summary"]["rows_accepted"] == 4


def test_the_text_report_names_sheet_and_cell(make_site: MakeSite):
    """A person finds the cell from the first line of the message."""
    site = lay(
        make_site(),
        "a.xlsx",
        write_workbook({"Biểu 02": [(), HEAD, ("CT1", "huyen-a", "2025", "9o", 100)]}),
    )

    result = CliRunner().invoke(main, ["check", "--site", str(site)])

    assert result.exit_code == 1
    assert "data/observations/a.xlsx[Biểu 02]!D3: lỗi[SB301]:" in result.stderr + result.stdout


def test_a_figure_twice_in_two_sheets_names_the_first(make_site: MakeSite):
    """Rows of two sheets of one workbook are held against each other."""
    row = ("CT1", "huyen-a", "2025", 95, 100)
    site = lay(make_site(), "a.xlsx", write_workbook({"A": [HEAD, row], "B": [HEAD, row]}))

    answer = check(site)

    (problem,) = answer["problems"]
    assert (problem["sheet"], problem["cell"]) == ("B", "A2")
    assert "A2" in problem["message"] + problem["help"]


def test_numbers_typed_in_a_sheet_need_no_locale(make_site: MakeSite):
    """A count of 1234 is a number whatever the sidecar says; texts follow the sidecar."""
    rows = [HEAD, ("CT1", "huyen-a", "2025", 1234, 1300), ("CT1", "huyen-b", "2025", "1.234", 1300)]
    content = write_workbook({"A": rows})
    plain = lay(make_site(), "a.xlsx", content)

    unclear = check(plain)
    (plain / OBSERVATIONS / "a.xlsx.yaml").write_text("locale: vi\n", encoding="utf-8")
    declared = check(plain)

    assert told(unclear) == [("SB303", "A", "D3", "1.234")]
    assert declared["problems"] == []


def test_the_sidecar_chooses_sheets_and_fills_columns(make_site: MakeSite):
    """A sheet that is no report is left out by name; the indicator may stand beside the file."""
    wide = [("Mã đơn vị", "2022", "2025"), ("huyen-a", 91.5, 95.25)]
    site = lay(make_site(), "a.xlsx", write_workbook({"A": wide, "Nháp": [(5, 6), (7, 9)]}))
    (site / OBSERVATIONS / "a.xlsx.yaml").write_text(
        "sheets: [A]\nfixed: {indicator: CT1}\n", encoding="utf-8"
    )

    answer = check(site)

    assert [p for p in answer["problems"] if p["severity"] == "error"] == []
    assert answer["summary"]["rows_accepted"] == 4 + 2


def test_the_figure_of_a_workbook_reaches_the_portal(make_site: MakeSite, tmp_path: Path):
    """What was typed into a cell is what the edition's data say."""
    site = lay(make_site(), "a.xlsx", write_workbook(REPORT))

    result = CliRunner().invoke(
        main, ["build", "--site", str(site), "--output", str(tmp_path / "out"), "--edition", "e1"]
    )

    assert result.exit_code == 0, result.output
    (data,) = (tmp_path / "out").glob("internal/e1/api/v1/indicators/*.json")
    observations = json.loads(data.read_text(encoding="utf-8"))["observations"]
    found = {(o["unit"], o["period"]): (o["numerator"], o["denominator"]) for o in observations}
    assert found["huyen-a", "2022"] == (88, 100)
    assert found["huyen-b", "2025"] == (1234, 1300)
