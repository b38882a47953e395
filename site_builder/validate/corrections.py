"""Put corrected rows in the place of those that they correct.

A row that was held back stays in its own file, wrong as it is. Its correction says in the column
``replaces`` which row it stands for; that row is then left out, and counted as rejected, before
anything is checked. A correction without any other text drops its row: that was one too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.cells import cell_places
from site_builder.model.corrections import (
    CORRECTION_COLUMNS,
    REPLACES,
    Mark,
    cells_digest,
    parse_mark,
    unguard,
)
from site_builder.model.tables import RawTable, RawTables
from site_builder.validate.broken import problems_of_broken
from site_builder.validate.kept_rows import broken_cells, row_cells
from site_builder.validate.sheet import OBSERVATIONS

NOT_A_MARK = Rule("SB378")
ROW_CHANGED = Rule("SB379")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The tables without the rows that corrections replace, and the problems still there."""

    tables: RawTables
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that a correction may stand for.

    ``table`` is its place among the tables of observations, ``at`` the row's among the rows of
    the table, or among its broken ones.
    """

    table: int
    at: int
    is_broken: bool


def apply_corrections(tables: RawTables, problems: Iterable[Diagnostic]) -> Corrected:
    """Leave out the rows that corrections replace.

    Args:
        tables: The tables of the site.
        problems: What the tables stage found; the problems of rows that are replaced go.
    """
    problems = tuple(problems)
    if not any(REPLACES in table.columns for table in tables.below(OBSERVATIONS)):
        return Corrected(tables, problems)
    tables = replace(tables, tables=tuple(_unguarded(table) for table in tables.tables))
    observations = tables.below(OBSERVATIONS)
    replaced, found = _find_all(observations)
    gone = _problems_gone(observations, replaced, problems)
    without = {id(t): _without(t, number, replaced) for number, t in enumerate(observations)}
    kept = tuple(without.get(id(table), table) for table in tables.tables)
    still = (problem for problem in problems if problem not in gone)
    return Corrected(replace(tables, tables=kept), (*still, *found))


def _unguarded(table: RawTable) -> RawTable:
    """Return a file of corrections without the apostrophes that keep its texts from computing."""
    is_of_corrections = REPLACES in table.columns and table.path.startswith(OBSERVATIONS + "/")
    if not is_of_corrections:
        return table
    cells = table.cells.copy(deep=False)
    for name in table.columns:
        codes, texts = pd.factorize(cells[name])
        own = np.array([unguard(str(text)) for text in texts], dtype=object)
        renumbered, different = pd.factorize(own)
        cells[name] = pd.Categorical.from_codes(
            renumbered[codes] if len(texts) else codes,
            categories=pd.Index(list(different), dtype="str"),
        )
    return replace(table, cells=cells)


def _find_all(tables: Sequence[RawTable]) -> tuple[set[_Row], list[Diagnostic]]:
    """Return the rows that corrections name, and a problem for each name that names none."""
    replaced: set[_Row] = set()
    found: list[Diagnostic] = []
    search = _Search(tables, {})
    for place, text in (cell for table in tables for cell in _marks(table)):
        mark = parse_mark(text)
        if mark is None:
            found.append(make_diagnostic(NOT_A_MARK, place, value=text))
            continue
        rows = search.find(mark)
        if not rows:
            named = text.rpartition("#")[0]
            found.append(make_diagnostic(ROW_CHANGED, place, value=text, place=named))
            continue
        # Two rows of the same words are one as good as the other, but each is replaced once.
        replaced.add(next((row for row in rows if row not in replaced), rows[0]))
    return replaced, found


def _marks(table: RawTable) -> Iterator[tuple[Location, str]]:
    """Yield the filled cells of the column ``replaces``."""
    if REPLACES not in table.columns:
        return
    texts = [str(text) for text in table.cells[REPLACES].tolist()]
    rows = [row for row, text in enumerate(texts) if text]
    places = cell_places(table, [(row, REPLACES) for row in rows])
    for row, place in zip(rows, places, strict=True):
        yield Location(table.path, *place), texts[row]


@dataclass(frozen=True, slots=True)
class _Search:
    """Finds rows by their marks; ``digests`` are those of all rows of a sheet, once needed."""

    tables: Sequence[RawTable]
    digests: dict[tuple[str, str | None], dict[str, list[_Row]]]

    def find(self, mark: Mark) -> list[_Row]:
        """Return the rows with a mark's words: at its line, else wherever they moved to.

        Rows move where figures are added above them or a file is sorted.
        """
        there = [row for row in self._rows(mark, mark.line) if self._digest(row) == mark.digest]
        return there or self._moved(mark)

    def _rows(self, mark: Mark, line: int | None = None) -> Iterator[_Row]:
        """Yield the rows of the file or sheet that a mark names, all or those of one line."""
        for number, table in enumerate(self.tables):
            if (table.path, table.sheet) != (mark.path, mark.sheet):
                continue
            is_asked = (
                np.ones(len(table.lines), dtype=bool) if line is None else table.lines == line
            )
            for at in np.flatnonzero(is_asked).tolist():
                yield _Row(number, at, is_broken=False)
            for at, (own, _) in enumerate(table.broken):
                if line in (None, own):
                    yield _Row(number, at, is_broken=True)

    def _digest(self, row: _Row) -> str:
        table = self.tables[row.table]
        if row.is_broken:
            return cells_digest(broken_cells(table, table.broken[row.at][1]))
        return cells_digest(row_cells(table, row.at))

    def _moved(self, mark: Mark) -> list[_Row]:
        sheet = (mark.path, mark.sheet)
        if sheet not in self.digests:
            self.digests[sheet] = {}
            for row in self._rows(mark):
                self.digests[sheet].setdefault(self._digest(row), []).append(row)
        return self.digests[sheet].get(mark.digest, [])


def _problems_gone(
    tables: Sequence[RawTable], replaced: set[_Row], problems: Sequence[Diagnostic]
) -> set[Diagnostic]:
    """Return the problems of rows that are replaced, and of no other."""
    gone: set[Diagnostic] = set()
    still: set[Diagnostic] = set()
    for number in sorted({row.table for row in replaced if row.is_broken}):
        told = problems_of_broken(tables[number], problems)
        for at, own in enumerate(told):
            (gone if _Row(number, at, is_broken=True) in replaced else still).update(own)
    return gone - still


def _only_drops(table: RawTable) -> NDArray[np.bool_]:
    """Return which rows name a row to replace and say nothing in its place."""
    drops = np.zeros(len(table.lines), dtype=bool)
    if REPLACES not in table.columns:
        return drops
    drops |= (table.cells[REPLACES] != "").to_numpy()
    for name in table.columns:
        if name not in (*CORRECTION_COLUMNS, *table.options.fixed):
            drops &= (table.cells[name] == "").to_numpy()
    return drops


def _without(table: RawTable, number: int, replaced: set[_Row]) -> RawTable:
    """Return a table without the rows replaced, which then count as rejected.

    Rows that only drop others count as blank.
    """
    mine = [row for row in replaced if row.table == number]
    drops = _only_drops(table)
    if not mine and not drops.any():
        return table
    rows = [row.at for row in mine if not row.is_broken]
    broken = {row.at for row in mine if row.is_broken}
    drops[rows] = False
    keep = ~drops
    keep[rows] = False
    return replace(
        table,
        cells=table.cells[keep].reset_index(drop=True),
        lines=table.lines[keep],
        blank=table.blank + int(drops.sum()),
        rejected=table.rejected + len(rows),
        addresses={name: cells[keep] for name, cells in table.addresses.items()},
        broken=tuple(one for at, one in enumerate(table.broken) if at not in broken),
    )
