"""The archive that an .xlsx or .ods is, read by its own directory and trusted in nothing.

All that is said about an entry is checked against what is there before any other library
sees a byte: the directory lies in such files. ``Archive.repack`` then writes a new archive of
the checked parts alone, so that a reader with other ideas about archives sees the same ones.
A limit on what may come out makes limits on the ratio needless.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_rules import RefusedError

MAX_UNPACKED = 192 * 1024 * 1024
"""Bytes that may come out of one workbook: some twenty times the largest in honest use."""

MAX_ENTRIES = 5_000
CHUNK = 256 * 1024

_MEBI = 1024 * 1024
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_END_FIELDS = struct.Struct("<4s4H2LH")
_CENTRAL_FIELDS = struct.Struct("<4s6H3L5H2L")
_LOCAL_FIELDS = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_IS_ENCRYPTED, _IS_UTF8 = 0x1, 0x800
_UNKNOWN = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One part: ``start`` to ``end`` are its packed bytes in the file, ``local`` its header."""

    name: str
    method: int
    checksum: int
    size: int
    local: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The parts of a workbook by name; a name is there once."""

    data: bytes
    entries: dict[str, Entry]

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def below(self, folder: str) -> list[str]:
        """Return the names in a folder."""
        return [name for name in self.entries if name.startswith(folder)]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes, never more than its entry says.

        Raises:
            RefusedError: If the part is damaged or other than its entry says.
        """
        entry = self.entries[name]
        size = checksum = 0
        for chunk in _unpacked(self.data, entry):
            size += len(chunk)
            if size > entry.size:
                raise RefusedError(rules.ODD_ARCHIVE, value=name)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if size != entry.size or checksum != entry.checksum:
            raise RefusedError(rules.DAMAGED)

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.chunks(name))

    def drain(self) -> None:
        """Unpack every part once: what lies about its size lies about more."""
        for name in self.entries:
            for _ in self.chunks(name):
                pass

    def repack(self, names: Sequence[str], changed: Mapping[str, Iterable[bytes]]) -> bytes:
        """Return an archive of some parts, packed as they are, or of the bytes in ``changed``."""
        body, directory = bytearray(), bytearray()
        for name in names:
            packed, entry = self._packed(name, changed.get(name))
            start, written = len(body), name.encode()
            fields = (20, _IS_UTF8, entry.method, 0, 0x21, entry.checksum, len(packed), entry.size)
            body += _LOCAL_FIELDS.pack(_LOCAL, *fields, len(written), 0) + written + packed
            rest = (len(written), 0, 0, 0, 0, 0, start)
            directory += _CENTRAL_FIELDS.pack(_CENTRAL, 20, *fields, *rest) + written
        count = len(names)
        end = _END_FIELDS.pack(_END, 0, 0, count, count, len(directory), len(body), 0)
        return bytes(body + directory + end)

    def _packed(self, name: str, changed: Iterable[bytes] | None) -> tuple[bytes, Entry]:
        """Return a part's bytes for a new archive, and what its header says."""
        entry = self.entries[name]
        if changed is None:
            return self.data[entry.start : entry.end], entry
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = bytearray()
        size = checksum = 0
        for chunk in changed:
            size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
            packed += packer.compress(chunk)
        packed += packer.flush()
        return bytes(packed), Entry(name, _DEFLATED, checksum, size, 0, 0, 0)


def open_archive(data: bytes) -> Archive:
    """Read the directory of an archive and check it against the file.

    Raises:
        RefusedError: If it is damaged, encrypted, too large unpacked or oddly made.
    """
    if data.count(_CENTRAL) > MAX_ENTRIES:
        raise RefusedError(rules.ODD_ARCHIVE, value=_CENTRAL[:2].decode())
    try:
        entries = list(_entries(data))
    except (struct.error, IndexError) as failed:
        raise RefusedError(rules.DAMAGED) from failed
    _check_sizes(entries)
    _check_overlaps(entries)
    named: dict[str, Entry] = {}
    for entry in entries:
        if entry.name in named:
            raise RefusedError(rules.ODD_ARCHIVE, value=entry.name)
        named[entry.name] = entry
    return Archive(data, named)


def _entries(data: bytes) -> Iterator[Entry]:
    """Yield what the directory says, each with the place of its bytes."""
    start, end = _directory(data)
    position = start
    while position < end:
        fields = _CENTRAL_FIELDS.unpack_from(data, position)
        if fields[0] != _CENTRAL:
            raise RefusedError(rules.DAMAGED)
        name_length, extra_length, comment_length = fields[10:13]
        after_name = position + _CENTRAL_FIELDS.size + name_length
        written = data[position + _CENTRAL_FIELDS.size : after_name]
        name = written.decode("utf-8", "replace").replace("\\", "/").lstrip("/")
        if fields[3] & _IS_ENCRYPTED:
            raise RefusedError(rules.ENCRYPTED)
        if fields[4] not in (_STORED, _DEFLATED):
            raise RefusedError(rules.ODD_ARCHIVE, value=name)
        extra = data[after_name : after_name + extra_length]
        size, packed, local = _sizes(extra, fields[9], fields[8], fields[16])
        begins = _start(data, local)
        if begins + packed > start:
            raise RefusedError(rules.DAMAGED)
        yield Entry(name, fields[4], fields[7], size, local, begins, begins + packed)
        position = after_name + extra_length + comment_length


def _directory(data: bytes) -> tuple[int, int]:
    """Return where the directory begins and ends."""
    end = data.rfind(_END, max(0, len(data) - 0xFFFF - _END_FIELDS.size))
    if end < 0:
        raise RefusedError(rules.DAMAGED)
    *_, size, offset, _comment = _END_FIELDS.unpack_from(data, end)
    if data[end - 20 : end - 16] == _LOCATOR_64:
        record = data.rfind(_END_64, 0, end - 20)
        size, offset = struct.unpack_from("<2Q", data, record + 40)
        end = record
    if end < 0 or offset + size != end:
        raise RefusedError(rules.DAMAGED)
    return offset, end


def _sizes(extra: bytes, size: int, packed: int, local: int) -> tuple[int, int, int]:
    """Return the sizes and the place of an entry, from the long fields where it has them."""
    numbers: list[int] = []
    while len(extra) >= 4:  # noqa: PLR2004 # two bytes of kind, two of length
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            numbers = list(struct.unpack_from(f"<{length // 8}Q", extra, 4))
        extra = extra[4 + length :]
    found = [
        numbers.pop(0) if short == _UNKNOWN and numbers else short
        for short in (size, packed, local)
    ]
    return found[0], found[1], found[2]


def _start(data: bytes, local: int) -> int:
    """Return where an entry's bytes begin, behind its own header."""
    fields = _LOCAL_FIELDS.unpack_from(data, local)
    if fields[0] != _LOCAL:
        raise RefusedError(rules.DAMAGED)
    return local + _LOCAL_FIELDS.size + int(fields[9]) + int(fields[10])


def _check_sizes(entries: list[Entry]) -> None:
    """Refuse a workbook that unpacks to more than anyone fills in."""
    total = sum(entry.size for entry in entries)
    if total > MAX_UNPACKED:
        raise RefusedError(
            rules.UNPACKS_TOO_LARGE, megabytes=total // _MEBI, limit=MAX_UNPACKED // _MEBI
        )


def _check_overlaps(entries: list[Entry]) -> None:
    """Refuse parts that share bytes: many large parts made of one small one."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.local):
        if entry.local < end:
            raise RefusedError(rules.ODD_ARCHIVE, value=entry.name)
        end = entry.end


def _unpacked(data: bytes, entry: Entry) -> Iterator[bytes]:
    """Yield the unpacked bytes of an entry in small pieces."""
    if entry.method == _STORED:
        for start in range(entry.start, entry.end, CHUNK):
            yield data[start : min(start + CHUNK, entry.end)]
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(entry.start, entry.end, CHUNK):
            packed = data[start : min(start + CHUNK, entry.end)]
            while packed:
                yield unpacker.decompress(packed, CHUNK)
                packed = unpacker.unconsumed_tail
        while rest := unpacker.decompress(b"", CHUNK):
            yield rest
    except zlib.error as failed:
        raise RefusedError(rules.DAMAGED) from failed
    if not unpacker.eof:
        raise RefusedError(rules.DAMAGED)
