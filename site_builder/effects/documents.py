"""Write single files that people work with: forms, reports, merged tables. Never a half one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from site_builder.effects.disk import DISK, Disk, explained

_PARTIAL = ".partial"


def write_whole(path: Path, content: bytes, disk: Disk = DISK) -> None:
    """Write a file so that its name stands for the old content or the new one, whole.

    Raises:
        DiskError: If the disk refuses; the old file is then as it was.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}{_PARTIAL}")
        try:
            disk.write(partial, content)
            disk.sync(partial)
            disk.rename(partial, path)
        finally:
            partial.unlink(missing_ok=True)


def write_all(files: Mapping[Path, bytes], disk: Disk = DISK) -> None:
    """Write several files that belong together.

    All are written beside their places first, so that a full disk changes none of them.

    Raises:
        DiskError: If the disk refuses.
    """
    partials = {path: path.with_name(f".{path.name}.{os.getpid()}{_PARTIAL}") for path in files}
    try:
        for path, content in files.items():
            with explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                disk.write(partials[path], content)
                disk.sync(partials[path])
        for path, partial in partials.items():
            with explained(path):
                disk.rename(partial, path)
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


def read_file(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        DiskError: If it cannot be read.
    """
    with explained(path):
        return path.read_bytes()


def is_same(path: Path, content: bytes) -> bool:
    """Whether a file is there and holds these bytes.

    Raises:
        DiskError: If it is there and cannot be read.
    """
    with explained(path):
        return path.is_file() and path.read_bytes() == content
