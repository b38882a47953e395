"""The benchmarks run: their figures are read by people, but they must not rot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["build_site.py", "--indicators", "2", "--units", "3", "--years", "3"], "warm/cold"),
        (["charts.py", "4"], "trend"),
        (["validate_rows.py", "2000"], "rows"),
        (["suggestions.py"], "right at first place"),
        (["hostile_files.py", "--small"], "| a billion laughs |"),
    ],
)
def test_a_benchmark_prints_its_figures(command: list[str], says: str):
    """Small numbers, the same program."""
    result = subprocess.run(
        [sys.executable, HERE / command[0], *command[1:]],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert says in result.stdout
