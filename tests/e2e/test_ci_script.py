"""The CI script: restore what is published, build, keep the result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE_BUILDER = Path(sys.executable).with_name("site-builder")


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    return subprocess.run(
        ["git", "-C", folder, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def checkout(make_site: Callable[..., Path], tmp_path: Path) -> Path:
    """A repository with the minimal site, whose origin is a bare repository beside it."""
    origin = tmp_path / "origin.git"
    subprocess.run(["git", "init", "--quiet", "--bare", origin], check=True)
    site = make_site({".gitignore": "/output/\n/.cache/\n"})
    git(site, "init", "--quiet", "--initial-branch", "main")
    git(site, "config", "user.name", "test")
    git(site, "config", "user.email", "test@localhost")
    git(site, "remote", "add", "origin", str(origin))
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "-m", "The site")
    return site


def run_portal(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the script as a CI would, after the clock was stopped."""
    return subprocess.run(
        ["sh", ROOT / ".ci/portal"],
        cwd=checkout,
        env={
            **os.environ,
            "PORTAL_BUILD": f"{SITE_BUILDER} build",
            "SOURCE_DATE_EPOCH": "1795410000",
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def published(checkout: Path) -> list[str]:
    """List the editions that the branch holds."""
    text = git(checkout, "show", "origin/published:public/editions.json")
    return [edition["edition"] for edition in json.loads(text)["editions"]]


def add_figure(checkout: Path, row: str) -> None:
    """Append a row to the data and commit it."""
    data = checkout / "data/observations/a.csv"
    data.write_text(data.read_text(encoding="utf-8") + row, encoding="utf-8")
    git(checkout, "commit", "--quiet", "--all", "-m", "Add a figure")


@pytest.mark.slow
def test_each_run_builds_on_the_one_before(checkout: Path):
    """First publication, nothing new, a second edition beside the first: all on one branch."""
    first = run_portal(checkout)
    again = run_portal(checkout)
    add_figure(checkout, "CT1,huyen-a,2025,96,100,\n")
    changed = run_portal(checkout)
    git(checkout, "fetch", "--quiet", "origin")

    assert first.returncode == 0, first.stdout + first.stderr
    assert "this is the first publication" in first.stdout
    assert "Nothing new to publish." in again.stdout
    assert "Published on branch 'published'." in changed.stdout
    assert published(checkout) == ["2026-11-23", "2026-11-23.2"]
    assert git(checkout, "show", "origin/published:public/latest") == "2026-11-23.2"


@pytest.mark.slow
def test_errors_are_annotations_and_publish_nothing(checkout: Path):
    """A wrong cell stops the run with a GitHub annotation at its line."""
    run_portal(checkout)
    add_figure(checkout, "CT1,huyen-a,2025,abc,100,\n")

    result = run_portal(checkout, PORTAL_FORMAT="github")
    git(checkout, "fetch", "--quiet", "origin")

    assert result.returncode == 1
    assert "::error file=data/observations/a.csv,line=6,col=18" in result.stdout
    assert published(checkout) == ["2026-11-23"]


def test_a_branch_that_cannot_be_read_is_not_a_first_publication(checkout: Path):
    """When the origin does not answer, nothing is built."""
    git(checkout, "remote", "set-url", "origin", str(checkout.parent / "nowhere.git"))

    result = run_portal(checkout)

    assert result.returncode not in (0, 2)
    assert "could not be read" in result.stderr
    assert not (checkout / "output").exists()
