"""Which changes build a site again."""

from __future__ import annotations

from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from site_builder.effects.watch import is_watched, watch

SITE = Path("/site")


@pytest.mark.parametrize(
    ("path", "watched"),
    [
        ("site.yaml", True),
        ("content/a/b.md", True),
        ("data/units.csv", True),
        ("themes/base/templates/page.html", True),
        ("output/public/index.html", False),
        (".cache/x", False),
        ("data/~$units.xlsx", False),
        ("content/.a.md.swp", False),
        ("README.md", False),
        ("../other/site.yaml", False),
    ],
)
def test_sources_and_themes_are_watched(path: str, watched: bool):
    """Not what the build itself writes, nor what editors leave behind."""
    assert is_watched(Path("/site") / path, SITE) is watched


def test_the_first_call_and_each_change(tmp_path: Path):
    """It calls when the watching has begun, then once for writes in a row; ``stop`` ends it."""
    (tmp_path / "data").mkdir()
    calls: Queue[None] = Queue()
    stop = Event()
    thread = Thread(target=watch, args=(tmp_path, lambda: calls.put(None), stop))

    thread.start()
    calls.get(timeout=30)
    for number in range(3):
        (tmp_path / f"data/{number}.csv").write_text("x", encoding="utf-8")
    calls.get(timeout=30)
    stop.set()
    thread.join(timeout=30)

    assert not thread.is_alive()
