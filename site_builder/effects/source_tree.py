"""Read a site's files: ``site.yaml``, ``content/`` and ``data/``, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from site_builder.effects.disk import explained
from site_builder.errors import DiskError
from site_builder.model.source import SourceTree

SITE_FILE = "site.yaml"
FOLDERS = ("content", "data")

_LEFT_BY_PROGRAMS = ("~$", "#")
_LEFT_ENDINGS = ("~", ".bak", ".swp", ".tmp", ".orig", ".part", ".crdownload")
_LEFT_NAMES = {"thumbs.db", "desktop.ini"}


def find_site(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds ``site.yaml``, or None."""
    folder = start.resolve()
    return next((f for f in (folder, *folder.parents) if (f / SITE_FILE).is_file()), None)


def read_tree(folder: Path) -> SourceTree:
    """Read all files of a site that a build may use.

    Hidden files and what editors and Office leave beside a file are skipped. Names are
    brought to NFC: a Mac and a Windows share write the same Vietnamese name differently.

    Raises:
        DiskError: If a file cannot be read (``disk_denied``, ``disk``), a link leads
            out of the site or in a circle (``link_outside``, ``link_circle``), or two names
            are the same in NFC (``names_collide``).
    """
    root = folder.resolve()
    files: dict[str, bytes] = {}
    with explained(folder):
        for name, path in _site_files(root):
            if name in files:
                raise DiskError("names_collide", (("path", name),))
            with explained(name):
                files[name] = path.read_bytes()
    return SourceTree({name: files[name] for name in sorted(files)})


def _site_files(root: Path) -> Iterator[tuple[str, Path]]:
    if (root / SITE_FILE).is_file():
        _checked_target(root / SITE_FILE, root, ())
        yield SITE_FILE, root / SITE_FILE
    for folder in FOLDERS:
        if (root / folder).is_dir():
            yield from walk(root / folder, root)


def walk(folder: Path, root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder: the NFC path relative to ``root``, and where it is.

    Raises:
        DiskError: As ``read_tree``, for links.
        OSError: If a folder cannot be read.
    """
    return _walk(folder, root, (_checked_target(folder, root, ()),))


def _walk(folder: Path, root: Path, above: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        if is_left_over(path.name):
            continue
        target = _checked_target(path, root, above)
        if target.is_dir():
            yield from _walk(path, root, (*above, target))
        elif target.is_file():
            yield unicodedata.normalize("NFC", path.relative_to(root).as_posix()), path


def is_left_over(name: str) -> bool:
    """Whether a file is hidden, or was left beside another one by an editor or Office."""
    folded = name.casefold()
    return (
        name.startswith((".", *_LEFT_BY_PROGRAMS))
        or folded.endswith(_LEFT_ENDINGS)
        or folded in _LEFT_NAMES
    )


def _checked_target(path: Path, root: Path, above: tuple[Path, ...]) -> Path:
    """Return what a path really is, refusing links that leave the site or go in circles."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as failed:
        if isinstance(failed, FileNotFoundError) or not path.is_symlink():
            raise
        raise _link_error("link_circle", path, root) from failed
    if target != root and root not in target.parents:
        raise _link_error("link_outside", path, root)
    if target in above:
        raise _link_error("link_circle", path, root)
    return target


def _link_error(key: str, path: Path, root: Path) -> DiskError:
    return DiskError(key, (("path", path.relative_to(root).as_posix()),))
