"""Each problem code has a site that shows it, and the exact words a person gets to read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.name.startswith("SB") and path.is_dir())


def _lay_over(site: Path, overlay: Path) -> None:
    shutil.copytree(overlay, site, dirs_exist_ok=True)
    for mark in list(site.rglob("*.remove")):
        mark.with_suffix("").unlink(missing_ok=True)
        mark.unlink()


def _run(site: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*arguments, "--site", str(site)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Path:
    """One folder of the invalid sites."""
    folder: Path = request.param
    return folder


@pytest.fixture
def bad_site(case: Path, make_site: Callable[..., Path]) -> Path:
    """The site of a case, with its earlier state published where it has one."""
    site = make_site()
    if (case / "before").is_dir():
        _lay_over(site, case / "before")
        code, out, err = _run(site, "build", "--edition", "truoc")
        assert code == 0, out + err
    _lay_over(site, case / "input")
    return site


@pytest.mark.usefixtures("fixed_clock")
def test_the_problem_is_found_and_told(case: Path, bad_site: Path, update_golden: bool):
    """The check names the code of the folder, in both languages, in the very words expected."""
    for language in ("vi", "en"):
        code, out, err = _run(bad_site, "check", "--lang", language)
        expected = case / f"expected.{language}.txt"
        if update_golden:
            expected.write_text(out + err, encoding="utf-8")

        assert case.name.split("-")[0] in out + err
        assert out + err == expected.read_text(encoding="utf-8")
        assert code == (1 if "error[" in out + err or "lỗi[" in out + err else 0)


@pytest.mark.usefixtures("fixed_clock")
def test_the_problem_stands_in_the_machine_readable_answer(case: Path, bad_site: Path):
    """The same problem is in the JSON answer, with its place."""
    _, out, _ = _run(bad_site, "check", "--format", "json")

    answer = json.loads(out)

    assert case.name.split("-")[0] in {problem["code"] for problem in answer["problems"]}
    assert all(problem["message"] and problem["help"] for problem in answer["problems"])
