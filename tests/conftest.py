"""What all tests share: small sites on disk, a fixed clock, the accepted-output switch."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no finding: examples are judged by what they show, not by their time.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

TESTS = Path(__file__).parent
MINIMAL = TESTS / "sites/minimal"
NOON = "1795410000"
"""23 November 2026, 12:00 in Viet Nam, for SOURCE_DATE_EPOCH."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="accept the present output as the expected one (never in CI)",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew."""
    wanted = bool(request.config.getoption("--update-golden"))
    if wanted and os.environ.get("CI"):
        pytest.fail("--update-golden is for people who read the diff, not for CI")
    return wanted


@pytest.fixture
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of builds at noon of 23 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Write the minimal site, with files laid over it: ``make_site({"data/x.csv": "…"})``."""

    def make(files: dict[str, str] | None = None, *, overlay: Path | None = None) -> Path:
        site = tmp_path / "site"
        shutil.copytree(MINIMAL, site)
        if overlay is not None:
            shutil.copytree(overlay, site, dirs_exist_ok=True)
        for name, text in (files or {}).items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return site

    return make
