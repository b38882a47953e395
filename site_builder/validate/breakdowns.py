"""Join a row's dimensions into one text: ``level=xa|sex=f``, totals left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from site_builder.diagnostics import Diagnostic, Fact, Location, make_diagnostic
from site_builder.model.cells import header_place
from site_builder.model.corrections import CORRECTION_COLUMNS
from site_builder.model.tables import RawTable
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.arrays import Ints, first_of_each, number_together
from site_builder.validate.columns import Column
from site_builder.validate.findings import Finding, find
from site_builder.validate.rows import ID
from site_builder.validate.sheet import LABEL_COLUMNS, PLAIN_COLUMNS, Sheet

TOTAL = "_T"


def check_dimension_columns(sheet: Sheet) -> Iterator[Diagnostic]:
    """Report columns that are neither an observation's own nor a dimension of an indicator.

    Nothing is said while an indicator's file has errors: it may be the one that names the
    dimension.
    """
    table, known = sheet.table, _dimensions(sheet)
    if sheet.names.broken:
        return
    own = (*PLAIN_COLUMNS, *LABEL_COLUMNS, *CORRECTION_COLUMNS)
    for name in table.columns:
        if name not in own and name not in known:
            yield from _check_foreign(sheet, name, [*PLAIN_COLUMNS, *sorted(known)])


def _check_foreign(sheet: Sheet, name: str, candidates: Sequence[str]) -> Iterator[Diagnostic]:
    """Report one column that is none of ours.

    In a statistical office's file a dimension that is the same in all rows is passed over, but
    not one that differs from ours in capitals only.
    """
    table = sheet.table
    place = Location(table.path, *header_place(table, name))
    is_ours = name.casefold() in {candidate.casefold() for candidate in candidates}
    if not table.is_sdmx or is_ours:
        yield make_diagnostic(
            rules.UNKNOWN_COLUMN, place, value=_shown(table, name),
            suggestion=closest(name, candidates) or "", known=", ".join(candidates),
        )  # fmt: skip
        return
    texts = sorted({text or TOTAL for text in sheet.column(name).texts_used()})
    if len(texts) > 1:
        yield make_diagnostic(
            rules.VARYING_DIMENSION, place, value=table.written_name(name),
            first=texts[0], second=texts[1], count=len(texts),
        )  # fmt: skip


def _shown(table: RawTable, name: str) -> str:
    """Return a column's name as a person wrote it: in the sidecar, or else in the file."""
    is_renamed = name in table.options.columns.values() or name in table.options.fixed
    return name if is_renamed else table.written_name(name)


def without_followers(sheet: Sheet, findings: Iterable[Finding], used: Ints) -> list[Finding]:
    """Leave out what is only said of rows because a column of theirs is called by a wrong name.

    Each row would lack the figure that stands in that column, and rows that differ in it only
    would have one key.

    Args:
        sheet: A table with a column that is none of ours, which was reported.
        findings: What was found in its rows.
        used: The indicators of its rows; -1 is passed over.
    """
    lacking = {rules.NO_FIGURE, rules.HALF_A_PAIR}
    asked = {name for number in used if number >= 0 for name in sheet.indicators[number].dimensions}
    twice = set() if all(map(sheet.has, asked)) else {rules.DUPLICATE_KEY, rules.RIVAL_FIGURES}
    return [
        finding
        for finding in findings
        if finding.rule not in twice
        and (finding.rule not in lacking or sheet.has(finding.column or ""))
    ]


def _dimensions(sheet: Sheet) -> set[str]:
    """Return the names of all dimensions."""
    return {name for indicator in sheet.indicators for name in indicator.dimensions}


def read_breakdown(sheet: Sheet, indicator: Ints) -> tuple[Column, list[Finding]]:
    """Return each row's breakdown in its indicator's order of dimensions."""
    dimensions = _dimensions(sheet)
    columns = {name: sheet.column(name) for name in sheet.table.columns if name in dimensions}
    if not columns:
        return Column(np.zeros(sheet.size, dtype=np.int64), ("",)), []
    parts = [(column.codes, len(column.texts)) for column in columns.values()]
    key = number_together([(indicator + 1, len(sheet.indicators) + 1), *parts])
    _, first, codes = first_of_each(key)
    texts = [_join(sheet, columns, int(indicator[row]), int(row)) for row in first]
    return Column(codes, tuple(texts)), list(_odd_cells(sheet, columns, indicator))


def _join(sheet: Sheet, columns: Mapping[str, Column], indicator: int, row: int) -> str:
    """Write the breakdown of one row; empty for the total."""
    if indicator < 0:
        return ""
    pairs = [
        (name, columns[name].text(row))
        for name in sheet.indicators[indicator].dimensions
        if name in columns
    ]
    return "|".join(f"{name}={text}" for name, text in pairs if text not in ("", TOTAL))


def _odd_cells(sheet: Sheet, columns: Mapping[str, Column], indicator: Ints) -> Iterator[Finding]:
    """Find dimensions that the row's indicator does not have, and codes that are no codes."""
    for name, column in columns.items():
        has = np.array([name in i.dimensions for i in sheet.indicators] or [False])[indicator]
        filled = column.map(lambda text: text not in ("", TOTAL), np.bool_)

        def _of_row(row: int, column: Column = column) -> Mapping[str, Fact]:
            found = sheet.indicators[indicator[row]]
            return {
                "value": column.text(row),
                "indicator": found.code,
                "dimensions": _written(found.dimensions),
            }

        yield find(rules.DIMENSION_NOT_ALLOWED, (indicator >= 0) & filled & ~has, name, _of_row)
        odd = column.map(lambda text: bool(text) and ID.fullmatch(text) is None, np.bool_)
        yield find(rules.BAD_ID, odd & (indicator >= 0) & has, name, column.facts())


def _written(names: Sequence[str]) -> str:
    """List dimensions; a dash where there are none."""
    return ", ".join(names) or "–"
