"""What the contract promises of published files: audiences, editions, ledger, addresses."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

MakeSite = Callable[..., Path]
Run = Callable[..., Result]

NOON = 1795410000
DAY = 86400
MINIMAL = Path(__file__).parents[1] / "sites/minimal"
ROWS = (MINIMAL / "data/observations/a.csv").read_text(encoding="utf-8")
SITE = (MINIMAL / "site.yaml").read_text(encoding="utf-8")
CHANGED = ROWS.replace("huyen-a,2024,95", "huyen-a,2024,96")
CHANGED_AGAIN = ROWS.replace("huyen-a,2024,95", "huyen-a,2024,97")
LEDGER = "indicator,unit,period,kind,reason,date\n"
LINE = "CT1,huyen-a,2024,correction,Nhầm,2026-11-20\n"
COUNT = "code: {}\ntitle: {}\nkind: count\nunit_measure: người\n"
KINDS = frozenset(
    ["home", "indicator", "indicators", "unit", "units", "task", "tasks", "guidance", "documents",
     "data", "changes", "search", "glossary", "other"]
)  # fmt: skip
PLAIN = SITE.replace("[vi, en]", "[vi]").replace("  internal: {}\n", "")
"""One audience and one language: enough where neither matters, and twice as quick."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests: it changes no byte, and they need not draw the same charts."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def build(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Build a site at a second of the clock: ``build(site, "--draft", clock=NOON)``."""

    def run(site: Path, *arguments: str, clock: int = NOON) -> Result:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(clock))
        options = ["--site", str(site), "--cache", str(cache), "--jobs", "1"]
        return CliRunner().invoke(main, ["build", *options, *arguments])

    return run


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The plain site with one edition, for tests to take copies of."""
    site = tmp_path_factory.mktemp("first") / "site"
    shutil.copytree(MINIMAL, site, ignore=shutil.ignore_patterns(".cache", "output"))
    write(site, {"site.yaml": PLAIN})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(NOON))
        result = CliRunner().invoke(main, ["build", "--site", str(site), "--cache", str(cache)])
    assert result.exit_code == 0, result.stderr
    return site


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    """A copy of the plain site with one edition."""
    return Path(shutil.copytree(first, tmp_path / "site", symlinks=True))


def write(site: Path, files: Mapping[str, str]) -> None:
    """Write files of a site."""
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder; links count as where they lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def texts(folder: Path, pattern: str = "*") -> dict[str, str]:
    """Return the text of every file below a folder, with links left alone."""
    return {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", "replace")
        for path in folder.rglob(pattern)
        if path.is_file() and not path.is_symlink()
    }


def read(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def editions(site: Path, audience: str = "public") -> list[str]:
    """Return the ids of published editions, in order."""
    listed = read(site / "output" / audience / "editions.json")["editions"]
    return [edition["edition"] for edition in listed]


SECRET = {
    "data/indicators/mat.yaml": COUNT.format("ZQMAT", "{vi: Kín zqa, en: Secret zqb}"),
    "data/observations/mat.csv": "indicator,unit,period,value,note,source,audience\n"
    "ZQMAT,huyen-a,2025,9876,zqc,zqd,public\n",
    "data/observations/dong.csv": "indicator,unit,period,numerator,denominator,note,audience\n"
    "CT1,huyen-a,2025,977,1013,zqe,internal\nCT1,huyen-b,2025,90,100,,\n",
    "data/tasks.csv": "task,title,group\nZQ1,Việc zqf,zqg\n",
    "data/documents.csv": "document,number,issued,title\nZQ2,zqh,2022-11-01,Văn bản zqi\n",
    "data/revisions.csv": LEDGER + "ZQMAT,huyen-a,2025,correction,zqj,2026-01-01\n",
    "content/zqk.md": '---\ntitle: zql\n---\n{{ chart("ZQMAT") }}\n\nzqm\n',
}


def test_what_names_no_audience_is_internal(make_site: MakeSite, build: Run):
    """Nothing of it is anywhere under public: no page, index, list, chart or name."""
    site = make_site(SECRET)

    result = build(site)

    assert result.exit_code == 0, result.stderr
    secret = re.compile(r"zq[a-m0-9]|9876|9\.876|\b977\b|1\.?013\b", re.IGNORECASE)
    told = {name: found[0] for name, text in texts(site / "output/public").items()
            if (found := secret.search(name) or secret.search(text))}  # fmt: skip
    assert told == {}
    internal = "".join(texts(site / "output/internal").values())
    assert all(f"zq{letter}" in internal for letter in "abcdefhijlm")


def test_a_hidden_observation_leaves_the_sum_incomplete(make_site: MakeSite, build: Run):
    """Sums rest only on what the audience may read."""
    site = make_site(SECRET)
    build(site)

    found = {}
    for audience in ("public", "internal"):
        answer = read(site / f"output/{audience}/latest/api/v1/indicators/CT1.json")
        (total,) = [
            o for o in answer["observations"] if (o["unit"], o["period"]) == ("tinh", "2025")
        ]
        found[audience] = (total["numerator"], total["counted"], total["due"])

    assert found == {"public": (90, 1, 2), "internal": (1067, 2, 2)}


def test_small_counts_are_withheld_from_one_audience(make_site: MakeSite, build: Run):
    """``minimum_count`` of the public hides 3 of 33, and the sum by which it could be found."""
    site = make_site(
        {
            "site.yaml": SITE.replace("public: {}", "public: {disclosure: {minimum_count: 5}}"),
            "data/indicators/ct2.yaml": COUNT.format("CT2", "T") + "audience: public\n",
            "data/observations/b.csv": "indicator,unit,period,value\n"
            "CT2,huyen-a,2025,3\nCT2,huyen-b,2025,30\nCT2,tinh,2025,33\n",
        }
    )
    build(site)

    shown = {
        audience: {
            o["unit"]: o["value"]
            for o in read(site / f"output/{audience}/latest/api/v1/indicators/CT2.json")[
                "observations"
            ]
        }
        for audience in ("public", "internal")
    }

    assert shown["internal"] == {"huyen-a": 3, "huyen-b": 30, "tinh": 33}
    assert shown["public"]["huyen-a"] is None
    assert None in (shown["public"]["huyen-b"], shown["public"]["tinh"])


def test_internal_inputs_move_no_public_byte(make_site: MakeSite, build: Run):
    """Not even a digest in ``build.json``, and the public numbers its editions by itself."""
    site = make_site()
    build(site)
    before = fingerprint(site / "output/public")
    write(site, {"content/kin.md": "---\ntitle: Kín\n---\n"} | SECRET | {
        "data/observations/dong.csv": "indicator,unit,period,value\nZQMAT,huyen-b,2025,1\n"
    })  # fmt: skip

    result = build(site)

    assert result.exit_code == 0, result.stderr
    assert fingerprint(site / "output/public") == before
    assert editions(site, "internal") == ["2026-11-23", "2026-11-23.2"]


TASK = "task,title,deadline,state,audience\nT1,Việc,2026-11-23,in_progress,public\n"
RUNNING = (
    "indicator,unit,period,numerator,denominator\nCT1,huyen-a,2026,9,10\nCT1,huyen-b,2026,9,10\n"
)


@pytest.mark.parametrize(
    ("files", "days", "published"),
    [
        ({}, 1, ["2026-11-23"]),
        ({"data/tasks.csv": TASK}, 1, ["2026-11-23", "2026-11-24"]),
        ({"data/observations/b.csv": RUNNING}, 1, ["2026-11-23"]),
        ({"data/observations/b.csv": RUNNING}, 40, ["2026-11-23", "2027-01-02"]),
    ],
    ids=["nothing due", "past a deadline", "within a period", "past a period"],
)
def test_the_clock_counts_through_verdicts_alone(
    make_site: MakeSite, build: Run, files: Mapping[str, str], days: int, published: list[str]
):
    """Another day publishes nothing unless a verdict or a due state changes."""
    site = make_site({"site.yaml": PLAIN, **files})
    build(site)

    build(site, clock=NOON + days * DAY)

    assert editions(site) == published


def test_an_edition_is_called_after_the_day_in_the_sites_time_zone(make_site: MakeSite, build: Run):
    """Half past midnight in Viet Nam is still the day before in London."""
    site = make_site({"site.yaml": PLAIN})

    build(site, clock=NOON + 12 * 3600 + 1800)

    assert editions(site) == ["2026-11-24"]


@pytest.mark.parametrize(
    ("rows", "ledger", "code"),
    [
        (CHANGED, "", 1),
        (CHANGED, LINE, 0),
        (CHANGED, LINE.replace("huyen-a", "huyen-b"), 1),
        (CHANGED, LINE.replace("2024", "2023"), 1),
        (CHANGED, LINE.replace("2026-11-20", "2020-01-01"), 0),
        (ROWS.replace("CT1,huyen-a,2024,95,100,\n", ""), "", 1),
        (ROWS.replace("huyen-a,2024,95,100,", "huyen-a,2024,95,100,preliminary"), "", 1),
        (ROWS + "CT1,huyen-a,2025,96,100,\n", "", 0),
    ],
    ids=["changed", "with a line", "another unit's", "another period's", "any date", "gone",
         "made movable", "a new one"],
)  # fmt: skip
def test_the_ledger(site: Path, build: Run, rows: str, ledger: str, code: int):
    """An official figure changes with a line of its own, or not at all."""
    before = fingerprint(site / "output")
    write(site, {"data/observations/a.csv": rows, "data/revisions.csv": LEDGER + ledger})

    result = build(site)

    assert result.exit_code == code, result.stderr
    assert (fingerprint(site / "output") == before) is (code == 1)


@pytest.mark.parametrize(
    ("ledger", "code"),
    [(LINE, 1), (LINE.replace("2026-11-20", "2026-11-22"), 1), (LINE + LINE, 0),
     (LINE + LINE.replace("Nhầm", "Lại nhầm"), 0)],
    ids=["the same line", "another date", "the line again", "another reason"],
)  # fmt: skip
def test_a_line_covers_one_change(site: Path, build: Run, ledger: str, code: int):
    """It is used up by the first edition built with it."""
    write(site, {"data/observations/a.csv": CHANGED, "data/revisions.csv": LEDGER + LINE})
    build(site)

    write(site, {"data/observations/a.csv": CHANGED_AGAIN, "data/revisions.csv": LEDGER + ledger})

    assert build(site).exit_code == code


def test_preliminary_and_estimated_figures_move_freely(make_site: MakeSite, build: Run):
    """They may change and become official; to go altogether they need a line."""
    head = "indicator,unit,period,numerator,denominator,status\n"
    name = "data/observations/b.csv"
    site = make_site(
        {"site.yaml": PLAIN, name: f"{head}CT1,huyen-a,2025,9,10,P\nCT1,huyen-b,2025,9,10,E\n"}
    )
    build(site)
    write(site, {name: f"{head}CT1,huyen-a,2025,8,10,A\nCT1,huyen-b,2025,5,10,P\n"})

    moved = build(site)
    write(site, {name: f"{head}CT1,huyen-a,2025,8,10,A\n"})
    gone = build(site)

    assert moved.exit_code == 0, moved.stderr
    assert len(editions(site)) == 2
    assert gone.exit_code == 1
    assert "SB906" in gone.stderr


def test_a_ledger_that_could_not_be_checked_is_said(make_site: MakeSite, build: Run):
    """With no earlier edition to read the build warns, and goes on."""
    site = make_site({"site.yaml": PLAIN, "data/revisions.csv": LEDGER + LINE})

    result = build(site, "--format", "json")

    assert result.exit_code == 0
    assert [p["path"] for p in json.loads(result.stdout)["problems"]] == ["data/revisions.csv"]


def test_pages_without_news_are_the_same_bytes(make_site: MakeSite, build: Run):
    """A new figure moves its own pages; the edition's id stands on home and data pages alone."""
    other = COUNT.format("CT2", "T") + "audience: public\n"
    site = make_site(
        {
            "data/indicators/ct2.yaml": other,
            "data/observations/b.csv": "indicator,unit,period,value\nCT2,tinh,2025,5\n",
            "content/gioi-thieu.md": "---\ntitle: Về\naudience: public\n---\nx\n",
        }
    )
    build(site)
    write(site, {"data/observations/a.csv": ROWS + "CT1,huyen-a,2025,96,100,\n"})
    build(site, clock=NOON + DAY)
    root = site / "output/public"
    first, second = fingerprint(root / "2026-11-23"), fingerprint(root / "2026-11-24")

    same = {name for name in second if first.get(name) == second[name]}
    naming = {n for n, text in texts(root / "2026-11-24", "*.html").items() if "2026-11-24" in text}

    assert {"chi-tieu/ct2.html", "en/chi-tieu/ct2.html", "gioi-thieu.html",
            "don-vi/huyen-b.html", "api/v1/indicators/CT2.json"} <= same  # fmt: skip
    assert naming == {"index.html", "en/index.html", "so-lieu/index.html", "en/so-lieu/index.html"}
    assert '="../../editions.html"' in (root / "latest/chi-tieu/ct2.html").read_text("utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """Publish one site with a page of every kind; return the public web root."""
    site = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(MINIMAL, site, ignore=shutil.ignore_patterns(".cache", "output"))
    write(
        site,
        {
            "data/tasks.csv": TASK,
            "data/documents.csv": "document,number,issued,title,audience\n"
            "KH1,1-KH,2022-11-01,Kế hoạch,public\n",
            "content/guidance/x.md": "---\ntitle: HD\naudience: public\n---\n"
            '{{ value("CT1", unit="huyen-a", period="2024") }}\n{{ target("CT1") }}\n'
            '{{ status("CT1") }}\n{{ chart("CT1", kind="trend", unit="huyen-a") }}\n'
            '{{ table("CT1") }}\n{{ tasks() }}\n{{ document("KH1") }}\n{{ page("y.md") }}\n',
            "content/y.md": "---\ntitle: Y\naudience: public\n---\n"
            "<script>alert(1)</script> [x](javascript:alert(1)) [y](vbscript:x)\n"
            '<b style="color:red" onclick="q()">b</b> <iframe src="https://e.vn"></iframe>\n'
            '<img src="https://e.vn/x.png"> <a href="data:text/html,x">k</a>\n',
        },
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(NOON))
        arguments = ["build", "--site", str(site), "--cache", str(cache), "--audience", "public"]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return site / "output/public"


def test_links_are_relative_and_lead_to_files(published: Path):
    """They name a file that is there, under any path and from a folder."""
    for name, text in texts(published, "*.html").items():
        for address in re.findall(r'\s(?:href|src)="([^"#]+)', text):
            assert not re.match(r"[a-z]+:|/", address), (name, address)
            assert (published / name).parent.joinpath(address).is_file(), (name, address)


def test_a_strict_policy_fits_every_page(published: Path):
    """No inline script or style, no handler, nothing of what an author tried."""
    forbidden = re.compile(
        r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|vbscript:|<iframe|e\.vn"
    )

    found = {n: m[0] for n, t in texts(published, "*.html").items() if (m := forbidden.search(t))}

    assert found == {}


def test_the_web_root(published: Path):
    """The entrance leads on by refresh and link; 404 asks for nothing; ``latest`` is a link."""
    entrance = (published / "index.html").read_text(encoding="utf-8")
    lost = (published / "404.html").read_text(encoding="utf-8")

    assert re.search(r'http-equiv="refresh" content="0; ?url=latest/index\.html"', entrance)
    assert 'href="latest/index.html"' in entrance
    assert not re.search(r"href=|src=", lost)
    assert (published / "latest").readlink() == Path("2026-11-23")
    assert not list(published.rglob("sitemap.xml")) + list(published.rglob("feed.xml"))


def test_the_manifest_lists_all(published: Path):
    """Every file but itself with digest and size, every page with its kind."""
    latest = (published / "latest").resolve()
    manifest = read(latest / "manifest.json")
    files = {f["path"]: (f["sha256"], f["bytes"]) for f in manifest["files"]}

    real = {
        name: (digest, (latest / name).stat().st_size)
        for name, digest in fingerprint(latest).items()
    }

    assert files == {name: value for name, value in real.items() if name != "manifest.json"}
    assert (manifest["edition"], manifest["audience"]) == ("2026-11-23", "public")
    assert {page["kind"] for page in manifest["pages"]} <= KINDS
    assert {page["path"] for page in manifest["pages"]} == set(texts(latest, "*.html"))
    assert {page["language"] for page in manifest["pages"]} == {"vi", "en"}


def test_the_api_is_what_the_contract_writes(published: Path):
    """Keys to the letter; the index lists all files below it."""
    api = published / "latest/api/v1"
    answer = read(api / "indicators/CT1.json")
    (observation,) = [
        o for o in answer["observations"] if (o["unit"], o["period"]) == ("huyen-a", "2024")
    ]

    assert answer["title"] == {"vi": "Tỷ lệ thử", "en": "Test rate"}
    assert {
        "unit": "tinh", "period": "2024", "value": 93.0, "progress_status": "met",
        "reason": "target_met", "required_value": 90.0, "rule": "every_period/1", "target": 0,
    }.items() <= answer["assessment"].items()  # fmt: skip
    assert answer["assessment"] in answer["assessments"]
    assert {
        "unit": "huyen-a", "period": "2024", "value": 95.0, "numerator": 95, "denominator": 100,
        "status": "official", "aggregated": False,
    }.items() <= observation.items()  # fmt: skip
    listed = {file["path"] for file in read(api / "index.json")["files"]}
    assert listed == set(fingerprint(api))


def test_the_datapackage_describes_the_tables(published: Path):
    """Each table's columns are those of its schema, in order."""
    api = published / "latest/api/v1"
    tables = [r for r in read(api / "datapackage.json")["resources"] if "schema" in r]

    assert "observations.csv" in {table["path"] for table in tables}
    for table in tables:
        text = (api / table["path"]).read_text(encoding="utf-8")
        named = [field["name"] for field in table["schema"]["fields"]]
        assert next(csv.reader(io.StringIO(text))) == named


def test_a_site_with_an_address_has_a_map_and_a_feed(make_site: MakeSite, build: Run):
    """Only the audience that names its ``url``; then 404 may link, too."""
    site = make_site(
        {"site.yaml": SITE.replace("public: {}", "public: {url: 'https://example.vn/td/'}")}
    )

    build(site)

    latest = site / "output/public/latest"
    assert "<loc>https://example.vn/td/latest/chi-tieu/ct1.html</loc>" in (
        latest / "sitemap.xml"
    ).read_text(encoding="utf-8")
    assert "https://example.vn/td/" in (latest / "feed.xml").read_text(encoding="utf-8")
    assert "https://example.vn/td/" in (site / "output/public/404.html").read_text("utf-8")
    assert not (site / "output/internal/latest/sitemap.xml").exists()


@pytest.mark.parametrize("name", ["../x", "a/b", "latest", "draft", "assets", ".x", "", "a b"])
def test_names_that_no_edition_can_have(make_site: MakeSite, build: Run, name: str):
    """They are wrong use, and nothing is published."""
    site = make_site()

    assert build(site, "--edition", name).exit_code == 2
    assert not (site / "output/public").exists()


def test_a_language_without_words_of_the_theme(make_site: MakeSite, build: Run):
    """The portal is built all the same, with the words of the first language."""
    site = make_site({"site.yaml": PLAIN.replace("[vi]", "[vi, fr]")})

    result = build(site)

    assert result.exit_code == 0, result.stderr
    assert (site / "output/public/latest/fr/chi-tieu/ct1.html").is_file()


def test_problems_in_every_format(make_site: MakeSite, build: Run):
    """The exit code is the same in each."""
    site = make_site({"data/observations/b.csv": "indicator,unit,period,value\nCT1,tinh,2025,x\n"})
    results = {f: build(site, "--format", f) for f in ("text", "json", "github", "junit", "sarif")}

    assert {result.exit_code for result in results.values()} == {1}
    assert json.loads(results["json"].stdout)["summary"]["errors"] == 1
    assert json.loads(results["sarif"].stdout)["version"] == "2.1.0"
    assert "::error file=data/observations/b.csv,line=2" in results["github"].stdout
    assert results["junit"].stdout.startswith("<?xml")
    assert "b.csv:2:15" in results["text"].stderr


def test_check_writes_nothing_at_all(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch):
    """Not even a cache."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    site = make_site()
    before = fingerprint(site)

    result = CliRunner().invoke(main, ["check", "--site", str(site)])

    assert result.exit_code == 0
    assert fingerprint(site) == before
