"""Split a delimited text into records and the records into columns of text.

The ``csv`` module does the splitting; this keeps the line on which each record starts and
goes on after a record that it refuses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from site_builder.model.cells import LINE, line_starts
from site_builder.tables.csv_columns import Columns

MAX_ROWS = 5_000_000
"""Most rows that one file may have."""

MAX_HEADER = 100_000
"""Most characters of a header line: more are no names of columns."""

MAX_NAMES = 500
"""Most columns that may have a name."""

MAX_BAD = 200_000
"""Most refused records that one file may have."""

MAX_TEXTS = 2_000_000
"""Most different texts in all columns of a file: figures and notes of a million rows."""

MAX_REPEATS = 200_000
"""Most rows of a file that may say, cell for cell, what an earlier one says."""

MAX_CELLS = 2_000
"""Most cells of a refused record that are kept one by one."""

MAX_OPEN = 1_000
"""Quotation marks left open that are looked for over the lines below, each up to a cell's length.
Behind the last of them a record is a line."""

DELIMITERS = (",", ";", "\t")
_CHUNK = 20_000


class Fault(Enum):
    """Why a record is no row."""

    OPEN = "its quotation mark is never closed"
    AFTER = "text follows a closing quotation mark"
    LONG = "a cell is too long"
    FEW = "too few cells"
    MANY = "too many cells"


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that is not among the rows; ``cells`` is what could be read of it."""

    fault: Fault
    line: int
    last_line: int
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """A line, from 1, and its offset in the text."""

    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Records:
    """What the lines below a header hold.

    ``blank`` counts lines without any cell; rows whose cells are all empty are among the
    columns.
    """

    columns: Columns
    bad: tuple[BadRecord, ...]
    blank: int


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The header as text: its cells, stripped, and where it and the first row begin.

    ``delimiter`` is None where the line has but one cell, whatever stands between. A line with
    more letters or names than a header may have ``is_too_long``.
    """

    start: Start
    cells: tuple[str, ...]
    delimiter: str | None
    below: Start
    is_too_long: bool = False


def find_header(text: str) -> HeaderLine | None:
    """Find the header: the first line with a word in it. It tells the delimiter.

    A first line such as ``sep=;``, which Excel writes for itself, names the delimiter.
    None where the text has no word at all.
    """
    declared = None
    for number, match in enumerate(LINE.finditer(text), start=1):
        line = match.group().rstrip("\r\n")
        if number == 1 and line[:4].lower() == "sep=" and line[4:5] in DELIMITERS:
            declared = line[4:5]
        elif line.strip(' \t,;"'):
            start, below = Start(number, match.start()), Start(number + 1, match.end())
            if len(line) > MAX_HEADER:
                return HeaderLine(start, (), None, below, is_too_long=True)
            split = {mark: _split(line, mark) for mark in DELIMITERS}
            best = declared or max(DELIMITERS, key=lambda mark: len(split[mark]))
            told = best if len(split[best]) > 1 else None
            names = sum(cell != "" for cell in split[best])
            return HeaderLine(start, split[best], told, below, names > MAX_NAMES)
    return None


def _split(line: str, delimiter: str) -> tuple[str, ...]:
    """Split one line, however odd its quotation marks are."""
    record = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    return tuple(cell.strip() for cell in record)


def read_records(text: str, start: Start, delimiter: str, width: int, least: int) -> Records:
    """Read all records from a place on.

    Args:
        text: The whole text.
        start: Where the first record begins.
        delimiter: Between cells.
        width: Cells of a row; empty ones beyond are passed over.
        least: Cells that a row must have; what is missing up to ``width`` is empty.
    """
    columns = Columns(width)
    bad: list[BadRecord] = []
    blank = 0
    rows: list[list[str]] = []
    lines: list[int] = []
    for first, last, record in _records(text, start, delimiter):
        row = record if type(record) is list and len(record) == width else None
        if row is None:
            row = _mend(record, width, least)
        if row is not None:
            rows.append(row)
            lines.append(first)
            if len(rows) == _CHUNK:
                columns.extend(rows, lines)
                rows, lines = [], []
                if len(columns.lines) > MAX_ROWS or columns.count_texts() > MAX_TEXTS:
                    break
        elif isinstance(record, list) and not any(cell.strip() for cell in record):
            blank += 1
        else:
            bad.append(_bad(first, last, record, width))
            if len(bad) > MAX_BAD:
                break
    if rows:
        columns.extend(rows, lines)
    return Records(columns, tuple(bad), blank)


def _records(
    text: str, start: Start, delimiter: str
) -> Iterator[tuple[int, int, list[str] | csv.Error]]:
    """Yield (first line, last line, cells or the reason why there are none).

    After a record that cannot be read, reading goes on at the line after its first: one
    forgotten quotation mark does not swallow the rows below it.
    """
    line, offset, left = start.line, start.offset, MAX_OPEN
    starts: tuple[int, ...] = ()
    while offset < len(text) and left:
        reader = csv.reader(
            (match.group() for match in LINE.finditer(text, offset)),
            delimiter=delimiter,
            skipinitialspace=True,
            strict=True,
        )
        before = line - 1
        try:
            for record in reader:
                last = before + reader.line_num
                yield line, last, record
                line = last + 1
        except csv.Error as failed:
            yield line, before + reader.line_num, failed
            starts = starts or line_starts(text)
            offset = starts[min(line, len(starts) - 1)]
            line += 1
            left -= 1
        else:
            return
    yield from _single_lines(text, Start(line, offset), delimiter)


def _single_lines(
    text: str, start: Start, delimiter: str
) -> Iterator[tuple[int, int, list[str] | csv.Error]]:
    """Yield the records of a text in which each is a line."""
    if start.offset >= len(text):
        return
    for line, match in enumerate(LINE.finditer(text, start.offset), start.line):
        reader = csv.reader(
            (match.group(),), delimiter=delimiter, skipinitialspace=True, strict=True
        )
        try:
            yield line, line, next(reader, [])
        except csv.Error as failed:
            yield line, line, failed


def _mend(record: list[str] | csv.Error, width: int, least: int) -> list[str] | None:
    """Return a row whose missing or surplus cells are empty in the right width, or None."""
    if not isinstance(record, list) or len(record) < least:
        return None
    if any(cell.strip() for cell in record[width:]):
        return None
    return record[:width] + [""] * (width - len(record))


def _bad(first: int, last: int, record: list[str] | csv.Error, width: int) -> BadRecord:
    """Say what is wrong with a record."""
    if isinstance(record, list):
        fault = Fault.FEW if len(record) < width else Fault.MANY
        return BadRecord(fault, first, last, tuple(record) if len(record) <= MAX_CELLS else ())
    if "field larger" in str(record) and last == first:
        return BadRecord(Fault.LONG, first, last)
    if last > first or "unexpected end" in str(record):
        return BadRecord(Fault.OPEN, first, last)
    return BadRecord(Fault.AFTER, first, last)
