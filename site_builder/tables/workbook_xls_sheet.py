"""Read the records of a sheet of an .xls, and make those that calamine is given."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping

from site_builder.model.grid import CellRange
from site_builder.model.spreadsheet import pack
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_biff import Globals, make_record
from site_builder.tables.workbook_facts import NO_DATE, Box, Budget, SheetFacts, is_no_date
from site_builder.tables.workbook_rules import RefusedError

_COLUMNS = 256
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x1
_REFERENCES = re.compile(rb"[\x39\x59\x79\x3a\x5a\x7a\x3b\x5b\x7b](..)", re.DOTALL)
"""How a formula names a cell, an area or a name of a numbered sheet."""

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_NOT_AVAILABLE = 0x2A
_NUMBER, _LABEL, _TRUTH = 0x203, 0x204, 0x205
_NO_NUMBER = b"\xff\xff"
_IS_TEXT, _IS_TRUTH, _IS_ERROR = 0, 1, 2
"""What the result of a formula is where it is no number; 3 is an empty text."""


_SHORT_NUMBERS = 0xBD
_SHORT_ZERO = b"\x02\0\0\0"
_LONG_NUMBER = 14
"""Bytes of a cell with its number written out."""

_IS_HUNDREDTH, _IS_WHOLE = 1, 2


class SheetReader:
    """Takes the records of one sheet.

    ``made`` are its cells alone, for calamine: what it need not read cannot harm it. A formula
    is put there as its last value, because calamine gives dates as numbers otherwise.
    """

    def __init__(self, name: str, content: bytes, found: Globals, budget: Budget) -> None:
        self.name = name
        self.content = content
        self.book = found
        self.budget = budget
        self.box = Box()
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.errors: dict[int, str] = {}
        self.formulas: set[int] = set()
        self.percents: set[int] = set()
        self.fonts: dict[int, str] = {}
        self.linked: list[int] = []
        self.made = bytearray()
        self.waiting = b""

    def facts(self) -> SheetFacts:
        """Return what the records said."""
        block = self.box.block()
        self.budget.take_box(self.name, block, self.box.filled)
        self.budget.take_merged(self.name, len(self.merged))
        return SheetFacts(
            box=block,
            merged=tuple(self.merged),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            errors=self.errors,
            formulas=frozenset(self.formulas),
            percents=frozenset(self.percents),
            fonts=self.fonts,
            linked=tuple(self.linked),
        )

    def take_number(self, start: int, end: int) -> None:
        """Take a number."""
        address, style = self._cell(start)
        is_short = end - start < _LONG_NUMBER
        number = _short_number(self.content, start + 6) if is_short else self._long(start + 6)
        if style in self.book.dates and is_no_date(number):
            self.errors[address] = NO_DATE
            return
        self._keep(start, end)
        if style in self.book.percents:
            self.percents.add(address)

    def take_numbers(self, start: int, end: int) -> None:
        """Take numbers side by side, each with its format."""
        row, first = struct.unpack_from("<2H", self.content, start)
        count = (end - start - 6) // 6
        if count < 1 or first + count > _COLUMNS:
            raise RefusedError(rules.DAMAGED)
        self.box.put(row + 1, first + 1, count)
        self.budget.take_formatted(self.name, count)
        made = bytearray(self.content[start:end])
        for place in range(count):
            at = 4 + place * 6
            style = struct.unpack_from("<H", made, at)[0]
            if style in self.book.percents:
                self.percents.add(pack(row + 1, first + place + 1))
            elif style in self.book.dates and is_no_date(_short_number(made, at + 2)):
                self.errors[pack(row + 1, first + place + 1)] = NO_DATE
                made[at + 2 : at + 6] = _SHORT_ZERO
        self._make(_SHORT_NUMBERS, bytes(made))

    def take_shared_text(self, start: int, end: int) -> None:
        """Take a text that is kept with those of the workbook."""
        self._keep(start, end)
        address, style = self._cell(start)
        number = struct.unpack_from("<I", self.content, start + 6)[0]
        if number >= len(self.book.lengths):
            raise RefusedError(rules.DAMAGED)
        self._text(address, style, self.book.lengths[number])

    def take_text(self, start: int, end: int) -> None:
        """Take a text that stands in its cell."""
        address, style = self._cell(start)
        self._text(address, style, self._length(start + 6, end))
        self._keep(start, end)

    def take_error(self, start: int, _end: int) -> None:
        """Take a truth value or an error."""
        address, _style = self._cell(start)
        value, is_error = struct.unpack_from("<2B", self.content, start + 6)
        if is_error:
            self.errors[address] = _ERRORS.get(value, "#N/A")
        self._make(_TRUTH, self.content[start : start + 6] + _truth(value, is_error=bool(is_error)))

    def take_formula(self, start: int, end: int) -> None:
        """Take a formula with the value that it had last."""
        address, style = self._cell(start)
        self.formulas.add(address)
        cell, result = self.content[start : start + 6], self.content[start + 6 : start + 14]
        self.waiting = b""
        if (
            result[6:8] != _NO_NUMBER
            and style in self.book.dates
            and is_no_date(self._long(start + 6))
        ):
            self.errors[address] = NO_DATE
        elif result[6:8] != _NO_NUMBER:
            self._make(_NUMBER, cell + result)
            if style in self.book.percents:
                self.percents.add(address)
        elif result[0] in (_IS_TRUTH, _IS_ERROR):
            is_error = result[0] == _IS_ERROR
            self._make(_TRUTH, cell + _truth(result[2], is_error=is_error))
            if is_error:
                self.errors[address] = _ERRORS.get(result[2], "#N/A")
        elif result[0] == _IS_TEXT:
            self.waiting = cell
        if self.book.foreign:
            self._look_for_links(address, self.content[start + 22 : end])

    def take_formula_text(self, start: int, end: int) -> None:
        """Take the text that the formula before gave."""
        if self.waiting:
            row, column, style = struct.unpack("<3H", self.waiting)
            self._text(pack(row + 1, column + 1), style, self._length(start, end))
            self._make(_LABEL, self.waiting + self.content[start:end])
            self.waiting = b""

    def take_blank(self, _start: int, _end: int) -> None:
        """Count a cell that has but a format."""
        self.budget.take_formatted(self.name, 1)

    def take_row(self, start: int, _end: int) -> None:
        """Take whether a row is hidden."""
        number = struct.unpack_from("<H", self.content, start)[0]
        if self.content[start + 12] & _ROW_IS_HIDDEN:
            self.hidden_rows.add(number + 1)

    def take_columns(self, start: int, _end: int) -> None:
        """Take whether columns are hidden."""
        first, last = struct.unpack_from("<2H", self.content, start)
        if self.content[start + 8] & _COLUMN_IS_HIDDEN:
            self.hidden_columns.update(range(first + 1, min(last, _COLUMNS - 1) + 2))

    def take_merged(self, start: int, end: int) -> None:
        """Take merged ranges."""
        for at in range(start + 2, end - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", self.content, at)
            self.merged.append(CellRange(top + 1, left + 1, bottom + 1, right + 1))

    def _long(self, start: int) -> float:
        """Return a number of eight bytes."""
        return float(struct.unpack_from("<d", self.content, start)[0])

    def _cell(self, start: int) -> tuple[int, int]:
        """Return (packed address, number of its format) of a cell with a value."""
        row, column, style = struct.unpack_from("<3H", self.content, start)
        if column >= _COLUMNS:
            raise RefusedError(rules.DAMAGED)
        self.box.put(row + 1, column + 1)
        self.budget.take_formatted(self.name, 1)
        return pack(row + 1, column + 1), style

    def _text(self, address: int, style: int, length: int) -> None:
        self.budget.take_text(self.name, length)
        if style in self.book.fonts:
            self.fonts[address] = self.book.fonts[style]

    def _length(self, start: int, end: int) -> int:
        """Return the length of a text, which stands whole in its record in honest files."""
        length, flags = struct.unpack_from("<HB", self.content, start)
        if length * (2 if flags & 1 else 1) > end - start - 3:
            raise RefusedError(rules.ODD_ARCHIVE, value=self.name)
        return int(length)

    def _keep(self, start: int, end: int) -> None:
        """Hand a record on as it stands."""
        self.made += self.content[start - 4 : end]

    def _make(self, kind: int, content: bytes) -> None:
        """Hand on another record instead."""
        self.made += make_record(kind, content)

    def _look_for_links(self, address: int, tokens: bytes) -> None:
        numbers = (int.from_bytes(m[1], "little") for m in _REFERENCES.finditer(tokens))
        if any(number in self.book.foreign for number in numbers):
            self.linked.append(address)


def _truth(value: int, *, is_error: bool) -> bytes:
    """Return the end of a truth value's record; all errors are one to calamine."""
    return bytes((_NOT_AVAILABLE, 1) if is_error else (value & 1, 0))


def _short_number(content: bytes | bytearray, start: int) -> float:
    """Return a number of four bytes: a whole one or the upper half of a long one, or its 100th."""
    bits = struct.unpack_from("<i", content, start)[0]
    if bits & _IS_WHOLE:
        number = float(bits >> 2)
    else:
        number = float(struct.unpack("<d", struct.pack("<q", (bits & ~3) << 32))[0])
    return number / 100 if bits & _IS_HUNDREDTH else number


READERS: Mapping[int, Callable[[SheetReader, int, int], None]] = {
    0x06: SheetReader.take_formula,
    0x7D: SheetReader.take_columns,
    0xBD: SheetReader.take_numbers,
    0xBE: SheetReader.take_blank,
    0xD6: SheetReader.take_text,
    0xE5: SheetReader.take_merged,
    0xFD: SheetReader.take_shared_text,
    0x201: SheetReader.take_blank,
    0x203: SheetReader.take_number,
    0x204: SheetReader.take_text,
    0x205: SheetReader.take_error,
    0x207: SheetReader.take_formula_text,
    0x208: SheetReader.take_row,
    0x27E: SheetReader.take_number,
}
