"""The arrows between modules, and proof that the check of them can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("assess/__init__.py", "from site_builder.plan import plan_site"),
        ("model/site.py", "import site_builder.pipeline"),
        ("plan/__init__.py", "import pandas"),
        ("render/__init__.py", "import altair"),
        ("charts/__init__.py", "import jinja2"),
        ("editions/__init__.py", "import click"),
    ],
)
def test_a_forbidden_import_is_refused(tmp_path: Path, module: str, line: str):
    """A stage that imports another stage, or a library that lives elsewhere, is caught."""
    shutil.copytree(ROOT / "site_builder", tmp_path / "site_builder")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    changed = tmp_path / "site_builder" / module
    changed.write_text(changed.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    result = subprocess.run(
        [LINTER, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
