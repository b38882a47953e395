"""Write a figure as the texts of a file's columns, in the way in which the file writes numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from site_builder.intake.comparing import Change, Reported
from site_builder.intake.filled import FigureKey
from site_builder.intake.number_text import may_be_thousands, write_decimal
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.tables import RawTable, TableOptions

Fields = Mapping[str, str]
"""Texts by column."""

FIGURE_COLUMNS = (
    "numerator",
    "denominator",
    "value",
    "status",
    "source",
    "as_of",
    "note",
    "received",
)
KEY_COLUMNS = ("indicator", "unit", "period")
PLAIN_COLUMNS = frozenset({*KEY_COLUMNS, *FIGURE_COLUMNS, "audience", "variant", "unit_measure"})
"""The columns that any file of figures may have; others are dimensions."""


def write_number(number: float | None, locale: str | None) -> str:
    """Write a number exactly, as a file of a locale has it; "" for None.

    Without a locale ``1.234`` could be a thousand and more: it becomes ``1.2340``.
    """
    if number is None:
        return ""
    text = write_decimal(Decimal(repr(number)), locale)
    return f"{text}0" if locale is None and may_be_thousands(text) else text


def figure_fields(figure: Reported, options: TableOptions) -> Fields:
    """Return what a file's row says of a figure: a pair or a value, and its texts."""
    is_pair = figure.numerator is not None
    numbers = {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": None if is_pair else figure.value,
    }
    written = {name: write_number(number, options.locale) for name, number in numbers.items()}
    texts = ("status", "source", "as_of", "note", "received")
    return written | {name: getattr(figure, name) for name in texts}


def row_fields(change: Change, options: TableOptions) -> Fields:
    """Return all that a file's row says of a new figure."""
    return {**_key_fields(change.key), **figure_fields(change.new, options)}


def _key_fields(key: FigureKey) -> Fields:
    """Return what a file's row says of what a figure is about."""
    pairs = [part.partition("=") for part in key.breakdown.split("|")] if key.breakdown else []
    own = dict(zip(KEY_COLUMNS, key[:3], strict=True))
    return own | {name: code for name, _, code in pairs}


def full_header(indicators: Iterator[Indicator]) -> tuple[str, ...]:
    """Return the columns of a new file for some indicators."""
    dimensions = dict.fromkeys(name for one in indicators for name in one.dimensions)
    return (*KEY_COLUMNS, *dimensions, *FIGURE_COLUMNS)


def index_of(table: RawTable, name: str) -> int | None:
    """Return the place of a column among a line's cells; None where the file has no such column."""
    if name in table.options.fixed or name not in table.columns:
        return None
    at = table.columns.index(name)
    return table.indexes[at] if table.indexes else at


def lacking(table: RawTable, fields: Fields) -> list[str]:
    """Return the columns that a file would need to say all this.

    Official is what an empty status means, and a file may do without dates of arrival.
    """
    return [name for name, text in fields.items() if not _can_say(table, name, text)]


def _can_say(table: RawTable, name: str, text: str) -> bool:
    """Whether a file's rows can say a text in a column."""
    if name in table.options.fixed:
        return table.options.fixed[name] == text
    if index_of(table, name) is not None or not text or name == "received":
        return True
    return name == "status" and text == ObsStatus.OFFICIAL.value
