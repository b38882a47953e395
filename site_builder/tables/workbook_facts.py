"""What the file of a sheet says besides its values, and how much a workbook may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite

from site_builder.model.grid import CellRange
from site_builder.model.spreadsheet import COLUMNS, cell_name, pack
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_rules import RefusedError

MAX_CELLS = 1_500_000
"""Cells of a workbook, the empty ones between filled ones among them: 150,000 rows of ten."""

MAX_FORMATTED = 2_000_000
"""Cells that are there in the file, with or without a value."""

MAX_TEXT = 48_000_000
"""Characters in all cells; a text that stands in many cells counts in each."""

MAX_STYLES = 100_000
"""Formats of cells, and fonts; Excel has 65,490."""

MAX_SHEETS = 250
MAX_MERGED = 20_000
MAX_ROWS = 1_048_576

LEGACY_FONT = re.compile(
    r"\.vn|vni[- ]|vn-?(?:time|arial|helv|cour|av|tahoma)|vps[- ]", re.IGNORECASE
)
"""Fonts that draw other letters than the text says: TCVN3 (.VnTime), VNI, VPS."""

NO_DATE = "######"
"""What a spreadsheet shows for a number that is no date, in a cell that is to show one."""

BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats of dates and times that have no code in the file."""

_DAYS = 2_958_466
"""Days that a spreadsheet knows: to the end of the year 9999."""

_PRINTED = re.compile(r'"[^"]*"|[\\_*].|\[(?![hmsHMS]+\])[^\]]*\]|General')
"""What a number format prints as it stands."""


def is_percent_format(code: str) -> bool:
    """Whether a number format shows a hundred times the number: ``0.0%`` does, ``0"%"`` not."""
    return "%" in _PRINTED.sub("", code)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a time: it has one of their letters."""
    return re.search("[dmyhsDMYHS]", _PRINTED.sub("", code)) is not None


def is_no_date(number: float) -> bool:
    """Whether a spreadsheet cannot show a number as a date. calamine panics at large ones."""
    return not 0 <= number < _DAYS


def is_number(text: str) -> bool:
    """Whether a text is a finite number; what is none is read as text by some."""
    try:
        return isfinite(float(text)) and text == text.strip()
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a reader of values does not tell; addresses are packed.

    ``box`` holds all cells with a value, None where there is none. ``linked`` are cells whose
    formula looks into another workbook.
    """

    box: CellRange | None = None
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[int, str] = field(default_factory=dict)
    unsaved: frozenset[int] = frozenset()
    formulas: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()
    fonts: dict[int, str] = field(default_factory=dict)
    linked: tuple[int, ...] = ()


@dataclass(slots=True)
class Budget:
    """What the sheets of one workbook have used up, counted while they are read."""

    cells: int = 0
    formatted: int = 0
    text: int = 0
    merged: int = 0

    def take_formatted(self, sheet: str, count: int) -> None:
        """Count cells that are there, filled or not."""
        self.formatted += count
        if self.formatted > MAX_FORMATTED:
            raise RefusedError(rules.TOO_MANY_CELLS, sheet=sheet, limit=MAX_CELLS)

    def take_text(self, sheet: str, length: int) -> None:
        """Count the characters of texts."""
        self.text += length
        if self.text > MAX_TEXT:
            raise RefusedError(rules.TOO_MUCH_TEXT, sheet=sheet, limit=MAX_TEXT // 1_000_000)

    def take_merged(self, sheet: str, count: int) -> None:
        """Count merged ranges."""
        self.merged += count
        if self.merged > MAX_MERGED:
            raise RefusedError(rules.TOO_MANY_MERGED, sheet=sheet, limit=MAX_MERGED)

    def take_box(self, sheet: str, box: CellRange | None, filled: int) -> None:
        """Count the area that a sheet's values span; name the last cell where they are few."""
        if box is None:
            return
        area = (box.last_row - box.first_row + 1) * (box.last_column - box.first_column + 1)
        self.cells += area
        if self.cells <= MAX_CELLS:
            return
        if filled * 4 > area:
            raise RefusedError(rules.TOO_MANY_CELLS, sheet=sheet, limit=MAX_CELLS)
        last = cell_name(pack(box.last_row, box.last_column))
        raise RefusedError(rules.FAR_CELL, sheet=sheet, cell=last, filled=filled, limit=MAX_CELLS)


@dataclass(slots=True)
class Box:
    """The smallest block around the cells that were put in."""

    first_row: int = MAX_ROWS
    first_column: int = COLUMNS
    last_row: int = 0
    last_column: int = 0
    filled: int = 0

    def put(self, row: int, column: int, count: int = 1, rows: int = 1) -> None:
        """Take in a cell, or a block of ``count`` columns and ``rows`` rows from there."""
        self.filled += count * rows
        last_row, last_column = row + rows - 1, column + count - 1
        if (
            row < self.first_row
            or last_row > self.last_row
            or column < self.first_column
            or last_column > self.last_column
        ):
            self.first_row = min(self.first_row, row)
            self.last_row = max(self.last_row, last_row)
            self.first_column = min(self.first_column, column)
            self.last_column = max(self.last_column, last_column)

    def block(self) -> CellRange | None:
        """Return the block, or None where nothing was put in."""
        if not self.filled:
            return None
        return CellRange(self.first_row, self.first_column, self.last_row, self.last_column)
