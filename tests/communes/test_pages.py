"""Pages, addresses, the search index and the data files keep units of one name or code apart."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

SITE = """\
title: Cổng mẫu
languages: [vi]
organisation: Tỉnh Mẫu
timezone: Asia/Ho_Chi_Minh
audiences: {public: {}}
"""


@pytest.fixture(scope="module")
def edition(reform, tmp_path_factory) -> Path:
    """The published edition of the reform."""
    site = tmp_path_factory.mktemp("reform")
    for name, text in ({"site.yaml": SITE} | reform.tables()).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1777600000")
        result = CliRunner().invoke(main, ["build", "--site", str(site), "--edition", "mau"])
    assert result.exit_code == 0, result.output
    return site / "output/public/mau"


def text_of(edition: Path, unit: str) -> str:
    """Return the page of a unit without its marks."""
    page = (edition / f"don-vi/{unit}.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.slow
def test_each_unit_has_a_page_of_its_own(reform, edition):
    """Units of one name or code do not overwrite each other's pages."""
    made = {path.stem for path in (edition / "don-vi").glob("*.html")} - {"index"}

    assert made == {row[0] for row in reform.units}


@pytest.mark.slow
def test_no_page_shows_figures_of_the_former_owner_of_its_code(reform, edition):
    """A new commune shows its own figure and its predecessors' sum; not one of theirs."""
    for new, olds in list(reform.predecessors.items())[:20]:
        text = text_of(edition, new)
        own = [f"{reform.figures[old, '2024-Q4']:,}".replace(",", ".") for old in olds]
        total = f"{sum(reform.figures[old, '2024-Q4'] for old in olds):,}".replace(",", ".")

        assert total in text
        assert [figure for figure in own if re.search(rf"(?<![\d.]){figure}(?![\d.])", text)] == []


@pytest.mark.slow
def test_a_former_commune_points_to_its_successor(edition):
    """It says when it ended and where to go, and keeps its figures."""
    page = (edition / "don-vi/cu-001.html").read_text(encoding="utf-8")

    assert "Đơn vị đã chấm dứt hoạt động ngày 30/06/2025." in page
    assert '<a href="moi-01.html">Xã Tam Kỳ</a> (từ ngày 01/07/2025)' in page
    assert "1.001" in page


@pytest.mark.slow
def test_a_new_commune_names_its_predecessors(reform, edition):
    """Each with a link, the day, and nothing about the district whose name it bears."""
    page = (edition / "don-vi/moi-01.html").read_text(encoding="utf-8")
    below = page.partition('id="tien-than"')[2]

    links = re.findall(r'<a href="(cu-\d+\.html)">([^<]+)</a> \(từ ngày 01/07/2025\)', below)

    assert links == [
        (f"{old}.html", reform.name(old)) for old in sorted(reform.predecessors["moi-01"])
    ]
    assert "huyen-01.html" not in page


@pytest.mark.slow
def test_the_search_index_and_the_data_know_units_by_their_id(reform, edition):
    """All units of one name are found, each at its own address; rows bear the stable id."""
    index = (edition / "tim-kiem/index.vi.js").read_text(encoding="utf-8")
    table = (edition / "api/v1/observations.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    data = json.loads((edition / "api/v1/indicators/SL.json").read_text(encoding="utf-8"))

    found = {(row["unit"], row["period"]): float(row["value"]) for row in rows
             if row["indicator"] == "SL" and row["aggregated"] == "false"}  # fmt: skip
    comparable = {row["unit"]: row["figure"]["value"] for row in data["comparable"]}

    assert [u for u in (r[0] for r in reform.units) if f"don-vi/{u}.html" not in index] == []
    assert found == reform.figures
    assert comparable == {
        new: sum(reform.figures[old, "2024-Q4"] for old in olds)
        for new, olds in reform.predecessors.items()
    }
