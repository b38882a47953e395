"""Make a table of the rows of a block: tidy rows, each cell with the place it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from site_builder.model.spreadsheet import COLUMNS
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables.header import Header
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import FIGURES
from site_builder.tables.sheet_layout import Layout
from site_builder.tables.sheet_lines import Mask
from site_builder.tables.sheet_text import TextSheet

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Source:
    """Where one column of the table comes from.

    ``head`` is the address of its name. ``columns`` has the sheet's column for each group (-1
    where a group has none), ``held`` a text and an address for each: one of the two is
    empty. ``fills`` says whether merged cells count for all the rows they cover.
    """

    name: str
    head: int
    columns: tuple[int, ...] = ()
    held: tuple[tuple[str, int], ...] = ()
    fills: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The tidy rows: ``line`` of the sheet, from 0, and ``group``; ``good`` can be read."""

    line: Ints
    group: NDArray[np.intp]
    good: Mask


def read_sources(layout: Layout) -> tuple[Source, ...]:
    """List the columns that a table has: its own, those of heads, those of captions."""
    count = max(len(layout.groups), 1)
    found = [
        Source(head.written, head.address, (head.column,) * count, fills=head.name not in FIGURES)
        for head in layout.plain
    ]
    first = layout.groups[0] if layout.groups else None
    for name in dict.fromkeys(key for group in layout.groups for key in group.keys):
        held = tuple(
            (group.keys[name].text, group.keys[name].address)
            if name in group.keys
            else ("", group.address)
            for group in layout.groups
        )
        found.append(Source(name, held[0][1], held=held))
    for name in dict.fromkeys(name for group in layout.groups for name in group.members):
        columns = tuple(group.members.get(name, -1) for group in layout.groups)
        found.append(Source(name, first.address if first else 0, columns))
    for name, held_once in layout.constant.items():
        found.append(
            Source(name, held_once.address, held=((held_once.text, held_once.address),) * count)
        )
    return tuple(found)


def number_rows(block: Block, filled: Mask, bad: Mask) -> Rows:
    """Number the tidy rows, line by line; ``bad`` is of the shape of ``filled``."""
    line, group = np.nonzero(filled)
    return Rows((line + block.first).astype(np.int64), group, ~bad[line, group])


def make_table(
    path: str,
    sheet: TextSheet,
    block: Block,
    header: Header,
    sources: Sequence[Source],
    rows: Rows,
    options: TableOptions,
) -> RawTable:
    """Put the rows into a frame, their places beside it.

    A row of the sheet counts once for each group; what is no tidy row is blank, so that
    rows, rejected ones and blank ones are always (rows below the header) x (groups).
    """
    used = dict(zip(header.columns, (sources[i] for i in header.indexes), strict=True))
    groups = max((len(s.columns) or len(s.held) for s in sources), default=1)
    good = rows.good & (not header.is_broken)
    kept = Rows(rows.line[good], rows.group[good], good[good])
    lost = Rows(rows.line[~good], rows.group[~good], good[~good])
    broken = _texts_of(sheet, used, lost)
    return RawTable(
        path=path,
        columns=header.columns,
        header_line=sheet.grid.first_row + block.bottom,
        cells=pd.DataFrame({name: _cells(sheet, source, kept) for name, source in used.items()}),
        lines=kept.line + sheet.grid.first_row,
        blank=(block.end - block.bottom - 1) * groups - len(rows.line),
        text="",
        delimiter="",
        options=options,
        header=header.written,
        indexes=tuple(range(len(header.columns))),
        rejected=len(lost.line),
        fragments=frozenset(text for texts in broken for text in texts),
        sheet=sheet.grid.name,
        addresses={name: _addresses(sheet, source, kept) for name, source in used.items()},
        heads={name: source.head for name, source in used.items()},
        broken=tuple(zip((lost.line + sheet.grid.first_row).tolist(), broken, strict=True)),
    )


def _cells(sheet: TextSheet, source: Source, rows: Rows) -> pd.Categorical:
    """Return one column of texts, each different text stored once."""
    numbers: dict[str, int] = {}
    parts = [
        np.fromiter(
            (numbers.setdefault(text, len(numbers)) for text in texts), np.int32, count=len(texts)
        )
        for texts in _texts_by_group(sheet, source)
    ]
    codes = np.zeros(len(rows.line), dtype=np.int32)
    owners = _owners(sheet, source)
    for group, part in enumerate(parts):
        mine = rows.group == group
        at = owners[group][rows.line[mine]] if len(part) > 1 or source.columns else 0
        codes[mine] = part[at]
    present, renumbered = np.unique(codes, return_inverse=True)
    texts = list(numbers)
    categories = pd.Index([texts[number] for number in present.tolist()], dtype="str")
    return pd.Categorical.from_codes(renumbered.astype(np.int32), categories=categories)


def _texts_by_group(sheet: TextSheet, source: Source) -> list[Sequence[str]]:
    """Return the texts of each group: a whole column of the sheet, or a single text."""
    if source.held:
        return [[text] for text, _ in source.held]
    empty = [""] * sheet.height
    return [empty if column < 0 else sheet.columns[column] for column in source.columns]


def _owners(sheet: TextSheet, source: Source) -> list[Ints]:
    """Return, for each group, which row of the sheet each row's text stands in."""
    own = np.arange(sheet.height, dtype=np.int64)
    if source.held or not source.fills:
        return [own] * max(len(source.columns), len(source.held))
    return [sheet.owners(source.columns[0])] * len(source.columns)


def _addresses(sheet: TextSheet, source: Source, rows: Rows) -> Ints:
    """Return the packed address of each row's cell."""
    if source.held:
        return np.array([address for _, address in source.held], dtype=np.int64)[rows.group]
    # A group without this column has no cell: the place is the row's first column.
    columns = np.maximum(np.array(source.columns, dtype=np.int64), 0)[rows.group]
    owners = _owners(sheet, source)[0]
    corner = sheet.address(0, 0)
    return owners[rows.line] * COLUMNS + columns + corner


def _texts_of(sheet: TextSheet, used: Mapping[str, Source], rows: Rows) -> list[tuple[str, ...]]:
    """Return the texts of rows as they stand."""
    columns = [_cells(sheet, source, rows) for source in used.values()] if len(rows.line) else []
    return [tuple(map(str, texts)) for texts in zip(*columns, strict=True)]
