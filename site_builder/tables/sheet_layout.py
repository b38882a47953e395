"""Work out what each column below a header holds: a tidy column, or figures of one period.

In a wide table the heads above a figure say of which period, or of which indicator, it is. All
columns under the same heads make a group, and a row of the sheet gives one tidy row for each
group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from site_builder.tables.headings import LABEL
from site_builder.tables.schemas import OBSERVATION_SCHEMA
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import (
    FIGURES,
    KEYS,
    Labels,
    is_numeral,
    is_part_of_year,
    is_period,
    is_year,
    join_year,
)
from site_builder.tables.sheet_text import Odd, TextSheet


@dataclass(frozen=True, slots=True)
class Held:
    """A text that stands once for many rows, and its cell."""

    text: str
    address: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above one column of the sheet.

    ``name`` is the column it is, or "" where nothing stands there; ``written`` and ``address``
    are those of the name's cell. ``period`` and ``other`` are the heads over a figure.
    """

    column: int
    name: str
    written: str
    address: int
    period: Held | None = None
    other: Held | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under the same heads: ``keys`` from the heads, ``members`` by name."""

    keys: Mapping[str, Held]
    members: Mapping[str, int]
    address: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table.

    ``plain`` have one cell a row; ``groups`` is empty in a tidy table. ``constant`` stands for
    all rows; what the sidecar says of them is added later, to any table. ``nameless`` are the
    columns of the sheet with no head. ``alike`` are heads that say the same as one before them.
    """

    plain: tuple[Head, ...]
    groups: tuple[Group, ...]
    constant: Mapping[str, Held]
    nameless: tuple[int, ...]
    alike: tuple[Head, ...]


def read_layout(sheet: TextSheet, labels: Labels, block: Block) -> Layout:
    """Work out the columns of a table."""
    caption = block.captions.get("period")
    year = caption.text if caption and is_year(caption.text) else ""
    heads = [_read_head(sheet, labels, block, c, year) for c in range(len(sheet.columns))]
    named = [head for head in heads if head.name or head.written]
    captions = {name: Held(c.text, c.address) for name, c in block.captions.items()}
    fixed = labels.options.fixed
    own = {head.name for head in named if head.period is None and head.other is None}
    known = captions.keys() | fixed.keys() | own
    if _is_matrix(own, known, named):
        named = [_as_figure(sheet, block, head) for head in named]
    columns = {head.name for head in named if head.period is None and head.other is None}
    named = _settle(named, known)
    has_periods = any(head.period is not None for head in named)
    plain = tuple(head for head in named if head.period is None and head.other is None)
    lacking = [key for key in KEYS if key not in known] + [k for k in KEYS if k not in columns]
    key = next((key for key in lacking if not has_periods or key != "period"), KEYS[0])
    groups, alike = _group([head for head in named if head not in plain], key)
    held = {key for group in groups for key in group.keys}
    return Layout(
        plain,
        groups,
        {
            name: caption
            for name, caption in captions.items()
            if name not in held | columns and fixed.get(name) != caption.text
        },
        tuple(head.column for head in heads if not head.name and not head.written),
        alike,
    )


def _read_head(sheet: TextSheet, labels: Labels, block: Block, column: int, year: str) -> Head:
    """Read the heads over one column, merged ones included."""
    parts = [Held(text, address) for text, address in _stack(sheet, block, column)]
    if not parts:
        return Head(column, "", "", sheet.address(block.top, column))
    named = next((part for part in reversed(parts) if labels.column(part.text) is not None), None)
    name = labels.column(named.text) if named else None
    rest = [part for part in parts if part is not named]
    period = _read_period(sheet, rest, year)
    if named is None and period is None:
        last = parts[-1]
        return Head(column, last.text, last.text, last.address)
    shown = named or period or parts[-1]
    head = Head(column, "value" if named is None else name or "", shown.text, shown.address)
    if name == "" or head.name in KEYS or head.name.endswith(LABEL):
        return head
    others = [
        part for part in rest if not _is_period(sheet, part) and labels.column(part.text) is None
    ]
    other = Held(others[-1].text, others[-1].address) if others else None
    return replace(head, period=period, other=other)


def _stack(sheet: TextSheet, block: Block, column: int) -> Iterator[tuple[str, int]]:
    """Yield the texts over a column from the top, each merged cell once."""
    seen: set[int] = set()
    for row in range(block.top, block.bottom + 1):
        at, across = sheet.shown(row, column)
        address = sheet.address(at, across)
        text = sheet.columns[across][at]
        if text and at >= block.top and address not in seen:
            seen.add(address)
            yield text, address


def _is_period(sheet: TextSheet, part: Held) -> bool:
    """Whether a head says of which period the figures are."""
    oddity = sheet.odd.get(part.address)
    if oddity is not None:
        return oddity.kind is Odd.DATE
    return is_period(part.text) or is_part_of_year(part.text)


def _read_period(sheet: TextSheet, parts: list[Held], year: str) -> Held | None:
    """Return the period that heads say: the last one, with the year over it or in a caption."""
    periods = [part for part in parts if _is_period(sheet, part)]
    if not periods:
        return None
    last = next((p for p in reversed(periods) if not is_year(p.text)), periods[-1])
    if not is_part_of_year(last.text):
        return last
    over = next((part.text for part in periods if is_year(part.text)), year)
    return Held(join_year(last.text, over), last.address) if over else last


def _is_matrix(own: set[str], known: set[str], named: list[Head]) -> bool:
    """Whether a table has only keys and unknown heads: units by indicators, or the reverse.

    The heads are then what is lacking: codes of indicators beside units, of units beside
    indicators.
    """
    lacks = [key for key in ("indicator", "unit") if key not in known]
    has_figures = any(head.name in (*FIGURES, "status") or head.period for head in named)
    return len(lacks) == 1 and not has_figures and bool(own & {"indicator", "unit"})


def _as_figure(sheet: TextSheet, block: Block, head: Head) -> Head:
    """Return a column of a matrix: a figure under the code that stands above it."""
    is_known = head.name in OBSERVATION_SCHEMA.columns or head.name.endswith(LABEL)
    texts = sheet.columns[head.column][block.first : block.end]
    if is_known or not head.name or not any(map(is_numeral, texts)):
        return head
    return replace(head, name="value", other=Held(head.written, head.address))


def _settle(named: list[Head], known: set[str]) -> list[Head]:
    """Decide whether what stands over a figure is the key that lacks or only an ornament.

    It is the key where nothing else says that, or where figures are told apart by it alone.
    """
    figures = [head for head in named if head.name in OBSERVATION_SCHEMA.columns]
    seen = Counter((head.name, head.period and head.period.text) for head in figures)
    apart = any(count > 1 for count in seen.values())
    is_meant = not {"indicator", "unit"} <= known or apart
    settled: list[Head] = []
    for head in named:
        is_figure = head.name in FIGURES or seen[head.name, head.period and head.period.text] > 1
        if head.other is not None and not (is_meant and is_figure):
            settled.append(replace(head, other=None))
        else:
            settled.append(head)
    return settled


def _group(heads: list[Head], other: str) -> tuple[tuple[Group, ...], tuple[Head, ...]]:
    """Put the figures under the same heads together; ``other`` is the key that codes above are."""
    members: dict[tuple[str, str], dict[str, Head]] = {}
    alike: list[Head] = []
    for head in heads:
        key = (head.period.text if head.period else "", head.other.text if head.other else "")
        own = members.setdefault(key, {})
        if head.name in own:
            alike.append(head)
        else:
            own[head.name] = head
    return tuple(_make_group(list(own.values()), other) for own in members.values()), tuple(alike)


def _make_group(heads: list[Head], other: str) -> Group:
    """Make one group."""
    keys: dict[str, Held] = {}
    for head in heads:
        if head.period is not None:
            keys.setdefault("period", head.period)
        if head.other is not None:
            keys.setdefault(other, head.other)
    address = min(head.address for head in heads)
    return Group(keys, {head.name: head.column for head in heads}, address)
