"""Each problem code has a site that shows it, and the exact words a person gets to read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.conftest import MINIMAL, NOON

pytestmark = pytest.mark.usefixtures("fixed_clock")

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.name.startswith("SB") and path.is_dir())
RIGHT = [case for case in CASES if (case / "passes").is_dir()]
CODE = re.compile(r"\[(SB\d{3})\]")
LABELS = {"vi": "lỗi", "en": "error"}


@dataclass(frozen=True)
class BadSite:
    """The site of a case on disk, and how to run the command on it."""

    case: Path
    folder: Path
    run: Callable[..., tuple[int, str]]

    @property
    def code(self) -> str:
        """The code that the site is to show."""
        return self.case.name


def _lay_over(site: Path, overlay: Path) -> None:
    shutil.copytree(overlay, site, dirs_exist_ok=True)
    for mark in list(site.rglob("*.remove")):
        mark.with_suffix("").unlink(missing_ok=True)
        mark.unlink()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all cases: most draw the charts of the tiny site, and a check keeps none."""
    folder = tmp_path_factory.mktemp("charts")
    site = folder / "site"
    shutil.copytree(MINIMAL, site)
    arguments = ["build", "--site", str(site), "--cache", str(folder / "cache")]
    result = CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": NOON})
    assert result.exit_code == 0, result.stderr
    return folder / "cache"


def _open_case(case: Path, overlay: str, site: Path, cache: Path) -> BadSite:
    """Lay a case's files over the tiny site, its earlier state published where it has one."""

    def run(command: str, *arguments: str) -> tuple[int, str]:
        places = ("--site", str(site), "--cache", str(cache))
        result = CliRunner().invoke(main, [command, *places, *arguments])
        return result.exit_code, result.stderr + result.stdout

    if (case / "before").is_dir():
        _lay_over(site, case / "before")
        code, answer = run("build", "--edition", "truoc")
        assert code == 0, answer
    _lay_over(site, case / overlay)
    return BadSite(case, site, run)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_problem_is_told_in_the_expected_words(
    case: Path,
    language: str,
    make_site: Callable[..., Path],
    shared_cache: Path,
    update_golden: bool,
):
    """The check names the code of the folder and no other, in the very words expected."""
    bad_site = _open_case(case, "input", make_site(), shared_cache)

    code, answer = bad_site.run("check", "--lang", language)
    expected = case / f"expected.{language}.txt"
    if update_golden:
        expected.write_text(answer, encoding="utf-8")

    assert set(CODE.findall(answer)) == {bad_site.code}, answer
    assert answer == expected.read_text(encoding="utf-8")
    assert code == (1 if f"{LABELS[language]}[" in answer else 0)


@pytest.mark.parametrize("case", RIGHT, ids=lambda path: path.name)
def test_what_is_nearly_the_same_but_right_is_not_reported(
    case: Path, make_site: Callable[..., Path], shared_cache: Path
):
    """A rule that cried at everything would show its case just as well."""
    right = _open_case(case, "passes", make_site(), shared_cache)

    code, answer = right.run("check", "--lang", "en")

    assert right.code not in answer
    assert code == 0, answer
