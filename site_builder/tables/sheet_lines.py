"""Tell the rows of a table from what else stands below its header: notes, sums, empty lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import FIGURES, KEYS, is_note, is_sum
from site_builder.tables.sheet_layout import Layout
from site_builder.tables.sheet_text import TextSheet

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The rows of a block, from ``block.first``.

    ``filled`` has a column for each group (one in a tidy table) and says where a tidy row is;
    the rest of the rows is blank. ``sums`` are rows of sums that name no unit.
    """

    filled: Mask
    sums: Mask

    @property
    def is_row(self) -> Mask:
        """Which rows of the sheet hold any tidy row."""
        found: Mask = np.asarray(self.filled.any(axis=1))
        return found


def read_lines(sheet: TextSheet, block: Block, layout: Layout) -> Lines:
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
    if grouped:
        return Lines(np.stack(grouped, axis=1), sums)
    keys = [cells[h.column] for h in plain if h.name in KEYS]
    used = _any(list(cells.values()), len(span))
    rows = used & ~_notes(sheet, layout, span, has_figure, _all(keys, len(span)))
    return Lines(rows[:, np.newaxis], sums)


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


def _notes(sheet: TextSheet, layout: Layout, span: range, has_figure: Mask, has_keys: Mask) -> Mask:
    """Return the rows without a figure that are remarks, signatures or headings.

    Below the last figure: what stands after an empty line, lacks a key or begins like a remark.
    Between figures: one text that is merged over several columns.
    """
    found = np.zeros(len(span), dtype=bool)
    rows = np.flatnonzero(has_figure)
    last = int(rows[-1]) if len(rows) else -1
    after_gap = False
    for row in np.flatnonzero(~has_figure).tolist():
        texts = list(sheet.filled_in(span.start + row))
        if row > last:
            after_gap = after_gap or not texts
            is_remark = bool(texts) and is_note(texts[0][1])
            found[row] = after_gap or is_remark or not has_keys[row]
        elif len(texts) == 1:
            column = texts[0][0]
            under = sheet.shown(span.start + row, column + 1)
            found[row] = under == (span.start + row, column)
    if last < 0 and not layout.groups:
        # No figure at all: the rows above the first gap are the table, whatever they lack.
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
