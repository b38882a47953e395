"""The cells of a row that is left out, word for word but for data on persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from site_builder.model.corrections import CORRECTION_COLUMNS
from site_builder.model.indicator import Indicator
from site_builder.model.tables import RawTable
from site_builder.validate.personal_data import find_in_cell
from site_builder.validate.sheet import LABEL_COLUMNS, PLAIN_COLUMNS

Cells = tuple[tuple[str, str], ...]
"""(column, text) pairs in the file's order; what no column is there for stands under ""."""


def rows_cells(table: RawTable, rows: Sequence[int]) -> Iterator[Cells]:
    """Yield the cells of some rows of ``table.cells``; each different text is looked at once."""
    columns: list[list[tuple[str, str]]] = []
    for name in table.columns:
        texts = [str(text) for text in table.cells[name].iloc[list(rows)].tolist()]
        shown = {text: (name, _unless_personal(name, text)) for text in set(texts)}
        columns.append([shown[text] for text in texts])
    for at in range(len(rows)):
        yield tuple(column[at] for column in columns)


def row_cells(table: RawTable, row: int) -> Cells:
    """Return the cells of a row of ``table.cells``."""
    return next(rows_cells(table, [row]))


def broken_cells(table: RawTable, texts: tuple[str, ...]) -> Cells:
    """Return the cells of a row that could not be put into cells, as far as they can be told.

    Args:
        table: The table; ``texts`` are what stood in one of its ``broken`` rows.
        texts: All cells of the line, also of columns that are left out; or the line as it
            stands where it does not fall into cells at all.
    """
    texts = tuple(text.strip() for text in texts)
    if len(texts) == 1 and table.delimiter and table.delimiter in texts[0]:
        return _without_persons([("", texts[0])])
    places = table.indexes or tuple(range(len(table.columns)))
    seen: set[int] = set()
    cells: list[tuple[str, str]] = []
    for name, at in zip(table.columns, places, strict=True):
        if name in table.options.fixed:
            cells.append((name, table.options.fixed[name]))
            continue
        # A column that the program made beside another one has that one's place.
        is_own = at not in seen and at < len(texts)
        cells.append((name, texts[at] if is_own else ""))
        seen.add(at)
    surplus = texts[max(seen, default=-1) + 1 :]
    return _without_persons([*cells, *(("", text) for text in surplus if text)])


def own_columns(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Return the names of the columns that say something here, "" among them.

    A statistical office's file has columns of its own, which no other file may have.
    """
    dimensions = (name for indicator in indicators.values() for name in indicator.dimensions)
    return frozenset({"", *PLAIN_COLUMNS, *LABEL_COLUMNS, *CORRECTION_COLUMNS, *dimensions})


def own_cells(cells: Cells, columns: Collection[str]) -> Cells:
    """Return the cells of some columns."""
    return tuple(cell for cell in cells if cell[0] in columns)


def _without_persons(cells: Iterable[tuple[str, str]]) -> Cells:
    """Empty what may be data on a person: it is never copied, not even to be corrected."""
    return tuple((name, _unless_personal(name, text)) for name, text in cells)


def _unless_personal(name: str, text: str) -> str:
    """Return the text of a column's cell, or "" where it may be data on a person."""
    return "" if find_in_cell(name, text) else text
