"""The portal: series, verdicts, and what is due, for one audience.

It holds facts only: no words, no addresses, no formatting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Aggregate
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period
from site_builder.model.registers import Task
from site_builder.model.reporting import ReportingTable
from site_builder.model.units import UnitChange, UnitState

Breakdown = tuple[tuple[str, str], ...]
"""(dimension, code) pairs; empty for the total."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a series, as reported or as summed.

    ``value`` is unrounded, in the indicator's unit of measure; None exactly where
    ``status`` has no figure. ``final`` is true for an official figure whose period was
    over when it was taken. For a sum, ``due`` and ``counted`` say how many units below
    owed a figure and how many gave one that could be summed; both are None for a reported
    figure. ``sources`` are document ids or free texts, without repetition. ``restated`` marks
    an earlier figure put on the units of a later time. ``received`` is the day on which a
    reported figure arrived, None where that is not known or not for this audience.
    """

    period: Period
    value: float | None
    status: ObsStatus
    final: bool
    numerator: float | None = None
    denominator: float | None = None
    aggregated: bool = False
    due: int | None = None
    counted: int | None = None
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    note: str = ""
    restated: bool = False
    received: date | None = None

    @property
    def is_incomplete(self) -> bool:
        """Whether a sum lacks units that owed a figure."""
        return self.due is not None and self.counted is not None and self.counted < self.due

    def lacks_parts(self, aggregate: Aggregate) -> bool:
        """Whether this is a sum of counts that some units have not given yet.

        Such a sum can only grow, so it is no lower than shown and says nothing of the whole;
        a ratio over the units that reported is a fair picture of them.
        """
        return self.is_incomplete and aggregate is Aggregate.SUM

    @property
    def is_rate_only(self) -> bool:
        """Whether there is a value but no counts behind it that could be summed."""
        return self.value is not None and self.numerator is None


@dataclass(frozen=True, slots=True)
class Variant:
    """A rival published figure: shown with its source, never summed or assessed."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A unit's own figure beside the sum of the units below it, for one period.

    ``difference`` is own minus sum, in the indicator's unit of measure.
    """

    own: Figure
    summed: Figure
    difference: float


@dataclass(frozen=True, slots=True)
class Comparable:
    """A figure of an earlier period as it would have been on today's units.

    ``figure`` is None where the sum is not exact; ``reason`` is then a wording key
    (``split_without_share``, ``predecessor_missing``, ``predecessor_rate_only``,
    ``predecessor_withheld``, ``period_of_change``, ``not_additive``). With a figure
    it is "" or says that the figure is an estimate (``scaled_by_share``). ``changes`` are the
    mergers, splits and renames between the period and today, oldest first.
    """

    period: Period
    figure: Figure | None
    changes: tuple[UnitChange, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """All figures of one indicator for one unit and breakdown, oldest period first.

    ``previous`` is the figure that the newest one with a value may be held against (same
    frequency, no break between, on the units of the newest one); None where there is none.
    """

    indicator: str
    unit: str
    breakdown: Breakdown
    figures: tuple[Figure, ...]
    variants: tuple[Variant, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    comparable: tuple[Comparable, ...] = ()
    previous: Figure | None = None

    @property
    def known(self) -> tuple[Figure, ...]:
        """The figures that have a value."""
        return tuple(figure for figure in self.figures if figure.value is not None)

    def at(self, period: Period) -> Figure | None:
        """Return the figure of one period, or None where there is no row."""
        return next((figure for figure in self.figures if figure.period == period), None)


class ProgressStatus(Enum):
    """The verdict on progress."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"
    MET = "met"
    NOT_MET = "not_met"
    IN_PROGRESS = "in_progress"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an assessment method answers, with the numbers that led to it.

    ``reason`` is a wording key (``reason.<key>``). ``required_value`` is what the value is
    held against at that period; ``margin`` is how far the value is past it, positive
    meaning better; both in the indicator's unit of measure. ``facts`` are further numbers
    of the rule by name (``pace``, ``last_year``), for the "why" of a page.
    """

    progress_status: ProgressStatus
    reason: str
    required_value: float | None = None
    margin: float | None = None
    facts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict on one unit's figure of one period against one target.

    ``target`` is the index in the indicator's targets, None where a method needs none.
    ``rule`` names the method and its version (``linear/1``).
    """

    indicator: str
    unit: str
    period: Period
    target: int | None
    value: float | None
    rule: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Headline:
    """An indicator in one row: its leading unit, newest figure, and verdict on it.

    ``latest`` is the newest figure with a value, ``previous`` the one before it that may be
    compared (same frequency, no break between). ``assessment`` is the one of the latest
    period against the first target valid then; ``assessments`` are all of that unit's
    latest period. None and empty where there is nothing.
    """

    indicator: str
    unit: str | None
    latest: Figure | None
    previous: Figure | None
    assessment: Assessment | None
    assessments: tuple[Assessment, ...] = ()


class TaskStatus(Enum):
    """A task on a given day: overdue is computed from the deadline, never entered."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class AssessedTask:
    """A task with its status on the day of the build."""

    task: Task
    status: TaskStatus


@dataclass(frozen=True, slots=True)
class Due:
    """A figure that a unit owes for the latest closed period and has not given.

    ``reported`` is true where a row says that it is missing; ``due_date`` is the day by
    which it was expected; ``overdue`` whether that day has passed. ``held_back`` is true where
    the figure came but has errors: then nobody is overdue.
    """

    indicator: str
    unit: str
    period: Period
    due_date: date
    overdue: bool
    reported: bool
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything that pages are made of.

    ``series`` is keyed by (indicator, unit, breakdown) and sorted by that key;
    ``assessments`` are sorted by indicator, unit, period, target; ``headlines`` by the
    indicators' order. ``as_of`` is the newest as-of date of any figure shown. ``owing`` holds,
    by indicator, the units that owe it in each of its periods in which they exist;
    ``reporting`` is what became of that, by the indicators' order. ``unit_states`` says where
    each unit stands on the day of the build; it changes only on days that the register names.
    """

    disclosed: Disclosed
    series: Mapping[tuple[str, str, Breakdown], Series]
    assessments: tuple[Assessment, ...]
    headlines: Mapping[str, Headline]
    tasks: tuple[AssessedTask, ...]
    dues: tuple[Due, ...]
    as_of: date | None
    owing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reporting: tuple[ReportingTable, ...] = ()
    unit_states: Mapping[str, UnitState] = field(default_factory=dict)

    def total(self, indicator: str, unit: str) -> Series | None:
        """Return the series of a unit without breakdown, or None."""
        return self.series.get((indicator, unit, ()))

    def series_of(self, indicator: str) -> tuple[Series, ...]:
        """Return all series of an indicator, totals and breakdowns, sorted."""
        return tuple(s for key, s in self.series.items() if key[0] == indicator)

    def assessments_of(self, indicator: str, unit: str | None = None) -> tuple[Assessment, ...]:
        """Return the verdicts on an indicator, of one unit or of all."""
        return tuple(
            a
            for a in self.assessments
            if a.indicator == indicator and (unit is None or a.unit == unit)
        )

    def latest_assessment(self, indicator: str, unit: str) -> Assessment | None:
        """Return the verdict on a unit's newest assessed period, against its first target."""
        found = self.assessments_of(indicator, unit)
        if not found:
            return None
        newest = max(a.period for a in found)
        return next(a for a in found if a.period == newest)
