"""Write figures: the number with what qualifies it, or the reason why there is none."""

from __future__ import annotations

from site_builder.formatting import round_half_up
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency
from site_builder.model.portal import Figure
from site_builder.render.components import ChangeView, FigureView
from site_builder.render.scope import NBSP, NONE, Scope
from site_builder.render.sources import make_sources


def make_figure(
    scope: Scope,
    indicator: Indicator,
    figure: Figure | None,
    *,
    brief: bool = False,
    under_head: bool = False,
) -> FigureView:
    """Write one figure with its period, marks, counts, sources and as-of date.

    ``brief`` leaves out what only reassures: that a sum has all its parts. ``under_head``
    leaves out what the head of the column says of all: that figures grow within the year.

    Missing, zero and nil come out as three different things: the status in words, the
    number 0, and the words for "reported, nothing occurred".
    """
    if figure is None:
        return FigureView(NONE, "none", marks=(scope.word("figure.none"),))
    if figure.value is None:
        text, state = scope.word(f"obs_status.{figure.status.value}"), figure.status.value
        measure = ""
    else:
        text, state = scope.number(figure.value, indicator.decimals), "value"
        measure = scope.measure(indicator, text)
    return FigureView(
        text=text,
        state=state,
        measure=measure,
        marks=_marks(
            scope, figure, brief=brief, running=is_running(indicator, figure) and not under_head
        ),
        counts=_counts(scope, figure),
        period=scope.period(figure.period),
        sources=make_sources(scope, figure.sources),
        as_of=scope.day(figure.as_of),
        note=figure.note,
        language=scope.original if figure.note else "",
    )


def make_change(
    scope: Scope,
    indicator: Indicator,
    latest: Figure | None,
    previous: Figure | None,
    *,
    is_former: bool = False,
) -> ChangeView | None:
    """Write how far a figure moved since the one before; None where one of them is lacking.

    The difference is of the numbers as they are shown, so that a reader who subtracts
    them gets the same. ``is_former`` is true for a unit that has ended: it has no units of today.
    """
    if latest is None or previous is None or latest.value is None or previous.value is None:
        return None
    shown = [round_half_up(f.value or 0.0, indicator.decimals) for f in (latest, previous)]
    difference = float(shown[0] - shown[1])
    restated = "change.since_restated_former" if is_former else "change.since_restated"
    key = restated if previous.restated else "change.since"
    since = scope.word(key, period=scope.period(previous.period))
    if difference == 0:
        return ChangeView(scope.word("change.same"), since, "same")
    better = difference * indicator.direction.sign > 0
    return ChangeView(
        make_difference(scope, indicator, difference), since, "better" if better else "worse"
    )


def make_difference(scope: Scope, indicator: Indicator, difference: float) -> str:
    """Write a difference with its sign; between percentages it is in percentage points."""
    number = scope.number(difference, indicator.decimals)
    signed = f"+{number}" if difference > 0 and not _is_zero(difference, indicator) else number
    if indicator.is_percent:
        return scope.word("change.points", number=signed)
    return f"{signed}{NBSP}{scope.measure(indicator, number)}"


def _is_zero(difference: float, indicator: Indicator) -> bool:
    return round_half_up(difference, indicator.decimals) == 0


def _counts(scope: Scope, figure: Figure) -> str:
    """Write the pair behind a ratio: ``983/1.000``; "" where there is none."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    return f"{scope.count(figure.numerator)}/{scope.count(figure.denominator)}"


def _marks(scope: Scope, figure: Figure, *, brief: bool, running: bool) -> tuple[str, ...]:
    """Return what a reader must know beside the number, shortest first."""
    marks = []
    if figure.value is not None and running:
        marks.append(scope.word("figure.running"))
    if figure.status in (ObsStatus.PRELIMINARY, ObsStatus.ESTIMATED):
        word = scope.word(f"obs_status.{figure.status.value}")
        marks.append(word[:1].lower() + word[1:])
    elif figure.value is not None and not figure.final:
        marks.append(scope.word("figure.not_final"))
    is_sum = figure.aggregated and figure.counted is not None and figure.due is not None
    if is_sum and (figure.is_incomplete or not brief):
        key = "figure.summed_brief" if brief else "figure.summed"
        key = "figure.summed_incomplete" if figure.is_incomplete and not brief else key
        marks.append(scope.word(key, counted=figure.counted, due=figure.due))
    return tuple(marks)


def is_running(indicator: Indicator, figure: Figure) -> bool:
    """Whether a figure is a total since the start of a year that goes on after its period."""
    return indicator.cumulative and figure.period.frequency is not Frequency.YEAR
