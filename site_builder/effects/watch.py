"""Wait for changes of a site's files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from watchfiles import Change
from watchfiles import watch as watch_files

from site_builder.effects.source_tree import FOLDERS, SITE_FILE, is_left_over

WATCHED = (SITE_FILE, *FOLDERS, "themes")
QUIET_MS = 300
"""Editors write a file in several steps: a change counts when it has been quiet this long."""


def is_watched(path: Path, folder: Path) -> bool:
    """Whether a changed file can change the site: its sources and themes, not its output."""
    if folder not in path.parents:
        return False
    parts = path.relative_to(folder).parts
    return parts[0] in WATCHED and not any(is_left_over(part) for part in parts)


def watch(folder: Path, on_change: Callable[[], None], stop: Event | None = None) -> None:
    """Call ``on_change`` once the watching has begun, then after each group of changes.

    The first call comes from here so that no change falls between a first build and the
    watching.

    Args:
        folder: The site's folder.
        on_change: Builds; it runs in this thread, and changes made meanwhile count as the
            next group.
        stop: Ends the waiting; None means that only an interruption does.
    """
    root = folder.resolve()

    def can_matter(change: Change, path: str) -> bool:
        """Whether a change of this file counts, whatever was done to it."""
        del change
        return is_watched(Path(path), root)

    groups = watch_files(
        root,
        watch_filter=can_matter,
        step=QUIET_MS,
        stop_event=stop,
        rust_timeout=200,
        yield_on_timeout=True,
    )
    for number, changes in enumerate(groups):
        if changes or number == 0:
            on_change()
