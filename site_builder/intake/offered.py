"""See whether the checks that a form had on its cells are still there.

Pasting over a cell takes its check away, and Excel says nothing. Everything is checked again
here, so that is only a warning: the sender was not told of mistakes while typing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.sheets import is_small
from site_builder.model.form import FormRow
from site_builder.model.grid import Workbook
from site_builder.model.spreadsheet import cell_name, pack

CHECKED_FIELDS = frozenset({"numerator", "denominator", "value", "status"})
"""The fields whose cells have a check in a form."""


def check_validations(
    path: str, data: bytes, workbook: Workbook, rows: Iterable[FormRow]
) -> tuple[Diagnostic, ...]:
    """Report the sheets on which cells of some rows have lost their checks, once each.

    A workbook that openpyxl does not read (``.xls``, ``.ods``), or should not for its size,
    cannot be looked at: nothing is said of it.
    """
    covered = covered_cells(data) if is_small(workbook) else None
    if covered is None:
        return ()
    lost: dict[str, list[int]] = {}
    for row in rows:
        for cell in row.cells:
            is_due = cell.field in CHECKED_FIELDS and cell.sheet in covered
            if is_due and cell.cell not in covered[cell.sheet]:
                lost.setdefault(cell.sheet, []).append(cell.cell)
    return tuple(_report(path, sheet, cells) for sheet, cells in lost.items())


def _report(path: str, sheet: str, cells: Sequence[int]) -> Diagnostic:
    """Report the cells of a sheet that lost their checks, at the first of them."""
    place = Location(path, sheet=sheet, cell=cell_name(min(cells)))
    return make_diagnostic(rules.CHECKS_GONE, place, count=len(cells))


def covered_cells(data: bytes) -> Mapping[str, frozenset[int]] | None:
    """Return the cells with a check by sheet, None where the workbook cannot be looked at."""
    try:
        with warnings.catch_warnings():
            # Told of parts that it does not keep: nothing is written here.
            warnings.simplefilter("ignore")
            workbook = load_workbook(BytesIO(data))
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError):
        return None
    found = {}
    for sheet in workbook.worksheets:
        ranges = [
            area for check in sheet.data_validations.dataValidation for area in check.sqref.ranges
        ]
        found[sheet.title] = frozenset(
            pack(row, column)
            for area in ranges
            for row in range(area.min_row, min(area.max_row, area.min_row + 10_000) + 1)
            for column in range(area.min_col, min(area.max_col, area.min_col + 100) + 1)
        )
    return found
