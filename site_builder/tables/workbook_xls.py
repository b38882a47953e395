"""Read an .xls: check its records, read what they say, and take the values by calamine."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping

from site_builder.model.grid import CellRange, Workbook
from site_builder.model.spreadsheet import pack
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_biff import WORKSHEET, Globals, read_globals, records
from site_builder.tables.workbook_facts import Box, Budget, SheetFacts
from site_builder.tables.workbook_grid import Opened, fill_grid
from site_builder.tables.workbook_ole import CompoundFile, pack_stream
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_values import read_values

_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT")
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_COLUMNS = 256
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x1
_REFERENCES = re.compile(rb"[\x39\x59\x79\x3a\x5a\x7a\x3b\x5b\x7b](..)", re.DOTALL)
"""How a formula names a cell, an area or a name of a numbered sheet."""

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_NO_NUMBER = b"\xff\xff"
_EMPTY_TEXT, _IS_ERROR = 3, 2


def read_xls(data: bytes) -> Opened:
    """Read a workbook.

    Raises:
        RefusedError: If it is damaged, encrypted, too old, too large, or holds macros.
    """
    file = CompoundFile(data)
    if file.has(*_ENCRYPTED):
        raise RefusedError(rules.ENCRYPTED)
    stream = file.find("Workbook", "WORKBOOK")
    if stream is None:
        raise RefusedError(rules.TOO_OLD if file.find("Book") else rules.NO_WORKBOOK)
    if file.has(*_MACROS):
        raise RefusedError(rules.MACROS)
    content = file.read(stream)
    try:
        found = read_globals(content)
        facts = _read_facts(content, found)
    except (struct.error, IndexError) as failed:
        raise RefusedError(rules.DAMAGED) from failed
    boxes = [(name, sheet.box) for name, sheet in facts.items()]
    checked = pack_stream("Workbook", content)
    grids = [fill_grid(values, facts[values.name]) for values in read_values(checked, boxes)]
    linked = tuple((name, cell) for name, sheet in facts.items() for cell in sheet.linked)
    return Opened(Workbook(tuple(grids), found.dates_from_1904), linked)


def _read_facts(content: bytes, found: Globals) -> dict[str, SheetFacts]:
    """Read the records of every sheet that has cells."""
    budget = Budget()
    facts: dict[str, SheetFacts] = {}
    for place in found.sheets:
        if place.kind != WORKSHEET:
            continue
        if place.name in facts:
            raise RefusedError(rules.DAMAGED)
        reader = _SheetReader(place.name, content, found, budget)
        for kind, start, end in records(content, place.offset):
            read = _READERS.get(kind)
            if read is not None:
                read(reader, start, end)
        facts[place.name] = reader.facts()
    return facts


class _SheetReader:
    """Takes the records of one sheet."""

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

    def take_number(self, start: int, _end: int) -> None:
        """Take a number."""
        address, style = self._cell(start)
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
        for place in range(count):
            style = struct.unpack_from("<H", self.content, start + 4 + place * 6)[0]
            if style in self.book.percents:
                self.percents.add(pack(row + 1, first + place + 1))

    def take_shared_text(self, start: int, _end: int) -> None:
        """Take a text that is kept with those of the workbook."""
        address, style = self._cell(start)
        number = struct.unpack_from("<I", self.content, start + 6)[0]
        if number >= len(self.book.lengths):
            raise RefusedError(rules.DAMAGED)
        self._text(address, style, self.book.lengths[number])

    def take_text(self, start: int, _end: int) -> None:
        """Take a text that stands in its cell."""
        address, style = self._cell(start)
        self._text(address, style, struct.unpack_from("<H", self.content, start + 6)[0])

    def take_error(self, start: int, _end: int) -> None:
        """Take a truth value or an error."""
        address, _style = self._cell(start)
        value, is_error = struct.unpack_from("<2B", self.content, start + 6)
        if is_error:
            self.errors[address] = _ERRORS.get(value, "#N/A")

    def take_formula(self, start: int, end: int) -> None:
        """Take a formula with the value that it had last."""
        address, style = self._cell(start)
        self.formulas.add(address)
        result = self.content[start + 6 : start + 14]
        if result[6:8] != _NO_NUMBER:
            if style in self.book.percents:
                self.percents.add(address)
        elif result[0] == _IS_ERROR:
            self.errors[address] = _ERRORS.get(result[2], "#N/A")
        elif result[0] != 1 and result[0] != _EMPTY_TEXT and style in self.book.fonts:
            self.fonts[address] = self.book.fonts[style]
        if self.book.foreign:
            self._look_for_links(address, self.content[start + 22 : end])

    def take_formula_text(self, start: int, _end: int) -> None:
        """Take the text that the formula before gave."""
        self.budget.take_text(self.name, struct.unpack_from("<H", self.content, start)[0])

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

    def _look_for_links(self, address: int, tokens: bytes) -> None:
        numbers = (int.from_bytes(m[1], "little") for m in _REFERENCES.finditer(tokens))
        if any(number in self.book.foreign for number in numbers):
            self.linked.append(address)


_READERS: Mapping[int, Callable[[_SheetReader, int, int], None]] = {
    0x06: _SheetReader.take_formula,
    0x7D: _SheetReader.take_columns,
    0xBD: _SheetReader.take_numbers,
    0xBE: _SheetReader.take_blank,
    0xD6: _SheetReader.take_text,
    0xE5: _SheetReader.take_merged,
    0xFD: _SheetReader.take_shared_text,
    0x201: _SheetReader.take_blank,
    0x203: _SheetReader.take_number,
    0x204: _SheetReader.take_text,
    0x205: _SheetReader.take_error,
    0x207: _SheetReader.take_formula_text,
    0x208: _SheetReader.take_row,
    0x27E: _SheetReader.take_number,
}
