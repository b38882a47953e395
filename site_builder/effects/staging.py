"""Write everything beside the published site first, so that only renames are left to do.

A full disk or a missing right shows here, where nothing that readers see has changed.
Each rename is kept with what undoes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.effects.disk import Disk
from site_builder.effects.latest import (
    LATEST,
    REDIRECT,
    has_no_links,
    is_redirect,
    read_latest,
    redirect_page,
)
from site_builder.effects.published import read_optional
from site_builder.errors import DiskError
from site_builder.model.artifact import Artifact
from site_builder.model.published import (
    Action,
    AddAsset,
    AddEdition,
    ReplaceFile,
    SwitchLatest,
)

PREFIX = ".staging-"
ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class Move:
    """One rename that is ready to be made.

    ``backup`` is a copy of what stands at ``target`` now, made beforehand; None where
    nothing stands there, and then taking the move back is the rename the other way.
    """

    source: Path
    target: Path
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder inside a web root, hidden, on the same file system as what it becomes."""

    root: Path
    folder: Path
    disk: Disk

    def file(self, path: str, content: bytes, target: Path) -> Move:
        """Write a file that shall stand at ``target``, and a copy of the one there now."""
        old = read_optional(target)
        backup = None if old is None else self._write(f"old/{path}", old)
        return Move(self._write(f"new/{path}", content), target, backup)

    def tree(self, name: str, artifacts: Iterable[Artifact]) -> Move:
        """Write a whole folder that shall stand in the web root under ``name``."""
        written = [self._write(f"new/{name}/{a.path}", a.content) for a in artifacts]
        folder = self.make_folder(self.folder / "new" / name)
        self.sync(written)
        return Move(folder, self.root / name)

    def aside(self, name: str) -> Move:
        """Plan to take what stands in the web root under ``name`` out of sight."""
        old = self.make_folder(self.folder / "old")
        return Move(self.root / name, old / name)

    def _write(self, path: str, content: bytes) -> Path:
        pure = PurePosixPath(path)
        if "//" in path or ".." in pure.parts:
            raise ValueError(f"not a path inside the web root: {path!r}")
        target = self.folder / pure
        self.make_folder(target.parent)
        self.disk.write(target, content)
        return target

    def make_folder(self, path: Path) -> Path:
        """Make a folder with those above it, where they are not there yet."""
        make_folders(path, self.disk, [])
        return path

    def sync(self, files: Sequence[Path]) -> None:
        """Wait for files, then for every folder between them and the staging folder.

        All were written before the first wait, so the disk has most of the work behind it.
        """
        for path in files:
            self.disk.sync(path)
        folders = {
            parent
            for path in files
            for parent in path.parents
            if parent == self.folder or self.folder in parent.parents
        }
        for folder in sorted(folders, reverse=True):
            self.disk.sync(folder)


def make_folders(path: Path, disk: Disk, made: list[Path]) -> None:
    """Make a folder with those above it, and note each one in ``made``, topmost first.

    The caller hands the list in, so that it knows of the first even if the second fails.
    """
    for folder in reversed((path, *path.parents)):
        if not folder.exists():
            disk.make_folder(folder)
            made.append(folder)


def remove_left_over(root: Path, disk: Disk) -> None:
    """Remove the staging folders of killed builds.

    The lock is held, so no folder of a running build can be among them.
    """
    for path in sorted(root.glob(f"{PREFIX}*")):
        if path.is_dir() and not path.is_symlink():
            disk.remove_tree(path)


def open_staging(root: Path, name: str, disk: Disk) -> Staging:
    """Make a new staging folder."""
    folder = root / f"{PREFIX}{name}"
    disk.make_folder(folder)
    return Staging(root, folder, disk)


def outstanding(actions: Sequence[Action], root: Path) -> tuple[Action, ...]:
    """Leave out what is done already: equal files, assets that are there, the right link."""
    return tuple(action for action in actions if not _is_done(action, root))


def _is_done(action: Action, root: Path) -> bool:
    match action:
        case AddAsset(asset):
            return read_optional(root / ASSETS / asset.path) == asset.content
        case ReplaceFile(file):
            return read_optional(root / file.path) == file.content
        case SwitchLatest(edition):
            return read_latest(root) == edition
        case AddEdition(edition):
            if (root / edition).exists():
                raise DiskError("edition_in_the_way", (("path", str(root / edition)),))
            return False


def stage(actions: Sequence[Action], staging: Staging) -> tuple[Move, ...]:
    """Write what actions need, and return the renames that are left, in the same order."""
    moves: list[Move] = []
    for action in actions:
        moves += _stage_one(action, staging)
    staging.sync([move.source for move in moves if move.source.is_file()])
    return tuple(moves)


def _stage_one(action: Action, staging: Staging) -> list[Move]:
    match action:
        case AddAsset(asset):
            path = f"{ASSETS}/{asset.path}"
            return [staging.file(path, asset.content, staging.root / path)]
        case ReplaceFile(file):
            return [staging.file(file.path, file.content, staging.root / file.path)]
        case AddEdition(edition, artifacts):
            return [staging.tree(edition, artifacts)]
        case SwitchLatest(edition):
            return _stage_latest(edition, staging)


def _stage_latest(edition: str, staging: Staging) -> list[Move]:
    """Prepare the switch: one rename of a link, or of a page where there are no links.

    A copy of an edition that stands in the link's place is the one thing that cannot be
    replaced in a single step: it is moved aside first. A build killed between the two
    leaves no ``latest``, and the next one makes it.
    """
    place = staging.root / LATEST
    if is_redirect(place):
        return [_stage_redirect(edition, staging)]
    aside = [staging.aside(LATEST)] if place.is_dir() and not place.is_symlink() else []
    new = staging.make_folder(staging.folder / "new") / LATEST
    if os.name != "nt":
        try:
            staging.disk.link(new, edition)
        except OSError as failed:
            if not has_no_links(failed):
                raise
        else:
            return [*aside, Move(new, place, _stage_old_link(staging, place))]
    return [*aside, _stage_redirect(edition, staging)]


def _stage_redirect(edition: str, staging: Staging) -> Move:
    path = f"{LATEST}/{REDIRECT}"
    return staging.file(path, redirect_page(edition), staging.root / path)


def _stage_old_link(staging: Staging, place: Path) -> Path | None:
    """Make a second link like the one that will be replaced."""
    if not place.is_symlink():
        return None
    old = staging.make_folder(staging.folder / "old") / LATEST
    staging.disk.link(old, str(place.readlink()))
    return old
