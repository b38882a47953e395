"""An entry form: which figures one workbook asks for, and where each of them is entered.

``forms`` writes such a workbook and ``intake`` reads it back. What the form was made for lies in
the workbook itself, on a sheet that Excel does not show (``RECORD_SHEET``), so that a form
that was filled in weeks later, by whatever program, still says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.model.portal import Breakdown
from site_builder.model.spreadsheet import cell_name, parse_cell_name

RECORD_SHEET = "_form"
"""The very hidden sheet that tells what a form asks for. Sheets of this name hold no figures."""

RECORD_FORMAT = "site-builder-form/1"

_RECORD_KEYS = ("site", "period", "unit", "fingerprint")
_RECORD_HEADS = ("indicator", "unit", "period", "breakdown", "field", "sheet", "cell")

ENTRY_FIELDS = ("numerator", "denominator", "value", "status", "source", "as_of", "note")
"""What can be entered about a figure; a pair or a value, never both."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """Where one field of one figure is entered: ``cell`` is a packed address of ``sheet``."""

    field: str
    sheet: str
    cell: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """One figure that a form asks for; ``period`` is the standard text (``2026-Q1``).

    ``cells`` are the places of its fields, the figures first.
    """

    indicator: str
    unit: str
    period: str
    breakdown: Breakdown
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormRecord:
    """What a form is: for which period, for whom, made from which definitions.

    ``unit`` is "" in a form for all units. ``fingerprint`` is a digest of what is asked: the
    definitions of the indicators, the units, the layout. ``site`` names the portal.
    """

    site: str
    period: str
    unit: str
    fingerprint: str
    rows: tuple[FormRow, ...]


def record_lines(record: FormRecord) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``RECORD_SHEET``, all text: the format, four pairs, a table of cells.

    A breakdown is written as in the observations (``level=commune|sex=f``), a cell as people
    write it (``I8``).
    """
    pairs = (record.site, record.period, record.unit, record.fingerprint)
    return (
        (RECORD_FORMAT,),
        *zip(_RECORD_KEYS, pairs, strict=True),
        (),
        _RECORD_HEADS,
        *(line for row in record.rows for line in _lines(row)),
    )


def _lines(row: FormRow) -> Iterator[tuple[str, ...]]:
    """Yield the lines of one figure: one for each of its cells."""
    breakdown = "|".join(f"{name}={code}" for name, code in row.breakdown)
    for place in row.cells:
        where = (place.field, place.sheet, cell_name(place.cell))
        yield (row.indicator, row.unit, row.period, breakdown, *where)


def parse_record(rows: Sequence[Sequence[object]]) -> FormRecord | None:
    """Read the rows of ``RECORD_SHEET`` back, whatever program last saved them.

    Args:
        rows: The sheet from its first row and column on. Empty cells (None or "") at the end
            of a row and empty rows at the end may be there or not.

    Returns:
        What ``record_lines`` was given; None where it is no record, of another format, or
        damaged.
    """
    texts = [_trim(row) for row in rows]
    while texts and not texts[-1]:
        texts.pop()
    head = len(_RECORD_KEYS) + 1
    if not texts or texts[0] != (RECORD_FORMAT,) or texts[head : head + 2] != [(), _RECORD_HEADS]:
        return None
    pairs = {row[0]: "".join(row[1:]) for row in texts[1:head] if row}
    cells = [_parse_line(line) for line in texts[head + 2 :]]
    if tuple(pairs) != _RECORD_KEYS or not all(cells):
        return None
    by_figure = groupby((cell for cell in cells if cell), key=lambda cell: cell[:4])
    found = tuple(
        FormRow(indicator, unit, period, breakdown, tuple(cell[4] for cell in of_one))
        for (indicator, unit, period, breakdown), of_one in by_figure
    )
    return FormRecord(pairs["site"], pairs["period"], pairs["unit"], pairs["fingerprint"], found)


def _trim(row: Sequence[object]) -> tuple[str, ...]:
    """Return a row as texts, without the empty cells at its end."""
    texts = ["" if cell is None else str(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _parse_line(line: tuple[str, ...]) -> tuple[str, str, str, Breakdown, FormCell] | None:
    """Read one line of the table of cells: the figure and its cell; None where it is damaged."""
    if len(line) != len(_RECORD_HEADS):
        return None
    indicator, unit, period, breakdown, field, sheet, name = line
    cell = parse_cell_name(name)
    parts = [part.partition("=") for part in breakdown.split("|")] if breakdown else []
    if cell is None or field not in ENTRY_FIELDS or not all(code for _, _, code in parts):
        return None
    codes = tuple((dimension, code) for dimension, _, code in parts)
    return indicator, unit, period, codes, FormCell(field, sheet, cell)
