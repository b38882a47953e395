"""Whole small sites, byte for byte, against the copy that a person has accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

CASES = sorted(Path(__file__).parent.glob("*/input"))


UNSTEADY = {"build.json", "manifest.json", ".lock"}
"""Files that name the versions of libraries, or hold their digests."""


def is_compared(path: Path) -> bool:
    """Whether a file follows from the site and the theme alone.

    The list of editions in the web root holds the digest of the program's own code; the
    link ``latest`` and the shared assets are the same files once more.
    """
    folder = path.parent.parts
    if path.name in UNSTEADY or (path.name == "editions.json" and len(folder) == 1):
        return False
    return "latest" not in folder and "assets" not in folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder that is compared."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and is_compared(path.relative_to(folder))
    }


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_clock")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_site_matches_its_golden_copy(case: Path, tmp_path: Path, update_golden: bool):
    """Pages, data and lists are what they were when a person last looked at them."""
    site = tmp_path / "site"
    shutil.copytree(case, site)
    result = CliRunner().invoke(main, ["build", "--site", str(site), "--edition", "ban-mau"])
    assert result.exit_code == 0, result.output
    made = files_of(site / "output")
    expected = case.parent / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(site / "output", expected, symlinks=True)
        for name in set(files_of_all(expected)) - set(made):
            (expected / name).unlink()

    wanted = files_of(expected)

    assert sorted(made) == sorted(wanted)
    assert [name for name in made if made[name] != wanted[name]] == []


def files_of_all(folder: Path) -> list[str]:
    """List every file and link below a folder."""
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    ]
