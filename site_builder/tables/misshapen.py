"""Report the records of a file that are no rows, each at the cell where it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, make_diagnostic
from site_builder.model.cells import line_starts, place_in_record
from site_builder.tables import rules
from site_builder.tables.csv_records import BadRecord, Fault, Records
from site_builder.tables.header import Header

MOST_PER_RULE = 1000
"""Problems of one rule that are listed for one file; a last one says how many more."""

RULES: Mapping[Fault, Rule] = MappingProxyType(
    {
        Fault.OPEN: rules.QUOTE_NOT_CLOSED,
        Fault.AFTER: rules.TEXT_AFTER_QUOTE,
        Fault.LONG: rules.CELL_TOO_LONG,
        Fault.FEW: rules.TOO_FEW_CELLS,
        Fault.MANY: rules.TOO_MANY_CELLS,
    }
)
_QUOTED = re.compile(r' *"(?:[^"]|"")*" *')


@dataclass(frozen=True, slots=True)
class Origin:
    """The text that the records came from."""

    text: str
    delimiter: str

    def place(self, starts: tuple[int, ...], line: int, index: int) -> tuple[int, int]:
        """Return (line, column) of a cell of the record that starts at a line."""
        return place_in_record(self.text, starts, self.delimiter, line, index)


def check_shape(
    path: str, records: Records, origin: Origin, header: Header
) -> Iterator[Diagnostic]:
    """Report the records that are no rows, at most so many of each kind."""
    starts = line_starts(origin.text) if records.bad else ()
    for fault, rule in RULES.items():
        bad = [record for record in records.bad if record.fault is fault]
        for record in bad[:MOST_PER_RULE]:
            index, facts = _what(record, origin, starts, header)
            place = Location(path, *origin.place(starts, record.line, index))
            yield make_diagnostic(rule, place, last_line=record.last_line, **facts)
        if len(bad) > MOST_PER_RULE:
            more = len(bad) - MOST_PER_RULE
            place = Location(path)
            yield make_diagnostic(rules.MORE_OF_THE_SAME, place, count=more, of=rule.code)


def _what(
    record: BadRecord, origin: Origin, starts: tuple[int, ...], header: Header
) -> tuple[int, Mapping[str, Fact]]:
    """Return the cell, from 0, at which a record goes wrong, and the facts about it."""
    found, due = len(record.cells), header.width
    if record.fault is Fault.FEW:
        names = [n for n, at in zip(header.written, header.indexes, strict=True) if at >= found]
        return found, {"found": found, "due": due, "missing": ", ".join(names)}
    if record.fault is Fault.MANY:
        index = next(at for at in range(due, found) if record.cells[at].strip())
        return index, {"found": found, "due": due, "value": record.cells[index].strip()}
    line = origin.text[starts[record.line - 1] : starts[record.line]]
    return _broken_cell(line.rstrip("\r\n"), origin.delimiter), {}


def _broken_cell(line: str, delimiter: str) -> int:
    """Return the first cell, from 0, whose quotation marks do not match or that is too long."""
    index, at = 0, 0
    while at < len(line):
        quoted = _QUOTED.match(line, at)
        opens = line[at:].lstrip(" ").startswith('"')
        if opens and (
            quoted is None or line[quoted.end() : quoted.end() + 1] not in ("", delimiter)
        ):
            return index
        end = line.find(delimiter, quoted.end() if quoted and opens else at)
        if end < 0 or end - at > 2**16:
            return index
        index, at = index + 1, end + 1
    return index
