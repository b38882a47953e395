"""Addresses of cells in a spreadsheet, as numbers and as people write them."""

from __future__ import annotations

import re

COLUMNS = 16_384
"""Columns of a sheet in the largest format there is; a packed address counts in these."""

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def pack(row: int, column: int) -> int:
    """Return one number for a cell; ``row`` and ``column`` count from 1."""
    return (row - 1) * COLUMNS + column - 1


def unpack(address: int) -> tuple[int, int]:
    """Return (row, column), both from 1, of a packed address."""
    row, column = divmod(address, COLUMNS)
    return row + 1, column + 1


def column_name(column: int) -> str:
    """Return the letters of a column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(address: int) -> str:
    """Return a packed address as people write it: ``D14``."""
    row, column = unpack(address)
    return f"{column_name(column)}{row}"


def parse_cell_name(name: str) -> int | None:
    """Return the packed address of ``D14`` or ``$D$14``; None where it is no such name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return pack(int(match[2]), column) if column <= COLUMNS else None
