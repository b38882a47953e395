"""Say whether a figure is the last word on its period.

An official figure is final once its period is over, both by the calendar and by its own
as-of date: the rate published on 30 November is official, and still not the year's.
"""

from __future__ import annotations

from datetime import date

from site_builder.extension import Case
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, Period


def is_final(status: ObsStatus, period: Period, as_of: date | None, today: date) -> bool:
    """Whether a figure is official and was taken when its period was over.

    Args:
        status: The figure's quality.
        period: What the figure is about.
        as_of: The day it was taken; None where nobody said, and then only the calendar counts.
        today: The day of the build; a period is over from the day after its last one.
    """
    if status is not ObsStatus.OFFICIAL or period.end >= today:
        return False
    return as_of is None or as_of >= period.end


def why_open(case: Case) -> str | None:
    """Return the reason why a case's figure decides nothing yet, or None where it does.

    A cumulative indicator is decided by its whole-year figure alone.
    """
    figure, period = case.figures[-1], case.period
    if figure.lacks_parts(case.indicator.aggregate):
        return "units_missing"
    if case.indicator.cumulative and period.frequency is not Frequency.YEAR:
        return "year_not_over"
    if figure.final:
        return None
    if case.today <= period.end:
        return "period_not_over"
    if figure.as_of is not None and figure.as_of < period.end:
        return "taken_early"
    return "figure_not_final"
