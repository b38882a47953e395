"""``site-builder init``: write a small complete site with sample data."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from site_builder.commands.opened import FALLBACK_LANGUAGE
from site_builder.effects.messages import read_messages
from site_builder.errors import UsageError


def run_init(folder: Path, language: str | None) -> int:
    """Copy the sample site into a folder that is empty or not there yet.

    Raises:
        UsageError: If the folder has files: nothing of somebody's is ever written over.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("folder_not_empty", (("folder", str(folder)),))
    count = _copy(files("site_builder") / "sample", folder)
    words = read_messages(language or FALLBACK_LANGUAGE)["init.done"]
    click.echo(words["message"].format(count=count, folder=folder))
    click.echo(words["help"].format(folder=folder))
    return 0


def _copy(source: Traversable, target: Path) -> int:
    """Copy a folder of the package; return how many files were written."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for entry in sorted(source.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            count += _copy(entry, target / entry.name)
        elif not entry.name.endswith((".py", ".pyc")):
            (target / entry.name).write_bytes(entry.read_bytes())
            count += 1
    return count
