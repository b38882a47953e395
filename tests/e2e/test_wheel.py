"""The wheel, installed alone in an empty folder, makes and builds a site."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    result = subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.mark.slow
def test_the_wheel_works_alone(tmp_path: Path):
    """Built, installed into a new environment, it needs nothing of this repository."""
    wheels = tmp_path / "wheels"
    _run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"),
        *("--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT),
        cwd=tmp_path,
    )
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / "bin/python"
    _run(
        *(python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"),
        *("--no-deps", "--require-hashes", "-r", ROOT / "requirements/run.txt"),
        cwd=tmp_path,
    )
    _run(
        *(python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"),
        next(wheels.glob("*.whl")),
        cwd=tmp_path,
    )
    empty = tmp_path / "empty"
    empty.mkdir()

    _run(home / "bin/site-builder", "init", "mau", cwd=empty)
    _run(home / "bin/site-builder", "build", cwd=empty / "mau")

    for audience in ("internal", "public"):
        home_page = empty / "mau/output" / audience / "latest/index.html"
        assert "Tỉnh Mẫu" in home_page.read_text(encoding="utf-8")
