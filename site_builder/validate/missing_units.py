"""Find units that did not report although most of the others did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from site_builder.diagnostics import Rule, Severity
from site_builder.model.indicator import Aggregate, Indicator
from site_builder.model.tables import RawTable, RawTables
from site_builder.model.units import Unit, UnitRegister
from site_builder.validate.arrays import Ints
from site_builder.validate.compared import ComparedRows, Found, first_units
from site_builder.validate.names import Names
from site_builder.validate.sheet import OBSERVATIONS

UNITS_MISSING = Rule("SB396", Severity.WARNING)

_FEWEST = 3
"""Units that must have reported before anybody is missed."""

_MOST_NAMED = 5
_ANY = ""


@dataclass(frozen=True, slots=True)
class _Debtors:
    """Who owed an indicator on a day, and who of them reported."""

    owing: tuple[str, ...]
    given: frozenset[str]

    @property
    def are_enough(self) -> bool:
        """Whether so many reported that the others are missed."""
        return len(self.given) >= max(_FEWEST, len(self.owing) / 2)

    @property
    def missing(self) -> tuple[str, ...]:
        """Who did not report, in the order of the register."""
        return tuple(unit for unit in self.owing if unit not in self.given)


class _Register:
    """The units in force on a day and those above each, worked out once for all indicators."""

    def __init__(self, register: UnitRegister) -> None:
        self._register = register
        self._takers = register.takers()
        self._days: dict[date, tuple[tuple[Unit, ...], Mapping[str, str | None]]] = {}

    def on(self, day: date) -> tuple[tuple[Unit, ...], Mapping[str, str | None]]:
        """Return the units in force on a day, and the unit above each."""
        if day not in self._days:
            living = tuple(u for u in self._register.units.values() if u.exists_on(day))
            above = {u.unit: self._register.above(u, day, self._takers) for u in living}
            self._days[day] = (living, above)
        return self._days[day]


def find_missing_units(
    rows: ComparedRows, names: Names, tables: RawTables, today: date
) -> Iterator[Found]:
    """Find the units that owe an indicator and have no row where most of the others have one.

    Units owe it by their level: one that ``reported_by`` names, else one that ever reported.
    The newest period that is due, and for which at least half of them and three have a row, is
    looked at, and no other. A row that says that the figure is missing is a row; so is one that
    is left out for an error. Of a cumulative indicator a later figure of the same year will do.
    A unit whose figure is the sum of units below it need not report.

    Args:
        rows: The accepted rows.
        names: The registers of the site.
        tables: The tables that the rows stand in.
        today: The day of the build.
    """
    files = tables.below(OBSERVATIONS)
    unread = any(path.startswith(f"{OBSERVATIONS}/") for path in tables.rejected)
    if unread or any(table.broken for table in files):
        return
    left_out = _left_out(rows, files, names)
    units = _Register(names.units.register)
    for number, indicator in enumerate(rows.indicators):
        excused = {unit for code, unit in left_out if code in (indicator.code, _ANY)}
        if _ANY not in excused:
            yield from _find(rows, number, units, excused, today)


def _left_out(rows: ComparedRows, tables: Iterable[RawTable], names: Names) -> set[tuple[str, str]]:
    """Return (indicator, unit) of the rows that were not accepted; "" for what is unknown."""
    codes, units = names.indicators, names.units.register.units
    accepted = _lines_by_table(rows.frame)
    nothing = np.zeros(0, dtype=np.int64)
    found: set[tuple[str, str]] = set()
    for table in tables:
        lines = accepted.get((table.path, table.sheet), nothing)
        left = np.flatnonzero(~np.isin(table.lines, lines))
        texts = [
            table.cells[name].iloc[left].tolist() if name in table.columns else [_ANY] * len(left)
            for name in ("indicator", "unit")
        ]
        for code, unit in zip(*texts, strict=True):
            found.add((code if code in codes else _ANY, unit if unit in units else _ANY))
    return found


def _lines_by_table(frame: pd.DataFrame) -> Mapping[tuple[str, str | None], Ints]:
    """Return the lines of the accepted rows, by the path and the sheet of their table."""
    found: dict[tuple[str, str | None], Ints] = {}
    for path, rows in frame.groupby("path")[["line", "cell"]]:
        if rows["cell"].iloc[0] == "":
            found[str(path), None] = rows["line"].to_numpy()
            continue
        sheets = rows["cell"].str.rsplit("!", n=1).str[0]
        for sheet, lines in rows["line"].groupby(sheets):
            found[str(path), str(sheet)] = lines.to_numpy()
    return found


def _find(
    rows: ComparedRows, number: int, units: _Register, excused: set[str], today: date
) -> Iterator[Found]:
    """Yield what is missing of one indicator, at the last row of the period."""
    indicator, mine = rows.indicators[number], rows.rows_of(number)
    reporters = {rows.units[n] for n in np.unique(rows.unit[mine]).tolist()}
    if len(reporters) < _FEWEST:
        return
    levels = set(indicator.reported_by) or {unit.level for unit in reporters}
    days = _reporters_by_day(rows, mine)
    last_due = today - timedelta(days=indicator.due_days + 1)
    for day in sorted((day for day in days if day <= last_due), reverse=True):
        debtors = _debtors(indicator, units, levels, days, day)
        if not debtors.are_enough:
            continue
        missing = [unit for unit in debtors.missing if unit not in excused]
        if missing:
            at = _last_row(rows, mine, day)
            facts = {
                "indicator": indicator.code,
                "period": rows.names(at)["period"],
                "count": len(missing),
                "owing": len(debtors.owing),
                "units": first_units(missing, _MOST_NAMED),
            }
            yield at, "", facts
        return


def _reporters_by_day(rows: ComparedRows, mine: slice) -> dict[date, set[str]]:
    """Return the units with a row of any kind, by the last day of its period."""
    pairs = np.unique(rows.period[mine] * len(rows.units) + rows.unit[mine])
    found: dict[date, set[str]] = {}
    for pair in pairs.tolist():
        period, unit = divmod(pair, len(rows.units))
        found.setdefault(rows.periods[period].end, set()).add(rows.units[unit].unit)
    return found


def _debtors(
    indicator: Indicator,
    units: _Register,
    levels: set[str],
    days: Mapping[date, set[str]],
    day: date,
) -> _Debtors:
    living, above = units.on(day)
    given = set(days[day])
    if indicator.cumulative:
        given.update(*(u for later, u in days.items() if later >= day and later.year == day.year))
    summed = _all_above(given, above) if indicator.aggregate is not Aggregate.NONE else set()
    owing = tuple(
        unit.unit
        for unit in living
        if unit.level in levels and (unit.unit in given or unit.unit not in summed)
    )
    return _Debtors(owing, frozenset(given.intersection(owing)))


def _all_above(units: Iterable[str], above: Mapping[str, str | None]) -> set[str]:
    """Return every unit that stands above one of some units."""
    found: set[str] = set()
    for unit in units:
        parent = above.get(unit)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = above.get(parent)
    return found


def _last_row(rows: ComparedRows, mine: slice, day: date) -> int:
    """Return the row of a day that stands last in the last file."""
    is_end = np.array([period.end == day for period in rows.periods])
    at = np.flatnonzero(is_end[rows.period[mine]]) + mine.start
    frame = rows.frame.iloc[at]
    return int(
        at[np.lexsort((frame["line"].to_numpy(), pd.factorize(frame["path"], sort=True)[0]))[-1]]
    )
