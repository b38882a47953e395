"""Reporting periods: a year or a part of it, with its first and last day (TIME_PERIOD)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Frequency(Enum):
    """How long a period is (FREQ)."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"

    months: int
    """Length in months: a plain attribute, for it is asked for a million times in a build."""

    def __init__(self, name: str) -> None:
        self.months = {"year": 12, "half": 6, "quarter": 3, "month": 1}[name]

    @property
    def per_year(self) -> int:
        """How many of them make a year."""
        return 12 // self.months

    def is_finer_than(self, other: Frequency) -> bool:
        """Whether this frequency has the shorter periods."""
        return self.months < other.months


_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = (31, 29, *_YEAR[2:])
_MARK = {Frequency.HALF: "S", Frequency.QUARTER: "Q", Frequency.MONTH: ""}
_STANDARD = re.compile(
    r"(?P<year>\d{4})(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period: ``2025``, ``2025-S1``, ``2025-Q2`` or ``2025-06``.

    ``number`` counts from 1 within the year; it is 1 for a whole year.
    """

    year: int
    frequency: Frequency = Frequency.YEAR
    number: int = 1

    def __str__(self) -> str:
        if self.frequency is Frequency.YEAR:
            return f"{self.year:04d}"
        width = 2 if self.frequency is Frequency.MONTH else 1
        return f"{self.year:04d}-{_MARK[self.frequency]}{self.number:0{width}d}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * self.frequency.months + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        month = self.number * self.frequency.months
        last_days = _LEAP_YEAR if calendar.isleap(self.year) else _YEAR
        return date(self.year, month, last_days[month - 1])

    @property
    def end_in_years(self) -> float:
        """The end as a point on a line of years: 2026.0 for 2025, 2025.5 for 2025-Q2."""
        return self.year + self.number * self.frequency.months / 12

    def sort_key(self) -> tuple[date, int]:
        """Order by last day; a shorter period comes before the longer one it closes."""
        return (self.end, self.frequency.months)

    def __lt__(self, other: Period) -> bool:
        return self.sort_key() < other.sort_key()

    def contains(self, other: Period) -> bool:
        """Whether the other period lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def year_before(self) -> Period:
        """Return the same period of the year before."""
        return Period(self.year - 1, self.frequency, self.number)

    def previous(self) -> Period:
        """Return the period of the same length just before."""
        if self.number > 1:
            return Period(self.year, self.frequency, self.number - 1)
        return Period(self.year - 1, self.frequency, self.frequency.per_year)


def parse_period(text: str) -> Period | None:
    """Read a period in its standard form; None where it is not one.

    The Vietnamese ways of writing a period are the validate stage's business: it turns
    them into these forms.
    """
    match = _STANDARD.fullmatch(text)
    if match is None or int(match["year"]) == 0:
        return None
    year = int(match["year"])
    for frequency in (Frequency.HALF, Frequency.QUARTER, Frequency.MONTH):
        if (number := match[frequency.value]) is not None:
            return Period(year, frequency, int(number))
    return Period(year)


def latest_closed(frequency: Frequency, day: date) -> Period:
    """Return the last period of a length whose last day lies before ``day``."""
    number = (day.month - 1) // frequency.months + 1
    return Period(day.year, frequency, number).previous()
