"""The values of a checked workbook, by python-calamine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import python_calamine as calamine

from site_builder.model.grid import CellRange, CellValue
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_rules import RefusedError

_DURATION = re.compile(r"PT(\d{1,7})H(\d{1,2})M(\d{1,2}(?:\.\d+)?)S")


@dataclass(frozen=True, slots=True)
class Values:
    """A sheet's values; ``rows[0][0]`` stands at ``first_row``, ``first_column``, from 1.

    ``merged`` is empty where the format does not tell.
    """

    name: str
    is_hidden: bool
    first_row: int
    first_column: int
    rows: list[list[CellValue]]
    merged: tuple[CellRange, ...]


class _Bytes:
    """A workbook's bytes as the file that calamine asks for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, all of them where ``size`` is negative."""
        end = len(self.data) if size < 0 else self.position + size
        piece = self.data[self.position : end]
        self.position += len(piece)
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to an offset from the start, from here, or from the end."""
        self.position = offset + (0, self.position, len(self.data))[whence]
        return self.position


def read_values(data: bytes, boxes: Iterable[tuple[str, CellRange | None]]) -> Iterator[Values]:
    """Yield the values of the sheets named, in the order of the workbook.

    Args:
        data: A workbook that was checked.
        boxes: The sheets to read, each with the block that its values stand in.

    Raises:
        RefusedError: If the library cannot read it, or reads other cells than were checked.
    """
    book = _open(data)
    names = book.sheet_names
    for name, box in boxes:
        if names.count(name) != 1:
            raise RefusedError(rules.DAMAGED)
        yield _read_sheet(book, names.index(name), box)


def _open(data: bytes) -> calamine.CalamineWorkbook:
    """Open a workbook; whatever the library raises says that the file is damaged."""
    try:
        return calamine.CalamineWorkbook.from_filelike(_Bytes(data))
    except calamine.PasswordError as failed:
        raise RefusedError(rules.ENCRYPTED) from failed
    except BaseException as failed:
        raise _as_damage(failed) from failed


def _read_sheet(book: calamine.CalamineWorkbook, index: int, box: CellRange | None) -> Values:
    """Read one sheet and compare where its cells stand with what was checked."""
    try:
        sheet = book.get_sheet_by_index(index)
        start, end = sheet.start, sheet.end
        _compare(start, end, box)
        rows = [[_value(v) for v in row] for row in sheet.to_python(skip_empty_area=True)]
        merged = tuple(
            CellRange(top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
    except RefusedError:
        raise
    except BaseException as failed:
        raise _as_damage(failed) from failed
    row, column = start or (0, 0)
    about = book.sheets_metadata[index]
    is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
    return Values(about.name, is_hidden, row + 1, column + 1, rows, merged)


def _compare(
    start: tuple[int, int] | None, end: tuple[int, int] | None, box: CellRange | None
) -> None:
    """Refuse a sheet whose values were found outside the block that was checked."""
    if start is None or end is None:
        return
    if (
        box is None
        or start[0] + 1 < box.first_row
        or start[1] + 1 < box.first_column
        or end[0] + 1 > box.last_row
        or end[1] + 1 > box.last_column
    ):
        raise RefusedError(rules.DAMAGED)


def _value(value: Any) -> CellValue:
    """Return a value as the grid has it."""
    if value == "":
        return None
    if type(value) is int:
        return float(value)
    if type(value) is str and value.startswith("PT"):
        return _duration(value)
    return value  # type: ignore[no-any-return] # the library's types are those of a cell


def _duration(text: str) -> CellValue:
    """Return a duration of more than a day, which calamine leaves as it stands in an .ods."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return text
    return timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=float(match[3]))


def _as_damage(failed: BaseException) -> BaseException:
    """Return what to raise instead: a library's panic is no ordinary exception."""
    if isinstance(failed, Exception) or type(failed).__name__ == "PanicException":
        return RefusedError(rules.DAMAGED)
    return failed
