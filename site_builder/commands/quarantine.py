"""Keep the rows that a build holds back, in files of the site's folder ``quarantine/``."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.opened import OpenedSite
from site_builder.effects.documents import write_all
from site_builder.model.dataset import Dataset
from site_builder.report import write_quarantine

FOLDER = "quarantine"


def keep_rows(dataset: Dataset, opened: OpenedSite, *, told: bool) -> None:
    """Write the rows held back; a file that is there, perhaps half corrected, stays as it is.

    Raises:
        DiskError: If the disk refuses: then nothing may be published, or rows would be lost.
    """
    files = write_quarantine(dataset.rejected, opened.messages)
    paths = {opened.folder / FOLDER / name: content for name, content in files.items()}
    write_all({path: content for path, content in paths.items() if not path.exists()})
    if told and paths:
        shown = ", ".join(_shown(path, opened) for path in paths if path.suffix == ".csv")
        facts = {"count": len(dataset.rejected), "files": shown}
        click.echo(opened.messages["quarantine.written"]["message"].format(**facts))


def _shown(path: Path, opened: OpenedSite) -> str:
    return path.relative_to(opened.folder).as_posix()
