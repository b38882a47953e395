"""Hold the quota that is assigned against the target that the plan sets.

A quota may be met in full and the plan's target missed: 1 905 new members are 2.8 % of 69 100
where the plan asks for 3 %.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Fact, Rule, Severity
from site_builder.model.indicator import Comparator, Indicator, Target, TargetKind
from site_builder.model.period import Frequency, Period
from site_builder.model.units import UnitRegister
from site_builder.validate.compared import ComparedRows, Found
from site_builder.validate.numbers import plain

QUOTA_BELOW_TARGET = Rule("SB392", Severity.WARNING)

_SIGNS = {Comparator.AT_LEAST: "≥", Comparator.MORE_THAN: ">"}
_HUNDRED = 100.0
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class _Quota:
    """What is assigned for a year: to the headline unit, or to several units together."""

    period: Period
    units: tuple[str, ...]
    count: float
    row: int


@dataclass(frozen=True, slots=True)
class _Whole:
    """The denominator of some units together: the newest of each by the end of a year."""

    count: float
    periods: tuple[Period, ...]


def find_low_quotas(rows: ComparedRows, register: UnitRegister) -> Iterator[Found]:
    """Find yearly quotas that, met in full, would still miss the target they serve.

    The quota of the headline unit counts; where it has none, or nothing to divide it by, that
    of all units together. It is divided by the newest denominator of the same units.
    """
    numbers = {indicator.code: n for n, indicator in enumerate(rows.indicators)}
    for number, indicator in enumerate(rows.indicators):
        goal = numbers.get(indicator.quota_for or "")
        if goal is None or not rows.indicators[goal].is_percent:
            continue
        wholes = _denominators(rows, goal)
        for choices in _quotas(rows, number, register):
            row, facts = _compare(rows.indicators[goal], choices, wholes)
            if facts:
                yield row, "value", rows.names(row) | facts


def _compare(
    goal: Indicator, choices: list[_Quota], wholes: Mapping[str, Mapping[Period, float]]
) -> tuple[int, dict[str, Fact]]:
    """Return the facts of the first quota that can be divided; none where it is enough."""
    for quota in choices:
        whole = _whole(wholes, quota)
        if whole is None:
            continue
        share = quota.count * _HUNDRED / whole.count
        for target in goal.targets:
            if _asks_for_more(target, quota.period, share):
                return quota.row, _facts(goal, quota, whole, target, share)
        break
    return 0, {}


def _asks_for_more(target: Target, period: Period, share: float) -> bool:
    """Whether a target of a year is missed by a share in percent."""
    applies = target.applies_to(period) and target.comparator in _SIGNS
    if target.kind is TargetKind.BY and target.period is not None:
        applies = applies and target.period.end == period.end
    return applies and not target.is_met_by(share)


def _quotas(rows: ComparedRows, number: int, register: UnitRegister) -> Iterator[list[_Quota]]:
    """Yield the quotas of each year: the headline unit's first, then that of all units."""
    by_year: dict[Period, dict[str, int]] = {}
    for row in _totals(rows, number, rows.value):
        period = rows.periods[rows.period[row]]
        if period.frequency is Frequency.YEAR:
            by_year.setdefault(period, {})[rows.units[rows.unit[row]].unit] = row
    parents = register.last_parents()
    headline = rows.indicators[number].headline_unit
    for period, given in sorted(by_year.items()):
        heads = [headline] if headline else [root.unit for root in register.roots(period.end)]
        own = [[unit] for unit in heads if unit in given]
        below = [unit for unit in given if unit not in heads]
        top = [u for u in below if not {a.unit for a in register.ancestors(u, parents)} & {*below}]
        yield [_quota(rows, period, units, given) for units in (*own, top) if units]


def _quota(rows: ComparedRows, period: Period, units: list[str], given: dict[str, int]) -> _Quota:
    count = math.fsum(float(rows.value[given[unit]]) for unit in units)
    return _Quota(period, tuple(units), count, max(given[unit] for unit in units))


def _denominators(rows: ComparedRows, number: int) -> Mapping[str, Mapping[Period, float]]:
    """Return the denominators of an indicator's totals, by unit and period."""
    found: dict[str, dict[Period, float]] = {}
    for row in _totals(rows, number, rows.denominator):
        unit, period = rows.units[rows.unit[row]].unit, rows.periods[rows.period[row]]
        found.setdefault(unit, {})[period] = float(rows.denominator[row])
    return found


def _totals(rows: ComparedRows, number: int, figures: NDArray[np.float64]) -> list[int]:
    """Return the rows of an indicator's totals that have a figure of some kind above zero."""
    mine = rows.rows_of(number)
    known = rows.is_used[mine] & rows.is_total[mine] & (figures[mine] > 0)
    found: list[int] = (np.flatnonzero(known) + mine.start).tolist()
    return found


def _whole(wholes: Mapping[str, Mapping[Period, float]], quota: _Quota) -> _Whole | None:
    """Add up the newest denominators of a quota's units; None where one has none."""
    newest: list[tuple[Period, float]] = []
    for unit in quota.units:
        known = wholes.get(unit, {})
        periods = [period for period in known if period.end <= quota.period.end]
        if not periods:
            return None
        newest.append((max(periods), known[max(periods)]))
    return _Whole(math.fsum(count for _, count in newest), tuple(period for period, _ in newest))


def _facts(
    goal: Indicator, quota: _Quota, whole: _Whole, target: Target, share: float
) -> dict[str, Fact]:
    first, last = min(whole.periods), max(whole.periods)
    digits = 10 ** max(goal.decimals, 2)
    return {
        "unit": quota.units[0] if len(quota.units) == 1 else f"Σ {len(quota.units)}",
        "value": plain(quota.count),
        "goal": goal.code,
        "whole": plain(whole.count),
        "of_period": str(last) if first == last else f"{first} … {last}",
        # Rounded down: 2.996 must not read as the 3 that it misses.
        "share": plain(math.floor(share * digits + _SLACK) / digits),
        "target": f"{_SIGNS[target.comparator]} {plain(target.value)}",
    }
