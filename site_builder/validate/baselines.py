"""Hold the baseline of each indicator against the figure of that period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.indicator import Indicator
from site_builder.model.period import Period
from site_builder.model.units import UnitRegister
from site_builder.validate.compared import ComparedRows, shown
from site_builder.validate.numbers import plain

BASELINE_DIFFERS = Rule("SB395", Severity.WARNING)

KeyPlaces = Mapping[tuple[str, str], tuple[int, int]]
"""(line, column) of values in YAML files by (path, dotted key)."""

_SLACK = 1e-9


def check_baselines(
    rows: ComparedRows, register: UnitRegister, places: KeyPlaces
) -> Iterator[Diagnostic]:
    """Warn of a baseline that is not the official figure of its period.

    The figure is that of the headline unit, else of the root in force at the end of the
    period; with several roots nobody can say which one is meant. A baseline may be written
    with fewer decimals than the figure has.

    Args:
        rows: The accepted rows.
        register: The units.
        places: Where the values of the indicators' files stand.
    """
    for number, indicator in enumerate(rows.indicators):
        baseline = indicator.baseline
        if baseline is None:
            continue
        row = _observed(rows, number, _headline(indicator, baseline.period, register))
        half = 0.5 * 10.0**-indicator.decimals + _SLACK
        if row is None or abs(rows.value[row] - baseline.value) <= half:
            continue
        place = places.get((indicator.path, "baseline.value"), (None, None))
        yield make_diagnostic(
            BASELINE_DIFFERS,
            Location(indicator.path, *place),
            value=plain(baseline.value),
            observed=shown(rows, row),
            place=str(rows.place(row)),
            **rows.names(row),
        )


def _headline(indicator: Indicator, period: Period, register: UnitRegister) -> str | None:
    if indicator.headline_unit is not None:
        return indicator.headline_unit
    roots = register.roots(period.end)
    return roots[0].unit if len(roots) == 1 else None


def _observed(rows: ComparedRows, number: int, unit: str | None) -> int | None:
    """Return the row of an indicator's official total for a unit in the baseline's period."""
    baseline = rows.indicators[number].baseline
    ids = [one.unit for one in rows.units]
    if baseline is None or unit not in ids or baseline.period not in rows.periods:
        return None
    mine = rows.rows_of(number)
    is_it = (
        (rows.unit[mine] == ids.index(unit))
        & (rows.period[mine] == rows.periods.index(baseline.period))
        & rows.is_official[mine]
        & rows.is_used[mine]
        & rows.is_total[mine]
    )
    found = np.flatnonzero(is_it)
    return int(mine.start + found[0]) if len(found) else None
