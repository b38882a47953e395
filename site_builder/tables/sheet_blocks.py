"""Find the tables of a sheet: where each header stands, and the rows below it.

A header is a row that names columns, or a key column with periods to the right of it. The rows
just above and below belong to it where they hold nothing but more heads: periods or codes
over "Tử số | Mẫu số", the quarters under a year, the numbers of the columns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.tables.headings import LABEL
from site_builder.tables.sheet_captions import Caption, read_captions
from site_builder.tables.sheet_labels import (
    FIGURES,
    KEYS,
    Labels,
    is_numeral,
    is_part_of_year,
    is_period,
    is_year,
    split_period,
)
from site_builder.tables.sheet_text import Odd, TextSheet
from site_builder.tables.sheet_words import measure_of

_MOST_ROWS = 3
"""Rows of heads at most: indicator over period over figure."""
_CODES = 2
"""Codes beside a key from which on a row is a header; one alone is the value of a caption."""
_SIGN = 3
"""Letters of what stands for a figure that is not there, at most: "-", "...", "x"."""
_COLUMN_NUMBER = re.compile(r"\(?([A-Z]|\d{1,2})\)?(?: ?=.*)?")
_ENOUGH = 3
"""Cells of a row "A | B | 1 | 2" from which on it numbers the columns."""

_BESIDE = (*FIGURES, "status", "source", "as_of", "note")
"""What may stand below a head of a wide table."""

Found = Mapping[int, Mapping[int, str]]
"""row → column → what the cell names."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table: ``top`` to ``bottom`` is its header, ``first`` up to ``end`` its rows, from 0.

    ``lowest`` is the first row above the header that belongs to no table before this one.
    """

    top: int
    bottom: int
    first: int
    end: int
    lowest: int
    captions: Mapping[str, Caption]
    disagreeing: tuple[Caption, ...]


def find_blocks(sheet: TextSheet, labels: Labels) -> tuple[Block, ...]:
    """Return the tables of a sheet from the top; captions hold for all tables below them."""
    found = _find_labels(sheet, labels)
    spans: list[tuple[int, int]] = []
    for row in sorted(found):
        below = spans[-1][1] + 1 if spans else 0
        if row >= below and _is_header(sheet, found, row):
            spans.append(_span(sheet, found, row, below))
    blocks: list[Block] = []
    captions: Mapping[str, Caption] = {}
    previous = 0
    for number, (top, bottom) in enumerate(spans):
        read = read_captions(sheet, labels, previous, top)
        captions = {**captions, **read.captions}
        after = spans[number + 1][0] if number + 1 < len(spans) else sheet.height
        first = _below_numbers(sheet, bottom + 1, after)
        end = _end(sheet, labels, first, after) if after < sheet.height else after
        blocks.append(Block(top, bottom, first, end, previous, captions, read.disagreeing))
        previous = end
    return tuple(blocks)


def _find_labels(sheet: TextSheet, labels: Labels) -> Found:
    """Return all cells that name a column, each different text looked up once."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for column, texts in enumerate(sheet.columns):
        known = {text: name for text in set(texts) if (name := labels.column(text)) is not None}
        if known:
            for row, text in enumerate(texts):
                if text in known:
                    found[row][column] = known[text]
    return found


def _is_header(sheet: TextSheet, found: Found, row: int) -> bool:
    """Whether a row with names of columns is a header, not a caption or a row of data."""
    names = {name for name in found[row].values() if name}
    others = [column for column, _ in sheet.filled_in(row) if column not in found[row]]
    has_key = any(name.removesuffix(LABEL) in KEYS for name in names)
    if names & {*FIGURES, "status"}:
        return len(names) > 1
    if has_key and "period" not in names and any(_is_head(sheet, row, c) for c in others):
        return True
    if has_key and others and _continues(sheet, found, row, row + 1):
        return True
    if has_key and _is_matrix(sheet, found, row, others):
        return True
    return has_key and len(names) > 1 and len(found[row]) > len(others)


def _is_matrix(sheet: TextSheet, found: Found, row: int, others: Sequence[int]) -> bool:
    """Whether codes stand beside the name of a key, and numbers below them, not in every row.

    A code may be made of digits ("01"), but as a text: a number has lost its zeros.
    """
    if len(others) < _CODES or any(sheet.is_number(row, c) for c in others):
        return False
    for below in range(row + 1, sheet.height):
        texts = [sheet.columns[c][below] for c in others]
        if below in found or not all(is_numeral(t) or len(t) <= _SIGN for t in texts):
            return False
        if any(map(is_numeral, texts)):
            return True
    return False


def _is_head(sheet: TextSheet, row: int, column: int) -> bool:
    """Whether a cell is a period, or was one until a spreadsheet made a day of it."""
    oddity = sheet.odd.get(sheet.address(row, column))
    if oddity is not None:
        return oddity.kind is Odd.DATE
    text, _ = split_period(sheet.columns[column][row])
    return is_period(text) or is_part_of_year(text)


def _continues(sheet: TextSheet, found: Found, header: int, row: int) -> bool:
    """Whether a row holds nothing but heads that belong under those of a header.

    Beside two figures at least ("Tử số | Mẫu số"), and under a head merged over several columns,
    any text is a head, known or not.
    """
    if row >= sheet.height:
        return False
    named, over = found.get(row, {}), found.get(header, {})
    cells = [column for column, _ in sheet.filled_in(row)]
    is_pair = sum(name in FIGURES for name in named.values()) > 1

    def _is_lower(column: int) -> bool:
        if column in named:
            is_beside = named[column] in _BESIDE or not named[column]
            return is_beside and over.get(column) in (None, "", *FIGURES)
        if over.get(column) in FIGURES or _is_head(sheet, *sheet.shown(header, column)):
            # "(người)" under "2025" or "Giá trị"; "ĐVT: người" is of the whole table.
            text = sheet.columns[column][row]
            if measure_of(text) is not None and ":" not in text:
                return True
        if over.get(column):
            return False
        is_among = is_pair or (len(cells) > 1 and _is_under_merged(sheet, over, header, column))
        is_text = is_among and not is_numeral(sheet.columns[column][row])
        return is_text or _is_head(sheet, row, column)

    if len(cells) == 1 and not named and _is_head(sheet, row, cells[0]):
        # A lone "2024" begins a part of the table, unless it is under "Thực hiện".
        text, above = (_shown_text(sheet, r, cells[0]) for r in (row, header))
        if cells[0] in over or _is_head(sheet, *sheet.shown(header, cells[0])):
            return is_year(above) and is_part_of_year(text)
        return bool(above)
    return any(named.get(column) != "" for column in cells) and all(map(_is_lower, cells))


def _is_under_merged(sheet: TextSheet, over: Mapping[int, str], header: int, column: int) -> bool:
    """Whether a head that names no column is merged over a column and the one beside it."""
    shown = sheet.shown(header, column)
    beside = (sheet.shown(header, c) for c in (column - 1, column + 1))
    return over.get(shown[1]) is None and shown in beside


def _span(sheet: TextSheet, found: Found, row: int, lowest: int) -> tuple[int, int]:
    """Return the first and last row of the header that ``row`` is part of."""
    bottom = row
    while bottom - row + 1 < _MOST_ROWS and _continues(sheet, found, row, bottom + 1):
        bottom += 1
    top = row
    while top > lowest and bottom - top + 1 < _MOST_ROWS and _leads(sheet, found, top, row):
        top -= 1
    return top, bottom


def _leads(sheet: TextSheet, found: Found, top: int, row: int) -> bool:
    """Whether the row above ``top`` holds heads over the figures of the header ``row``."""
    cells = [column for column, _ in sheet.filled_in(top - 1)]
    under = found[row]
    if not cells or found.get(top - 1) or any(under.get(c) not in FIGURES for c in cells):
        return False
    heads = [
        (under[c], *(_shown_text(sheet, above, c) for above in range(top, row)))
        for c in under
        if under[c] in FIGURES
    ]
    return len(set(heads)) < len(heads) or all(_is_head(sheet, top - 1, c) for c in cells)


def _shown_text(sheet: TextSheet, row: int, column: int) -> str:
    """Return the text that is shown at a place, merged cells included."""
    at, across = sheet.shown(row, column)
    return sheet.columns[across][at]


def _below_numbers(sheet: TextSheet, row: int, end: int) -> int:
    """Return the first row below a header, past one that only numbers the columns."""
    if row >= end:
        return row
    texts = [text for _, text in sheet.filled_in(row)]
    matches = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(texts) < _ENOUGH or not all(matches):
        return row
    marks = [match[1] for match in matches if match is not None]
    return row + 1 if _counts_up(marks) else row


def _counts_up(marks: Sequence[str]) -> bool:
    """Whether marks are A, B, … and then 1, 2, …, two numbers at least."""
    letters = [mark for mark in marks if mark.isalpha()]
    numbers = [mark for mark in marks if not mark.isalpha()]
    return (
        [*letters, *numbers] == list(marks)
        and letters == [chr(ord("A") + n) for n in range(len(letters))]
        and numbers == [str(n + 1) for n in range(len(numbers))]
        and len(numbers) > 1
    )


def _end(sheet: TextSheet, labels: Labels, first: int, after: int) -> int:
    """Return where a table ends that has another below it: above the captions of that one."""
    end = after
    while end > first:
        cells = list(sheet.filled_in(end - 1))
        is_caption = any(labels.caption(text) for _, text in cells)
        is_line = len(cells) == 1 and not sheet.is_number(end - 1, cells[0][0])
        if cells and not is_caption and not is_line:
            break
        end -= 1
    return end
