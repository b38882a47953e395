"""Carry out what a build decided: all of it, or nothing.

First everything is written and synced in a hidden folder of the web root, then the names
are changed one after the other, in the order of the plan. What fails is taken back; what
is killed leaves a state that the next build completes (``editions.publication``).
Nothing is ever deleted but the hidden folders of builds that are over.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from site_builder.effects.disk import DISK, Disk, explained
from site_builder.effects.staging import (
    Move,
    Staging,
    make_folders,
    open_staging,
    outstanding,
    remove_left_over,
    stage,
)
from site_builder.errors import DiskError
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.published import Action, AddAsset, Publication

DRAFT = "draft"


def apply(publication: Publication, root: Path, disk: Disk = DISK) -> bool:
    """Carry out one publication; see ``apply_all``."""
    return apply_all([(publication, root)], disk)


def apply_all(publications: Sequence[tuple[Publication, Path]], disk: Disk = DISK) -> bool:
    """Carry out the publications of several audiences, all or none.

    The caller holds the lock of the output folder.

    Args:
        publications: Each with its audience's web root, which may not exist yet.
        disk: What makes the changes.

    Returns:
        Whether anything changed; False where all was as it should be already.

    Raises:
        DiskError: If the file system refused; what is published is as it was before.
    """
    work = [(outstanding_of(publication, root), root) for publication, root in publications]
    for _, root in publications:
        with explained(root):
            remove_left_over(root, disk)
    work = [(actions, root) for actions, root in work if actions]
    made: list[Path] = []
    stagings: list[Staging] = []
    try:
        moves: list[Move] = []
        for actions, root in work:
            with explained(root):
                make_folders(root, disk, made)
                staging = open_staging(root, "build", disk)
                stagings.append(staging)
                moves += stage(actions, staging)
        commit(moves, disk)
    except BaseException:
        _tidy(stagings, made, disk)
        raise
    _tidy_after(stagings, disk)
    return bool(work)


def outstanding_of(publication: Publication, root: Path) -> tuple[Action, ...]:
    """Return what is left to do for a publication.

    Raises:
        DiskError: If the folder is not a web root of ours (``root_foreign``), or cannot be read.
    """
    with explained(root):
        entrance, marks = root / "index.html", ("editions.json", "latest")
        if entrance.exists() and not any((root / mark).exists() for mark in marks):
            raise DiskError("root_foreign", (("path", str(root)),))
        return outstanding(publication.actions, root)


def commit(moves: Sequence[Move], disk: Disk) -> None:
    """Make the renames in order; when one fails, take back all before it.

    Raises:
        DiskError: If one failed.
    """
    begun: list[Move] = []
    made: list[Path] = []
    try:
        for move in moves:
            with explained(move.target):
                make_folders(move.target.parent, disk, made)
                begun.append(move)
                disk.rename(move.source, move.target)
                disk.sync(move.target.parent)
    except BaseException:
        for move in reversed(begun):
            _take_back(move, disk)
        _remove_folders(made, disk)
        raise


def _take_back(move: Move, disk: Disk) -> None:
    """Undo one rename, as far as the disk still lets us; the first failure is the one told."""
    with suppress(OSError):
        if move.backup is not None:
            disk.rename(move.backup, move.target)
        elif not move.source.exists() and not move.source.is_symlink():
            disk.rename(move.target, move.source)
        disk.sync(move.target.parent)


def _tidy_after(stagings: Sequence[Staging], disk: Disk) -> None:
    """Tidy up after a success: who interrupts now comes too late, and is told of it."""
    with suppress(KeyboardInterrupt):
        _tidy(stagings, [], disk)


def _tidy(stagings: Sequence[Staging], made: Sequence[Path], disk: Disk) -> None:
    """Remove our hidden folders; one that stays is removed by the next build."""
    for staging in stagings:
        with suppress(OSError):
            disk.remove_tree(staging.folder)
    _remove_folders(made, disk)


def _remove_folders(made: Sequence[Path], disk: Disk) -> None:
    """Remove folders that were made for nothing, unless something is in them by now."""
    for folder in reversed(made):
        with suppress(OSError):
            disk.remove_folder(folder)


def write_draft(
    artifacts: Sequence[Artifact], assets: Sequence[Asset], root: Path, disk: Disk = DISK
) -> Path:
    """Replace an audience's draft as a whole; editions and lists are not touched.

    Returns:
        The draft's folder.

    Raises:
        DiskError: If the file system refused; the earlier draft is still there.
    """
    made: list[Path] = []
    stagings: list[Staging] = []
    try:
        with explained(root):
            remove_left_over(root, disk)
            make_folders(root, disk, made)
            staging = open_staging(root, DRAFT, disk)
            stagings.append(staging)
            actions = outstanding([AddAsset(asset) for asset in assets], root)
            moves = [*stage(actions, staging), staging.tree(DRAFT, artifacts)]
            if (root / DRAFT).exists():
                moves.insert(-1, staging.aside(DRAFT))
        commit(moves, disk)
    except BaseException:
        _tidy(stagings, made, disk)
        raise
    _tidy_after(stagings, disk)
    return root / DRAFT
