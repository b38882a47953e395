"""See whether a form's sheets, rows and columns are still where they were when it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Fact, Location, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.asked import Asked
from site_builder.intake.blocks import Block, blocks_of, head_of, labels_of
from site_builder.intake.entries import write_cell
from site_builder.intake.sheets import Sheets
from site_builder.intake.strays import Heads, strange_sheets, stray_numbers
from site_builder.intake.titles import changed_titles
from site_builder.model.form import FormRecord, FormRow
from site_builder.model.grid import Workbook
from site_builder.model.portal import Breakdown
from site_builder.model.spreadsheet import cell_name, pack, unpack
from site_builder.suggest import spelling

Parts = Mapping[tuple[str, str], Mapping[Breakdown, Sequence[str]]]
"""What the breakdowns of a figure are called, by indicator and unit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a form that are in their place, and what is wrong with the others."""

    rows: tuple[FormRow, ...]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is wrong with one sheet, and which of its rows may not be read."""

    problems: tuple[Diagnostic, ...]
    unread: tuple[FormRow, ...] = ()


def check_layout(path: str, workbook: Workbook, record: FormRecord, asked: Asked) -> Layout:
    """Hold the sheets of a filled form against its record.

    Args:
        path: The form's file, for messages.
        workbook: Its sheets.
        record: Where everything was.
        asked: What must stand above the figures and beside them.
    """
    sheets = Sheets.of(workbook)
    blocks = blocks_of(record)
    gone = {block.sheet for block in blocks} - sheets.by_name.keys()
    problems = [make_diagnostic(rules.SHEET_GONE, Location(path), value=s) for s in sorted(gone)]
    unread = {id(row) for block in blocks if block.sheet in gone for _, row in block.rows}
    figure_sheets = {row.cells[0].sheet for row in record.rows}
    for block in blocks:
        if block.sheet in gone:
            continue
        found = _check_places(path, sheets, block, record, asked)
        unread |= {id(row) for row in found.unread}
        problems += found.problems
        if found.problems:
            continue
        if block.sheet in figure_sheets:
            titles = asked.titles(record)
            problems += changed_titles(path, sheets, block.sheet, block.top, titles)
        problems += stray_numbers(path, sheets, block)
    if blocks and not gone:
        problems += strange_sheets(path, sheets, blocks, asked.heads)
    kept = tuple(row for row in record.rows if id(row) not in unread)
    return Layout(kept, tuple(problems))


def find_heads(workbook: Workbook, rows: Sequence[FormRow]) -> Mapping[tuple[str, str], str]:
    """Return what a form calls its columns, by sheet and field: the text above the first entry."""
    sheets = Sheets.of(workbook)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for cell in row.cells:
            key = (cell.sheet, cell.field)
            first[key] = min(cell.cell, first.get(key, cell.cell))
    return {key: _text_above(sheets, key[0], address) or key[1] for key, address in first.items()}


def _text_above(sheets: Sheets, sheet: str, address: int) -> str:
    """Return the nearest text above a cell; "" where there is none."""
    row, column = unpack(address)
    above = (sheets.value(sheet, pack(number, column)) for number in range(row - 1, 0, -1))
    return next((write_cell(value, "en") for value in above if isinstance(value, str)), "")


def _check_places(
    path: str, sheets: Sheets, block: Block, record: FormRecord, asked: Asked
) -> _Found:
    """Report the rows of a sheet that are not in their place, else its columns, once."""
    parts = _parts(block, asked)
    moved = [one for one in block.rows if not _is_in_place(sheets, block, one, record, parts)]
    if moved:
        problem = _moved_rows(path, sheets, block, moved, parts)
        return _Found((problem,), tuple(row for _, row in moved))
    columns = _moved_columns(sheets, block, asked.heads)
    if not columns:
        return _Found(())
    column = columns[0]
    place = Location(path, sheet=block.sheet, cell=cell_name(pack(block.top - 1, column)))
    seen = head_of(sheets, block, column) or "–"
    expected = next(iter(asked.heads[block.columns[column]]))
    facts: dict[str, Fact] = {"value": seen, "expected": expected, "count": len(columns)}
    problem = make_diagnostic(rules.COLUMN_MOVED, place, **facts)
    return _Found((problem,), tuple(row for _, row in block.rows))


def _parts(block: Block, asked: Asked) -> Parts:
    """Return what the rows of a sheet call their breakdowns."""
    found: dict[tuple[str, str], dict[Breakdown, Sequence[str]]] = {}
    for _, row in block.rows:
        found.setdefault((row.indicator, row.unit), {})[row.breakdown] = asked.parts(row)
    return found


def _is_in_place(
    sheets: Sheets, block: Block, one: tuple[int, FormRow], record: FormRecord, parts: Parts
) -> bool:
    """Whether a row still bears its indicator's code, and its unit's where units differ.

    Nor may it bear the name of another breakdown; one that is called otherwise today may.
    """
    number, row = one
    labels = labels_of(sheets, block.sheet, number, block)
    if row.indicator not in labels or not (record.unit or row.unit in labels):
        return False
    named = parts[row.indicator, row.unit]
    own = {spelling(text) for text in named[row.breakdown]}
    others = {spelling(text) for texts in named.values() for text in texts} - own
    shown = {spelling(label) for label in labels} if others else set()
    return not own.isdisjoint(shown) or others.isdisjoint(shown)


def _moved_rows(
    path: str, sheets: Sheets, block: Block, moved: Sequence[tuple[int, FormRow]], parts: Parts
) -> Diagnostic:
    """Report the rows of a sheet that are not in their place, at the first of them."""
    number, row = moved[0]
    place = Location(path, sheet=block.sheet, cell=cell_name(pack(number, 1)))
    labels = labels_of(sheets, block.sheet, number, block)
    named = parts[row.indicator, row.unit]
    known = {spelling(text) for texts in named.values() for text in texts}
    shown = [*labels[:2], *(label for label in labels[2:] if spelling(label) in known)]
    own = ", ".join((row.indicator, *named[row.breakdown][:1]))
    facts: dict[str, Fact] = {"indicator": own, "unit": row.unit, "row": number}
    seen = " · ".join(shown) or "–"
    return make_diagnostic(rules.ROW_MOVED, place, value=seen, count=len(moved), **facts)


def _moved_columns(sheets: Sheets, block: Block, heads: Heads) -> list[int]:
    """Return the columns of entries below no head, or below that of another column.

    A head that is called otherwise today is no other column's.
    """
    known = {spelling(text) for texts in heads.values() for text in texts}
    moved = []
    for column, field in sorted(block.columns.items()):
        own = {spelling(text) for text in heads.get(field, ())}
        seen = spelling(head_of(sheets, block, column))
        if own and seen not in own and (not seen or seen in known):
            moved.append(column)
    return moved
