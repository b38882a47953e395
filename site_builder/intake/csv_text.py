"""Change single cells and rows of a delimited text, and leave every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from site_builder.model.cells import LINE, line_starts

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record as (start, end) offsets, quotation marks and all.

    ``end`` is the offset just after its last cell, ``after`` that of the next record.
    """

    cells: tuple[tuple[int, int], ...]
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class CsvText:
    """A file's text as it stands, with its line starts."""

    text: str
    delimiter: str
    starts: tuple[int, ...]

    @property
    def newline(self) -> str:
        """Return the mark at the end of the first line; a file without any gets LF."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    def record(self, line: int) -> Record:
        """Return the record that starts at a line, from 1."""
        at, cells = self.starts[line - 1], []
        if self.text[at : at + 1] == _BOM:
            at += 1
        while True:
            end = _cell_end(self.text, self.delimiter, at)
            cells.append((at, end))
            if self.text[end : end + 1] != self.delimiter:
                break
            at = end + 1
        line_end = _LINE_END.match(self.text, end)
        return Record(tuple(cells), end, line_end.end() if line_end else end)


def parse_text(data: bytes, delimiter: str) -> CsvText:
    """Return the text of a file that was read without an error; a BOM stays part of it."""
    text = data.decode("utf-8")
    return CsvText(text, delimiter, line_starts(text))


def parse_head(data: bytes, delimiter: str, line: int) -> CsvText:
    """Return such a text with its line starts down to a line alone: enough to read its record."""
    text = data.decode("utf-8")
    lengths = (len(found.group()) for found in islice(LINE.finditer(text), line - 1))
    return CsvText(text, delimiter, tuple(accumulate(lengths, initial=0)))


def _cell_end(text: str, delimiter: str, at: int) -> int:
    """Return the offset just after the cell that begins at ``at``."""
    quoted = re.compile(r' *"(?:[^"]|"")*"').match(text, at)
    rest = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    found = rest.match(text, quoted.end() if quoted else at)
    return found.end() if found else at


def write_row(cells: Sequence[str], delimiter: str, *, always: bool = False) -> str:
    """Return a row as text, without the end of its line; ``always`` in quotation marks or not."""
    return delimiter.join(_quoted(cell, delimiter, always=always) for cell in cells)


def is_quoted(csv: CsvText, line: int) -> bool:
    """Whether all cells of a record stand in quotation marks."""
    return all(_stands_in_marks(csv, cell) for cell in csv.record(line).cells)


def _stands_in_marks(csv: CsvText, cell: tuple[int, int]) -> bool:
    return csv.text[slice(*cell)].lstrip(" ").startswith('"')


def edit(
    csv: CsvText, cells: Mapping[tuple[int, int], str], rows: Mapping[int, Sequence[str]]
) -> bytes:
    """Return the file with some cells and rows put in.

    Args:
        csv: The file as it stands.
        cells: New contents by (line of the record, place of the cell in it).
        rows: New rows by the line of the record that they follow.
    """
    edits = [edit for line, new in _by_line(cells).items() for edit in _replaced(csv, line, new)]
    for line, texts in rows.items():
        at = csv.record(line)
        joined = csv.newline.join(texts)
        has_end = at.after > at.end
        inserted = f"{joined}{csv.newline}" if has_end else f"{csv.newline}{joined}"
        edits.append((at.after, 1, at.after, inserted))
    parts, kept = [], 0
    for start, _, end, text in sorted(edits):
        parts += [csv.text[kept:start], text]
        kept = end
    return "".join([*parts, csv.text[kept:]]).encode()


def _by_line(cells: Mapping[tuple[int, int], str]) -> Mapping[int, Mapping[int, str]]:
    """Return new contents by place, by line."""
    found: dict[int, dict[int, str]] = {}
    for (line, index), text in cells.items():
        found.setdefault(line, {})[index] = text
    return found


def _replaced(
    csv: CsvText, line: int, new: Mapping[int, str]
) -> Iterator[tuple[int, int, int, str]]:
    """Yield a record's edits as (start, rank, end, text); a short row gets the cells it lacks."""
    record = csv.record(line)
    width = len(record.cells)
    for index in new.keys() & set(range(width)):
        start, end = record.cells[index]
        must = _stands_in_marks(csv, (start, end))
        yield start, 0, end, _quoted(new[index], csv.delimiter, always=must)
    if max(new) >= width:
        added = [_quoted(new.get(index, ""), csv.delimiter) for index in range(width, max(new) + 1)]
        yield record.end, 0, record.end, "".join(csv.delimiter + text for text in added)


def _quoted(text: str, delimiter: str, *, always: bool = False) -> str:
    """Write a cell; in quotation marks where it must be."""
    needs = any(mark in text for mark in (delimiter, '"', "\r", "\n")) or text != text.strip()
    if needs or (always and text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
