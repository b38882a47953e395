"""Read a file of delimited text: comma, semicolon or tab, as its header line tells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from site_builder.diagnostics import Checked, Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.cells import line_starts, place_in_record
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables import rules
from site_builder.tables.csv_records import (
    MAX_BAD,
    MAX_REPEATS,
    MAX_ROWS,
    MAX_TEXTS,
    HeaderLine,
    Records,
    find_header,
    read_records,
)
from site_builder.tables.encoding import decode
from site_builder.tables.header import Header, Place, read_header
from site_builder.tables.misshapen import Origin, check_shape
from site_builder.tables.sdmx_rows import adapt


def read_csv(path: str, data: bytes, options: TableOptions) -> Checked[tuple[RawTable, ...]]:
    """Read one file.

    Args:
        path: Tells which columns are due (``tables.schemas``).
        data: The file's bytes.
        options: What its sidecar says; handed on.

    Returns:
        The one table; its rows lack those of the wrong shape, which it counts. Where the
        header is broken all rows count as rejected. None where the file is no text or has
        no header.
    """
    text, problems = decode(path, data)
    if text is None:
        return Checked(None, problems)
    if max(text.count("\n"), text.count("\r")) > MAX_ROWS:
        problem = make_diagnostic(rules.TOO_MANY_ROWS, Location(path), limit=MAX_ROWS)
        return Checked(None, (*problems, problem))
    found = find_header(text)
    if found is None:
        return Checked(None, (*problems, make_diagnostic(rules.NO_HEADER, Location(path))))
    if found.is_too_long:
        place = Location(path, found.start.line, 1)
        problem = make_diagnostic(rules.CELL_TOO_LONG, place, last_line=found.start.line)
        return Checked(None, (*problems, problem))
    if found.delimiter is None:
        place = Location(path, found.start.line, 1)
        problem = make_diagnostic(rules.ONE_COLUMN, place, value=found.cells[0])
        return Checked(None, (*problems, problem))
    return _read_below(path, text, options, found, problems)


def _read_below(
    path: str,
    text: str,
    options: TableOptions,
    found: HeaderLine,
    problems: tuple[Diagnostic, ...],
) -> Checked[tuple[RawTable, ...]]:
    """Read the rows below a header line."""
    delimiter = found.delimiter or ","

    def _place(index: int) -> Location:
        starts = line_starts(text[: found.below.offset])
        return Location(path, *place_in_record(text, starts, delimiter, found.start.line, index))

    header = read_header(path, found.cells, _place, options)
    width = max(len(found.cells), header.width)
    records = read_records(text, found.below, delimiter, width, header.width)
    if exceeded := _first_limit(records):
        rule, limit = exceeded
        return Checked(None, (*problems, make_diagnostic(rule, Location(path), limit=limit)))
    table = _make_table(path, text, options, found, header, records)
    refused: tuple[Diagnostic, ...] = ()
    if header.is_sdmx and not header.is_broken:
        table, refused = adapt(table)
    shape = check_shape(path, records, Origin(text, delimiter), header)
    nameless = _nameless(header, records, _place)
    return Checked((table,), (*problems, *header.problems, *nameless, *refused, *shape))


def _first_limit(records: Records) -> tuple[Rule, int] | None:
    """Return the limit that the rows of a file exceed, and its rule."""
    columns = records.columns
    if len(columns.lines) > MAX_ROWS:
        return rules.TOO_MANY_ROWS, MAX_ROWS
    if columns.count_texts() > MAX_TEXTS:
        return rules.TOO_MANY_TEXTS, MAX_TEXTS
    if len(records.bad) > MAX_BAD:
        return rules.TOO_MANY_BROKEN, MAX_BAD
    if len(columns.lines) > MAX_REPEATS and columns.count_repeats() > MAX_REPEATS:
        return rules.TOO_MANY_REPEATS, MAX_REPEATS
    return None


def _make_table(
    path: str,
    text: str,
    options: TableOptions,
    found: HeaderLine,
    header: Header,
    records: Records,
) -> RawTable:
    """Put the readable rows into a frame and count the others."""
    columns = records.columns
    filled = columns.filled()
    keep = filled & (not header.is_broken)
    lines = np.frombuffer(columns.lines, dtype=np.int64)
    frame = pd.DataFrame(
        {
            name: columns.column(index, keep)
            for name, index in zip(header.columns, header.indexes, strict=True)
        }
    )
    return RawTable(
        path=path,
        columns=header.columns,
        header_line=found.start.line,
        cells=frame,
        lines=lines[keep],
        blank=records.blank + int((~filled).sum()),
        text=text,
        delimiter=found.delimiter or ",",
        options=options,
        header=header.written,
        indexes=header.indexes,
        rejected=len(records.bad) + int(filled.sum()) - int(keep.sum()),
        fragments=frozenset(cell.strip() for bad in records.bad for cell in bad.cells),
        broken=_as_they_stand(text, records),
    )


def _as_they_stand(text: str, records: Records) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the records that are no rows: their cells, or the whole line where it has none."""
    starts = line_starts(text) if records.bad else ()
    return tuple(
        (bad.line, bad.cells or (text[starts[bad.line - 1] : starts[bad.line]].rstrip("\r\n"),))
        for bad in records.bad
    )


def _nameless(header: Header, records: Records, place: Place) -> Iterator[Diagnostic]:
    """Report columns that hold text under an empty name."""
    for index in header.nameless:
        texts = [text for text in records.columns.texts[index] if text]
        if texts:
            yield make_diagnostic(rules.COLUMN_WITHOUT_NAME, place(index), value=texts[0])
