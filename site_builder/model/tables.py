"""Tables as they stand in the files: every cell still text, each with its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the sidecar ``<file>.yaml`` says.

    ``locale`` is how numbers are written. ``columns`` gives the contract's name for the file's
    own column names ("" for a column that is to be left out); ``fixed`` what stands for every
    row of the file (``{"indicator": "CT1"}``); ``sheets`` the sheets of a workbook to read
    (empty: all).
    """

    locale: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """One table.

    ``cells`` has one column of text per header name, in the file's order, NFC, stripped;
    an empty cell is ``""``. ``lines`` gives each row's line in the file, from 1; blank
    rows are not in ``cells`` but counted in ``blank``. ``text`` is the file's decoded
    text: positions of cells are worked out from it on the error path alone
    (``model.cells``).

    A column may be categorical: few different texts, however many rows. ``header`` gives
    the names as written, ``indexes`` the place of each column among the cells of a line.
    ``rejected`` counts the rows that are in neither ``cells`` nor ``blank``: their shape,
    or the file's header, is broken. ``fragments`` are the texts that stood in them, so
    that a reference to a broken row is not reported as unknown.

    A table of a workbook has a ``sheet`` and no ``text``; ``lines`` are then rows of the sheet,
    and ``addresses`` gives, by column, the packed address (``model.spreadsheet``) of each
    row's cell: what stands once for many rows (a caption, a merged cell, the head of a
    column) has its own one place. ``heads`` are the packed addresses of the columns' names.
    ``broken`` are the rows that could not be put into cells, as they stand, with their lines.
    ``is_sdmx`` tells a statistical office's file, whose columns beyond ours are allowed as long
    as they hold one thing. ``asides`` are (packed address, text) of longer texts in rows of the
    sheet that are no rows of any table, such as titles and signatures; its first table has them.
    """

    path: str
    columns: tuple[str, ...]
    header_line: int
    cells: pd.DataFrame
    lines: np.ndarray[tuple[int], np.dtype[np.int64]]
    blank: int
    text: str
    delimiter: str
    options: TableOptions = field(default_factory=TableOptions)
    header: tuple[str, ...] = ()
    indexes: tuple[int, ...] = ()
    rejected: int = 0
    fragments: frozenset[str] = frozenset()
    sheet: str | None = None
    addresses: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]] = field(
        default_factory=dict
    )
    heads: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[tuple[int, tuple[str, ...]], ...] = ()
    is_sdmx: bool = False
    asides: tuple[tuple[int, str], ...] = ()

    def written_name(self, column: str) -> str:
        """Return a column's name as the file writes it (``OBS_VALUE`` for ``value``)."""
        if column in self.columns and self.header:
            return self.header[self.columns.index(column)]
        return column


@dataclass(frozen=True, slots=True)
class RawTables:
    """All tables of a site, sorted by path and sheet.

    ``rejected`` are files that could not be read. A workbook may give several tables.
    """

    tables: tuple[RawTable, ...]
    rejected: tuple[str, ...] = ()

    def at(self, path: str) -> RawTable | None:
        """Return the table of one file, or None where there is no such file."""
        return next((table for table in self.tables if table.path == path), None)

    def below(self, folder: str) -> tuple[RawTable, ...]:
        """Return the tables in files below a folder."""
        return tuple(t for t in self.tables if t.path.startswith(folder.rstrip("/") + "/"))
