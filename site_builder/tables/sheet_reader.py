"""Read the tables of one sheet: find them, work out their columns, make tidy rows of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.spreadsheet import cell_name
from site_builder.model.tables import RawTable, TableOptions
from site_builder.tables import sheet_rules
from site_builder.tables.header import Header, read_header
from site_builder.tables.sheet_blocks import Block, find_blocks
from site_builder.tables.sheet_cells import Frame, at_most, find_damage, used_sources
from site_builder.tables.sheet_labels import Labels
from site_builder.tables.sheet_layout import Layout, read_layout
from site_builder.tables.sheet_lines import Lines, Mask, read_lines
from site_builder.tables.sheet_remarks import look_beside, look_for_hidden
from site_builder.tables.sheet_table import Source, make_table, number_rows, read_sources
from site_builder.tables.sheet_text import TextSheet
from site_builder.tables.workbook_rules import TOO_MANY_SHEETS

SHORTEST_ASIDE = 6
"""Letters of a text beside the tables that is kept; no mail address is shorter."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadSheet:
    """The tables of a sheet, with what is wrong in them."""

    tables: tuple[RawTable, ...]
    problems: tuple[Diagnostic, ...]


MOST_TABLES = 500
"""Tables of a workbook: each takes some time, and no office puts so many into one."""


def read_sheet(
    path: str, sheet: TextSheet, options: TableOptions, most: int = MOST_TABLES
) -> ReadSheet:
    """Read all tables of a sheet; none where there are more than ``most``."""
    labels = Labels(options)
    tables: list[RawTable] = []
    problems: list[Diagnostic] = []
    blocks = find_blocks(sheet, labels)
    if len(blocks) > most:
        place = Location(path, sheet=sheet.grid.name)
        count = MOST_TABLES - most + len(blocks)
        too_many = make_diagnostic(TOO_MANY_SHEETS, place, count=count, limit=MOST_TABLES)
        return ReadSheet((), (too_many,))
    for block in blocks:
        table, found = _read_block(path, sheet, labels, block)
        tables.append(table)
        problems.extend(at_most(path, found))
    if tables and sheet.grid.is_hidden:
        place = Location(path, sheet=sheet.grid.name)
        problems.append(make_diagnostic(sheet_rules.HIDDEN_SHEET, place, value=sheet.grid.name))
    if tables:
        tables[0] = replace(tables[0], asides=tuple(_asides(sheet, tables)))
    return ReadSheet(tuple(tables), tuple(problems))


def _asides(sheet: TextSheet, tables: Sequence[RawTable]) -> Iterator[tuple[int, str]]:
    """Yield the longer texts of rows that are no rows of a table, with their addresses."""
    is_free = np.ones(sheet.height, dtype=bool)
    for table in tables:
        is_free[table.lines - sheet.grid.first_row] = False
    free = np.flatnonzero(is_free).tolist()
    for number, column in enumerate(sheet.columns):
        for row in free:
            if len(column[row]) >= SHORTEST_ASIDE:
                yield sheet.address(row, number), column[row]


def _read_block(
    path: str, sheet: TextSheet, labels: Labels, block: Block
) -> tuple[RawTable, list[Diagnostic]]:
    """Read one table."""
    layout = read_layout(sheet, labels, block)
    sources = read_sources(layout)
    header = _read_names(path, sheet, block, sources, labels.options)
    lines = read_lines(sheet, labels, block, layout)
    used = used_sources(header, sources)
    damage = find_damage(Frame(path, sheet, block, used, lines.filled & ~_across(lines)))
    bad = damage.bad | _across(lines) | _unknown(layout, lines) | _turned(block, lines)
    if layout.alike or block.disagreeing:
        bad[:] = True
    rows = number_rows(block, lines.filled, bad)
    table = make_table(path, sheet, block, header, sources, rows, labels.options)
    return table, [
        *header.problems,
        *_clashes(path, sheet, block, layout),
        *damage.problems,
        *_sums(path, sheet, block, lines),
        *_sections(path, sheet, lines),
        *look_beside(path, sheet, block, layout, lines.is_row),
        *look_for_hidden(path, sheet, block, used.values(), lines.is_row),
    ]


def _across(lines: Lines) -> Mask:
    """Return the rows of sums, for each group."""
    return lines.filled & lines.sums[:, np.newaxis]


def _unknown(layout: Layout, lines: Lines) -> Mask:
    """Return the rows of figures under heads that nobody can tell the meaning of."""
    groups = np.array([group.unknown is not None for group in layout.groups] or [False])
    found: Mask = lines.filled & groups
    return found


def _turned(block: Block, lines: Lines) -> Mask:
    """Return the rows below the first line that makes something else of them."""
    first = min((section.row for section in lines.sections), default=block.end)
    found = lines.filled.copy()
    found[: max(first - block.first, 0)] = False
    return found


def _read_names(
    path: str, sheet: TextSheet, block: Block, sources: Sequence[Source], options: TableOptions
) -> Header:
    """Match the names of the columns with the contract's, as in any file."""

    def _place(index: int) -> Location:
        address = sources[index].head if sources else sheet.address(block.bottom, 0)
        return Location(path, sheet=sheet.grid.name, cell=cell_name(address))

    header = read_header(path, [source.name for source in sources], _place, options)
    # A missing column has no cell; it is missed in the header of this sheet.
    told = tuple(
        replace(p, location=_place(0)) if p.location == Location(path) else p
        for p in header.problems
    )
    return replace(header, problems=told)


def _clashes(path: str, sheet: TextSheet, block: Block, layout: Layout) -> Iterator[Diagnostic]:
    """Report heads and captions that contradict or repeat each other."""
    for head in layout.alike:
        place = Location(path, sheet=sheet.grid.name, cell=cell_name(head.address))
        shown = (head.other, head.period)
        texts = [held.text for held in shown if held is not None]
        yield make_diagnostic(
            sheet_rules.HEADS_ALIKE, place, value=head.written, heads=" · ".join(texts)
        )
    unknowns = [group.unknown for group in layout.groups if group.unknown is not None]
    for unknown in dict.fromkeys(unknowns):
        place = Location(path, sheet=sheet.grid.name, cell=cell_name(unknown.address))
        yield make_diagnostic(sheet_rules.UNKNOWN_HEAD, place, value=unknown.text)
    for caption in block.disagreeing:
        place = Location(path, sheet=sheet.grid.name, cell=cell_name(caption.address))
        yield make_diagnostic(
            sheet_rules.CAPTIONS_DISAGREE, place, value=caption.text, column=caption.column,
            first=block.captions[caption.column].text,
            first_cell=cell_name(block.captions[caption.column].address),
        )  # fmt: skip


def _sums(path: str, sheet: TextSheet, block: Block, lines: Lines) -> Iterator[Diagnostic]:
    """Report rows of sums that do not say of which unit they are."""
    for line in np.flatnonzero(lines.sums & lines.is_row).tolist():
        row = block.first + line
        column, text = next(sheet.filled_in(row))
        place = Location(path, sheet=sheet.grid.name, cell=cell_name(sheet.address(row, column)))
        yield make_diagnostic(sheet_rules.ROW_OF_SUMS, place, value=text)


def _sections(path: str, sheet: TextSheet, lines: Lines) -> Iterator[Diagnostic]:
    """Report lines that say of the rows below what no header says."""
    for section in lines.sections:
        place = Location(path, sheet=sheet.grid.name, cell=cell_name(section.address))
        yield make_diagnostic(sheet_rules.SECTION, place, value=section.text)
