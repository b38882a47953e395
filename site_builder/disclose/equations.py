"""Find the sums that a reader could write down: totals and the parts they are made of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.disclose.rows import Row, RowKey
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Period, parse_period
from site_builder.model.units import UnitRegister


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
    found = (*_down_the_tree(numbers, units), *_over_breakdowns(numbers, indicators))
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


def _down_the_tree(numbers: Mapping[RowKey, int], units: UnitRegister) -> Iterator[Equation]:
    """Yield one equation for each unit with a figure and figures below it."""
    takers = units.takers()
    below: dict[str, Mapping[str, Sequence[str]]] = {}
    for (indicator, unit, period, breakdown), total in numbers.items():
        if period not in below:
            below[period] = _children(units, takers, parse_period(period))
        children = below[period]
        scope = (indicator, period, breakdown)
        parts = tuple(_frontier(children.get(unit, ()), scope, numbers, children))
        if parts:
            yield Equation((total,), parts)


def _children(
    units: UnitRegister, takers: Mapping[str, str | None], period: Period | None
) -> Mapping[str, Sequence[str]]:
    """Return the units directly below each unit in a period."""
    found: dict[str, list[str]] = {}
    for unit in units.units.values():
        parent = unit.parent if period is None else units.above(unit, period.start, takers)
        if parent is not None and (period is None or unit.exists_during(period)):
            found.setdefault(parent, []).append(unit.unit)
    return found


def _frontier(
    below: Iterable[str],
    scope: tuple[str, str, str],
    numbers: Mapping[RowKey, int],
    children: Mapping[str, Sequence[str]],
) -> Iterator[int]:
    """Yield the nearest figures below a unit: a child's own, else those below the child."""
    indicator, period, breakdown = scope
    for unit in below:
        number = numbers.get((indicator, unit, period, breakdown))
        if number is not None:
            yield number
        else:
            yield from _frontier(children.get(unit, ()), scope, numbers, children)


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
