"""Keep the rows of observations that are left out, word for word, so that none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from site_builder.diagnostics import Diagnostic, Location
from site_builder.model.cells import cell_places
from site_builder.model.corrections import write_mark
from site_builder.model.dataset import HeldBack, RejectedRow
from site_builder.model.site import AUDIENCES, INTERNAL
from site_builder.model.tables import RawTable
from site_builder.validate.arrays import Ints, Mask
from site_builder.validate.kept_rows import own_cells, own_columns, rows_cells
from site_builder.validate.keys import Keys
from site_builder.validate.sheet import Sheet


def rejected_rows(
    sheet: Sheet,
    keys: Keys,
    accepted: Mask,
    problems: Iterable[tuple[int, Diagnostic]],
) -> Iterator[RejectedRow]:
    """Yield the rows of one table that are not accepted, in the order of the file.

    Args:
        sheet: The table.
        keys: What its rows are about.
        accepted: Which rows are accepted.
        problems: (row, problem) pairs; not all problems of a row need be listed.
    """
    by_row: dict[int, list[Diagnostic]] = {}
    for row, problem in problems:
        if problem.is_error:
            by_row.setdefault(row, []).append(problem)
    rows = np.flatnonzero(~accepted)
    columns = own_columns(sheet.names.indicators)
    for row, at, cells, about, audience in zip(
        rows.tolist(),
        _row_places(sheet.table, rows),
        rows_cells(sheet.table, rows.tolist()),
        _abouts(sheet, keys, rows),
        _audiences(sheet, keys, rows),
        strict=True,
    ):
        yield RejectedRow(
            place=at,
            mark=write_mark(at, cells),
            cells=own_cells(cells, columns),
            locale=sheet.table.options.locale,
            problems=tuple(by_row.get(row, ())),
            about=about,
            audience=audience,
        )


def _row_places(table: RawTable, rows: Ints) -> Iterator[Location]:
    """Yield where rows stand: their lines, or their first cells in a workbook."""
    if table.sheet is None:
        return (Location(table.path, line) for line in table.lines[rows].tolist())
    places = cell_places(table, [(row, None) for row in rows.tolist()])
    return (Location(table.path, *place) for place in places)


def _abouts(sheet: Sheet, keys: Keys, rows: Ints) -> Iterator[HeldBack]:
    """Yield what rows would have been about, as far as they say so rightly."""
    # The last entry of each list is for the rows whose number is -1.
    codes = [*(indicator.code for indicator in sheet.indicators), ""]
    units = [*sheet.unit_ids, ""]
    periods = ["" if period is None else str(period) for period in keys.periods]
    numbers = (keys.indicator[rows], keys.unit[rows], keys.period.codes[rows])
    for indicator, unit, period in zip(*(part.tolist() for part in numbers), strict=True):
        yield HeldBack(indicator=codes[indicator], unit=units[unit], period=periods[period])


def _audiences(sheet: Sheet, keys: Keys, rows: Ints) -> Iterator[str]:
    """Yield who could have read rows' figures; nobody outside where it is not clear."""
    column = sheet.column("audience")
    texts = (column.texts[code] for code in column.codes[rows].tolist())
    for indicator, own in zip(keys.indicator[rows].tolist(), texts, strict=True):
        if indicator < 0 or (own and own not in AUDIENCES):
            yield INTERNAL
        else:
            least = sheet.indicators[indicator].audience
            yield INTERNAL if INTERNAL in (own, least) else own or least
