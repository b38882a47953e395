"""The same inputs give the same bytes, whatever surrounds the build."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SITE_BUILDER = Path(sys.executable).with_name("site-builder")
NOON = "1795410000"


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder; links count as their target's name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and path.name != ".lock":
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def build(site: Path, output: Path, *arguments: str, **environment: str) -> dict[str, str]:
    """Build a site in a process of its own and return the fingerprint of what it wrote."""
    result = subprocess.run(
        [SITE_BUILDER, "build", "--site", site, "--output", output, *arguments],
        env={**os.environ, "SOURCE_DATE_EPOCH": NOON, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return fingerprint(output)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, as ``init`` writes it."""
    folder = tmp_path_factory.mktemp("sample") / "mau"
    subprocess.run([SITE_BUILDER, "init", folder], check=True, capture_output=True)
    return folder


@pytest.mark.slow
def test_surroundings_do_not_change_a_byte(sample: Path, tmp_path: Path):
    """Hash seed, time zone, locale, number of processes, cache: the same files."""
    first = build(
        sample, tmp_path / "a", "--jobs", "1", "--no-cache",
        PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8",
    )  # fmt: skip
    cache = str(tmp_path / "cache")
    cold = build(
        sample, tmp_path / "b", "--jobs", "2", "--cache", cache,
        PYTHONHASHSEED="4242", TZ="America/New_York", LC_ALL="C",
    )  # fmt: skip
    warm = build(sample, tmp_path / "c", "--jobs", "2", "--cache", cache, PYTHONHASHSEED="7")

    assert len(first) > 100
    assert first == cold
    assert cold == warm


@pytest.mark.slow
def test_the_order_of_rows_and_files_does_not_matter(sample: Path, tmp_path: Path):
    """Rows turned round and a data file split in two are the same data."""
    straight = build(sample, tmp_path / "a")
    data = sample / "data/observations/m1.csv"
    header, *rows = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join([header, *rows[:0:-2]]) + "\n", encoding="utf-8")
    rest = [row for row in rows if row not in set(rows[:0:-2])]
    (data.parent / "m1-b.csv").write_text("\n".join([header, *rest]) + "\n", encoding="utf-8")

    turned = build(sample, tmp_path / "b")

    assert turned == straight
