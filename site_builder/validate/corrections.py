"""Put corrected rows in the place of those that they correct.

A row that was held back stays in its own file, wrong as it is. Its correction says in the column
``replaces`` which row it stands for, by place and digest; that row is then left out, and counted
as rejected, before anything is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, make_diagnostic
from site_builder.model.cells import cell_places
from site_builder.model.spreadsheet import parse_cell_name, unpack
from site_builder.model.tables import RawTable, RawTables
from site_builder.validate.quarantine import cells_digest
from site_builder.validate.sheet import OBSERVATIONS, REPLACES

NOT_A_MARK = Rule("SB378")
ROW_CHANGED = Rule("SB379")

_MARK = re.compile(
    r"(?P<path>.+?)(?::(?P<line>\d+)|\[(?P<sheet>.*)\]!(?P<cell>[A-Z]+\d+))#(?P<digest>[0-9a-f]+)"
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The tables without the rows that corrections replace, and the problems still there."""

    tables: RawTables
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One cell of the column ``replaces``: where it stands, and the row that it names."""

    place: Location
    text: str
    path: str
    sheet: str | None
    line: int
    cell: str | None
    digest: str


@dataclass(frozen=True, slots=True, eq=False)
class _Replaced:
    """A row that a correction stands for; ``row`` is None where it was never put into cells."""

    table: RawTable
    row: int | None
    line: int


def apply_corrections(tables: RawTables, problems: Iterable[Diagnostic]) -> Corrected:
    """Leave out the rows that corrections replace.

    Args:
        tables: The tables of the site.
        problems: What the tables stage found; the problems of rows that are replaced go.
    """
    observations = tables.below(OBSERVATIONS)
    written = [cell for table in observations for cell in _cells(table)]
    if not written:
        return Corrected(tables, tuple(problems))
    found: list[Diagnostic] = []
    replaced: list[_Replaced] = []
    for place, text in written:
        mark = _parse(place, text)
        row = _find(observations, mark) if mark is not None else None
        if mark is None:
            found.append(make_diagnostic(NOT_A_MARK, place, value=text))
        elif row is None:
            found.append(make_diagnostic(ROW_CHANGED, place, **_facts(mark)))
        else:
            replaced.append(row)
    places = {(row.table.path, row.line) for row in replaced if row.row is None}
    still = (p for p in problems if (p.location.path, p.location.line) not in places)
    kept = tuple(_without(table, replaced) for table in tables.tables)
    return Corrected(replace(tables, tables=kept), (*still, *found))


def _cells(table: RawTable) -> Iterator[tuple[Location, str]]:
    """Yield the filled cells of the column ``replaces``."""
    if REPLACES not in table.columns:
        return
    texts = [str(text) for text in table.cells[REPLACES].tolist()]
    rows = [row for row, text in enumerate(texts) if text]
    places = cell_places(table, [(row, REPLACES) for row in rows])
    for row, place in zip(rows, places, strict=True):
        yield Location(table.path, *place), texts[row]


def _parse(place: Location, text: str) -> _Mark | None:
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    cell = match["cell"]
    address = parse_cell_name(cell) if cell else None
    line = unpack(address)[0] if address is not None else int(match["line"] or 0)
    return _Mark(place, text, match["path"], match["sheet"], line, cell, match["digest"])


def _find(tables: Sequence[RawTable], mark: _Mark) -> _Replaced | None:
    """Return the row that a mark names, or None where it is not there as it was."""
    for table in tables:
        if (table.path, table.sheet) != (mark.path, mark.sheet):
            continue
        for row in np.flatnonzero(table.lines == mark.line).tolist():
            cell = cell_places(table, [(row, None)])[0].cell
            texts = (str(table.cells[name].iloc[row]) for name in table.columns)
            if cell == mark.cell and cells_digest(texts) == mark.digest:
                return _Replaced(table, row, mark.line)
        for line, texts_of_line in table.broken:
            if line == mark.line and cells_digest(texts_of_line) == mark.digest:
                return _Replaced(table, None, line)
    return None


def _without(table: RawTable, replaced: Sequence[_Replaced]) -> RawTable:
    """Return a table without the rows replaced, which then count as rejected."""
    mine = [one for one in replaced if one.table is table]
    if not mine:
        return table
    rows = sorted({one.row for one in mine if one.row is not None})
    lines = {one.line for one in mine if one.row is None}
    keep = np.ones(len(table.lines), dtype=bool)
    keep[rows] = False
    return replace(
        table,
        cells=table.cells[keep].reset_index(drop=True),
        lines=table.lines[keep],
        rejected=table.rejected + len(rows),
        addresses={name: cells[keep] for name, cells in table.addresses.items()},
        broken=tuple(one for one in table.broken if one[0] not in lines),
    )


def _facts(mark: _Mark) -> Mapping[str, Fact]:
    return {"value": mark.text, "place": mark.text.rpartition("#")[0]}
