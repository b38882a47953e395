"""Turn the typed cells of a sheet into text, as a CSV file would have it.

A number typed in a spreadsheet is exact, so it is written as validate reads it without doubt:
with the decimal sign of the file's locale, without an exponent, in the fifteen digits that
a spreadsheet keeps. What is neither text nor number is an oddity, told where it matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from site_builder.model.grid import CellValue, SheetGrid
from site_builder.model.spreadsheet import pack, unpack

_DECIMALS = 15
_WHOLE = 1e15
_POINT_OF_THREE = re.compile(r"-?\d{1,3}\.\d{3}")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+[ \t]*")


class Odd(Enum):
    """What a cell holds that is neither text nor number."""

    ERROR = "error"
    UNSAVED = "unsaved"
    DATE = "date"
    TIME = "time"
    TRUTH = "truth"
    FONT = "font"


@dataclass(frozen=True, slots=True)
class Oddity:
    """A cell that is no plain text or number.

    ``detail`` is the sign of an error, the name of a font, or empty; ``day`` is set for a date.
    """

    kind: Odd
    detail: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TextSheet:
    """A sheet as text: ``columns[c][r]``, both from 0, as in ``grid.rows``.

    A cell that holds something is never "". ``odd`` is by packed address. ``covered`` gives, for
    each cell that lies under a merged one, the cell whose text it shows; ``merged_down`` the
    first and last rows that cells of a column are merged over.
    """

    grid: SheetGrid
    columns: tuple[Sequence[str], ...]
    odd: Mapping[int, Oddity]
    covered: Mapping[tuple[int, int], tuple[int, int]]
    merged_down: Mapping[int, Sequence[tuple[int, int]]]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.grid.rows)

    def address(self, row: int, column: int) -> int:
        """Return the packed address of a cell."""
        return pack(self.grid.first_row + row, self.grid.first_column + column)

    def at(self, address: int) -> tuple[int, int]:
        """Return the row and column, from 0, of a packed address."""
        row, column = unpack(address)
        return row - self.grid.first_row, column - self.grid.first_column

    def filled_in(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield the cells of a row that hold something, from the left."""
        for column, texts in enumerate(self.columns):
            if texts[row]:
                yield column, texts[row]

    def is_number(self, row: int, column: int) -> bool:
        """Whether a cell holds a number, not the text of one."""
        value = self.grid.rows[row][column]
        return isinstance(value, float | int) and not isinstance(value, bool)

    def shown(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell whose text is shown at a place: itself, unless it is merged."""
        return self.covered.get((row, column), (row, column))

    def owners(self, column: int) -> NDArray[np.int64]:
        """Return, for each row, the row that a column's cell is merged down from, or itself."""
        owners = np.arange(self.height, dtype=np.int64)
        for first, last in self.merged_down.get(column, ()):
            owners[first : last + 1] = first
        return owners


def write_number(value: float, locale: str | None, *, is_percent: bool = False) -> str:
    """Write a number as validate reads it.

    Where no locale is declared ``1.234`` could be a thousand and more, so a fourth decimal
    makes it certain: ``1.2340``. What the sheet shows as ``98,3 %`` it holds as 0.983: the
    person who entered it means 98.3.
    """
    if not is_percent and abs(value) < _WHOLE and value == int(value):
        return str(int(value))
    exact = Decimal(f"{value:.{_DECIMALS}g}").scaleb(2 if is_percent else 0)
    if not exact.is_finite():
        return str(value)
    text = format(round(exact, _DECIMALS) if abs(exact) < 1 else exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    if locale == "vi":
        return text.replace(".", ",")
    return text + "0" if _POINT_OF_THREE.fullmatch(text) else text


def write_text(text: str) -> str:
    """Return a text in NFC, on one line, without spaces around it."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return _LINE_BREAK.sub(" ", text).strip()


def read_texts(grid: SheetGrid, locale: str | None) -> TextSheet:
    """Write all cells of a sheet as text."""
    odd: dict[int, Oddity] = {}
    columns: list[list[str]] = []
    for index, values in enumerate(zip(*grid.rows, strict=True)):
        columns.append(_write_column(values, locale))
        odd |= {
            pack(grid.first_row + row, grid.first_column + index): oddity
            for row, oddity in _oddities(values)
        }
    _write_signs(grid, odd, columns, locale)
    down: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for merged in grid.merged:
        first = merged.first_row - grid.first_row
        if first >= 0:
            column = merged.first_column - grid.first_column
            down[column].append((first, merged.last_row - grid.first_row))
    return TextSheet(grid, tuple(columns), odd, dict(_covered(grid)), down)


def _write_column(values: Sequence[CellValue], locale: str | None) -> list[str]:
    """Write a column, each different value once."""
    if bool in set(map(type, values)):
        # True and 1.0 would be one key.
        values = [str(v).upper() if isinstance(v, bool) else v for v in values]
    written = {value: _write(value, locale) for value in dict.fromkeys(values)}
    return [written[value] for value in values]


def _write(value: CellValue, locale: str | None) -> str:
    """Write one value; a moment as its ISO form, which is a stand-in except in a column of days."""
    if value is None:
        return ""
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, float | int):
        return write_number(value, locale)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _oddities(values: Sequence[CellValue]) -> Iterator[tuple[int, Oddity]]:
    """Yield the rows of a column that hold neither text nor number."""
    if set(map(type, values)) <= {str, float, int, type(None)}:
        return
    for row, value in enumerate(values):
        if isinstance(value, bool):
            yield row, Oddity(Odd.TRUTH)
        elif isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            yield row, Oddity(Odd.DATE, day=day)
        elif isinstance(value, time | timedelta):
            yield row, Oddity(Odd.TIME)


def _write_signs(
    grid: SheetGrid, odd: dict[int, Oddity], columns: Sequence[list[str]], locale: str | None
) -> None:
    """Write the cells of which the grid knows more than their value."""

    def _within(addresses: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        for address in addresses:
            row, column = unpack(address)
            row, column = row - grid.first_row, column - grid.first_column
            if 0 <= column < len(columns) and 0 <= row < len(grid.rows):
                yield address, row, column

    for _address, row, column in _within(grid.percents):
        value = grid.rows[row][column]
        if isinstance(value, float | int) and not isinstance(value, bool):
            columns[column][row] = write_number(value, locale, is_percent=True)
    signs = {address: Oddity(Odd.ERROR, sign) for address, sign in grid.errors.items()}
    signs |= {address: Oddity(Odd.UNSAVED) for address in grid.unsaved}
    for address, row, column in _within(signs):
        odd[address] = signs[address]
        columns[column][row] = signs[address].detail or "="
    for address, row, column in _within(grid.fonts):
        if columns[column][row]:
            odd.setdefault(address, Oddity(Odd.FONT, grid.fonts[address]))


def _covered(grid: SheetGrid) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the cells that lie under merged ones, with the cell they show.

    Merged cells do not overlap; a file in which they do could ask for any number of them.
    """
    height = len(grid.rows)
    width = len(grid.rows[0]) if height else 0
    left_over = height * width
    for merged in grid.merged:
        top, left = merged.first_row - grid.first_row, merged.first_column - grid.first_column
        bottom = min(merged.last_row - grid.first_row, height - 1)
        right = min(merged.last_column - grid.first_column, width - 1)
        left_over -= max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if top < 0 or left < 0 or left_over < 0:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield (row, column), (top, left)
