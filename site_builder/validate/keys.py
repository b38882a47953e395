"""Read what an observation is about: indicator, unit, period, breakdown, variant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Fact
from site_builder.model.period import Period
from site_builder.validate import rules
from site_builder.validate.breakdowns import read_breakdown
from site_builder.validate.columns import Column
from site_builder.validate.findings import Facts, Finding, find
from site_builder.validate.labels import check_labels
from site_builder.validate.periods import cumulative_months, read_period, suggest_period
from site_builder.validate.sheet import Sheet
from site_builder.validate.unit_names import make_unit_guesser

UNKNOWN = -1


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """The key of each row of a sheet.

    ``indicator`` points into ``Sheet.indicators``, ``unit`` into ``Sheet.unit_ids``; -1 where it
    is unknown. ``period`` codes point into ``periods``, which has None for what is no period.
    """

    indicator: NDArray[np.int64]
    unit: NDArray[np.int64]
    period: Column
    periods: tuple[Period | None, ...]
    breakdown: Column
    variant: Column

    def of_periods(self, values: list[int]) -> NDArray[np.int64]:
        """Return, for each row, the number that belongs to its period."""
        found: NDArray[np.int64] = self.period.spread(values, np.int64)
        return found

    @property
    def has_period(self) -> NDArray[np.bool_]:
        """Which rows have a period."""
        found: NDArray[np.bool_] = self.period.spread([p is not None for p in self.periods], bool)
        return found

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Which rows have a whole key."""
        known: NDArray[np.bool_] = (self.indicator >= 0) & (self.unit >= 0) & self.has_period
        return known


def read_keys(sheet: Sheet) -> tuple[Keys, list[Finding]]:
    """Read the keys of all rows, with what is wrong about them."""
    indicator, unit, period = (sheet.column(name) for name in ("indicator", "unit", "period"))
    codes = {entry.code: number for number, entry in enumerate(sheet.indicators)}
    ids = {name: number for number, name in enumerate(sheet.unit_ids)}
    periods = tuple(read_period(text) for text in period.texts)
    indicator_at = indicator.map(lambda text: codes.get(text, UNKNOWN), np.int64)
    breakdown, odd = read_breakdown(sheet, indicator_at)
    keys = Keys(
        indicator_at,
        unit.map(lambda text: ids.get(text, UNKNOWN), np.int64),
        period,
        periods,
        breakdown,
        sheet.column("variant"),
    )
    return keys, [
        *_empty_cells(sheet),
        *_unknown_names(sheet, keys, indicator, unit),
        *check_labels(sheet, keys.indicator, keys.unit),
        *_bad_periods(sheet, keys),
        *_units_not_in_force(sheet, keys, unit),
        *odd,
    ]


def _empty_cells(sheet: Sheet) -> Iterator[Finding]:
    """Find rows that do not say what they are about."""
    for name in ("indicator", "unit", "period"):
        yield find(rules.EMPTY_CELL, sheet.column(name).is_empty(), name, lambda _: {})


def _unknown_names(sheet: Sheet, keys: Keys, indicator: Column, unit: Column) -> Iterator[Finding]:
    """Find indicators and units that nobody defined."""
    names = sheet.names
    unknown = indicator.map(lambda text: bool(text) and names.is_unknown_indicator(text), np.bool_)
    facts = _guessed(indicator, names.suggest_indicator)
    yield find(rules.UNKNOWN_INDICATOR, unknown, "indicator", facts)
    unknown = unit.map(lambda text: bool(text) and names.units.is_unknown(text), np.bool_)
    if unknown.any():
        yield find(rules.UNKNOWN_UNIT, unknown, "unit", _guessed_unit(sheet, keys, unit))


def _guessed(column: Column, suggest: Callable[[str], str]) -> Facts:
    """Return facts with the cell and what was meant by it, guessed once for each text."""
    guesses: dict[str, str] = {}

    def _of_row(row: int) -> Mapping[str, Fact]:
        text = column.text(row)
        if text not in guesses:
            guesses[text] = suggest(text)
        return {"value": text, "suggestion": guesses[text]}

    return _of_row


def _guessed_unit(sheet: Sheet, keys: Keys, unit: Column) -> Facts:
    """Return facts with the cell and the unit that was meant in the row's period."""
    guess = make_unit_guesser(sheet.names.units.register.units)

    def _of_row(row: int) -> Mapping[str, Fact]:
        text, period = unit.text(row), keys.periods[keys.period.codes[row]]
        return {"value": text, "suggestion": guess(text, period)}

    return _of_row


def _bad_periods(sheet: Sheet, keys: Keys) -> Iterator[Finding]:
    """Find what is no period, is finer than the indicator's, or has not begun."""
    period = keys.period
    bad = ~keys.has_period & ~period.is_empty()
    cumulative = bad & period.map(lambda text: cumulative_months(text) is not None, np.bool_)
    others = {str(found) for found in keys.periods if found is not None}
    facts = _guessed(period, lambda text: suggest_period(text, others))
    yield find(rules.CUMULATIVE_MONTHS, cumulative, "period", facts)
    yield find(rules.BAD_PERIOD, bad & ~cumulative, "period", facts)
    if not sheet.indicators:
        return
    months = keys.of_periods([p.frequency.months if p else 12 for p in keys.periods])
    due = np.array([i.frequency.months for i in sheet.indicators])[keys.indicator]
    finer = (keys.indicator >= 0) & (months < due)

    def _of_row(row: int) -> Mapping[str, Fact]:
        indicator = sheet.indicators[keys.indicator[row]]
        return {
            "value": period.text(row),
            "indicator": indicator.code,
            "frequency": indicator.frequency.value,
        }

    yield find(rules.PERIOD_TOO_FINE, finer, "period", _of_row)
    starts = keys.of_periods([p.start.toordinal() if p else 0 for p in keys.periods])
    future = starts > sheet.today.toordinal()
    yield find(
        rules.PERIOD_NOT_BEGUN, future, "period",
        lambda row: {"value": period.text(row), "today": str(sheet.today)},
    )  # fmt: skip


def _units_not_in_force(sheet: Sheet, keys: Keys, unit: Column) -> Iterator[Finding]:
    """Find figures of units that did not exist on any day of the period."""
    register = sheet.names.units.register.units
    units = [register[name] for name in sheet.unit_ids]
    if not units:
        return
    first = np.array([u.valid_from.toordinal() if u.valid_from else 0 for u in units])[keys.unit]
    last = np.array([u.valid_to.toordinal() if u.valid_to else 2**31 for u in units])[keys.unit]
    starts = keys.of_periods([p.start.toordinal() if p else 0 for p in keys.periods])
    ends = keys.of_periods([p.end.toordinal() if p else 0 for p in keys.periods])
    outside = (keys.unit >= 0) & keys.has_period & ((first > ends) | (last < starts))

    def _of_row(row: int) -> Mapping[str, Fact]:
        found = units[keys.unit[row]]
        return {
            "value": unit.text(row),
            "name": found.name.translations[0][1],
            "period": str(keys.periods[keys.period.codes[row]]),
            "valid_from": str(found.valid_from or "…"),
            "valid_to": str(found.valid_to or "…"),
        }

    yield find(rules.UNIT_NOT_IN_FORCE, outside, "unit", _of_row)
