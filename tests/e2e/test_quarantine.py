"""``build --quarantine``: the good rows are published, the others are kept to be corrected."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("fixed_clock")]

MakeSite = Callable[..., Path]
Run = Callable[..., Result]

ROWS = "data/observations/a.csv"
MORE = "data/observations/b.csv"
HEADER = "indicator,unit,period,numerator,denominator,note,audience\n"
WRONG = HEADER + (
    "CT1,huyen-a,2025,96,100,,\n"
    "CT1,huyen-b,2025,9x,100,,\n"
    'CT1,huyen-b,2022,"8,5",100,canary-7f3a,internal\n'
)
AWAITS = "số liệu đang chờ chỉnh sửa, chưa công bố"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def build(cache: Path) -> Run:
    """Build a site: ``build(site, "--quarantine")``."""

    def run(site: Path, *arguments: str) -> Result:
        options = ["--site", str(site), "--cache", str(cache), "--jobs", "1"]
        return CliRunner().invoke(main, ["build", *options, *arguments])

    return run


@pytest.fixture
def wrong_site(make_site: MakeSite) -> Path:
    """A site with one good new row, a wrong public one and a wrong internal one."""
    return make_site({MORE: WRONG})


def kept(site: Path) -> Path:
    """Return the one file of rows to correct."""
    (path,) = (site / "quarantine").iterdir()
    return path


def page(site: Path, audience: str, path: str) -> str:
    return (site / "output" / audience / "latest" / path).read_text(encoding="utf-8")


def awaiting(site: Path, audience: str, path: str) -> int:
    """Return how many figures a page says to be held back; 0 where it says nothing."""
    found = re.search(rf"(\d+) {AWAITS}", page(site, audience, path))
    return int(found[1]) if found else 0


def test_without_the_flag_nothing_is_published(wrong_site, build):
    """Any error stops everything: that is the default."""
    result = build(wrong_site)

    assert result.exit_code == 1
    assert not (wrong_site / "output/public").exists()
    assert not (wrong_site / "quarantine").exists()


def test_good_rows_are_published_and_the_others_kept(wrong_site, build):
    """The problems are told as warnings, and the rows go to a file word for word."""
    result = build(wrong_site, "--quarantine")

    assert result.exit_code == 0, result.output
    assert "cảnh báo[SB301]" in result.output
    assert kept(wrong_site).name in result.output
    text = kept(wrong_site).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == f"replaces,problem,{HEADER}".strip()
    assert [line.split("#")[0] for line in text.splitlines()[1:]] == [f"{MORE}:3", f"{MORE}:4"]
    assert ",CT1,huyen-b,2025,9x,100,," in text
    figures = page(wrong_site, "public", "api/v1/observations.csv")
    assert "CT1,huyen-a,2025,,96,96,100," in figures
    assert "CT1,huyen-b,2025," not in figures


@pytest.mark.parametrize(
    ("path", "internal", "public"),
    [
        ("index.html", 2, 1),
        ("so-lieu/index.html", 2, 1),
        ("chi-tieu/index.html", 2, 1),
        ("chi-tieu/ct1.html", 2, 1),
        ("don-vi/huyen-b.html", 2, 1),
        ("don-vi/huyen-a.html", 0, 0),
        ("nhiem-vu/index.html", 0, 0),
    ],
)
def test_every_affected_page_says_so_and_no_other(published, path, internal, public):
    """Each edition counts what its readers may know of."""
    seen = [
        awaiting(published, audience, path)
        for audience in ("internal", "public")
        if (published / "output" / audience / "latest" / path).exists()
    ]

    assert seen in ([internal, public], [])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The wrong site, built with its rows held back."""
    site = tmp_path_factory.mktemp("held") / "site"
    shutil.copytree(Path(__file__).parents[1] / "sites/minimal", site)
    (site / MORE).write_text(WRONG, encoding="utf-8")
    options = ["--site", str(site), "--cache", str(cache), "--jobs", "1", "--quarantine"]
    environment = {"SOURCE_DATE_EPOCH": "1795410000"}
    result = CliRunner().invoke(main, ["build", *options], env=environment)
    assert result.exit_code == 0, result.output
    return site


def test_a_page_names_unit_period_and_what_its_sums_lack(published):
    """Whoever looks for the figure learns where it is."""
    indicator = page(published, "public", "chi-tieu/ct1.html")
    parent = page(published, "public", "don-vi/tinh.html")

    assert '<a href="../don-vi/huyen-b.html">Huyện B</a>: 2025.' in indicator
    assert "1 số liệu của các đơn vị trực thuộc đang chờ chỉnh sửa" in parent


def test_both_languages_say_it(published):
    """The English pages, too."""
    english = page(published, "public", "en/chi-tieu/ct1.html")

    assert "Figures awaiting correction, not published yet: 1." in english


def test_a_figure_that_was_sent_is_not_called_missing(published):
    """Who sent a figure with an error is not among those who sent nothing."""
    unit = page(published, "public", "don-vi/huyen-b.html")

    assert "Đã gửi, chờ chỉnh sửa" in unit
    assert "#mark-due_overdue" not in unit


def test_programs_are_told_the_count(published):
    """The index of the data says how many figures are on their way."""
    counts = [
        json.loads(page(published, audience, "api/v1/index.json"))["held_back"]
        for audience in ("internal", "public")
    ]

    assert counts == [2, 1]


def test_no_word_of_a_held_back_internal_row_is_public(published):
    """Neither its note nor its period, in any byte of the public web root."""
    files = [path for path in (published / "output/public").rglob("*") if path.is_file()]

    assert files
    assert [path for path in files if b"canary-7f3a" in path.read_bytes()] == []
    assert "2022" not in page(published, "public", "chi-tieu/ct1.html")


def test_a_second_run_changes_nothing(wrong_site, build):
    """No new edition, and a file that somebody is correcting stays as it is."""
    build(wrong_site, "--quarantine")
    kept(wrong_site).write_text("half corrected", encoding="utf-8")
    before = sorted(str(path) for path in (wrong_site / "output").rglob("*"))

    result = build(wrong_site, "--quarantine")

    assert result.exit_code == 0
    assert sorted(str(path) for path in (wrong_site / "output").rglob("*")) == before
    assert kept(wrong_site).read_text(encoding="utf-8") == "half corrected"


def test_the_corrected_file_makes_the_site_right(wrong_site, build):
    """Moved into the folder of figures it takes the place of the wrong rows; then all is clean."""
    build(wrong_site, "--quarantine")
    file = kept(wrong_site)
    text = file.read_text(encoding="utf-8-sig")
    text = text.replace("9x,100", "93,100").replace('"8,5",100', "85,100")
    file.unlink()
    (wrong_site / "data/observations" / file.name).write_text(text, encoding="utf-8-sig")

    result = build(wrong_site, "--edition", "sau-khi-sua")

    assert result.exit_code == 0, result.output
    assert "SB" not in result.output
    figures = page(wrong_site, "internal", "api/v1/observations.csv")
    assert "CT1,huyen-b,2025,,93,93,100," in figures
    assert "CT1,huyen-b,2022,,85,85,100," in figures
    assert awaiting(wrong_site, "internal", "index.html") == 0
    assert "held_back" not in page(wrong_site, "public", "api/v1/index.json")


def test_a_published_figure_never_vanishes_into_quarantine(make_site, build):
    """An official figure that readers have seen stays until somebody explains."""
    site = make_site()
    assert build(site).exit_code == 0
    rows = (site / ROWS).read_text(encoding="utf-8")
    (site / ROWS).write_text(rows.replace("huyen-a,2024,95", "huyen-a,2024,9x"), encoding="utf-8")
    before = sorted(str(path) for path in (site / "output").rglob("*"))

    result = build(site, "--quarantine", "--edition", "tiep")

    assert result.exit_code == 1
    assert "lỗi[SB902]" in result.output
    assert sorted(str(path) for path in (site / "output").rglob("*")) == before


@pytest.mark.parametrize(
    "path", ["data/indicators/ct2.yaml", "data/units.csv", "content/x.md", ROWS]
)
def test_an_error_elsewhere_still_stops(wrong_site, build, path):
    """A definition, a register, a page, the header of a file: nothing to hold back there."""
    file = wrong_site / path
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    broken = {
        "data/units.csv": text + "xa-x,,,,,không-có,,\n",
        "content/x.md": '{{ value("CT9") }}\n',
        ROWS: text.replace("period", "ky-nao"),
    }
    file.write_text(broken.get(path, "code: CT2\n"), encoding="utf-8")

    result = build(wrong_site, "--quarantine")

    assert result.exit_code == 1, result.output
    assert not (wrong_site / "output/public").exists()
    assert not (wrong_site / "quarantine").exists()
