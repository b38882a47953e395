"""Read the captions above a table: "Kỳ báo cáo: Quý II/2025", in one cell or in two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.tables.sheet_labels import CAPTIONS, Labels, caption_value
from site_builder.tables.sheet_text import TextSheet
from site_builder.tables.sheet_words import measure_of, measure_said


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table for all its rows; ``address`` is the value's cell."""

    column: str
    text: str
    address: int


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions found, by column; ``disagreeing`` say another thing than one before them."""

    captions: Mapping[str, Caption]
    disagreeing: tuple[Caption, ...]


def read_captions(sheet: TextSheet, labels: Labels, first: int, end: int) -> Captions:
    """Read the captions in the rows from ``first`` up to ``end``."""
    found: dict[str, Caption] = {}
    disagreeing: list[Caption] = []
    for row in range(first, end):
        told = list(_in_row(sheet, labels, row))
        if row == end - 1 and sum(caption.column == "unit_measure" for caption in told) > 1:
            # Each is the head of its own column.
            told = [caption for caption in told if caption.column != "unit_measure"]
        disagreeing.extend(
            caption
            for caption in told
            if found.setdefault(caption.column, caption).text != caption.text
        )
    return Captions(found, tuple(disagreeing))


def _in_row(sheet: TextSheet, labels: Labels, row: int) -> Iterator[Caption]:
    """Yield the captions of a row that have a value."""
    label = ""
    for column, text in sheet.filled_in(row):
        split = labels.caption(text)
        if split is not None:
            label = split[0] if not split[1] else ""
            if split[1]:
                yield Caption(split[0], split[1], sheet.address(row, column))
        elif label in CAPTIONS and caption_value(text) and not text.endswith(":"):
            is_measure = label == "unit" and measure_of(text) is not None
            name = "unit_measure" if is_measure else label
            yield Caption(name, caption_value(text), sheet.address(row, column))
            label = ""
        else:
            label = ""
            measure = measure_said(text)
            if measure is not None:
                yield Caption("unit_measure", measure, sheet.address(row, column))
