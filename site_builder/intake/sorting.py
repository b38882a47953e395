"""Find where new rows belong in a file, so that its order lasts and a merge is a small diff.

A file is kept in the order that it has: by indicator, unit and period in whichever sequence it
is sorted by, units as the register lists them or by id, the newest period last or first. In a file
without an order, rows join the sorted ones at its end. So two forms give the same file, whichever
is merged first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise, permutations, product
from typing import Any

from site_builder.intake.filled import FigureKey
from site_builder.model.period import parse_period

Order = Callable[[FigureKey], tuple[Any, ...]]
Rest = Callable[["Placed"], tuple[Any, ...]]


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
    usual, *others = _orders({unit: number for number, unit in enumerate(units)})
    order = next((o for o in (usual, *others) if _is_sorted(o(row.key) for row in rows)), None)
    placed = list(rows)
    keys = [() if order is None else order(row.key) for row in rows]
    for row in sorted(new, key=lambda row: (*usual(row.key), *_rest(row))):
        key = () if order is None else order(row.key)
        first, last = bisect_left(keys, key), bisect_right(keys, key)
        # Rows that the file's order leaves open: all of them where it has none.
        rest: Rest = _rest if order is not None else partial(_whole, usual)
        at = first + _in_last_run(placed[first:last], row, rest)
        placed.insert(at, row)
        keys.insert(at, key)
    return _by_line(placed)


def _by_line(placed: Sequence[Placed]) -> Mapping[int, tuple[str, ...]]:
    """Return the texts of new rows by the line of the row that they follow."""
    found: dict[int, list[str]] = {}
    line = 0
    for row in placed:
        line = row.line or line
        if not row.line:
            found.setdefault(line, []).append(row.text)
    return {line: tuple(texts) for line, texts in found.items()}


def _whole(order: Order, row: Placed) -> tuple[Any, ...]:
    """Return all that rows are sorted by."""
    return (*order(row.key), *_rest(row))


def _orders(by_register: Mapping[str, int]) -> list[Order]:
    """Return the orders that a file may have, the usual one first."""
    last = len(by_register)
    units: tuple[Callable[[str], Any], ...] = (
        lambda unit: (by_register.get(unit, last), unit),
        lambda unit: unit,
    )
    times = (cache(partial(_time, sign=1)), cache(partial(_time, sign=-1)))
    sequences = tuple(permutations(("indicator", "unit", "period")))
    return [_order(*one) for one in product(times, sequences, units)]


def _order(
    time: Callable[[str], Any], sequence: Sequence[str], unit: Callable[[str], Any]
) -> Order:
    """Return one order: a key's parts in a sequence, as values that can be sorted."""

    def _of(key: FigureKey) -> tuple[Any, ...]:
        parts = {"indicator": key.indicator, "unit": unit(key.unit), "period": time(key.period)}
        return tuple(parts[name] for name in sequence)

    return _of


def _time(text: str, sign: int) -> tuple[int, int]:
    """Sort periods by their last day, the longest last; all the other way round for -1."""
    period = parse_period(text)
    if period is None:
        return 0, 0
    return sign * period.end.toordinal(), sign * period.frequency.months


def _rest(row: Placed) -> tuple[str, str]:
    """Return what orders rows of one indicator, unit and period."""
    return row.key.breakdown, row.variant


def _in_last_run(rows: Sequence[Placed], new: Placed, key: Callable[[Placed], Any]) -> int:
    """Return where a row goes within the sorted rows at the end of some rows."""
    run: list[Any] = []
    for row in reversed(rows):
        one = key(row)
        if run and one > run[-1]:
            break
        run.append(one)
    return len(rows) - len(run) + bisect_right(run[::-1], key(new))


def _is_sorted(keys: Iterable[Any]) -> bool:
    """Whether keys ascend."""
    return all(one <= other for one, other in pairwise(keys))
