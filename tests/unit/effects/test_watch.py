"""Which changes build a site again."""

from __future__ import annotations

from pathlib import Path
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


def test_a_change_is_noticed_once_it_is_quiet(tmp_path: Path):
    """Several writes in a row are one change; ``stop`` ends the waiting."""
    (tmp_path / "data").mkdir()
    seen, stop = Event(), Event()
    calls: list[None] = []

    def on_change() -> None:
        calls.append(None)
        seen.set()

    thread = Thread(target=watch, args=(tmp_path, on_change, stop))
    thread.start()
    for number in range(200):
        (tmp_path / f"data/{number % 3}.csv").write_text(str(number), encoding="utf-8")
        if seen.wait(0.05 if number % 10 else 0.6):
            break
    stop.set()
    thread.join(timeout=10)

    assert calls
    assert not thread.is_alive()
