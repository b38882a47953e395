"""One sentence that says what a chart shows, from the same numbers that it draws."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.charts.series import Point, latest_era, main_points
from site_builder.charts.writing import Writer, capitalised
from site_builder.formatting import add_aside
from site_builder.model.indicator import Target
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Period


def trend_sentence(
    writer: Writer, unit: str, points: Sequence[Point], restated: Sequence[Point] = ()
) -> str:
    """Say where a series came from, where it stands and what the plan asks.

    Only points that may be compared are: those since the last break, and ``restated`` ones
    that lead to them.
    """
    era = _joined(restated, latest_era(points))
    parts = [_movement(writer, unit, era)] if main_points(points) else []
    if points[-1].running:
        last = points[-1]
        parts.append(
            writer.wording(
                "chart.story.running" if parts else "chart.story.running_alone",
                indicator=writer.title,
                unit=unit,
                period=_qualified(writer, writer.period(last.figure.period), last),
                value=writer.value(last.value),
            )
        )
    return finish_sentence([*parts, *target_clauses(writer, points[-1])])


def _joined(restated: Sequence[Point], era: Sequence[Point]) -> Sequence[Point]:
    """Put earlier points on today's units before those that they lead to."""
    if not restated or not era or restated[-1].figure not in [point.figure for point in era]:
        return era
    last = restated[-1]
    earlier = [point for point in restated[:-1] if point.era == last.era]
    return [*earlier, *(point for point in era if point.x >= last.x)]


def finish_sentence(clauses: Sequence[str]) -> str:
    """Join clauses into one sentence with its capital letter and its stop."""
    return capitalised("; ".join(clause for clause in clauses if clause)) + "."


def target_clauses(writer: Writer, last: Point) -> list[str]:
    """Say what the targets ask that hold at the last figure, or by a later period."""
    period = last.figure.period
    asked = [t for t in writer.indicator.targets if t.applies_to(period)]
    return list(dict.fromkeys(_target_clause(writer, target) for target in asked))


def _target_clause(writer: Writer, target: Target) -> str:
    if target.period is None:
        return writer.wording("chart.story.target_every", ask=writer.ask(target))
    return writer.wording(
        "chart.story.target_by", ask=writer.ask(target), period=writer.when(target.period)
    )


def _period(writer: Writer, point: Point) -> str:
    """Write the period of a main point: a cumulative one stands for its whole year."""
    period = point.figure.period
    return writer.period(Period(period.year) if writer.indicator.cumulative else period)


def _qualities(writer: Writer, point: Point) -> str:
    """Say that a figure is not official or put on today's units, "" where it is neither."""
    words = [writer.on_units("chart.on_todays_units")] if point.figure.restated else []
    if point.figure.status is not ObsStatus.OFFICIAL:
        status = writer.wording(f"obs_status.{point.figure.status.value}")
        words.append(f"{status[:1].lower()}{status[1:]}")
    return ", ".join(words)


def _qualified(writer: Writer, text: str, point: Point) -> str:
    """Add to a period, itself in brackets, what must be known of its figure."""
    return ", ".join(filter(None, (text, _qualities(writer, point))))


def _bracketed(writer: Writer, text: str, point: Point) -> str:
    """Add to a period in a running sentence what must be known of its figure."""
    aside = _qualities(writer, point)
    return add_aside(text, aside) if aside else text


def _movement(writer: Writer, unit: str, era: Sequence[Point]) -> str:
    first, last = era[0], era[-1]
    facts = {
        "indicator": writer.title,
        "unit": unit,
        "last": writer.value(last.value),
        "last_period": _qualified(writer, _period(writer, last), last),
    }
    if len(era) == 1:
        return writer.wording("chart.story.one", **facts)
    if writer.number(first.value) == writer.number(last.value):
        periods = {
            "first_period": _bracketed(writer, _period(writer, first), first),
            "last_period": _bracketed(writer, _period(writer, last), last),
        }
        return writer.wording("chart.story.same", **(facts | periods))
    return writer.wording(
        "chart.story.up" if last.value > first.value else "chart.story.down",
        first=writer.value(first.value),
        first_period=_qualified(writer, _period(writer, first), first),
        **facts,
    )
