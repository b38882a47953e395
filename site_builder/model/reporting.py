"""Reporting status: which unit owed which figure, when it came, and how late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from site_builder.model.period import Period


class ReportingStatus(Enum):
    """What became of a figure that was owed.

    ``REPORTED`` is a figure whose day of arrival nobody noted; ``SUMMED`` one that the units
    below have given; ``HELD_BACK`` one that came and waits to be put right. ``MISSING`` was
    reported as not available, ``NIL`` as nothing to count, and ``NOT_APPLICABLE`` is not owed.
    """

    ON_TIME = "on_time"
    LATE = "late"
    REPORTED = "reported"
    SUMMED = "summed"
    NIL = "nil"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    HELD_BACK = "held_back"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"

    @property
    def is_owed(self) -> bool:
        """Whether a figure was owed at all."""
        return self is not ReportingStatus.NOT_APPLICABLE

    @property
    def is_given(self) -> bool:
        """Whether what was owed is there."""
        return self in _GIVEN


_GIVEN = (
    ReportingStatus.ON_TIME,
    ReportingStatus.LATE,
    ReportingStatus.REPORTED,
    ReportingStatus.SUMMED,
    ReportingStatus.NIL,
)


@dataclass(frozen=True, slots=True)
class ReportingCell:
    """One unit's figure for one period.

    ``received`` is the day on which it arrived, None where nobody noted it; ``days_late`` how
    many days that was after the due date, 0 for a figure in time, None without a day of
    arrival and where nothing was owed. Neither depends on the day of the build.
    """

    status: ReportingStatus
    received: date | None = None
    days_late: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether what was sent came after the due date."""
        return bool(self.days_late)


@dataclass(frozen=True, slots=True)
class ReportingCount:
    """How far one period of an indicator is reported.

    ``due`` counts the units that owe it, ``reported`` those that gave it, ``late`` those among
    them that gave it after ``due_date``, and ``overdue`` those that the due date passed
    without a word from.
    """

    period: Period
    due_date: date
    due: int
    reported: int
    late: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class ReportingRow:
    """One unit: a cell for each period of its table, None where it owed nothing."""

    unit: str
    cells: tuple[ReportingCell | None, ...]

    @property
    def owed(self) -> tuple[ReportingCell, ...]:
        """The cells of figures that were owed."""
        return tuple(cell for cell in self.cells if cell is not None and cell.status.is_owed)


@dataclass(frozen=True, slots=True)
class ReportingTable:
    """One indicator: ``counts`` of its closed periods, oldest first; ``rows`` of its units.

    The rows are in the register's order, and empty for an audience that may not know which
    unit was late.
    """

    indicator: str
    counts: tuple[ReportingCount, ...]
    rows: tuple[ReportingRow, ...] = ()
