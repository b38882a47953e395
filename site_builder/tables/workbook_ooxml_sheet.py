"""Read what the XML of a sheet of an .xlsx says besides its values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.model.grid import CellRange
from site_builder.model.spreadsheet import COLUMNS, cell_name, pack, parse_cell_name, unpack
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import (
    MAX_MERGED,
    MAX_ROWS,
    NO_DATE,
    Box,
    Budget,
    SheetFacts,
    is_no_date,
    is_number,
)
from site_builder.tables.workbook_ooxml import TRUE, Strings, Styles
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_xml import LocalNames

_LINK = re.compile(r"(?<![\w\]])\[\d+\]|'[^']*\[\d+\]")
"""How a formula names another workbook: ``[1]Sheet!A1``, ``'[1]My sheet'!A1``."""

_TEXT_TYPES = ("s", "str", "inlineStr")
_COUNTED_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the workbook a sheet is read with."""

    styles: Styles
    strings: Strings
    recalculates: bool
    has_links: bool


class SheetListener:
    """Takes the elements of one sheet; ``facts`` returns what they said."""

    def __init__(self, name: str, setting: Setting, budget: Budget) -> None:
        self.depth = 0
        self.seen = 0
        self.sheet = name
        self.setting = setting
        self.budget = budget
        self.names = LocalNames()
        self.columns = _ColumnNumbers()
        self.box = Box()
        self.uncounted = 0
        self.in_cells = False
        self.row = 0
        self.row_text = "0"
        self.column = 0
        self.row_is_hidden = False
        self.in_cell = False
        self.reading = ""
        self.type = ""
        self.style = ""
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.shared = ""
        self.linked_groups: set[str] = set()
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.errors: dict[int, str] = {}
        self.unsaved: set[int] = set()
        self.formulas: set[int] = set()
        self.percents: set[int] = set()
        self.fonts: dict[int, str] = {}
        self.linked: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        self.seen += 1
        name = self.names[name]
        if self.in_cell:
            if name in ("v", "t"):
                self.reading = "v"
            elif name == "f":
                self.reading = "f"
                self.formula = []
                self.shared = attributes.get("si", "")
        elif name == "c" and self.in_cells:
            self._start_cell(attributes)
        elif name == "row" and self.in_cells:
            self._start_row(attributes)
        elif name == "sheetData":
            self.in_cells = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in TRUE:
            self._hide_columns(attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.depth -= 1
        name = self.names[name]
        if name == "c" and self.in_cell:
            self.in_cell = False
            if self.value or self.formula is not None:
                self._end_cell()
        elif name in ("v", "t", "f"):
            self.reading = ""
        elif name == "sheetData":
            self.in_cells = False
            self.budget.take_formatted(self.sheet, self.uncounted)
            self.uncounted = 0

    def text(self, text: str) -> None:
        """Take a piece of text: of a value or of a formula."""
        if self.reading == "v":
            self.value.append(text)
        elif self.reading == "f" and self.formula is not None:
            self.formula.append(text)

    def interrupt(self) -> None:
        """Refuse a value in pieces: readers differ in what they make of it."""
        if self.reading:
            raise RefusedError(rules.ODD_ARCHIVE, value=cell_name(pack(self.row, self.column)))

    def facts(self) -> SheetFacts:
        """Return what the sheet said, once it is read to its end."""
        block = self.box.block()
        self.budget.take_box(self.sheet, block, self.box.filled)
        self.budget.take_merged(self.sheet, len(self.merged))
        return SheetFacts(
            block,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            self.errors,
            frozenset(self.unsaved),
            frozenset(self.formulas),
            frozenset(self.percents),
            self.fonts,
            tuple(self.linked),
        )

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        self.row = self.row + 1 if text is None else _number(text, MAX_ROWS)
        self.row_text = str(self.row)
        self.column = 0
        self.row_is_hidden = attributes.get("hidden") in TRUE

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.in_cell = True
        self.uncounted += 1
        if self.uncounted == _COUNTED_AT_ONCE:
            self.budget.take_formatted(self.sheet, self.uncounted)
            self.uncounted = 0
        name = attributes.get("r")
        if name is None:
            self.column += 1
        elif name.endswith(self.row_text) and (column := self.columns[name[: -len(self.row_text)]]):
            self.column = column
        else:
            self._move(name)
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        self.value = []
        self.formula = None

    def _move(self, name: str) -> None:
        """Go to a cell that says another row than the row that it is in."""
        address = parse_cell_name(name) if "$" not in name else None
        if address is None:
            raise RefusedError(rules.DAMAGED)
        row, self.column = unpack(address)
        if row != self.row:
            raise RefusedError(rules.DAMAGED)

    def _end_cell(self) -> None:
        address = pack(self.row, self.column)
        text = "".join(self.value)
        self.box.put(self.row, self.column)
        if self.formula is not None:
            self._take_formula(address, text)
        if not text:
            return
        if self.row_is_hidden:
            self.hidden_rows.add(self.row)
        if self.type == "n":
            self._take_number(address, text)
        elif self.type == "e":
            self.errors[address] = text
        elif self.type in _TEXT_TYPES:
            self._take_text(address, text)

    def _take_number(self, address: int, text: str) -> None:
        styles = self.setting.styles
        if not is_number(text):
            raise RefusedError(rules.DAMAGED)
        if self.style in styles.percents:
            self.percents.add(address)
        elif self.style in styles.dates and is_no_date(float(text)):
            self.errors[address] = NO_DATE

    def _take_formula(self, address: int, text: str) -> None:
        self.formulas.add(address)
        is_error = self.type == "e" and text
        if not is_error and (self.setting.recalculates or (not text and self.type != "str")):
            self.unsaved.add(address)
        if self.setting.has_links:
            is_linked = _LINK.search("".join(self.formula or ())) is not None
            if is_linked and self.shared:
                self.linked_groups.add(self.shared)
            if is_linked or self.shared in self.linked_groups:
                self.linked.append(address)

    def _take_text(self, address: int, text: str) -> None:
        strings = self.setting.strings
        length, font = len(text), self.setting.styles.fonts.get(self.style)
        if self.type == "s":
            index = _number(text, len(strings.lengths) - 1)
            length = strings.lengths[index]
            font = font or strings.fonts.get(index)
        if font:
            self.fonts[address] = font
        self.budget.take_text(self.sheet, length)

    def _merge(self, name: str) -> None:
        first, _, last = name.partition(":")
        corners = parse_cell_name(first), parse_cell_name(last or first)
        if corners[0] is None or corners[1] is None:
            raise RefusedError(rules.DAMAGED)
        self.merged.append(CellRange(*unpack(corners[0]), *unpack(corners[1])))
        if len(self.merged) > MAX_MERGED:
            self.budget.take_merged(self.sheet, len(self.merged))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first = _number(attributes.get("min", ""), COLUMNS)
        last = _number(attributes.get("max", ""), COLUMNS)
        self.hidden_columns.update(range(first, last + 1))


class _ColumnNumbers(dict[str, int]):
    """The number of a column by its letters, each worked out once; 0 for no column."""

    def __missing__(self, letters: str) -> int:
        address = parse_cell_name(letters + "1") if letters.isalpha() else None
        number = self[letters] = 0 if address is None else unpack(address)[1]
        return number


def _number(text: str, limit: int) -> int:
    """Return a whole number up to a limit, as the file writes it."""
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= limit):  # noqa: PLR2004
        raise RefusedError(rules.DAMAGED)
    return int(text)
