"""The commands as a person types them: exact words, exit codes, what is on the disk after."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.effects.lock import hold_lock

MakeSite = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("fixed_clock")


def run(*arguments: object) -> Result:
    """Run a command as the shell would."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def editions_of(site: Path, audience: str) -> list[str]:
    """List the ids of an audience's editions, in the order of publication."""
    text = (site / "output" / audience / "editions.json").read_text(encoding="utf-8")
    return [edition["edition"] for edition in json.loads(text)["editions"]]


def test_a_build_publishes_for_each_audience(make_site: MakeSite):
    """Both web roots get an edition of the day, and say where it is."""
    site = make_site()

    result = run("build", "--site", site)

    assert result.exit_code == 0
    for audience in ("internal", "public"):
        root = site / "output" / audience
        assert f"{audience}: đã công bố phiên bản 2026-11-23" in result.stdout
        assert (root / "latest").readlink() == Path("2026-11-23")
        assert sorted(path.name for path in root.iterdir()) == [
            "2026-11-23", "404.html", "assets", "editions.html", "editions.json", "index.html",
            "latest",
        ]  # fmt: skip


def test_the_same_inputs_publish_nothing(make_site: MakeSite):
    """A second build finds nothing new, whatever the name of the day."""
    site = make_site()
    run("build", "--site", site)

    result = run("build", "--site", site, "--lang", "en")

    assert result.exit_code == 0
    assert "public: nothing has changed since edition 2026-11-23" in result.stdout
    assert editions_of(site, "public") == ["2026-11-23"]


def test_rows_in_another_order_are_the_same_inputs(make_site: MakeSite):
    """Sorting a data file is not news."""
    site = make_site()
    run("build", "--site", site)
    data = site / "data/observations/a.csv"
    header, *rows = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")

    run("build", "--site", site)

    assert editions_of(site, "public") == ["2026-11-23"]


def test_a_change_of_data_is_a_second_edition_of_the_day(make_site: MakeSite):
    """New figures get an edition of their own; the earlier one keeps every byte."""
    site = make_site()
    run("build", "--site", site)
    first = site / "output/public/2026-11-23/chi-tieu/ct1.html"
    before = first.read_bytes()
    data = site / "data/observations/a.csv"
    data.write_text(data.read_text(encoding="utf-8") + "CT1,huyen-a,2025,96,100,\n")

    result = run("build", "--site", site)

    assert result.exit_code == 0, result.stderr
    assert editions_of(site, "public") == ["2026-11-23", "2026-11-23.2"]
    assert (site / "output/public/latest").readlink() == Path("2026-11-23.2")
    assert first.read_bytes() == before


def test_each_audience_is_skipped_by_itself(make_site: MakeSite):
    """A change that the public may not read makes no public edition."""
    site = make_site()
    run("build", "--site", site)
    (site / "content/noi-bo.md").write_text("---\ntitle: Nội bộ\n---\nChỉ nội bộ.\n")

    run("build", "--site", site)

    assert editions_of(site, "public") == ["2026-11-23"]
    assert editions_of(site, "internal") == ["2026-11-23", "2026-11-23.2"]


def test_an_edition_that_exists_with_other_inputs_is_refused(make_site: MakeSite):
    """A name is used once: exit code 2, and the published site is as it was."""
    site = make_site()
    run("build", "--site", site, "--edition", "ky-1")
    data = site / "data/observations/a.csv"
    data.write_text(data.read_text(encoding="utf-8") + "CT1,huyen-a,2025,96,100,\n")

    result = run("build", "--site", site, "--edition", "ky-1")

    assert result.exit_code == 2
    assert editions_of(site, "internal") == ["ky-1"]


def test_errors_publish_nothing(make_site: MakeSite):
    """With an error in the data the published site is exactly what it was, exit code 1."""
    site = make_site()
    run("build", "--site", site)
    before = sorted(p.relative_to(site) for p in (site / "output").rglob("*"))
    data = site / "data/observations/a.csv"
    data.write_text(data.read_text(encoding="utf-8") + "CT1,huyen-a,2025,abc,100,\n")

    result = run("build", "--site", site)

    assert result.exit_code == 1
    assert "data/observations/a.csv:6:18: lỗi[" in result.stderr
    assert sorted(p.relative_to(site) for p in (site / "output").rglob("*")) == before


def test_a_draft_publishes_nothing(make_site: MakeSite):
    """A draft shows draft pages under draft/ and leaves lists and links alone."""
    site = make_site(
        {"content/moi.md": "---\ntitle: Trang mới\naudience: public\ndraft: true\n---\nNháp.\n"}
    )

    result = run("build", "--site", site, "--draft")

    root = site / "output/public"
    assert result.exit_code == 0, result.stderr
    assert (root / "draft/moi.html").is_file()
    assert not (root / "latest").exists()
    assert not (root / "editions.json").exists()


def test_draft_pages_are_not_in_an_edition(make_site: MakeSite):
    """What is marked as a draft is not published."""
    site = make_site(
        {"content/moi.md": "---\ntitle: Trang mới\naudience: public\ndraft: true\n---\nNháp.\n"}
    )

    run("build", "--site", site)

    assert not (site / "output/public/latest/moi.html").exists()


def test_another_build_holds_the_lock(make_site: MakeSite):
    """A second build at the same time ends at once with exit code 75."""
    site = make_site()
    with hold_lock(site / "output"):
        result = run("build", "--site", site)

    assert result.exit_code == 75
    assert not (site / "output/public").exists()


def test_check_writes_nothing(make_site: MakeSite):
    """A check reads everything and leaves no file behind."""
    site = make_site()
    before = sorted(site.rglob("*"))

    result = run("check", "--site", site)

    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "Không có lỗi: 1 chỉ tiêu, 3 đơn vị, 4 dòng số liệu, 1 trang nội dung.\n"
    )
    assert sorted(site.rglob("*")) == before


def test_check_counts_every_row(make_site: MakeSite):
    """Rows read are the accepted, the rejected and the blank ones together."""
    site = make_site(
        {
            "data/observations/b.csv": (
                "indicator,unit,period,value\nCT1,huyen-a,2022,91.5\n\nCT1,huyen-a,2021,x\n"
            )
        }
    )

    result = run("check", "--site", site, "--format", "json")

    summary = json.loads(result.stdout)["summary"]
    assert summary["rows_read"] == 7
    assert summary["rows_accepted"] == 5
    assert summary["rows_rejected"] == 1
    assert summary["rows_blank"] == 1
    assert result.exit_code == 1


def test_a_folder_without_a_site_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Outside a site a command says what it looked for, and how to go on: exit code 2."""
    monkeypatch.chdir(tmp_path)

    result = run("check", "--lang", "en")

    assert result.exit_code == 2
    assert "There is no site.yaml" in result.stderr
    assert "site-builder init DIR" in result.stderr


def test_init_writes_over_nobody(tmp_path: Path):
    """A folder with files in it is refused."""
    (tmp_path / "thu.txt").write_text("của ai đó")

    result = run("init", tmp_path)

    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thu.txt"]


def test_the_sample_site_is_marked_on_every_page(tmp_path: Path):
    """Sample figures are called that on each page of both editions, in both languages."""
    site = tmp_path / "mau"
    run("init", site)

    result = run("build", "--site", site)

    assert result.exit_code == 0, result.stderr
    unmarked = [
        path.relative_to(site)
        for path in (site / "output").glob("*/2026-11-23/**/*.html")
        if "Số liệu minh họa" not in (text := path.read_text(encoding="utf-8"))
        and "Sample figures" not in text
    ]
    assert unmarked == []


def test_the_sample_site_shows_every_verdict(tmp_path: Path):
    """Each verdict is reached by some unit of the sample site."""
    site = tmp_path / "mau"
    run("init", site)
    run("build", "--site", site)
    api = site / "output/internal/latest/api/v1/indicators"

    verdicts = {
        assessment["progress_status"]
        for path in api.glob("*.json")
        for assessment in json.loads(path.read_text(encoding="utf-8"))["assessments"]
    }

    assert verdicts == {
        "achieved", "on_track", "behind", "off_track", "met", "not_met", "in_progress",
        "not_assessed",
    }  # fmt: skip


def test_editions_are_listed(make_site: MakeSite):
    """The list names each edition with its day, its data and which one is current."""
    site = make_site()
    run("build", "--site", site)

    result = run("editions", "list", "--site", site, "--audience", "public", "--lang", "en")
    answer = json.loads(run("editions", "list", "--site", site, "--format", "json").stdout)

    assert result.stdout.startswith("public  2026-11-23  published 2026-11-23T12:00:00+07:00")
    assert result.stdout.endswith("(current)\n")
    assert [entry["latest"] for entry in answer] == ["2026-11-23", "2026-11-23"]


def test_explain_speaks_both_languages():
    """A code is explained with a wrong and a right example."""
    result = run("explain", "sb301", "--lang", "vi")
    english = run("explain", "SB301", "--lang", "en")

    assert result.exit_code == 0
    assert "Sai:" in result.stdout
    assert "Đúng:" in result.stdout
    assert english.stdout.startswith("SB301: ")


def test_an_unknown_code_suggests_the_nearest():
    """A mistyped code ends with exit code 2 and a suggestion."""
    result = run("explain", "SB3O1", "--lang", "en")

    assert result.exit_code == 2
    assert "the nearest is SB301" in result.stderr


def test_schemas_are_json_schema():
    """Each YAML file has a schema that says what it is a schema of."""
    schemas = json.loads(run("schema").stdout)

    assert sorted(schemas) == ["front-matter", "indicator", "sidecar", "site.yaml"]
    assert all(schema["type"] == "object" for schema in schemas.values())


def test_wrong_use_is_exit_code_two():
    """An option that does not exist is wrong use."""
    assert run("build", "--nonsense").exit_code == 2


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["init"], ["serve"], ["editions"], ["editions", "list"],
                ["explain"], ["schema"]],
    ids=" ".join,
)  # fmt: skip
def test_every_command_has_help(command: list[str]):
    """Each command says what it does and what its options mean."""
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 4
