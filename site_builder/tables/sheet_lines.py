"""Tell the rows of a table from what else stands below its header: notes, sums, empty lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import FIGURES, KEYS, Labels, is_note, is_numeral, is_sum
from site_builder.tables.sheet_layout import Layout
from site_builder.tables.sheet_sections import Section, find_sections
from site_builder.tables.sheet_text import TextSheet

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The rows of a block, from ``block.first``.

    ``filled`` has a column for each group (one in a tidy table) and says where a tidy row is;
    the rest of the rows is blank. ``sums`` are rows of sums that name no unit; ``sections`` say
    something else of the rows below them.
    """

    filled: Mask
    sums: Mask
    sections: tuple[Section, ...]

    @property
    def is_row(self) -> Mask:
        """Which rows of the sheet hold any tidy row."""
        found: Mask = np.asarray(self.filled.any(axis=1))
        return found


def read_lines(sheet: TextSheet, labels: Labels, block: Block, layout: Layout) -> Lines:
    """Find the rows that hold figures."""
    span = range(block.first, block.end)
    plain = [head for head in layout.plain if head.name]
    cells = {head.column: _filled(sheet, head.column, span) for head in plain}
    figures = [cells[h.column] for h in plain if h.name in (*FIGURES, "status")]
    grouped = [
        _any([_filled(sheet, c, span) for c in group.members.values()], len(span))
        for group in layout.groups
    ]
    has_figure = _any(grouped or figures, len(span))
    sums = has_figure & _sums(sheet, layout, span)
    keys = _all([cells[h.column] for h in plain if h.name in KEYS], len(span))
    filled = Filled(has_figure, _numerals(sheet, layout, span), keys)
    sections = find_sections(sheet, labels, block, layout, _without_number(filled, block))
    notes = _notes(sheet, layout, span, filled)
    notes[[section.row - block.first for section in sections if section.row >= block.first]] = True
    used = grouped or [_any(list(cells.values()), len(span))]
    return Lines(np.stack(used, axis=1) & ~notes[:, np.newaxis], sums & ~notes, sections)


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Which rows hold anything where figures stand, a number there, and all their keys."""

    figure: Mask
    number: Mask
    keys: Mask


def _without_number(filled: Filled, block: Block) -> list[int]:
    """Return the sheet's rows above the last number that hold none where figures stand."""
    numbers = np.flatnonzero(filled.number)
    last = int(numbers[-1]) if len(numbers) else 0
    rows: list[int] = (np.flatnonzero(~filled.number[:last]) + block.first).tolist()
    return rows


def _filled(sheet: TextSheet, column: int, span: range) -> Mask:
    """Return which cells of a column hold something."""
    texts = sheet.columns[column][span.start : span.stop]
    return np.fromiter(map(bool, texts), dtype=bool, count=len(span))


def _any(masks: Sequence[Mask], size: int) -> Mask:
    """Return where any of the masks is true."""
    found = np.zeros(size, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _all(masks: Sequence[Mask], size: int) -> Mask:
    """Return where all of the masks are true."""
    found = np.ones(size, dtype=bool)
    for mask in masks:
        found &= mask
    return found


def _numerals(sheet: TextSheet, layout: Layout, span: range) -> Mask:
    """Return the rows that hold a number, or what was one, where figures stand."""
    columns = [head.column for head in layout.plain if head.name in FIGURES]
    columns += [column for group in layout.groups for column in group.members.values()]
    found = np.zeros(len(span), dtype=bool)
    for column in columns:
        texts = sheet.columns[column][span.start : span.stop]
        numerals = {text for text in set(texts) if is_numeral(text)}
        found |= np.fromiter((text in numerals for text in texts), dtype=bool, count=len(span))
    for address in sheet.odd:
        row, column = sheet.at(address)
        if column in columns and row in span:
            found[row - span.start] = True
    return found


def _notes(sheet: TextSheet, layout: Layout, span: range, filled: Filled) -> Mask:
    """Return the rows that are remarks, signatures or headings.

    Below the last number: what follows a remark, lacks a key, or stands after an empty line
    without a figure. Between numbers: one text that is merged over several columns.
    """
    found = np.zeros(len(span), dtype=bool)
    rows = np.flatnonzero(filled.number)
    last = int(rows[-1]) if len(rows) else -1
    is_below_gap = is_below_remark = False
    for row in np.flatnonzero(~filled.number).tolist():
        texts = list(sheet.filled_in(span.start + row))
        if row > last:
            is_below_gap = is_below_gap or not texts
            is_below_remark = is_below_remark or (bool(texts) and is_note(texts[0][1]))
            lacks_figure = is_below_gap and not filled.figure[row]
            found[row] = is_below_remark or not filled.keys[row] or lacks_figure
        elif len(texts) == 1:
            column = texts[0][0]
            under = sheet.shown(span.start + row, column + 1)
            found[row] = under == (span.start + row, column)
    if last < 0 and not layout.groups:
        # No number at all: the rows above the first gap are the table, whatever they lack.
        found &= _after_first_gap(sheet, span)
    return found


def _after_first_gap(sheet: TextSheet, span: range) -> Mask:
    """Return the rows below the first empty one."""
    empty = np.array([not any(sheet.filled_in(row)) for row in span], dtype=bool)
    return np.logical_or.accumulate(empty) if len(empty) else empty


def _sums(sheet: TextSheet, layout: Layout, span: range) -> Mask:
    """Return the rows that say that they are sums where their unit or indicator is due."""
    found = np.zeros(len(span), dtype=bool)
    unit = _column(layout, "unit")
    key = unit if unit is not None else _column(layout, "indicator")
    if key is None:
        return found
    texts = sheet.columns[key][span.start : span.stop]
    words = {text for text in set(texts) if is_sum(text)}
    owners = sheet.owners(key)
    for row, text in enumerate(texts):
        at = span.start + row
        if text in words:
            found[row] = True
        elif not text and owners[at] == at:
            found[row] = any(is_sum(cell) for _, cell in sheet.filled_in(at))
    return found


def _column(layout: Layout, name: str) -> int | None:
    """Return the column of the sheet that holds a key."""
    return next((head.column for head in layout.plain if head.name == name), None)
