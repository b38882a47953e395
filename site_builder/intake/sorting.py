"""Find where new rows belong in a file, so that its order lasts and a merge is a small diff.

A file is kept in the order that it has: by indicator, unit and period in whichever sequence it
is sorted by, units as the register lists them or by id. In a file without an order, rows join
the sorted ones at its end. So two forms give the same file, whichever is merged first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Any

from site_builder.intake.filled import FigureKey
from site_builder.model.period import parse_period

Order = Callable[[FigureKey], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a file: ``line`` where it stands, or ``text`` of a new one (line 0)."""

    key: FigureKey
    variant: str
    line: int
    text: str = ""


def place_rows(
    rows: Sequence[Placed], new: Sequence[Placed], units: Sequence[str]
) -> Mapping[int, tuple[str, ...]]:
    """Return the texts of new rows by the line of the row that they follow; 0 for the top.

    Args:
        rows: The rows that the file has, in its order.
        new: The rows to put in; their order does not matter.
        units: The ids of all units in the register's order.
    """
    orders = _orders({unit: number for number, unit in enumerate(units)})
    order = next((o for o in orders if _is_sorted([o(row.key) for row in rows])), None)
    placed = list(rows)
    for row in sorted(new, key=lambda row: (*orders[0](row.key), *_rest(row))):
        placed.insert(_position(placed, row, order, orders[0]), row)
    found: dict[int, list[str]] = {}
    line = 0
    for row in placed:
        line = row.line or line
        if not row.line:
            found.setdefault(line, []).append(row.text)
    return {line: tuple(texts) for line, texts in found.items()}


def _orders(by_register: Mapping[str, int]) -> list[Order]:
    """Return the orders that a file may have, the usual one first."""
    last = len(by_register)
    units: tuple[Callable[[str], Any], ...] = (
        lambda unit: (by_register.get(unit, last), unit),
        lambda unit: unit,
    )
    sequences = permutations(("indicator", "unit", "period"))
    return [_order(sequence, unit) for sequence in sequences for unit in units]


def _order(sequence: Sequence[str], unit: Callable[[str], Any]) -> Order:
    """Return one order: a key's parts in a sequence, as values that can be sorted."""

    def _of(key: FigureKey) -> tuple[Any, ...]:
        parts = {"indicator": key.indicator, "unit": unit(key.unit), "period": _time(key.period)}
        return tuple(parts[name] for name in sequence)

    return _of


def _time(text: str) -> tuple[str, str]:
    """Sort periods by their last day, the longest last."""
    period = parse_period(text)
    return (
        (text, "") if period is None else (period.end.isoformat(), f"{period.frequency.months:02d}")
    )


def _rest(row: Placed) -> tuple[str, str]:
    """Return what orders rows of one indicator, unit and period."""
    return row.key.breakdown, row.variant


def _position(rows: Sequence[Placed], new: Placed, order: Order | None, usual: Order) -> int:
    """Return where a new row goes among the rows."""
    if order is None:
        return _in_last_run(
            [(*usual(r.key), *_rest(r)) for r in rows], (*usual(new.key), *_rest(new))
        )
    sorted_by = [order(row.key) for row in rows]
    first, last = bisect_left(sorted_by, order(new.key)), bisect_right(sorted_by, order(new.key))
    return first + _in_last_run([_rest(row) for row in rows[first:last]], _rest(new))


def _in_last_run(keys: Sequence[Any], new: Any) -> int:
    """Return where a key goes within the sorted keys at the end of a list."""
    start = len(keys) - 1 if keys else 0
    while start > 0 and keys[start - 1] <= keys[start]:
        start -= 1
    return bisect_right(keys, new, lo=start)


def _is_sorted(keys: Sequence[Any]) -> bool:
    """Whether keys ascend."""
    return all(one <= other for one, other in pairwise(keys))
