"""What the file system's refusals are called."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from site_builder.effects.disk import DISK, disk_error, explained
from site_builder.errors import DiskError


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "disk_denied"),
        (errno.EROFS, "disk_denied"),
        (errno.EIO, "disk"),
    ],
)
def test_refusals_are_told_apart(number: int, key: str):
    """What to do about them differs; each ends with 74."""
    failed = disk_error(OSError(number, "reason", "/x/file"), "/x")

    assert (failed.key, failed.exit_code) == (key, 74)
    assert failed.facts == (("path", "/x/file"), ("reason", "reason"))


def test_a_refusal_without_a_name_gets_that_of_the_work():
    """An OSError may say nothing at all."""
    with pytest.raises(DiskError) as failed, explained("/x"):
        raise OSError

    assert failed.value.facts == (("path", "/x"), ("reason", "OSError"))


def test_a_file_is_never_written_over(tmp_path: Path):
    """Writing makes new files only; replacing is a rename."""
    DISK.write(tmp_path / "a", b"first")

    with pytest.raises(FileExistsError):
        DISK.write(tmp_path / "a", b"second")

    assert (tmp_path / "a").read_bytes() == b"first"
