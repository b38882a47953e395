"""Say of which series the rows with an error are: their place in it is not empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from site_builder.validate.arrays import Ints, Mask
from site_builder.validate.duplicates import KeyParts
from site_builder.validate.keys import Keys
from site_builder.validate.sheet import Sheet
from site_builder.validate.unit_names import make_unit_guesser

MOST_GUESSED = 1000
"""Rows of a sheet whose unknown unit or indicator is guessed; of more the rest stays unknown."""

LeftOut = tuple[Ints, Ints, Ints]
"""Indicator, unit and period of rows, -1 for what a row does not say rightly."""


def name_left_out(
    sheets: Sequence[tuple[Sheet, Keys]], parts: KeyParts, rows: Ints, has_begun: Mask
) -> LeftOut:
    """Return what the rows with an error are about, guessed where a word is nearly right.

    A mistyped unit leaves no gap in the series of the unit that was meant. A period that has
    not begun is as good as unreadable, for mostly its year is mistyped.

    Args:
        sheets: All sheets, each with its rows' keys.
        parts: The keys of all rows, the sheets one after the other.
        rows: The rows with an error, counted over all sheets, in order.
        has_begun: Which of ``parts``' periods are periods that have begun.
    """
    codes = dict(zip(parts.names, (part[rows] for part in parts.codes), strict=True))
    numbers = {
        name: {text: number for number, text in enumerate(texts)}
        for name, texts in zip(parts.names, parts.texts, strict=True)
    }
    start = 0
    for sheet, keys in sheets:
        first, last = np.searchsorted(rows, [start, start + sheet.size])
        for name, guess in (("indicator", _indicator), ("unit", _unit)):
            unknown = first + np.flatnonzero(codes[name][first:last] < 0)[:MOST_GUESSED]
            if len(unknown):
                words = map(guess(sheet, keys), (rows[unknown] - start).tolist())
                codes[name][unknown] = [numbers[name].get(word, -1) for word in words]
        start += sheet.size
    numbered = np.where(has_begun, np.arange(len(has_begun)), -1)
    return codes["indicator"], codes["unit"], numbered[codes["period"]]


def _indicator(sheet: Sheet, _: Keys) -> Callable[[int], str]:
    """Return what guesses the indicator of a row."""
    column, guess = sheet.column("indicator"), cache(sheet.names.suggest_indicator)
    return lambda row: guess(column.text(row))


def _unit(sheet: Sheet, keys: Keys) -> Callable[[int], str]:
    """Return what guesses the unit of a row."""
    column, guess = sheet.column("unit"), make_unit_guesser(sheet.names.units.register.units)
    return lambda row: guess(column.text(row), keys.periods[keys.period.codes[row]])
