"""Join all observation files into one typed frame, counting every row on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray

from site_builder.diagnostics import Diagnostic
from site_builder.model.cells import cell_places
from site_builder.model.dataset import RejectedRow
from site_builder.model.observation import FRAME_COLUMNS, Observations, RowCounts
from site_builder.model.period import Period, parse_period
from site_builder.model.spreadsheet import COLUMNS, column_name
from site_builder.model.tables import RawTable, RawTables
from site_builder.validate.accepted import Accepted, to_findings
from site_builder.validate.arrays import Ints
from site_builder.validate.beside_others import check_beside_others
from site_builder.validate.breakdowns import check_dimension_columns, without_followers
from site_builder.validate.columns import Column
from site_builder.validate.contradictions import with_contradicted
from site_builder.validate.duplicates import KeyParts, find_duplicates, join_keys
from site_builder.validate.figures import Figures, read_figures
from site_builder.validate.findings import (
    Finding,
    how_many_more,
    report_rows,
    rows_with_errors,
)
from site_builder.validate.keys import Keys, read_keys
from site_builder.validate.left_out import name_left_out
from site_builder.validate.names import Names
from site_builder.validate.personal_data import check_personal_data, without_persons
from site_builder.validate.rejected import rejected_rows
from site_builder.validate.remarks import check_remarks
from site_builder.validate.sheet import OBSERVATIONS, Sheet
from site_builder.validate.statuses import STATUSES

_TEXTS = ("source", "as_of", "note", "audience", "received")


class RowsLostError(AssertionError):
    """Rows were neither accepted nor rejected nor blank: a bug of ours."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadSheet:
    """One file's rows, read; ``bad`` are those that cannot be accepted."""

    sheet: Sheet
    keys: Keys
    figures: Figures
    findings: tuple[Finding, ...]
    bad: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ReadObservations:
    """All observation files, read.

    ``rejected`` are the rows left out, where they were asked for.
    """

    observations: Observations
    counts: RowCounts
    problems: tuple[Diagnostic, ...]
    rejected: tuple[RejectedRow, ...] = ()


def read_observations(
    tables: RawTables, names: Names, today: date, *, keep_rejected: bool = False
) -> ReadObservations:
    """Read all observation files.

    Args:
        tables: The tables of the site; those below ``data/observations`` are read.
        names: What rows may refer to.
        today: The day of the build, in the site's time zone.
        keep_rejected: Whether the rows left out are wanted, word for word.
    """
    files = tables.below(OBSERVATIONS)
    read = [_read_sheet(Sheet(table, names, today)) for table in files]
    parts = join_keys([(one.sheet.table, one.keys) for one in read], names)
    figures = [one.figures for one in read]
    duplicates = find_duplicates(parts, figures)
    if keep_rejected:
        duplicates = with_contradicted(parts, figures, duplicates)
    good = [
        ~(one.bad | rows_with_errors(twice, one.sheet.size))
        for one, twice in zip(read, duplicates, strict=True)
    ]
    accepted = _accept(read, good, parts, names, today)
    beside_others = to_findings(accepted, check_beside_others(accepted, today))
    problems: list[Diagnostic] = []
    rejected: list[RejectedRow] = []
    for one, kept, twice, beside in zip(read, good, duplicates, beside_others, strict=True):
        findings = [*one.findings, *twice, *beside]
        in_rejected = one.sheet.table.path in tables.rejected
        foreign = () if in_rejected else tuple(check_dimension_columns(one.sheet))
        if foreign:
            used = np.unique(one.keys.indicator)
            findings = without_followers(one.sheet, findings, used)
        of_rows = report_rows(one.sheet.table, findings)
        problems.extend(problem for _, problem in of_rows)
        problems.extend(how_many_more(one.sheet.table.path, findings))
        problems.extend(foreign)
        if keep_rejected:
            rejected.extend(rejected_rows(one.sheet, one.keys, kept, of_rows))
    frame = _make_frame(read, accepted, parts)
    counts = _count(files, good, len(frame))
    return ReadObservations(Observations(frame), counts, tuple(problems), tuple(rejected))


def _read_sheet(sheet: Sheet) -> ReadSheet:
    """Read one file's rows."""
    keys, about_keys = read_keys(sheet)
    figures, about_figures = read_figures(sheet, keys)
    personal = list(check_personal_data(sheet.table))
    others = [*about_keys, *about_figures, *check_remarks(sheet, keys)]
    findings = (*without_persons(others, personal, sheet.size), *personal)
    bad = rows_with_errors(findings, sheet.size) | ~keys.is_known
    figures = figures.without(rows_with_errors(personal, sheet.size))
    return ReadSheet(sheet, keys, figures, findings, bad)


def _count(
    files: Sequence[RawTable], accepted: Sequence[NDArray[np.bool_]], in_frame: int
) -> RowCounts:
    """Count what became of the rows.

    Raises:
        RowsLostError: If the sums do not agree.
    """
    blank = sum(table.blank for table in files)
    taken = sum(int(mask.sum()) for mask in accepted)
    rejected = sum(table.rejected for table in files) + sum(int((~m).sum()) for m in accepted)
    read = sum(len(table.lines) + table.rejected + table.blank for table in files)
    if taken != in_frame or read != taken + rejected + blank:
        raise RowsLostError(f"{read} read, {taken} ({in_frame}) + {rejected} + {blank}")
    return RowCounts(read, taken, rejected, blank)


def _accept(
    read: Sequence[ReadSheet],
    good: Sequence[NDArray[np.bool_]],
    parts: KeyParts,
    names: Names,
    today: date,
) -> Accepted:
    """Return the accepted rows of all files in the order of their keys."""
    is_good = _joined(good, np.bool_)
    rows = np.flatnonzero(is_good)
    rows = rows[np.argsort(parts.key[rows], kind="stable")]
    codes = dict(zip(parts.names, parts.codes, strict=True))
    texts = dict(zip(parts.names, parts.texts, strict=True))
    periods = [parse_period(text) for text in texts["period"]]
    begun = [period is not None and period.start <= today for period in periods]
    has_begun = np.array(begun or [False])
    return Accepted(
        indicators=tuple(names.indicators[code] for code in texts["indicator"]),
        units=tuple(names.units.register.units[unit] for unit in texts["unit"]),
        periods=tuple(period or Period(1) for period in periods),
        breakdowns=texts["breakdown"] or ("",),
        indicator=codes["indicator"][rows],
        unit=codes["unit"][rows],
        period=codes["period"][rows],
        breakdown=codes["breakdown"][rows],
        is_used=parts.text("variant")[rows] == "",
        value=_joined([one.figures.value for one in read], np.float64)[rows],
        numerator=_joined([one.figures.numerator for one in read], np.float64)[rows],
        denominator=_joined([one.figures.denominator for one in read], np.float64)[rows],
        status=_joined([one.figures.status for one in read], np.int64)[rows],
        origin=rows,
        left_out=name_left_out(
            [(one.sheet, one.keys) for one in read], parts, np.flatnonzero(~is_good), has_begun
        ),
        tables=parts.tables,
    )


def _make_frame(read: Sequence[ReadSheet], accepted: Accepted, parts: KeyParts) -> pd.DataFrame:
    """Put the accepted rows of all files into one frame, sorted by key."""
    rows = accepted.origin
    made: dict[str, object] = {name: parts.text(name)[rows] for name in parts.names}
    for name in ("value", "numerator", "denominator"):
        made[name] = getattr(accepted, name)
    words = np.array([status.value for status in STATUSES], dtype=object)
    made["status"] = words[accepted.status]
    for name in _TEXTS:
        made[name] = _joined([_texts(one, name) for one in read], object)[rows]
    made["path"] = _joined([_paths(one) for one in read], object)[rows]
    made["line"] = _joined([one.sheet.table.lines for one in read], np.int64)[rows]
    made["cell"] = _joined([_cells(one) for one in read], object)[rows]
    numeric = {"value", "numerator", "denominator", "line"}
    columns = {
        name: made[name] if name in numeric else pd.array(made[name], dtype="str")  # type: ignore[call-overload]  # the stubs know no object arrays
        for name in FRAME_COLUMNS
    }
    return pd.DataFrame(columns)


def _joined(parts: Sequence[NDArray[Any]], dtype: DTypeLike) -> NDArray[Any]:
    """Put the rows of all files one after the other."""
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])


def _texts(one: ReadSheet, name: str) -> NDArray[np.object_]:
    """Return a column of texts; an empty audience is the indicator's."""
    column: Column = one.sheet.column(name)
    texts: NDArray[np.object_] = column.spread(column.texts, object)
    if name != "audience" or not one.sheet.indicators:
        return texts
    audiences = [indicator.audience for indicator in one.sheet.indicators]
    own = np.array(audiences, dtype=object)[one.keys.indicator]
    return np.where(column.is_empty(), own, texts)


def _cells(one: ReadSheet) -> NDArray[np.object_]:
    """Return ``<sheet>!<cell>`` of each row's figure; empty in a file that has no sheets."""
    table = one.sheet.table
    if table.sheet is None:
        return np.full(one.sheet.size, "", dtype=object)
    is_pair = ~np.isnan(one.figures.numerator)
    cells = np.full(one.sheet.size, "", dtype=object)
    for column, mask in (("numerator", is_pair), ("value", ~is_pair)):
        rows = np.flatnonzero(mask)
        cells[rows] = [f"{table.sheet}!{name}" for name in _cell_names(table, column, rows)]
    return cells


def _cell_names(table: RawTable, column: str, rows: Ints) -> Sequence[str | None]:
    """Return the cells of a column in some rows of a sheet; where it is fixed, the first ones."""
    if column not in table.addresses:
        return [place.cell for place in cell_places(table, [(row, None) for row in rows.tolist()])]
    lines, numbers = np.divmod(table.addresses[column][rows], COLUMNS)
    letters = {number: column_name(number + 1) for number in np.unique(numbers).tolist()}
    return [
        f"{letters[number]}{line + 1}"
        for line, number in zip(lines.tolist(), numbers.tolist(), strict=True)
    ]


def _paths(one: ReadSheet) -> NDArray[np.object_]:
    """Return the file's path for each row."""
    return np.full(one.sheet.size, one.sheet.table.path, dtype=object)
