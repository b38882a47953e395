"""Choose what a verdict rests on: the method, the earlier figures, the baseline.

* The indicator's method decides. Without one, a target to reach by a period is judged by
  ``linear``, one for every period by ``every_period``. ``linear`` and ``cagr`` speak of a
  way to go, so targets for every period are judged by ``every_period`` under them too.
* Earlier figures are those since the last break, as they would have been on the units of
  the period judged; where that cannot be said they are left out.
* The file's baseline is the plan's, thus of the headline unit. Another unit starts from its
  own final figure of the baseline's period, on the units of the period judged (scaled by
  shares too); without one it is held against the plan's line. An own figure that cannot be
  put on those units is no baseline, and nothing else takes its place.
  A method that can do without a target judges growth: there the next later own figure
  serves, and the plan's value never does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date

from site_builder.assess.breaks import start_of_stretch
from site_builder.extension import Method
from site_builder.model.indicator import Baseline, Indicator, Target, TargetKind
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure, Series, Verdict

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
class _Stage:
    """A series as it looks on the units of one time; ``keys`` order its figures."""

    figures: tuple[Figure, ...]
    keys: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class History:
    """A series as methods look at it: ``known`` are the figures with a value, oldest first.

    ``changes`` are the days on which the unit's territory changed; ``stages[n]`` is the
    series on the units in force after the first ``n`` of them. ``scaled`` are the periods whose
    figure on today's units is scaled by shares.
    """

    indicator: Indicator
    known: tuple[Figure, ...]
    changes: tuple[date, ...]
    stages: tuple[_Stage, ...]
    scaled: frozenset[Period]

    def stage_of(self, index: int) -> int:
        """Return the number of the stage that ``known[index]`` is of."""
        return bisect_right(self.changes, self.known[index].period.end)

    def up_to(self, index: int) -> tuple[Figure, ...]:
        """Return the figures that may be held against ``known[index]``, and that one last."""
        period = self.known[index].period
        stage = self.stages[self.stage_of(index)]
        earlier = stage.figures[: bisect_left(stage.keys, period.sort_key())]
        if self.indicator.breaks:
            start = start_of_stretch(self.indicator, period)
            earlier = tuple(figure for figure in earlier if figure.period.start >= start)
        return (*earlier, self.known[index])


def read_history(indicator: Indicator, series: Series) -> History:
    """Take from a series what methods look at."""
    changes = sorted({change.date for c in series.comparable for change in c.changes})
    stages = tuple(_restate(series, day) for day in (date.min, *changes))
    scaled = frozenset(c.period for c in series.comparable if c.reason == "scaled_by_share")
    return History(indicator, series.known, tuple(changes), stages, scaled)


def _restate(series: Series, day: date) -> _Stage:
    """Put figures of former units on those in force on a day, leaving out what cannot be."""
    figures = {figure.period: figure for figure in series.known}
    for comparable in series.comparable:
        own = figures.pop(comparable.period, None)
        figure = _on_units_of(day, comparable, own)
        if figure is not None and figure.value is not None:
            figures[comparable.period] = figure
    periods = sorted(figures, key=Period.sort_key)
    return _Stage(tuple(figures[p] for p in periods), tuple(p.sort_key() for p in periods))


def localise(history: History, index: int, method: Method) -> Indicator:
    """Return the indicator with the baseline that ``history.known[index]`` is held against.

    It is for a unit that is not the headline unit. The answer is the same for all figures of
    one stage.
    """
    indicator, baseline = history.indicator, history.indicator.baseline
    if baseline is None:
        return indicator
    start = baseline.period
    figures = history.stages[history.stage_of(index)].figures
    later = [f for f in figures if f.period.end_in_years >= start.end_in_years]
    firm = [f for f in later if f.final or (f.restated and f.period in history.scaled)]
    if method.needs_target:
        firm = [figure for figure in firm if figure.period == start]
        if all(f.period != start for f in later) and _is_final_at(start, history.known):
            return replace(indicator, baseline=None)
    if not firm:
        return indicator
    own = Baseline(firm[0].period, firm[0].value or 0.0, baseline.source)
    return replace(indicator, baseline=own)


def name_lost_baseline(indicator: Indicator, local: Indicator, verdict: Verdict) -> Verdict:
    """Say, where a method found no baseline, that there is one but of another territory.

    ``local`` is what ``localise`` made of the indicator.
    """
    is_lost = indicator.baseline is not None and local.baseline is None
    if not is_lost or verdict.reason != "no_baseline":
        return verdict
    return replace(verdict, reason="baseline_not_comparable")


def _is_final_at(period: Period, figures: tuple[Figure, ...]) -> bool:
    return any(figure.final for figure in figures if figure.period == period)


def _on_units_of(day: date, comparable: Comparable, own: Figure | None) -> Figure | None:
    """Return an earlier figure on the units of a day; None where only today's is known."""
    if all(change.date > day for change in comparable.changes):
        return own
    if all(change.date <= day for change in comparable.changes):
        return comparable.figure
    return None
