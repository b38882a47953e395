"""The preview: served on this machine, rebuilt on change, with problems shown in the page."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

SITE_BUILDER = Path(sys.executable).with_name("site-builder")
PATIENCE_SECONDS = 60


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    """The minimal site."""
    return make_site()


@pytest.fixture
def server(site: Path) -> Iterator[subprocess.Popen[str]]:
    """A running preview of the site on a free port."""
    process = subprocess.Popen(
        [SITE_BUILDER, "serve", "--site", site, "--port", "0", "--lang", "en"],
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.send_signal(signal.SIGINT)
    process.wait(timeout=PATIENCE_SECONDS)
    assert process.stderr is not None
    process.stderr.close()


def address_of(server: subprocess.Popen[str]) -> str:
    """Read what the preview says until it names its address."""
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    pytest.fail("the preview ended without an address")


def get(address: str) -> str:
    """Read a page of the preview; an answer that is an error counts by its text."""
    connection = HTTPConnection(address.split("/")[2], timeout=PATIENCE_SECONDS)
    connection.request("GET", "/" + address.split("/", 3)[3])
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def wait_for(happened: Callable[[], bool]) -> bool:
    """Wait until something is so, at most a minute."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.2)
    return False


@pytest.mark.slow
def test_a_change_is_built_and_a_mistake_is_shown(site: Path, server: subprocess.Popen[str]):
    """A saved text appears; a mistake is told in the page, and the last good build stays."""
    address = address_of(server)
    assert wait_for(lambda: "Trang thử" in get(f"{address}draft/index.html"))
    home = site / "content/index.md"
    home.write_text(home.read_text(encoding="utf-8") + "\nMột câu mới.\n", encoding="utf-8")

    appeared = wait_for(lambda: "Một câu mới." in get(f"{address}draft/index.html"))
    home.write_text(home.read_text(encoding="utf-8").replace("CT1", "CT9"), encoding="utf-8")
    told = wait_for(lambda: json.loads(get(f"{address}-/state"))["problems"] is not None)

    assert appeared
    assert told
    assert "content/index.md:5:" in json.loads(get(f"{address}-/state"))["problems"]["text"]
    assert "Một câu mới." in get(f"{address}draft/index.html")
    assert not (site / "output").exists()


@pytest.mark.slow
def test_an_interrupted_preview_ends_with_its_code(site: Path):
    """Ctrl-C ends the preview with exit code 130."""
    process = subprocess.Popen(
        [SITE_BUILDER, "serve", "--site", site, "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    address_of(process)

    process.send_signal(signal.SIGINT)
    _, _ = process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 130
