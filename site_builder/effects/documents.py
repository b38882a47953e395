"""Write single files that people work with: forms, reports, merged tables. Never a half one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from site_builder.effects.disk import DISK, Disk, explained

_PARTIAL = ".partial"


def write_all(files: Mapping[Path, bytes], disk: Disk = DISK) -> None:
    """Write several files that belong together.

    All are written beside their places first, so that a full disk changes none of them. A file
    that is replaced keeps its permissions: on a share, others must still be able to write it.

    Raises:
        DiskError: If the disk refuses.
    """
    partials = {path: path.with_name(f".{path.name}.{os.getpid()}{_PARTIAL}") for path in files}
    try:
        for path, content in files.items():
            with explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                disk.write(partials[path], content)
                if path.exists():
                    shutil.copymode(path, partials[path])
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
