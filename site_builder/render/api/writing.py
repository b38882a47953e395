"""Write JSON and CSV so that equal values are equal bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from site_builder.model.portal import Figure
from site_builder.model.text import Text

Cell = str | float | bool | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Signs at the start of a text that make a spreadsheet take it for a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file, as ``datapackage.json`` describes it.

    ``type`` is Frictionless' own word (string, number, integer, boolean, date); ``sdmx``
    is the concept's name in SDMX, "" where there is none.
    """

    name: str
    type: str
    description: str
    sdmx: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file before it is written: one cell per column in each row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Write JSON for people too: keys in the order given, one space deep, a newline last."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


def table_bytes(table: Table) -> bytes:
    """Write a table as UTF-8 CSV without a BOM, lines ending in LF, quoted where needed."""
    lines = [",".join(_quote(column.name) for column in table.columns)]
    lines += [",".join(_quote(cell_text(cell)) for cell in row) for row in table.rows]
    return ("\n".join(lines) + "\n").encode()


def cell_text(cell: Cell) -> str:
    """Write one value.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which
    the spreadsheet hides and ``datapackage.json`` explains. Numbers stay plain: a minus
    sign in front of a number is a number.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return repr(plain_number(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if len(cell) > 1 and cell.startswith(_FORMULA) else cell


def plain_number(value: float) -> float:
    """Drop the decimals of a whole number (``990``) and the sign of zero; else as it is.

    The text of a float is the shortest that reads back as the same one.
    """
    whole = int(value)
    return whole if whole == value else value


def count(value: float | None) -> float | None:
    """As ``plain_number``, for a count that may be missing."""
    return plain_number(value) if value is not None else None


def computed(value: float | None) -> float | None:
    """Return a number that was worked out, to fifteen digits: 218.7, not 218.70000000000002.

    What lies beyond is the noise of adding and multiplying, no part of the figure.
    """
    return float(f"{value:.15g}") if value is not None else None


def without_noise(figure: Figure) -> Figure:
    """Return a sum or a share with its numbers as ``computed``; one as reported stays as it is."""
    if not (figure.aggregated or figure.restated):
        return figure
    return replace(
        figure,
        value=computed(figure.value),
        numerator=computed(figure.numerator),
        denominator=computed(figure.denominator),
    )


def day(value: date | None) -> str | None:
    """Write a date for JSON."""
    return value.isoformat() if value is not None else None


def translations(text: Text | None) -> dict[str, str] | None:
    """Write a text for JSON, by language in the order its author gave."""
    return dict(text.translations) if text is not None else None


def _quote(text: str) -> str:
    if any(sign in text for sign in ',"\n\r') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
