"""Find figures of units that do not owe the indicator: mostly a code that was mistyped.

Who owes is said by the levels in ``reported_by``. A unit above those that owe, or one without a
parent, may publish a total of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.model.indicator import Indicator
from site_builder.model.units import Unit
from site_builder.validate import rules
from site_builder.validate.accepted import Accepted, Noted, note
from site_builder.validate.arrays import first_of_each


def check_owing(accepted: Accepted) -> list[Noted]:
    """Find units whose level does not owe the indicator, each told once, at its first row."""
    if not len(accepted.indicator):
        return []
    tables = np.array([_may_report(i, accepted.units) for i in accepted.indicators], dtype=bool)
    rows = np.flatnonzero(~tables[accepted.indicator, accepted.unit])
    keys = accepted.indicator[rows] * len(accepted.units) + accepted.unit[rows]
    _, first, numbers = first_of_each(keys)
    counts = np.bincount(numbers)

    def _of_row(at: int, count: int) -> Mapping[str, Fact]:
        indicator = accepted.indicators[accepted.indicator[at]]
        unit = accepted.units[accepted.unit[at]]
        return {
            "value": unit.unit,
            "name": unit.name.translations[0][1],
            "level": unit.level,
            "levels": ", ".join(indicator.reported_by),
            "indicator": indicator.code,
            "count": count,
        }

    found = [(int(rows[n]), int(count)) for n, count in zip(first, counts, strict=True)]
    return note(rules.UNIT_DOES_NOT_OWE, ((at, "unit", _of_row(at, n)) for at, n in found))


def _may_report(indicator: Indicator, units: Sequence[Unit]) -> list[bool]:
    """Return which units a figure of an indicator may come from."""
    levels = set(indicator.reported_by)
    if not levels:
        return [True] * len(units)
    above = _above(levels, units)
    free = {indicator.headline_unit, *above}
    return [u.level in levels or not u.level or u.parent is None or u.unit in free for u in units]


def _above(levels: set[str], units: Sequence[Unit]) -> set[str]:
    """Return the units that stand above one of these levels."""
    parents = {unit.unit: unit.parent for unit in units}
    found: set[str] = set()
    for unit in units:
        parent = unit.parent if unit.level in levels else None
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return found
