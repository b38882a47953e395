"""Read what the content of an .ods says besides its values.

Cells and rows stand once with how often they are repeated; nothing is repeated here before it
is known to stay within the limits.
"""

from __future__ import annotations

import re

from site_builder.model.grid import CellRange
from site_builder.model.spreadsheet import COLUMNS, cell_name, pack
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import (
    LEGACY_FONT,
    MAX_CELLS,
    MAX_ROWS,
    Box,
    Budget,
    SheetFacts,
    is_number,
)
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_xml import Counting

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
_LINK = re.compile(r"'(?:file|https?|smb|ftp):", re.IGNORECASE)
_HIDDEN = ("collapse", "filter")
_NUMBERS = ("float", "percentage", "currency")
_WITH_ATTRIBUTES = ("table-cell", "covered-table-cell", "table-row", "table-column", "s")
_CELLS = ("table-cell", "covered-table-cell")


class ContentListener(Counting):
    """Takes the elements of the content; ``sheets`` then has the facts by name, in order."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.budget = budget
        self.sheets: list[tuple[str, SheetFacts]] = []
        self.faces: dict[str, str] = {}
        self.fonts: dict[str, str] = {}
        self.style = ""
        self.sheet: _Sheet | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element."""
        sheet = self.sheet
        if sheet is not None:
            sheet.begin(name, self._local(attributes) if name in _WITH_ATTRIBUTES else {})
        elif name == "table":
            self.sheet = _Sheet(self._local(attributes).get("name", ""), self.budget, self.fonts)
        elif name in ("font-face", "style", "text-properties"):
            self._take_font(name, self._local(attributes))

    def finish(self, name: str) -> None:
        """Take the end of an element."""
        if self.sheet is None:
            return
        if name == "table":
            self.sheets.append((self.sheet.name, self.sheet.facts()))
            self.sheet = None
        else:
            self.sheet.finish(name)

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self.sheet is not None:
            self.sheet.text(text)

    def interrupt(self) -> None:
        """Refuse a value in pieces: readers differ in what they make of it."""
        if self.sheet is not None and self.sheet.in_cell:
            raise RefusedError(rules.ODD_ARCHIVE, value=self.sheet.place())

    def _local(self, attributes: dict[str, str]) -> dict[str, str]:
        names = self.names
        return {names[name]: value for name, value in attributes.items()}

    def _take_font(self, name: str, attributes: dict[str, str]) -> None:
        """Follow a cell's style to its font."""
        if name == "font-face":
            self.faces[attributes.get("name", "")] = attributes.get("font-family", "").strip("'")
        elif name == "style":
            self.style = attributes.get("name", "")
        elif "font-name" in attributes:
            face = attributes["font-name"]
            family = self.faces.get(face, face)
            if LEGACY_FONT.match(family):
                self.fonts[self.style] = family


class _Sheet:
    """Takes the elements of one sheet."""

    def __init__(self, name: str, budget: Budget, fonts: dict[str, str]) -> None:
        self.name = name
        self.budget = budget
        self.legacy = fonts
        self.box = Box()
        self.row = 0
        self.rows = 1
        self.column = 0
        self.columns = 0
        self.repeated = 1
        self.in_cell = False
        self.aside = 0
        self.paragraphs = 0
        self.cell: dict[str, str] = {}
        self.texts: list[str] = []
        self.length = 0
        self.row_is_hidden = False
        self.found = SheetFacts()
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.unsaved: set[int] = set()
        self.formulas: set[int] = set()
        self.percents: set[int] = set()
        self.linked: list[int] = []

    def place(self) -> str:
        """Return the name of the cell that is read."""
        return cell_name(pack(self.row, self.column))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element, its names without prefixes."""
        if name in _CELLS and not self.in_cell:
            self._start_cell(attributes)
        elif name == "table-row" and not self.in_cell:
            self.row += self.rows if self.row else 1
            self.rows = _count(attributes, "number-rows-repeated", MAX_ROWS)
            self.column = self.repeated = 0
            self.row_is_hidden = attributes.get("visibility") in _HIDDEN
        elif name == "table-column":
            self._take_columns(attributes)
        elif name == "annotation" or self.aside:
            self.aside += 1
        elif name == "p" and self.in_cell:
            self.paragraphs += 1
        elif name == "s" and self.in_cell:
            self.length += _count(attributes, "c", 10**9)
        elif name in ("table", "sub-table"):
            raise RefusedError(rules.ODD_ARCHIVE, value=self.place())

    def finish(self, name: str) -> None:
        """Take the end of an element."""
        if self.aside:
            self.aside -= 1
        elif name == "p" and self.in_cell:
            self.paragraphs -= 1
        elif name in _CELLS and self.in_cell:
            self.in_cell = False
            self._end_cell()

    def text(self, text: str) -> None:
        """Take a piece of a cell's text."""
        if self.paragraphs and not self.aside:
            self.length += len(text)
            if len(self.texts) < 2:  # noqa: PLR2004 # enough to tell an error's sign
                self.texts.append(text)

    def facts(self) -> SheetFacts:
        """Return what the sheet said, once it is read to its end."""
        block = self.box.block()
        if block is not None:
            # calamine fills in the rows and columns before the first value, too.
            self.budget.take_box(
                self.name, CellRange(1, 1, block.last_row, block.last_column), self.box.filled
            )
        return SheetFacts(
            block,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            self.found.errors,
            frozenset(self.unsaved),
            frozenset(self.formulas),
            frozenset(self.percents),
            self.found.fonts,
            tuple(self.linked),
        )

    def _take_columns(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated", COLUMNS)
        last = min(self.columns + count, COLUMNS)
        if attributes.get("visibility") in _HIDDEN:
            self.hidden_columns.update(range(self.columns + 1, last + 1))
        self.columns = last

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.in_cell = True
        self.budget.take_formatted(self.name, 1)
        self.column += self.repeated or 1
        self.repeated = _count(attributes, "number-columns-repeated", COLUMNS)
        self.cell = attributes
        self.texts = []
        self.length = len(attributes.get("string-value", ""))

    def _end_cell(self) -> None:
        cell = self.cell
        has_value = "value-type" in cell
        if not has_value and self.length:
            raise RefusedError(rules.ODD_ARCHIVE, value=self.place())
        self._merge()
        if not has_value and "formula" not in cell:
            return
        self._check_place()
        if "formula" in cell:
            self._take_formula(cell["formula"], is_saved=has_value)
        if has_value:
            self._take_value()

    def _take_formula(self, formula: str, *, is_saved: bool) -> None:
        addresses = self._addresses()
        self.formulas.update(addresses)
        if not is_saved:
            self.unsaved.update(addresses)
        if _LINK.search(formula):
            self.linked.extend(addresses)

    def _check_place(self) -> None:
        """Refuse cells beyond what a sheet has, or more of them than anyone needs."""
        last_row, last_column = self.row + self.rows - 1, self.column + self.repeated - 1
        if last_row > MAX_ROWS or last_column > COLUMNS:
            raise RefusedError(rules.DAMAGED)
        self.box.put(self.row, self.column, self.repeated, self.rows)
        if self.budget.cells + self.box.filled > MAX_CELLS:
            raise RefusedError(rules.TOO_MANY_CELLS, sheet=self.name, limit=MAX_CELLS)
        self.budget.take_text(self.name, self.length * self.rows * self.repeated)

    def _addresses(self) -> list[int]:
        return [
            pack(row, column)
            for row in range(self.row, self.row + self.rows)
            for column in range(self.column, self.column + self.repeated)
        ]

    def _take_value(self) -> None:
        cell = self.cell
        if self.row_is_hidden:
            self.hidden_rows.update(range(self.row, self.row + self.rows))
        if cell["value-type"] in _NUMBERS and not is_number(cell.get("value", "")):
            raise RefusedError(rules.DAMAGED)
        text = "".join(self.texts) if "formula" in cell else ""
        if text and _ERROR.fullmatch(text):
            self.found.errors.update(dict.fromkeys(self._addresses(), text))
        elif cell["value-type"] == "percentage":
            self.percents.update(self._addresses())
        elif cell["value-type"] == "string" and cell.get("style-name") in self.legacy:
            font = self.legacy[cell["style-name"]]
            self.found.fonts.update(dict.fromkeys(self._addresses(), font))

    def _merge(self) -> None:
        if "number-rows-spanned" in self.cell or "number-columns-spanned" in self.cell:
            rows = _count(self.cell, "number-rows-spanned", MAX_ROWS)
            columns = _count(self.cell, "number-columns-spanned", COLUMNS)
            if (rows, columns) != (1, 1):
                last = (self.row + rows - 1, self.column + columns - 1)
                self.merged.append(CellRange(self.row, self.column, *last))
                self.budget.take_merged(self.name, 1)


def _count(attributes: dict[str, str], name: str, limit: int) -> int:
    """Return a count, 1 where there is none."""
    text = attributes.get(name)
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10):  # noqa: PLR2004
        raise RefusedError(rules.DAMAGED)
    if not 0 < int(text) <= limit:
        raise RefusedError(rules.DAMAGED)
    return int(text)
