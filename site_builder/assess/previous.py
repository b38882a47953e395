"""Say which earlier figure the newest one of a series may be held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.assess.breaks import is_joined
from site_builder.assess.cases import read_history
from site_builder.model.indicator import Indicator
from site_builder.model.period import Frequency
from site_builder.model.portal import Figure, Series


def find_previous(indicator: Indicator, series: Series) -> Figure | None:
    """Return the figure that the newest one may be compared with, or None.

    It is the nearest one of the same frequency with no break between, as it would have been
    on the newest one's units. A cumulative figure starts anew each year: it is compared with
    the same point of the year before, and a year's figure taken before its end with none. A
    sum of counts that lacks units is held against nothing, nor anything against it.
    """
    if not series.known:
        return None
    latest = series.known[-1]
    if latest.lacks_parts(indicator.aggregate):
        return None
    previous = next(_alike(indicator, latest, _earlier(indicator, series)), None)
    if previous is None or previous.lacks_parts(indicator.aggregate):
        return None
    return previous


def _earlier(indicator: Indicator, series: Series) -> Sequence[Figure]:
    """Return the figures before the newest one, on its units where those changed."""
    if not series.comparable:
        return series.known[:-1]
    history = read_history(indicator, series)
    return history.up_to(len(history.known) - 1)[:-1]


def _alike(indicator: Indicator, latest: Figure, earlier: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures that count as much of a year as the newest one, the newest first."""
    period = latest.period
    if indicator.cumulative and _is_early(latest):
        return
    runs = indicator.cumulative and period.frequency is not Frequency.YEAR
    for figure in reversed(earlier):
        is_alike = figure.period.frequency is period.frequency
        is_same_point = not runs or figure.period == period.year_before()
        if is_alike and is_same_point and is_joined(indicator, figure.period, period):
            yield figure


def _is_early(figure: Figure) -> bool:
    """Whether a year's figure was taken before the year was over."""
    if figure.period.frequency is not Frequency.YEAR or figure.as_of is None:
        return False
    return figure.as_of < figure.period.end
