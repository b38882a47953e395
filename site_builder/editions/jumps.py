"""Ask about figures that move far from one edition and period to the next.

A jump may be right, so it is only a warning; but whoever publishes it should have seen it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, Severity, make_diagnostic
from site_builder.editions.figures import (
    Differing,
    Place,
    PublishedFigure,
    is_same_value,
    parse_number,
)
from site_builder.formatting import round_half_up
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.units import UnitRegister

JUMP = Rule("SB907", Severity.WARNING)
MORE_JUMPS = Rule("SB908", Severity.WARNING)

LEDGER_PATH = "data/revisions.csv"
MOST_JUMPS = 1000
"""Jumps that are listed; a last warning says how many more there are."""

FindPlace = Callable[[str, str, str], Location | None]
"""(indicator, unit, period) → where the figure stands in the site's files, None if nowhere."""

_WITH_FIGURE = frozenset(status.value for status in ObsStatus if status.has_figure)
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Judging:
    """What says whether two figures may be compared, and which change is a jump."""

    indicators: Mapping[str, Indicator]
    units: UnitRegister


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure that is new or changed, and the period that it is held against."""

    figure: PublishedFigure
    indicator: Indicator
    period: Period
    earlier: Period

    @property
    def place(self) -> Place:
        """What the earlier figure is about."""
        code, unit, _ = self.figure.place
        return (code, unit, str(self.earlier))


@dataclass(frozen=True, slots=True)
class _Territory:
    """The days on which the territory of each unit changed."""

    days: Mapping[str, frozenset[date]] = field(default_factory=dict)

    def is_same(self, unit: str, earlier: Period, later: Period) -> bool:
        """Whether figures of two periods are of one territory."""
        days = self.days.get(unit, frozenset())
        return not any(earlier.start < day <= later.end for day in days)


def check_jumps(figures: Differing, judging: Judging, find: FindPlace) -> Iterator[Diagnostic]:
    """Warn of figures, new or changed, that lie far from the one published before them.

    Each is held against the published figure of the same series one period before; a
    cumulative one against the same point of the year before. Where the series is broken
    between the two, or the unit's territory changed, there is nothing to compare. Sums and
    rival figures follow others and are not asked about.

    Args:
        figures: The figures of the edition before and of the new one.
        judging: The indicators and units.
        find: Where a figure stands in the site's files.

    Yields:
        The warnings, by indicator, unit, period and breakdown.

    Raises:
        DamagedError: If a published figure is no number.
    """
    asked = [one for figure in figures.new.values() for one in _asked(figure, figures, judging)]
    if not asked:
        return
    standing = figures.standing({one.place for one in asked})
    territory = _territories(judging.units)
    jumps = [
        (one, before)
        for one in sorted(asked, key=lambda one: one.figure.key)
        if (before := standing.get((one.place, one.figure.breakdown, ""))) is not None
        and territory.is_same(one.figure.place[1], one.earlier, one.period)
        and _is_jump(one.indicator, before, one.figure)
    ]
    for one, before in islice(jumps, MOST_JUMPS):
        place = find(*one.figure.place) or Location(one.indicator.path)
        yield make_diagnostic(JUMP, place, **_facts(one, before))
    if len(jumps) > MOST_JUMPS:
        more = len(jumps) - MOST_JUMPS
        yield make_diagnostic(MORE_JUMPS, Location(LEDGER_PATH), count=more, listed=MOST_JUMPS)


def _asked(figure: PublishedFigure, figures: Differing, judging: Judging) -> Iterator[_Asked]:
    """Yield a figure if it is one that may jump."""
    code, _, text = figure.place
    indicator, period = judging.indicators.get(code), parse_period(text)
    if indicator is None or indicator.jump is None or period is None or not _is_known(figure):
        return
    before = figures.old.get(figure.key)
    if before is not None and is_same_value(before, figure):
        return
    earlier = period.year_before() if indicator.cumulative else period.previous()
    breaks = (entry.period.start for entry in indicator.breaks)
    if not any(earlier.start < start <= period.end for start in breaks):
        yield _Asked(figure, indicator, period, earlier)


def _is_known(figure: PublishedFigure) -> bool:
    is_used = not figure.aggregated and not figure.variant
    return is_used and figure.status in _WITH_FIGURE and bool(figure.value)


def _is_jump(indicator: Indicator, before: PublishedFigure, after: PublishedFigure) -> bool:
    if indicator.jump is None or not _is_known(before):
        return False
    old, new = float(parse_number(before.value)), float(parse_number(after.value))
    difference = abs(new - old)
    if indicator.is_percent:
        return difference > indicator.jump.threshold + _SLACK
    if difference < indicator.jump.least or math.isclose(old, new):
        return False
    small, large = sorted((abs(old), abs(new)))
    return old * new <= 0 or large > small * indicator.jump.threshold + _SLACK


def _territories(units: UnitRegister) -> _Territory:
    """Work out whom each change gave or took something; who holds both sides is as before."""
    parents = units.last_parents()
    days: dict[str, set[date]] = {}
    for change in units.changes:
        giving, taking = (
            {unit, *(above.unit for above in units.ancestors(unit, parents))}
            for unit in (change.from_unit, change.to_unit)
        )
        for unit in giving ^ taking:
            days.setdefault(unit, set()).add(change.date)
    return _Territory({unit: frozenset(found) for unit, found in days.items()})


def _facts(one: _Asked, before: PublishedFigure) -> dict[str, Fact]:
    figure, indicator = one.figure, one.indicator
    threshold = indicator.jump.threshold if indicator.jump is not None else 0.0
    sign = "±" if indicator.is_percent else "×"
    named = [*figure.place, *(f"{name}={code}" for name, code in figure.breakdown)]
    return {
        "figure": " · ".join(named),
        "new": _number(figure, indicator),
        "old": _number(before, indicator),
        "previous": str(one.earlier),
        "threshold": f"{sign}{threshold:g}",
        "value": figure.value,
    }


def _number(figure: PublishedFigure, indicator: Indicator) -> str:
    """Write a figure as pages show it, with the counts behind it."""
    shown = str(round_half_up(float(parse_number(figure.value)), indicator.decimals))
    return f"{shown} ({figure.numerator}/{figure.denominator})" if figure.has_counts else shown
