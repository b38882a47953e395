"""Indicators: what is measured, how it is judged, and against which targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from site_builder.model.period import Frequency, Period
from site_builder.model.text import Text


class IndicatorKind(Enum):
    """What a value is: a share of two counts, a count, a measured value, a distribution."""

    RATIO = "ratio"
    COUNT = "count"
    VALUE = "value"
    DISTRIBUTION = "distribution"


class Direction(Enum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> float:
        """+1 where more is better, -1 where less is."""
        return 1.0 if self is Direction.UP else -1.0


class Aggregate(Enum):
    """How a unit's figure is made from those of the units below it."""

    SUM_RATIO = "sum_ratio"
    SUM = "sum"
    NONE = "none"


class Comparator(Enum):
    """How a value is held against a target. "Over 90 %" and "at least 3 %" differ."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="

    def holds(self, value: float, goal: float) -> bool:
        """Whether ``value`` meets ``goal``, strictly as written."""
        match self:
            case Comparator.AT_LEAST:
                return value >= goal
            case Comparator.MORE_THAN:
                return value > goal
            case Comparator.AT_MOST:
                return value <= goal
            case Comparator.LESS_THAN:
                return value < goal
            case Comparator.EQUAL:
                return value == goal


class TargetKind(Enum):
    """A value to reach by a period, or to meet in every period."""

    BY = "by"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Target:
    """What the plan asks.

    ``period`` is set for BY; ``first`` and ``last`` bound the periods of EVERY (None:
    open). ``valid_from`` and ``valid_to`` are the first and last day on which the target
    itself is in force; a figure is held against it if its period's last day lies within.
    ``value`` is in the indicator's unit of measure.
    """

    kind: TargetKind
    comparator: Comparator
    value: float
    period: Period | None = None
    first: Period | None = None
    last: Period | None = None
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: Text | None = None

    def applies_to(self, period: Period) -> bool:
        """Whether a figure of this period is held against the target."""
        day = period.end
        if self.valid_from is not None and day < self.valid_from:
            return False
        if self.valid_to is not None and day > self.valid_to:
            return False
        if self.kind is TargetKind.BY:
            return True
        starts = self.first is None or period.start >= self.first.start
        return starts and (self.last is None or period.end <= self.last.end)

    def is_met_by(self, value: float) -> bool:
        """Whether an unrounded value meets the target."""
        return self.comparator.holds(value, self.value)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the plan starts from; ``value`` is in the indicator's unit of measure."""

    period: Period
    value: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """From this period on, figures are made differently: the series is not joined across."""

    period: Period
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """How far a figure may move from one period to the next before an editor is asked.

    ``threshold`` is in percentage points for an indicator in percent, else a factor (2.0:
    more than doubled or halved). A difference below ``least``, in the unit of measure, is
    never a jump: small counts double easily.
    """

    threshold: float
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, as its YAML file defines it.

    ``maximum`` is the largest possible value (None: no bound); ``limit`` is the natural
    bound that the cagr rule uses. ``dimensions`` names the columns that break it down.
    ``reported_by`` lists the levels of units that owe it; empty means the levels that
    have ever reported it. ``due_days`` is the time after a period's last day within
    which its figure is expected. ``quota_for`` is the code of the indicator whose numerator
    this one assigns as a quota. ``jump`` is None where no jump is ever asked about. ``path`` is
    the file, for messages.
    """

    code: str
    title: Text
    kind: IndicatorKind
    unit_measure: str
    path: str
    numerator: Text | None = None
    denominator: Text | None = None
    decimals: int = 1
    maximum: float | None = None
    limit: float | None = None
    headline_unit: str | None = None
    direction: Direction = Direction.UP
    frequency: Frequency = Frequency.YEAR
    cumulative: bool = False
    aggregate: Aggregate = Aggregate.NONE
    dimensions: tuple[str, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    method: str | None = None
    breaks: tuple[Break, ...] = ()
    audience: str = "internal"
    owner: Text | None = None
    definition: Text | None = None
    method_note: Text | None = None
    notes: Text | None = None
    reported_by: tuple[str, ...] = ()
    due_days: int = 0
    quota_for: str | None = None
    jump: Jump | None = None

    @property
    def is_percent(self) -> bool:
        """Whether values are shown with a per cent sign."""
        return self.unit_measure == "percent"
