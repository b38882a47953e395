"""A sheet of a workbook as it stands: typed cells in a grid, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

CellValue = None | str | float | bool | date | datetime | time | timedelta
"""What a cell holds; None where it is empty. Numbers are floats, whole or not."""


class CellRange(NamedTuple):
    """A block of cells, both corners within; rows and columns count from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True, eq=False)
class SheetGrid:
    """One sheet.

    ``rows[r][c]`` is the cell in row ``first_row + r``, column ``first_column + c`` (both
    from 1); all rows are of one length. ``errors`` gives the sign (``#REF!``) of cells that
    hold an error, ``unsaved`` the cells with a formula that was never computed, by packed
    address (``model.spreadsheet``); both are None in ``rows``. ``fonts`` names the font of text
    cells set in one of a legacy encoding (``.VnTime``). ``formulas`` are cells whose value a
    formula made. ``percents`` are numbers that the sheet shows as per cent: 0.985 in ``rows``
    is ``98,5 %`` to whoever filled it in. What a format cannot tell is empty.
    """

    name: str
    first_row: int
    first_column: int
    rows: Sequence[Sequence[CellValue]]
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[int, str] = field(default_factory=dict)
    unsaved: frozenset[int] = frozenset()
    formulas: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()
    fonts: Mapping[int, str] = field(default_factory=dict)
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Workbook:
    """The sheets of a workbook, in order. ``dates_from_1904``: days count from 1904, not 1900."""

    sheets: tuple[SheetGrid, ...]
    dates_from_1904: bool = False
