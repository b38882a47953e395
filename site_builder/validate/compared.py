"""The accepted rows as numbers, for the rules that hold indicators and units against each other.

A million rows are compared in whole columns; only the few that are found are looked at singly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from site_builder.diagnostics import (
    Diagnostic,
    Fact,
    Location,
    Rule,
    make_diagnostic,
    row_location,
)
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.units import Unit
from site_builder.validate import rules
from site_builder.validate.arrays import Floats, Ints, Mask
from site_builder.validate.findings import MOST_PER_RULE
from site_builder.validate.names import Names
from site_builder.validate.numbers import plain
from site_builder.validate.places import Places

Found = tuple[int, str, Mapping[str, Fact]]
"""A row, the column that is wrong or "", and the facts about it."""


@dataclass(frozen=True, slots=True, eq=False)
class ComparedRows:
    """The accepted rows, by indicator. Codes point into the tuples of the plural names.

    ``is_used`` is false for rival figures, ``is_total`` for breakdowns.
    """

    frame: pd.DataFrame
    indicators: tuple[Indicator, ...]
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    indicator: Ints
    unit: Ints
    period: Ints
    is_used: Mask
    is_total: Mask
    is_official: Mask
    value: Floats
    denominator: Floats

    def rows_of(self, number: int) -> slice:
        """Return the rows of the indicator with this number."""
        first, last = np.searchsorted(self.indicator, [number, number + 1])
        return slice(int(first), int(last))

    def place(self, row: int) -> Location:
        """Return where a row stands: its line, or its figure's cell in a sheet."""
        path, line, cell = self._standing(row)
        return row_location(path, line, cell)

    def names(self, row: int) -> dict[str, Fact]:
        """Return what a row is about, as facts."""
        return {
            "indicator": self.indicators[self.indicator[row]].code,
            "unit": self.units[self.unit[row]].unit,
            "period": str(self.periods[self.period[row]]),
        }

    def report(self, rule: Rule, found: Iterable[Found], places: Places) -> Iterator[Diagnostic]:
        """Yield the problems of a rule, and after so many only how many more there are."""
        every = iter(found)
        listed = list(islice(every, MOST_PER_RULE))
        stands = [self._standing(row) for row, _, _ in listed]
        wanted = [(*at, column) for at, (_, column, _) in zip(stands, listed, strict=True)]
        for place, (_, _, facts) in zip(places.of(wanted), listed, strict=True):
            yield make_diagnostic(rule, place, **facts)
        more = list(every)
        if more:
            path = self.place(more[0][0]).path
            facts = {"count": len(more), "of": rule.code}
            yield make_diagnostic(rules.MORE_WARNINGS, Location(path), **facts)

    def _standing(self, row: int) -> tuple[str, int, str]:
        path, line, cell = (self.frame[name].iloc[row] for name in ("path", "line", "cell"))
        return str(path), int(line), str(cell)


def compare_rows(frame: pd.DataFrame, names: Names) -> ComparedRows:
    """Number the accepted rows, which are sorted by indicator."""
    indicator, codes = pd.factorize(frame["indicator"])
    unit, ids = pd.factorize(frame["unit"])
    period, texts = pd.factorize(frame["period"])
    register = names.units.register.units
    return ComparedRows(
        frame=frame,
        indicators=tuple(names.indicators[str(code)] for code in codes),
        units=tuple(register[str(unit_id)] for unit_id in ids),
        periods=tuple(parse_period(str(text)) or Period(1) for text in texts),
        indicator=indicator.astype(np.int64),
        unit=unit.astype(np.int64),
        period=period.astype(np.int64),
        is_used=_equals(frame["variant"], ""),
        is_total=_equals(frame["breakdown"], ""),
        is_official=_equals(frame["status"], ObsStatus.OFFICIAL.value),
        value=frame["value"].to_numpy(dtype=np.float64),
        denominator=frame["denominator"].to_numpy(dtype=np.float64),
    )


def _equals(column: pd.Series[str], text: str) -> Mask:
    mask: Mask = (column == text).to_numpy(dtype=bool)
    return mask


def shown(rows: ComparedRows, row: int) -> str:
    """Write a row's figure, with the counts behind it: ``98.4 (984/1000)``."""
    numerator = float(rows.frame["numerator"].iloc[row])
    value = f"{float(rows.value[row]):.6g}"
    if np.isnan(numerator):
        return plain(float(rows.value[row]))
    return f"{value} ({plain(numerator)}/{plain(float(rows.denominator[row]))})"


def first_units(units: Sequence[str], most: int) -> str:
    """Name the first of some units."""
    return ", ".join([*units[:most], *(["…"] if len(units) > most else [])])
