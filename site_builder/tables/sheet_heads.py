"""Read what stands above one column of a table: its name, its period, and what else is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.tables.headings import LABEL
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import (
    FIGURES,
    KEYS,
    Labels,
    is_in_year,
    is_note,
    is_numeral,
    is_part_of_year,
    is_period,
    is_year,
    join_year,
    split_period,
)
from site_builder.tables.sheet_text import Odd, TextSheet
from site_builder.tables.sheet_words import is_title


@dataclass(frozen=True, slots=True)
class Held:
    """A text that stands once for many rows, and its cell."""

    text: str
    address: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above one column of the sheet.

    ``name`` is the column it is, or "" where nothing stands there; ``written`` and ``address``
    are those of the name's cell. ``period`` and ``other`` are the heads over a figure, ``over``
    what else stands there, from the top.
    """

    column: int
    name: str
    written: str
    address: int
    period: Held | None = None
    other: Held | None = None
    over: tuple[Held, ...] = ()


def read_head(sheet: TextSheet, labels: Labels, block: Block, column: int, year: str) -> Head:
    """Read the heads over one column, merged ones included; ``year`` is that of the caption."""
    parts = [Held(text, address) for text, address in _stack(sheet, block, column)]
    if not parts:
        return Head(column, "", "", sheet.address(block.top, column))
    named = next((part for part in reversed(parts) if labels.column(part.text) is not None), None)
    name = labels.column(named.text) if named else None
    rest = [part for part in parts if part is not named]
    period, spent = _read_period(sheet, rest, year)
    others = tuple(part for part in rest if part not in spent and labels.column(part.text) is None)
    if named is None and period is None:
        last = parts[-1]
        return Head(column, last.text, last.text, last.address, over=others[:-1])
    shown = named or period or parts[-1]
    if name in FIGURES and any(labels.column(part.text) == "" for part in rest):
        # The sidecar leaves out what stands under this head.
        name = ""
    head = Head(column, "value" if named is None else name or "", shown.text, shown.address)
    if name == "" or head.name in KEYS or head.name.endswith(LABEL):
        return head
    other = others[-1] if others else None
    return replace(head, period=period, other=other, over=others[:-1])


def add_lead(
    sheet: TextSheet, labels: Labels, block: Block, head: Head, figures: frozenset[int]
) -> Head:
    """Add to a figure's heads what stands right above the header, where it changes the figure.

    That row may hold titles and captions too. What stands over ``figures`` alone, the columns
    of figures, and is none of these is a head.
    """
    row = block.top - 1
    if head.column not in figures or row < block.lowest:
        return head
    at, across = sheet.shown(row, head.column)
    text, address = sheet.columns[across][at], sheet.address(at, across)
    if not text or across not in figures or is_numeral(text) or _is_caption(sheet, at, across):
        return head
    name = labels.column(text)
    if name == "":
        return replace(head, name="", period=None, other=None, over=())
    is_same_year = is_year(text) and (head.period is None or is_in_year(head.period.text, text))
    if name is not None or is_same_year or is_title(text) or is_note(text):
        return head
    return replace(head, over=(Held(text, address), *head.over))


def _is_caption(sheet: TextSheet, row: int, column: int) -> bool:
    """Whether a cell holds a caption ("Kỳ: 2024") or the value of the one to its left."""
    before = [text for at, text in sheet.filled_in(row) if at < column]
    return ":" in sheet.columns[column][row] or (bool(before) and before[-1].endswith(":"))


def _stack(sheet: TextSheet, block: Block, column: int) -> Iterator[tuple[str, int]]:
    """Yield the texts over a column from the top, each merged cell once."""
    seen: set[int] = set()
    for row in range(block.top, block.bottom + 1):
        at, across = sheet.shown(row, column)
        address = sheet.address(at, across)
        text = sheet.columns[across][at]
        if text and at >= block.top and address not in seen:
            seen.add(address)
            yield from ((part, address) for part in split_period(text) if part)


def _is_period(sheet: TextSheet, part: Held) -> bool:
    """Whether a head says of which period the figures are."""
    oddity = sheet.odd.get(part.address)
    if oddity is not None:
        return oddity.kind is Odd.DATE
    return is_period(part.text) or is_part_of_year(part.text)


def _read_period(
    sheet: TextSheet, parts: list[Held], year: str
) -> tuple[Held | None, tuple[Held, ...]]:
    """Return the period that heads say, and which heads say it.

    That is the last one, with the year over it or in a caption. Any other is none of these: in
    "Ước 2025" over "Quý IV" the estimate would be lost.
    """
    periods = [part for part in parts if _is_period(sheet, part)]
    if not periods:
        return None, ()
    last = next((p for p in reversed(periods) if not is_year(p.text)), periods[-1])
    if not is_part_of_year(last.text):
        same = (p for p in periods if is_in_year(last.text, p.text))
        return last, (last, *same)
    over = next((part for part in periods if is_year(part.text)), None)
    text = over.text if over else year
    joined = Held(join_year(last.text, text), last.address) if text else last
    return joined, (last, over) if over else (last,)
