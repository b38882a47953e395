"""The three columns that numbers stand in, and what each row's indicator asks of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.model.indicator import IndicatorKind
from site_builder.validate.arrays import Floats, Ints, Mask
from site_builder.validate.columns import Column
from site_builder.validate.findings import Facts
from site_builder.validate.numbers import Reading, read_number
from site_builder.validate.sheet import Sheet

READABLE = (Reading.NUMBER, Reading.POINT_OF_THREE)


@dataclass(frozen=True, slots=True, eq=False)
class NumberCells:
    """One column of numbers: how each cell was read, and its number or NaN."""

    name: str
    column: Column
    reading: Ints
    number: Floats

    @property
    def is_filled(self) -> Mask:
        """Which cells are not empty."""
        filled: Mask = self.reading != Reading.EMPTY
        return filled

    @property
    def is_readable(self) -> Mask:
        """Which cells hold a number."""
        readable: Mask = np.isin(self.reading, READABLE)
        return readable

    @property
    def facts(self) -> Facts:
        """Return what stands in a cell."""
        return self.column.facts()


@dataclass(frozen=True, slots=True, eq=False)
class FigureCells:
    """The three columns of numbers of a sheet."""

    value: NumberCells
    numerator: NumberCells
    denominator: NumberCells

    @property
    def parts(self) -> tuple[NumberCells, NumberCells]:
        """The two columns of a pair."""
        return self.numerator, self.denominator

    @property
    def all(self) -> tuple[NumberCells, ...]:
        """All three."""
        return self.value, self.numerator, self.denominator


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """What each row's indicator asks; all false, and no maximum, where it is unknown."""

    is_known: Mask
    is_count: Mask
    may_pair: Mask
    may_be_negative: Mask
    is_percent: Mask
    maximum: Floats


def read_figure_cells(sheet: Sheet) -> FigureCells:
    """Read the three columns of numbers."""
    return FigureCells(
        *(_read_cells(sheet, name) for name in ("value", "numerator", "denominator"))
    )


def _read_cells(sheet: Sheet, name: str) -> NumberCells:
    """Read one column of numbers, each different text once."""
    column = sheet.column(name)
    locale = sheet.table.options.locale
    read = [read_number(text, locale) for text in column.texts]
    return NumberCells(
        name,
        column,
        column.spread([reading for reading, _ in read], np.int64),
        column.spread([number for _, number in read], np.float64),
    )


def read_kinds(sheet: Sheet, indicator: Ints) -> Kinds:
    """Return what each row's indicator asks of its figures."""
    known = indicator >= 0
    every = sheet.indicators
    kinds = [entry.kind for entry in every]
    paired = (IndicatorKind.RATIO, IndicatorKind.DISTRIBUTION)

    def _mask(of_indicators: list[bool]) -> Mask:
        found: Mask = np.array([*of_indicators, False])[indicator] & known
        return found

    maximum = [np.inf if entry.maximum is None else entry.maximum for entry in every]
    return Kinds(
        is_known=known,
        is_count=_mask([kind is IndicatorKind.COUNT for kind in kinds]),
        may_pair=_mask([kind in paired for kind in kinds]),
        may_be_negative=_mask([kind is IndicatorKind.VALUE for kind in kinds]),
        is_percent=_mask([entry.is_percent for entry in every]),
        maximum=np.array([*maximum, np.inf], dtype=np.float64)[indicator],
    )
