"""Choose what a verdict rests on: the method, the earlier figures, the baseline.

* The indicator's method decides. Without one, a target to reach by a period is judged by
  ``linear``, one for every period by ``every_period``. ``linear`` and ``cagr`` speak of a
  way to go, so targets for every period are judged by ``every_period`` under them too.
* Earlier figures are those since the last break, as they would have been on the units of
  the period judged; where that cannot be said they are left out.
* The file's baseline is the plan's, thus of the headline unit. Another unit starts from its
  own final figure of the baseline's period; without one it is held against the plan's line.
  A method that can do without a target judges growth: there the next later own figure
  serves, and the plan's value never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_builder.assess.breaks import start_of_stretch
from site_builder.extension import Method
from site_builder.model.indicator import Baseline, Indicator, Target, TargetKind
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure, Series

EVERY_PERIOD = "every_period"
LINEAR = "linear"
TOWARDS_A_DATE = (LINEAR, "cagr")
"""Methods that judge the way to a target, and so have nothing to say of single periods."""


def choose_method(indicator: Indicator, target: Target | None) -> str:
    """Return the name of the method that judges an indicator against a target."""
    if target is not None and target.kind is TargetKind.EVERY:
        return EVERY_PERIOD if indicator.method in (None, *TOWARDS_A_DATE) else indicator.method
    if indicator.method is not None:
        return indicator.method
    return EVERY_PERIOD if target is None else LINEAR


@dataclass(frozen=True, slots=True)
class History:
    """A series as methods look at it: ``known`` are the figures with a value, oldest first."""

    indicator: Indicator
    known: tuple[Figure, ...]
    comparable: tuple[Comparable, ...]

    def up_to(self, index: int) -> tuple[Figure, ...]:
        """Return the figures that may be held against ``known[index]``, and that one last."""
        period = self.known[index].period
        start = start_of_stretch(self.indicator, period)
        joined = tuple(f for f in self.known[: index + 1] if f.period.start >= start)
        if not self.comparable:
            return joined
        return (*self._restated(joined[:-1], period), joined[-1])

    def _restated(self, earlier: Sequence[Figure], period: Period) -> list[Figure]:
        """Put figures of former units on those of a period, leaving out what cannot be."""
        by_period = {c.period: c for c in self.comparable}
        start = start_of_stretch(self.indicator, period)
        restated = {f.period: f for f in earlier if f.period not in by_period}
        own = {f.period: f for f in earlier}
        for before, comparable in by_period.items():
            if before < period and before.start >= start:
                figure = _as_of_period(comparable, own.get(before), period)
                if figure is not None and figure.value is not None:
                    restated[before] = figure
        return [restated[p] for p in sorted(restated, key=Period.sort_key)]


def read_history(indicator: Indicator, series: Series) -> History:
    """Take from a series what methods look at."""
    return History(indicator, series.known, series.comparable)


def localise(indicator: Indicator, series: Series, method: Method) -> Indicator:
    """Return the indicator with the baseline of a unit that is not the headline unit."""
    baseline = indicator.baseline
    if baseline is None:
        return indicator
    start = baseline.period
    later = [f for f in series.known if f.final and f.period.end_in_years >= start.end_in_years]
    if not later or (method.needs_target and later[0].period != start):
        return indicator
    own = Baseline(later[0].period, later[0].value or 0.0, baseline.source)
    return replace(indicator, baseline=own)


def _as_of_period(comparable: Comparable, own: Figure | None, period: Period) -> Figure | None:
    """Return an earlier figure on the units of ``period``; None where only today's is known."""
    if all(change.date > period.end for change in comparable.changes):
        return own
    if all(change.date <= period.end for change in comparable.changes):
        return comparable.figure
    return None
