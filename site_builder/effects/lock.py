"""Let one build at a time publish into an output folder.

The operating system holds the lock and drops it when a process ends, however it ends: a
lock file that lies about blocks nobody. The file is never removed, since two builds could
then each hold a lock on a file of that name.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.effects.disk import disk_error, explained
from site_builder.errors import LockedError

LOCK = ".lock"
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_lock(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder, which is made where it is missing.

    Raises:
        LockedError: At once, if another process holds it.
        DiskError: If the lock file cannot be made, or the file system knows no locks.
    """
    path = output / LOCK
    with explained(path):
        output.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take_or_explain(handle, path)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _take_or_explain(handle: int, path: Path) -> None:
    try:
        _take(handle)
    except OSError as failed:
        if failed.errno in _HELD:
            raise LockedError("locked", (("path", str(path)),)) from failed
        raise disk_error(failed, path) from failed
