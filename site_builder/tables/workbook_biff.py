"""The records of an .xls of Excel 97 and later: what they say besides the values.

A record is two bytes of kind, two of length, and its content; what is longer goes on in
records of kind ``CONTINUE``.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_biff_texts import IS_WIDE, measure_texts
from site_builder.tables.workbook_facts import (
    BUILT_IN_DATES,
    LEGACY_FONT,
    MAX_SHEETS,
    MAX_STYLES,
    is_date_format,
    is_percent_format,
)
from site_builder.tables.workbook_rules import RefusedError

EXCEL_97 = 0x0600
WORKSHEET, MACRO_SHEET = 0, 1

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_KEPT = (0x22, 0xE0, 0x41E)
_BUILT_IN_PERCENTS = (9, 10)
_ADD_INS = (0x0401, 0x3A01)
"""Where another workbook's address would stand: this workbook itself, or functions."""

_UNUSED_FONT = 4
"""The number that no font has: cells count past it."""


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet's name, where its records begin, its kind, and how it is hidden: 0 not at all."""

    name: str
    offset: int
    kind: int
    hidden: int


@dataclass(slots=True)
class Globals:
    """What holds for all sheets.

    ``fonts``, ``percents`` and ``dates`` go by the number of a cell's format. ``lengths`` are
    those of the shared texts, ``kept`` the records that the values need besides those of the
    sheets; ``foreign`` the numbers by which formulas name sheets of other workbooks.
    """

    sheets: list[SheetPlace] = field(default_factory=list)
    dates_from_1904: bool = False
    fonts: dict[int, str] = field(default_factory=dict)
    percents: set[int] = field(default_factory=set)
    dates: set[int] = field(default_factory=set)
    lengths: array[int] = field(default_factory=lambda: array("q"))
    foreign: set[int] = field(default_factory=set)
    kept: bytearray = field(default_factory=bytearray)


def records(stream: bytes, offset: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, start, end) of the records of one part, without its first and last.

    The part is over before ``stop``: parts that overlap would be read many times.

    Raises:
        RefusedError: If there is no part, it has no end, or it is older than Excel 97.
    """
    depth = 0
    position = offset
    while position + 4 <= stop:
        kind, length = struct.unpack_from("<2H", stream, position)
        start, position = position + 4, position + 4 + length
        if position > stop or (not depth and kind & 0xFF != _BOF & 0xFF):
            break
        if kind == _BOF:
            depth += 1
            if struct.unpack_from("<H", stream, start)[0] != EXCEL_97:
                raise RefusedError(rules.TOO_OLD)
        elif not depth:
            raise RefusedError(rules.TOO_OLD)
        elif kind == _EOF:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, start, position
    raise RefusedError(rules.DAMAGED)


def read_globals(stream: bytes) -> Globals:
    """Read the first part of a workbook.

    Raises:
        RefusedError: If it is damaged, has a password, or holds macros of Excel 4.
    """
    reader = _GlobalReader(stream)
    previous = 0
    for kind, start, end in records(stream, 0, len(stream)):
        if kind == _CONTINUE:
            if previous == _SST:
                reader.texts.append((start, end))
            continue
        previous = kind
        reader.count += kind in _LISTED
        if reader.count > MAX_STYLES:
            raise RefusedError(rules.DAMAGED)
        read = _READERS.get(kind)
        if read is not None:
            read(reader, start, end)
        if kind in _KEPT:
            reader.found.kept += stream[start - 4 : end]
    return reader.finish()


def make_record(kind: int, content: bytes) -> bytes:
    """Return a record.

    Raises:
        struct.error: If the content is too long for one.
    """
    return struct.pack("<2H", kind, len(content)) + content


def join_parts(found: Globals, parts: Mapping[str, bytes | bytearray]) -> bytes:
    """Return a workbook of cells alone: what holds for all, then each sheet's records by name."""
    end = make_record(_EOF, b"")
    first = make_record(_BOF, struct.pack("<2H12x", EXCEL_97, 5))
    begin = make_record(_BOF, struct.pack("<2H12x", EXCEL_97, 16))
    sheets = [(s, s.name.encode("utf-16-le")) for s in found.sheets if s.name in parts]
    offset = len(first) + sum(12 + len(name) for _, name in sheets) + len(found.kept) + len(end)
    made, tail = bytearray(first), bytearray()
    for sheet, name in sheets:
        fields = (offset + len(tail), sheet.hidden, WORKSHEET, len(name) // 2, IS_WIDE)
        made += make_record(_SHEET, struct.pack("<I4B", *fields) + name)
        tail += begin + parts[sheet.name] + end
    return bytes(made + found.kept + end + tail)


class _GlobalReader:
    """Takes the records; fonts and formats are joined once all are there."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.found = Globals()
        self.fonts: list[str] = []
        self.formats: dict[int, str] = {}
        self.styles: list[tuple[int, int]] = []
        self.books: list[bool] = []
        self.references: list[int] = []
        self.texts: list[tuple[int, int]] = []
        self.count = 0

    def finish(self) -> Globals:
        """Return what was found."""
        found = self.found
        for number, (font, shown) in enumerate(self.styles):
            place = font - 1 if font > _UNUSED_FONT else font
            if place < len(self.fonts) and LEGACY_FONT.match(self.fonts[place]):
                found.fonts[number] = self.fonts[place]
            custom = self.formats.get(shown)
            if shown in _BUILT_IN_PERCENTS if custom is None else is_percent_format(custom):
                found.percents.add(number)
            if shown in BUILT_IN_DATES if custom is None else is_date_format(custom):
                found.dates.add(number)
        found.foreign = {
            number
            for number, book in enumerate(self.references)
            if book < len(self.books) and self.books[book]
        }
        found.lengths = measure_texts(self.stream, self.texts)
        self._keep_texts()
        if len(found.sheets) > MAX_SHEETS:
            raise RefusedError(rules.TOO_MANY_SHEETS, count=len(found.sheets), limit=MAX_SHEETS)
        return found

    def _keep_texts(self) -> None:
        """Keep the shared texts, with their true number in front."""
        for number, (start, end) in enumerate(self.texts):
            content = self.stream[start:end]
            if not number:
                count = len(self.found.lengths)
                content = struct.pack("<2I", count, count) + content[8:]
            self.found.kept += make_record(_CONTINUE if number else _SST, content)

    def refuse_password(self, _start: int, _end: int) -> None:
        """Refuse what cannot be read without a password."""
        raise RefusedError(rules.ENCRYPTED)

    def take_dates(self, start: int, _end: int) -> None:
        """Take the year that days count from."""
        self.found.dates_from_1904 = self.stream[start] == 1

    def take_sheet(self, start: int, end: int) -> None:
        """Take a sheet's name and place."""
        offset, hidden, kind, length = struct.unpack_from("<I3B", self.stream, start)
        name = _letters(self.stream, start + 7, end, length)
        if kind == MACRO_SHEET:
            raise RefusedError(rules.MACROS)
        self.found.sheets.append(SheetPlace(name, offset, kind, hidden & 3))

    def take_font(self, start: int, end: int) -> None:
        """Take a font's name."""
        length = self.stream[start + 14]
        self.fonts.append(_letters(self.stream, start + 15, end, length))

    def take_format(self, start: int, end: int) -> None:
        """Take a number format."""
        number, length = struct.unpack_from("<2H", self.stream, start)
        self.formats[number] = _letters(self.stream, start + 4, end, length)

    def take_style(self, start: int, _end: int) -> None:
        """Take the font and the number format of cells."""
        self.styles.append(struct.unpack_from("<2H", self.stream, start))

    def take_book(self, start: int, _end: int) -> None:
        """Take whether formulas may look into another workbook."""
        self.books.append(struct.unpack_from("<H", self.stream, start + 2)[0] not in _ADD_INS)

    def take_references(self, start: int, end: int) -> None:
        """Take which workbook each reference to a sheet goes to."""
        count = min(struct.unpack_from("<H", self.stream, start)[0], (end - start - 2) // 6)
        for number in range(count):
            if len(self.references) > MAX_STYLES:
                raise RefusedError(rules.DAMAGED)
            self.references.append(struct.unpack_from("<H", self.stream, start + 2 + number * 6)[0])

    def take_texts(self, start: int, end: int) -> None:
        """Take where the shared texts begin."""
        self.texts.append((start, end))


_SST, _SHEET = 0xFC, 0x85
_LISTED = (0x17, 0x31, 0x85, 0xE0, 0x1AE)
_READERS: Mapping[int, Callable[[_GlobalReader, int, int], None]] = {
    0x22: _GlobalReader.take_dates,
    0x2F: _GlobalReader.refuse_password,
    0x31: _GlobalReader.take_font,
    _SHEET: _GlobalReader.take_sheet,
    0xE0: _GlobalReader.take_style,
    _SST: _GlobalReader.take_texts,
    0x17: _GlobalReader.take_references,
    0x1AE: _GlobalReader.take_book,
    0x41E: _GlobalReader.take_format,
}


def _letters(stream: bytes, start: int, end: int, length: int) -> str:
    """Return a text that begins with how wide its letters are."""
    if stream[start] & IS_WIDE:
        return stream[start + 1 : min(end, start + 1 + 2 * length)].decode("utf-16-le", "replace")
    return stream[start + 1 : min(end, start + 1 + length)].decode("latin-1")
