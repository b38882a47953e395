"""Find the sums that a reader could write down: totals and the parts they are made of."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.disclose.rows import Row, RowKey
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Period, parse_period
from site_builder.model.succession import NOBODY, Held, Turn, find_held
from site_builder.model.units import UnitChange, UnitRegister, whole_changes


@dataclass(frozen=True, slots=True)
class Equation:
    """``total`` (the number of a row, or none where it need not be given) = sum of ``parts``."""

    total: tuple[int, ...]
    parts: tuple[int, ...]


def find_equations(
    rows: tuple[Row, ...],
    indicators: Mapping[str, Indicator],
    units: UnitRegister,
    slack: int,
) -> tuple[Equation, ...]:
    """Return the equations among the rows of some indicators, in the order of the rows.

    Only rows in use that have a figure with counts take part: a bare rate adds up to
    nothing. A total that differs from its parts by ``slack`` or more tells nothing about
    any of them: some have not reported, or the two were never the same thing.
    """
    numbers = {
        row.key: number
        for number, row in enumerate(rows)
        if row.indicator in indicators and _adds_up(row, indicators[row.indicator])
    }
    growing = frozenset(code for code, indicator in indicators.items() if indicator.cumulative)
    found = (*_down_the_tree(numbers, units, growing), *_over_breakdowns(numbers, indicators))
    return tuple(equation for equation in found if _holds(rows, equation, slack))


def _adds_up(row: Row, indicator: Indicator) -> bool:
    if row.variant or not row.has_figure:
        return False
    return row.has_pair or indicator.kind is not IndicatorKind.RATIO


def _holds(rows: tuple[Row, ...], equation: Equation, slack: int) -> bool:
    """Whether a total comes near the sum of its parts, in any of its counts."""
    if not equation.total:
        return True
    total = rows[equation.total[0]]
    parts = [rows[part].addends for part in equation.parts]
    sums = map(math.fsum, zip(*parts, strict=False))
    return any(
        abs(whole - summed) < slack for whole, summed in zip(total.addends, sums, strict=False)
    )


def _down_the_tree(
    numbers: Mapping[RowKey, int], units: UnitRegister, growing: Collection[str]
) -> Iterator[Equation]:
    """Yield one equation for each unit with a figure and figures below it.

    ``growing`` are the indicators whose figures grow within the year. Where units changed within
    a period, those that others hold are no parts of what stands above them.
    """
    given: dict[tuple[str, str, str], dict[str, int]] = {}
    for (indicator, unit, period, breakdown), number in numbers.items():
        given.setdefault((indicator, period, breakdown), {})[unit] = number
    turns = _find_turns(units, {period for _, _, period, _ in numbers})
    held = {
        scope: find_held(turns[scope[1]], own) if scope[0] in growing else NOBODY
        for scope, own in given.items()
    }
    for (indicator, unit, period, breakdown), total in numbers.items():
        scope = (indicator, period, breakdown)
        parts = tuple(_frontier(unit, given[scope], turns[period], held[scope]))
        if parts:
            yield Equation((total,), parts)


def _find_turns(units: UnitRegister, periods: Iterable[str]) -> Mapping[str, Turn]:
    """Return, for each period, the units below one another and what became of them."""
    takers, whole = units.takers(), whole_changes(units.changes)
    return {period: _turn(units, takers, whole, parse_period(period)) for period in periods}


def _turn(
    units: UnitRegister,
    takers: Mapping[str, str | None],
    whole: Iterable[UnitChange],
    period: Period | None,
) -> Turn:
    if period is None:
        return Turn((), frozenset(), _below({u.unit: u.parent for u in units.units.values()}))
    start, end = period.start, period.end
    living = [unit for unit in units.units.values() if unit.exists_during(period)]
    return Turn(
        tuple(change for change in whole if start < change.date <= end),
        frozenset(unit.unit for unit in living if not unit.exists_on(end)),
        _below({unit.unit: units.above(unit, start, takers) for unit in living}),
    )


def _below(parents: Mapping[str, str | None]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for unit, parent in parents.items():
        if parent is not None:
            found.setdefault(parent, []).append(unit)
    return {parent: tuple(units) for parent, units in found.items()}


def _frontier(unit: str, own: Mapping[str, int], turn: Turn, held: Held) -> Iterator[int]:
    """Yield the nearest figures below a unit: a child's own, else those below the child."""
    for child in turn.children.get(unit, ()):
        if child in held.contained:
            continue
        if child in own and child not in held.outlived:
            yield own[child]
        else:
            yield from _frontier(child, own, turn, held)


def _over_breakdowns(
    numbers: Mapping[RowKey, int], indicators: Mapping[str, Indicator]
) -> Iterator[Equation]:
    """Yield one equation for each figure and dimension that breaks it down."""
    cells: dict[tuple[RowKey, str], list[int]] = {}
    for (indicator, unit, period, breakdown), number in numbers.items():
        pairs = breakdown.split("|") if breakdown else []
        for pair in pairs:
            rest = "|".join(other for other in pairs if other != pair)
            dimension = pair.partition("=")[0]
            cells.setdefault(((indicator, unit, period, rest), dimension), []).append(number)
    for (whole, _), parts in cells.items():
        total = (numbers[whole],) if whole in numbers else ()
        if total or indicators[whole[0]].kind is IndicatorKind.DISTRIBUTION:
            yield Equation(total, tuple(parts))
