"""Work out what each column below a header holds: a tidy column, or figures of one period.

In a wide table the heads above a figure say of which period, or of which indicator, it is. All
columns under the same heads make a group, and a row of the sheet gives one tidy row for each
group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.tables.headings import LABEL
from site_builder.tables.schemas import OBSERVATION_SCHEMA
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_heads import Head, Held, add_lead, read_head
from site_builder.tables.sheet_labels import FIGURES, KEYS, Labels, is_numeral, is_year
from site_builder.tables.sheet_settle import Settled, settle
from site_builder.tables.sheet_text import TextSheet


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under the same heads: ``keys`` from the heads, ``members`` by name.

    ``unknown`` is a head over them that nobody can tell the meaning of; they are then not read.
    """

    keys: Mapping[str, Held]
    members: Mapping[str, int]
    address: int
    unknown: Held | None = None


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
    heads = [read_head(sheet, labels, block, c, year) for c in range(len(sheet.columns))]
    named = [head for head in heads if head.name or head.written]
    captions = {name: Held(c.text, c.address) for name, c in block.captions.items()}
    fixed = labels.options.fixed
    own = _plain_names(named)
    known = captions.keys() | fixed.keys() | own
    if _is_matrix(own, known, named):
        named = [_as_figure(sheet, block, head) for head in named]
    figures = frozenset(head.column for head in named if head.name in FIGURES)
    named = [add_lead(sheet, labels, block, head, figures) for head in named]
    columns = _plain_names(named)
    key = _key_of_heads(known, columns, has_periods=any(h.period is not None for h in named))
    settled = settle(named, known, columns, key)
    is_unsure = any(one.unknown is not None for one in settled)
    plain = tuple(one.head for one in settled if _is_plain(one, is_unsure=is_unsure))
    grouped = [one for one in settled if not _is_plain(one, is_unsure=is_unsure)]
    groups, alike = _group(grouped, key or KEYS[0])
    groups = _with_measure(groups, captions.get("unit_measure"))
    held = {name for group in groups for name in group.keys}
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


def _plain_names(named: Sequence[Head]) -> set[str]:
    """Return the names of the columns that no head stands over."""
    return {head.name for head in named if head.period is None and head.other is None}


def _key_of_heads(known: set[str], columns: set[str], *, has_periods: bool) -> str | None:
    """Return the key that codes over figures can be: one that lacks, or that a caption says."""
    lacking = [key for key in KEYS if key not in known and not (has_periods and key == "period")]
    return next(iter([*lacking, *(k for k in ("indicator", "unit") if k not in columns)]), None)


def _is_plain(one: Settled, *, is_unsure: bool) -> bool:
    """Whether a column has one cell a row, and no head over it that counts."""
    head = one.head
    has_heads = head.period is not None or head.other is not None or one.measure is not None
    return not has_heads and not (is_unsure and head.name in FIGURES)


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


def _group(settled: Sequence[Settled], other: str) -> tuple[tuple[Group, ...], tuple[Head, ...]]:
    """Put the figures under the same heads together; ``other`` is the key that codes above are."""
    members: dict[tuple[str, ...], dict[str, Settled]] = {}
    alike: list[Head] = []
    for one in settled:
        over = (one.head.period, one.head.other, one.measure, one.unknown)
        own = members.setdefault(tuple(part.text if part else "" for part in over), {})
        if one.head.name in own:
            alike.append(one.head)
        else:
            own[one.head.name] = one
    return tuple(_make_group(list(own.values()), other) for own in members.values()), tuple(alike)


def _make_group(settled: Sequence[Settled], other: str) -> Group:
    """Make one group."""
    first = settled[0]
    held = {"period": first.head.period, other: first.head.other, "unit_measure": first.measure}
    return Group(
        {name: part for name, part in held.items() if part is not None},
        {one.head.name: one.head.column for one in settled},
        min(one.head.address for one in settled),
        first.unknown,
    )


def _with_measure(groups: tuple[Group, ...], caption: Held | None) -> tuple[Group, ...]:
    """Let the caption's unit of measure hold for the groups whose heads say none."""
    if caption is None or not any("unit_measure" in group.keys for group in groups):
        return groups
    return tuple(replace(group, keys={"unit_measure": caption, **group.keys}) for group in groups)
