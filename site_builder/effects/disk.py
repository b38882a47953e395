"""The few operations by which a published site changes, as one object.

Publishing takes this object as an argument, so that tests can make any one operation fail.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.errors import DiskError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Disk:
    """The real disk."""

    def make_folder(self, path: Path) -> None:
        """Make a folder, which must not exist yet, in one that does."""
        path.mkdir()

    def write(self, path: Path, content: bytes) -> None:
        """Write a new file; it is safe from a power cut only after ``sync``."""
        with path.open("xb") as file:
            file.write(content)

    def sync(self, path: Path) -> None:
        """Wait until a file's bytes, or a folder's names, are on the disk.

        Windows keeps the names of folders safe by itself and offers no way to wait.
        """
        if os.name == "nt" and path.is_dir():
            return
        handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, source: Path, target: Path) -> None:
        """Move a file, link or folder in one step; a file or link may be replaced."""
        source.replace(target)

    def link(self, path: Path, target: str) -> None:
        """Make a symbolic link to a folder beside it."""
        path.symlink_to(target, target_is_directory=True)

    def remove_folder(self, path: Path) -> None:
        """Remove a folder that is empty."""
        path.rmdir()

    def remove_tree(self, path: Path) -> None:
        """Remove a folder with all that is in it. Links are removed, not followed."""
        shutil.rmtree(path)


DISK = Disk()
"""The real disk; it has no state."""


def disk_error(failed: OSError, path: Path | str) -> DiskError:
    """Turn a refusal of the file system into the error that a person is told.

    Args:
        failed: What the system said.
        path: What was worked on, told where the system does not name a file itself.
    """
    key = "disk"
    if failed.errno in _FULL:
        key = "disk_full"
    elif failed.errno in _DENIED:
        key = "disk_denied"
    named = failed.filename if isinstance(failed.filename, str) else None
    reason = failed.strerror or type(failed).__name__
    return DiskError(key, (("path", named or str(path)), ("reason", reason)))


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn every refusal of the file system inside the block into a ``DiskError``."""
    try:
        yield
    except OSError as failed:
        raise disk_error(failed, path) from failed
