"""Keep the rows of observations that are left out, word for word, so that none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Diagnostic, Location
from site_builder.model.cells import Place, cell_places
from site_builder.model.corrections import write_mark
from site_builder.model.dataset import HeldBack, RejectedRow
from site_builder.model.site import AUDIENCES, INTERNAL
from site_builder.model.tables import RawTable
from site_builder.validate.kept_rows import own_cells, row_cells
from site_builder.validate.keys import Keys
from site_builder.validate.sheet import Sheet


def rejected_rows(
    sheet: Sheet,
    keys: Keys,
    accepted: NDArray[np.bool_],
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
    rows = np.flatnonzero(~accepted).tolist()
    places = cell_places(sheet.table, [(row, None) for row in rows])
    for row, place in zip(rows, places, strict=True):
        at, cells = _row_place(sheet.table, row, place), row_cells(sheet.table, row)
        yield RejectedRow(
            place=at,
            mark=write_mark(at, cells),
            cells=own_cells(cells, sheet.names.indicators),
            locale=sheet.table.options.locale,
            problems=tuple(by_row.get(row, ())),
            about=_about(sheet, keys, row),
            audience=_audience(sheet, keys, row),
        )


def _row_place(table: RawTable, row: int, place: Place) -> Location:
    """Return a row's line, or its first cell in a workbook."""
    if table.sheet is None:
        return Location(table.path, int(table.lines[row]))
    return Location(table.path, *place)


def _about(sheet: Sheet, keys: Keys, row: int) -> HeldBack:
    """Return what a row would have been about, as far as it says so rightly."""
    indicator, unit = int(keys.indicator[row]), int(keys.unit[row])
    period = keys.periods[keys.period.codes[row]]
    units = sorted(sheet.names.units.register.units)
    return HeldBack(
        indicator=sheet.indicators[indicator].code if indicator >= 0 else "",
        unit=units[unit] if unit >= 0 else "",
        period=str(period) if period is not None else "",
    )


def _audience(sheet: Sheet, keys: Keys, row: int) -> str:
    """Return who could have read a row's figure; nobody outside where it is not clear."""
    indicator = int(keys.indicator[row])
    own = sheet.column("audience").text(row)
    if indicator < 0 or (own and own not in AUDIENCES):
        return INTERNAL
    least = sheet.indicators[indicator].audience
    return INTERNAL if INTERNAL in (own, least) else own or least
