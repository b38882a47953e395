"""Check that figures are possible: signs, whole counts, parts of a whole, maxima."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.validate import rules
from site_builder.validate.arrays import Floats, Mask
from site_builder.validate.findings import Finding, find
from site_builder.validate.number_cells import FigureCells, Kinds


def check_bounds(
    cells: FigureCells, kinds: Kinds, value: Floats, explained: Mask
) -> Iterator[Finding]:
    """Find figures that cannot be.

    Args:
        cells: The three columns of numbers.
        kinds: What each row's indicator asks.
        value: Each row's value, computed for a pair; NaN where there is none.
        explained: Rows whose status says that there is no figure: another rule's affair.
    """
    yield from _check_signs(cells, kinds)
    yield from _check_whole(cells, kinds)
    has_pair = cells.numerator.is_readable & cells.denominator.is_readable
    is_pair = has_pair & ~cells.value.is_filled & kinds.may_pair & ~explained
    by_nothing = is_pair & (cells.denominator.number == 0)
    yield find(
        rules.NOTHING_TO_DIVIDE_BY, by_nothing, "denominator",
        lambda row: {"value": "0", "numerator": cells.numerator.column.text(row)},
    )  # fmt: skip
    with np.errstate(invalid="ignore"):
        above = (value > kinds.maximum) & kinds.is_known & ~by_nothing
    negative = (cells.numerator.number < 0) | (cells.denominator.number < 0)
    yield from _check_maximum(cells, kinds, above & is_pair & ~negative, above & ~is_pair)


def _check_signs(cells: FigureCells, kinds: Kinds) -> Iterator[Finding]:
    """Find negative counts, shares and parts."""
    for column in cells.all:
        negative = column.number < 0
        if column is cells.value:
            negative &= ~kinds.may_be_negative & kinds.is_known
        yield find(rules.NEGATIVE, negative, column.name, column.facts)


def _check_whole(cells: FigureCells, kinds: Kinds) -> Iterator[Finding]:
    """Find fractions of a counted thing; in a pair they may be areas, so only a warning."""
    for column in cells.all:
        whole = np.isnan(column.number) | (column.number == np.floor(column.number))
        # 1.234 has its own message: perhaps it is a thousand and more.
        broken = ~whole & (np.array(column.reading) == 1)
        if column is cells.value:
            yield find(rules.COUNT_NOT_WHOLE, broken & kinds.is_count, column.name, column.facts)
        else:
            yield find(rules.PART_NOT_WHOLE, broken, column.name, column.facts)


def _check_maximum(
    cells: FigureCells, kinds: Kinds, pairs: Mask, values: Mask
) -> Iterator[Finding]:
    """Find values above the indicator's maximum."""

    def _of_pair(row: int) -> Mapping[str, Fact]:
        return {
            "value": cells.numerator.column.text(row),
            "denominator": cells.denominator.column.text(row),
            "maximum": _plain(kinds.maximum[row]),
        }

    def _of_value(row: int) -> Mapping[str, Fact]:
        return {"value": cells.value.column.text(row), "maximum": _plain(kinds.maximum[row])}

    yield find(rules.PART_ABOVE_WHOLE, pairs, "numerator", _of_pair)
    yield find(rules.ABOVE_MAXIMUM, values, "value", _of_value)


def _plain(number: float) -> str:
    """Write a bound as briefly as it can be written."""
    return f"{number:g}"
