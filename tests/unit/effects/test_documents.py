"""Files that people work with are replaced whole, together, and for the same people."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.effects.disk import Disk
from site_builder.effects.documents import is_same, write_all
from site_builder.errors import DiskError


class FullDisk(Disk):
    """A disk that is full after the first file."""

    def __init__(self) -> None:
        self.written = 0

    def write(self, path: Path, content: bytes) -> None:
        self.written += 1
        if self.written > 1:
            raise OSError(28, "No space left on device")
        super().write(path, content)


def test_files_are_written_with_their_folders(tmp_path: Path):
    """Nothing but the files themselves is left."""
    write_all({tmp_path / "a/b.csv": b"1", tmp_path / "c.csv": b"2"})

    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert found == ["a/b.csv", "c.csv"]
    assert is_same(tmp_path / "a/b.csv", b"1")
    assert not is_same(tmp_path / "a/b.csv", b"2")


def test_a_full_disk_changes_none_of_them(tmp_path: Path):
    """The first one was written beside its place, and is taken away again."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    write_all({first: b"old", second: b"old"})

    with pytest.raises(DiskError):
        write_all({first: b"new", second: b"new"}, FullDisk())

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.csv", "b.csv"]
    assert first.read_bytes() == second.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_who_may_write_a_file_may_write_it_afterwards(tmp_path: Path):
    """A table on a share belongs to a group."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o664)

    write_all({path: b"new"})

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o664
