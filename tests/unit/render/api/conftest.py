"""The same small portals as the plan's tests have."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

BUILDERS = runpy.run_path(str(Path(__file__).parents[2] / "plan" / "conftest.py"))["BUILDERS"]


@pytest.fixture
def build() -> SimpleNamespace:
    """The builders of small values, by short names."""
    return BUILDERS
