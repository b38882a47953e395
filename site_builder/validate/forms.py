"""Check that a row fills one form of figure, readably, or says why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Fact
from site_builder.validate import rules
from site_builder.validate.arrays import Mask
from site_builder.validate.columns import Column
from site_builder.validate.findings import Facts, Finding, find
from site_builder.validate.number_cells import FigureCells, Kinds, NumberCells
from site_builder.validate.numbers import Reading
from site_builder.validate.rows import NUMBER_RULES, number_facts
from site_builder.validate.sheet import Sheet
from site_builder.validate.statuses import STATUSES, is_forecast, suggest_status


def check_readable(sheet: Sheet, cells: FigureCells, kinds: Kinds) -> Iterator[Finding]:
    """Find cells that are no number, or that could be two."""
    locale = sheet.table.options.locale
    for column in cells.all:
        for reading, rule in NUMBER_RULES.items():
            facts = _facts(column, reading, locale)
            yield find(rule, column.reading == reading, column.name, facts)
        unclear = column.reading == Reading.POINT_OF_THREE
        if column.name == "value":
            unclear &= kinds.is_count
        facts = _facts(column, Reading.POINT_OF_THREE, locale)
        yield find(rules.AMBIGUOUS_POINT, unclear, column.name, facts)


def _facts(column: NumberCells, reading: Reading, locale: str | None) -> Facts:
    """Return the facts about cells of one reading."""
    return lambda row: number_facts(reading, column.column.text(row), locale)


def check_statuses(column: Column, status: NDArray[np.int64]) -> Iterator[Finding]:
    """Find words that are no status."""

    def _of_row(row: int) -> Mapping[str, Fact]:
        return {"value": column.text(row), "suggestion": suggest_status(column.text(row))}

    forecast = column.map(is_forecast, np.bool_)
    yield find(rules.FORECAST, forecast, "status", column.facts())
    yield find(rules.UNKNOWN_STATUS, (status < 0) & ~forecast, "status", _of_row)


def check_form(sheet: Sheet, cells: FigureCells, kinds: Kinds) -> Iterator[Finding]:
    """Find rows that fill two forms of figure, half a pair, or a pair that is not allowed."""
    value = cells.value.is_filled
    has = [part.is_filled for part in cells.parts]
    allowed = kinds.may_pair | ~kinds.is_known
    indicator = sheet.column("indicator")
    for part in cells.parts:
        misplaced = part.is_filled & ~allowed
        if part is cells.denominator:
            misplaced &= ~cells.numerator.is_filled
        yield find(rules.PAIR_NOT_ALLOWED, misplaced, part.name, _joined(part, indicator))
    both = value & (has[0] | has[1]) & allowed
    yield find(rules.VALUE_AND_PAIR, both, "value", cells.value.facts)
    for part, other in (cells.parts, cells.parts[::-1]):
        half = other.is_filled & ~part.is_filled & ~value & allowed
        yield find(rules.HALF_A_PAIR, half, part.name, _partner(other))


def _partner(other: NumberCells) -> Facts:
    """Return facts about the half that is there."""

    def _of_row(row: int) -> Mapping[str, Fact]:
        return {"other": other.name, "other_value": other.column.text(row)}

    return _of_row


def _joined(part: NumberCells, indicator: Column) -> Facts:
    """Return facts with a cell and its row's indicator."""

    def _of_row(row: int) -> Mapping[str, Fact]:
        return {"value": part.column.text(row), "indicator": indicator.text(row)}

    return _of_row


def is_explained(status: NDArray[np.int64]) -> Mask:
    """Return which statuses explain the absence of a figure."""
    explained: Mask = np.array([not entry.has_figure for entry in STATUSES])[status]
    return explained & (status >= 0)


def check_presence(
    sheet: Sheet, cells: FigureCells, status: NDArray[np.int64], kinds: Kinds
) -> Iterator[Finding]:
    """Find rows with neither figure nor reason, and those with both."""
    explained = is_explained(status)
    filled = cells.value.is_filled | cells.numerator.is_filled | cells.denominator.is_filled
    empty = ~filled & ~explained & (status >= 0)
    indicator, unit, period = (sheet.column(name) for name in ("indicator", "unit", "period"))

    def _key(row: int) -> Mapping[str, Fact]:
        return {
            "indicator": indicator.text(row),
            "unit": unit.text(row),
            "period": period.text(row),
        }

    has_pair = sheet.has("numerator") and sheet.has("denominator")
    in_pair = empty & kinds.may_pair & has_pair
    if not sheet.has("value"):
        in_pair = empty & has_pair
    yield find(rules.NO_FIGURE, empty & ~in_pair, "value", _key)
    yield find(rules.NO_FIGURE, in_pair, "numerator", _key)
    nothing = (cells.numerator.number == 0) & (cells.denominator.number == 0)
    missing = status == [entry.value for entry in STATUSES].index("missing")
    against = filled & explained & ~(nothing & ~missing & ~cells.value.is_filled)
    statuses = sheet.column("status")

    def _of_row(row: int) -> Mapping[str, Fact]:
        texts = (column.column.text(row) for column in cells.all)
        return {"value": statuses.text(row), "figure": "/".join(text for text in texts if text)}

    yield find(rules.STATUS_AGAINST_FIGURE, against, "status", _of_row)
