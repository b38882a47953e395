"""The compound file that an .xls is: find its streams, and write one that holds a single one.

All chains of sectors are followed with a count, so that one that bites its tail ends. As with
archives, another reader is given a new file of what was checked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_rules import RefusedError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR = 512
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_FREE, _END, _IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SHORT = 4096
"""Streams shorter than this lie in small sectors of their own."""

_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Stream:
    """An entry of the directory; ``size`` in bytes."""

    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file by name, folders left aside.

    Raises:
        RefusedError: If it is damaged, at any step.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            power, self.small_power = struct.unpack_from("<2H", data, 30)
            if power not in (9, 12) or self.small_power != 6:  # noqa: PLR2004 # all there are
                raise RefusedError(rules.DAMAGED)
            self.sector = 1 << power
            self.table = self._read_table()
            start = struct.unpack_from("<I", data, 48)[0]
            self.streams = list(_entries(b"".join(self._chain(start))))
        except struct.error as failed:
            raise RefusedError(rules.DAMAGED) from failed

    def find(self, *names: str) -> Stream | None:
        """Return the first stream of one of these names."""
        return next((s for s in self.streams if s.name in names and s.kind == _STREAM), None)

    def has(self, *names: str) -> bool:
        """Whether there is a stream or a folder of one of these names."""
        return any(stream.name in names for stream in self.streams)

    def read(self, stream: Stream) -> bytes:
        """Return a stream's bytes."""
        if stream.size > len(self.data):
            raise RefusedError(rules.DAMAGED)
        if stream.size >= _SHORT:
            content = b"".join(self._chain(stream.start))
        else:
            content = self._read_short(stream)
        if len(content) < stream.size:
            raise RefusedError(rules.DAMAGED)
        return content[: stream.size]

    def _read_table(self) -> list[int]:
        """Return for each sector the one that follows it."""
        header = struct.unpack_from("<109I", self.data, 76)
        places = [place for place in header if place < _LAST_SECTOR]
        further, count = struct.unpack_from("<2I", self.data, 68)
        most = len(self.data) // self.sector + 1
        while count and further < _LAST_SECTOR and most:
            numbers = struct.unpack(f"<{self.sector // 4}I", self._at(further))
            places += [place for place in numbers[:-1] if place < _LAST_SECTOR]
            further, count, most = numbers[-1], count - 1, most - 1
        if len(places) > len(self.data) // self.sector:
            raise RefusedError(rules.DAMAGED)
        table: list[int] = []
        for place in places:
            table += struct.unpack(f"<{self.sector // 4}I", self._at(place))
        return table

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        piece = self.data[start : start + self.sector]
        if not piece:
            raise RefusedError(rules.DAMAGED)
        # The last sector of a file may be cut at its content's end.
        return piece.ljust(self.sector, b"\0")

    def _chain(self, start: int) -> Iterator[bytes]:
        """Yield the sectors of a stream."""
        for number in _follow(self.table, start):
            yield self._at(number)

    def _read_short(self, stream: Stream) -> bytes:
        """Return a stream that lies in the small sectors."""
        root = next((s for s in self.streams if s.kind == _ROOT), None)
        if root is None:
            raise RefusedError(rules.DAMAGED)
        content = b"".join(self._chain(root.start))
        first = struct.unpack_from("<I", self.data, 60)[0]
        packed = b"".join(self._chain(first))
        table = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        size = 1 << self.small_power
        return b"".join(
            content[number * size : (number + 1) * size] for number in _follow(table, stream.start)
        )


def _follow(table: list[int], start: int) -> Iterator[int]:
    """Yield the numbers of a chain; one that is longer than the table goes in a circle."""
    number, left = start, len(table)
    while number < _LAST_SECTOR:
        if number >= len(table) or not left:
            raise RefusedError(rules.DAMAGED)
        yield number
        number, left = table[number], left - 1


def _entries(directory: bytes) -> Iterator[Stream]:
    """Yield the entries of a directory."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind and 2 <= length <= 64:  # noqa: PLR2004 # a name and its end, in two-byte letters
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<2I", directory, at + 116)
            yield Stream(name, kind, start, size)


def pack_stream(name: str, content: bytes) -> bytes:
    """Return a compound file with one stream, filled up with zeros to the shortest length."""
    size = max(len(content), _SHORT)
    body = content.ljust(-(-size // _SECTOR) * _SECTOR, b"\0")
    count = len(body) // _SECTOR
    per_table = _SECTOR // 4
    tables = 1
    while tables * per_table < count + 1 + tables:
        tables += 1
    extra = max(0, -(-(tables - 109) // (per_table - 1)))
    while tables * per_table < count + 1 + tables + extra:
        tables += 1
        extra = max(0, -(-(tables - 109) // (per_table - 1)))
    # In order: the stream, the directory, the tables, the list of further tables.
    follow = [*range(1, count), _END, _END, *[_IS_FAT] * tables, *[_IS_FAT - 1] * extra]
    follow += [_FREE] * (tables * per_table - len(follow))
    places = list(range(count + 1, count + 1 + tables))
    lists = _further_tables(places[109:], count + 1 + tables, per_table)
    root = _entry("Root Entry", _ROOT, _END, 0, 1)
    stream = _entry(name, _STREAM, 0, size, _FREE)
    directory = (root + stream).ljust(_SECTOR, b"\0")
    first = count + 1 + tables if extra else _END
    header = struct.pack(
        "<8s16x5H6x9I", SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, count, 0, _SHORT, _END, 0, first, extra,
    ) + struct.pack("<109I", *(places[:109] + [_FREE] * (109 - len(places[:109]))))  # fmt: skip
    return header + body + directory + struct.pack(f"<{len(follow)}I", *follow) + lists


def _further_tables(places: list[int], first: int, per_table: int) -> bytes:
    """Return the sectors that list the tables beyond those named in the header."""
    made = b""
    step = per_table - 1
    for number, start in enumerate(range(0, len(places), step)):
        some = places[start : start + step]
        is_last = start + step >= len(places)
        some += [_FREE] * (step - len(some)) + [_END if is_last else first + number + 1]
        made += struct.pack(f"<{per_table}I", *some)
    return made


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    """Return an entry of a directory."""
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16xI16x2I4x", written, len(written) + 2, kind, 1, _FREE, _FREE, child, 0,
        start, size,
    )  # fmt: skip
