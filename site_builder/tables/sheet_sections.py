"""Find lines in and above a table that make something else of the rows below them.

A line such as "Kế hoạch năm 2026" or "Kỳ: 2024" between rows divides the table without a new
header. Whoever reads over it publishes plans as results, or figures of another period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import (
    FIGURES,
    KEYS,
    Labels,
    is_numeral,
    is_part_of_year,
    is_period,
)
from site_builder.tables.sheet_layout import Layout
from site_builder.tables.sheet_text import TextSheet
from site_builder.tables.sheet_words import is_plan, is_scaled, measure_of

_TURNING = (*KEYS, "status", "audience", "variant", "unit_measure")
"""What a line may say of the rows below it; a source or a day misleads nobody."""
_NUMBER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-H])[.)]?")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Section:
    """A line that says of the rows below what no header says; ``row`` is the sheet's, from 0."""

    row: int
    text: str
    address: int


def find_sections(
    sheet: TextSheet, labels: Labels, block: Block, layout: Layout, rows: list[int]
) -> tuple[Section, ...]:
    """Find them; ``rows`` are those above the last number that hold no number as a figure.

    A line that repeats a caption says nothing else.
    """
    found = list(_above(sheet, block, layout))
    told = {(name, caption.text) for name, caption in block.captions.items()}
    repeated = {text for _, text in told}
    replaced = _codes_that_may_change(sheet, block, layout, rows)
    found.extend(
        section
        for row in rows
        for section in _within(sheet, labels, layout, replaced, row)
        if section.text not in repeated and labels.caption(section.text) not in told
    )
    return tuple(found)


def _above(sheet: TextSheet, block: Block, layout: Layout) -> Iterator[Section]:
    """Yield the titles of a table, its sheet's name too, that say that it is a plan."""
    name = sheet.grid.name
    if is_plan(name):
        yield Section(0, name, sheet.address(block.bottom, 0))
    for row in range(block.lowest, block.top):
        cells = list(sheet.filled_in(row))
        # A plan beside its number is told for comparison; one right above figures is a head.
        if any(is_numeral(text) for _, text in cells):
            continue
        for column, text in cells:
            is_head = row == block.top - 1 and column in _columns(layout, FIGURES)
            if is_plan(text) and not text.endswith(":") and not is_head:
                yield Section(row, text, sheet.address(row, column))


def _within(
    sheet: TextSheet, labels: Labels, layout: Layout, replaced: frozenset[tuple[int, str]], row: int
) -> Iterator[Section]:
    """Yield what a row without figures says of the rows below it.

    ``replaced`` are the column and shape of a code that makes another one of a caption's.
    """
    cells = list(sheet.filled_in(row))
    if len(cells) > 1 and _NUMBER.fullmatch(cells[0][1]):
        cells = cells[1:]
    if len(cells) == 2 and cells[0][1].endswith(":"):  # noqa: PLR2004  # a caption in two cells
        cells = [(cells[0][0], f"{cells[0][1]} {cells[1][1]}")]
    if len(cells) != 1:
        return
    column, text = cells[0]
    told = labels.caption(text)
    is_caption = told is not None and told[0] in _TURNING and bool(told[1])
    is_measure = measure_of(text) is not None and is_scaled(text)
    if (
        is_caption
        or is_measure
        or is_plan(text)
        or _is_other_period(layout, column, text)
        or (column, _shape(text)) in replaced
    ):
        yield Section(row, text, sheet.address(row, column))


def _is_other_period(layout: Layout, column: int, text: str) -> bool:
    """Whether a text is a period, and neither the row's own nor a code that looks like one."""
    if column in _columns(layout, ("period",)):
        return False
    is_code = column in _columns(layout, KEYS) and " " not in text
    return (is_period(text) or is_part_of_year(text)) and not is_code


def _codes_that_may_change(
    sheet: TextSheet, block: Block, layout: Layout, rows: list[int]
) -> frozenset[tuple[int, str]]:
    """Return in which columns a lone code made like a caption's would take its place.

    Not where codes of units, or of indicators, with figures are made alike: there it is one more
    of them that has none.
    """
    captions = {
        _shape(block.captions[key].text)
        for key in KEYS
        if key in block.captions and not _columns(layout, (key,))
    }
    if not captions:
        return frozenset()
    silent = set(rows)
    spoken = [row for row in range(block.first, block.end) if row not in silent]
    own = {
        (column, _shape(text))
        for column in _columns(layout, KEYS)
        for text in {sheet.columns[column][row] for row in spoken}
    }
    every = {(column, shape) for column in range(len(sheet.columns)) for shape in captions}
    return frozenset(every - own)


def _shape(text: str) -> str:
    """Return how a code is made: its letters, with any number in the place of numbers."""
    return _DIGITS.sub("0", text)


def _columns(layout: Layout, names: tuple[str, ...]) -> set[int]:
    """Return the sheet's columns that hold any of these."""
    own = {head.column for head in layout.plain if head.name in names}
    return own | {c for g in layout.groups for name, c in g.members.items() if name in names}
