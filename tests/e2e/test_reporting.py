"""Who was late is known inside, and to nobody else."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

MINIMAL = Path(__file__).parents[1] / "sites/minimal"
HEADER = "indicator,unit,period,numerator,denominator,received\n"
PUNCTUAL = HEADER + "CT1,huyen-a,2025,95,100,2025-12-20\nCT1,huyen-b,2025,91,100,2025-12-21\n"
LATE = HEADER + "CT1,huyen-a,2025,95,100,2026-03-07\nCT1,huyen-b,2025,91,100,\n"
SILENT = HEADER + "CT1,huyen-a,2025,95,100,2026-03-07\n"
STATUS = "so-lieu/tinh-hinh-bao-cao"
NOON = "1795410000"

pytestmark = pytest.mark.slow


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Publish the minimal site with other figures; the folder of its editions."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)

    def publish(name: str, rows: str) -> Path:
        site = tmp_path / name
        shutil.copytree(MINIMAL, site)
        (site / "data/observations/a.csv").write_text(rows, encoding="utf-8")
        made = CliRunner().invoke(main, ["build", "--site", str(site), "--edition", "e"])
        assert made.exit_code == 0, made.stderr
        return site / "output"

    return publish


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of each file of an edition, but those that digest the program too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"build.json", "manifest.json"}
    }


def data_digest(edition: Path) -> str:
    """Return the digest of what an edition's readers may read."""
    record = json.loads((edition / "build.json").read_text(encoding="utf-8"))
    return str(record["digests"]["data"])


def table(edition: Path) -> list[dict[str, str]]:
    text = (edition / "api/v1/reporting.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_days_of_arrival_change_no_byte_outside(published):
    """The public edition of a punctual site and of a late one are the same, digest and all."""
    punctual, late = published("dung-han", PUNCTUAL), published("muon", LATE)

    assert files_below(punctual / "public/e") == files_below(late / "public/e")
    assert data_digest(punctual / "public/e") == data_digest(late / "public/e")
    assert data_digest(punctual / "internal/e") != data_digest(late / "internal/e")


def test_outside_the_status_names_no_unit(published):
    """Neither the page nor the file says which district is missing; there is no page of units."""
    edition = published("thieu", SILENT) / "public/e"

    page = (edition / f"{STATUS}.html").read_text(encoding="utf-8")
    main_part = page[page.index("<main") : page.index("</main>")]
    for unit in ("huyen-a", "huyen-b", "Huyện A", "Huyện B", "don-vi/"):
        assert unit not in main_part
    assert ">1/2<" in main_part
    assert not (edition / STATUS).exists()
    assert table(edition) == [{"indicator": "CT1", "period": "2025", "due": "2", "reported": "1"}]
    assert "lượt đến hạn" not in (edition / "don-vi/huyen-b.html").read_text(encoding="utf-8")


def test_inside_it_names_them_with_days(published):
    """The page, the file and the unit's own page tell the same."""
    edition = published("muon", LATE) / "internal/e"

    assert [(r["unit"], r["received"], r["status"], r["days_late"]) for r in table(edition)] == [
        ("huyen-a", "2026-03-07", "late", "66"),
        ("huyen-b", "", "reported", ""),
    ]
    units = (edition / f"{STATUS}/ct1.html").read_text(encoding="utf-8")
    assert "muộn 66\N{NO-BREAK SPACE}ngày" in units
    unit = (edition / "don-vi/huyen-a.html").read_text(encoding="utf-8")
    assert "Đã báo cáo 1/1 lượt đến hạn, muộn 1." in unit


def test_it_is_found_from_where_one_looks_for_it(published):
    """The home page, the data page and the foot lead there; the API lists the file."""
    edition = published("muon", LATE) / "internal/e"

    for page, address in (
        ("index.html", f"{STATUS}.html"),
        ("so-lieu/index.html", f"{Path(STATUS).name}.html"),
    ):
        assert f'<p class="more"><a href="{address}">' in (edition / page).read_text("utf-8")
    index = json.loads((edition / "api/v1/index.json").read_text(encoding="utf-8"))
    assert {"path": "reporting.csv", "kind": "reporting"} in index["files"]
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    kinds = {page["path"]: page["kind"] for page in manifest["pages"]}
    assert kinds[f"{STATUS}.html"] == kinds[f"en/{STATUS}/ct1.html"] == "other"
