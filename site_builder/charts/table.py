"""The numbers of a chart as a table, and the notes that explain its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.charts.goals import GoalLine
from site_builder.charts.writing import NONE, Writer
from site_builder.model.indicator import Break, Indicator, Target, TargetKind
from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Figure


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table ready for a ``ChartSpec``; ``numeric`` says which columns are numbers."""

    header: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def series_table(
    writer: Writer, figures: Sequence[Figure], comparable: Sequence[Comparable] = ()
) -> NumberTable:
    """Write a series, oldest first, with the targets that hold in each period.

    Earlier figures on today's units stand beside those that were reported. A target by a
    later period than the last figure's gets a row of its own. Columns that would be empty
    are left out.
    """
    indicator = writer.indicator
    reported = {figure.period: figure for figure in figures}
    restated = {found.period: found for found in comparable}
    rows = [
        _series_row(writer, period, reported.get(period), restated.get(period))
        for period in sorted({*reported, *restated}, key=Period.sort_key)
    ]
    last = max((f.period for f in figures), key=Period.sort_key, default=None)
    rows += [
        (writer.period(target.period), NONE, "", "", "", writer.sign(target), "")
        for target in indicator.targets
        if target.period is not None and (last is None or last < target.period)
    ]
    header = (
        writer.wording("chart.period"),
        writer.wording("chart.value", measure=writer.measure),
        writer.on_units("chart.restated", measure=writer.measure),
        writer.wording("chart.numerator"),
        writer.wording("chart.denominator"),
        writer.wording("chart.target"),
        writer.wording("chart.quality"),
    )
    numeric = (False, True, True, True, True, False, False)
    table = NumberTable(header, numeric, tuple(rows))
    return drop_empty(table if restated else _without(table, 2))


def drop_empty(table: NumberTable) -> NumberTable:
    """Leave out the columns in which no row says anything."""
    kept = [i for i in range(len(table.header)) if any(row[i] for row in table.rows)]
    return NumberTable(
        tuple(table.header[i] for i in kept),
        tuple(table.numeric[i] for i in kept),
        tuple(tuple(row[i] for i in kept) for row in table.rows),
    )


def _without(table: NumberTable, index: int) -> NumberTable:
    """Leave out one column."""
    return NumberTable(
        (*table.header[:index], *table.header[index + 1 :]),
        (*table.numeric[:index], *table.numeric[index + 1 :]),
        tuple((*row[:index], *row[index + 1 :]) for row in table.rows),
    )


def counts_of(writer: Writer, figure: Figure | None) -> tuple[str, str]:
    """Write the pair behind a ratio; two empty texts where there is none."""
    if figure is None or figure.numerator is None or figure.denominator is None:
        return "", ""
    return writer.short(figure.numerator), writer.short(figure.denominator)


def series_notes(
    writer: Writer, figures: Sequence[Figure], breaks: Sequence[Break], goals: Sequence[GoalLine]
) -> tuple[str, ...]:
    """Explain the marks of a chart over time that stand on it, and only those."""
    indicator, word = writer.indicator, writer.wording
    known = [figure for figure in figures if figure.value is not None]
    notes = [word("chart.note.open")] if any(_is_open(f, indicator) for f in known) else []
    if indicator.baseline is not None:
        value = writer.value(indicator.baseline.value)
        period = writer.period(indicator.baseline.period)
        notes.append(word("chart.note.baseline", value=value, period=period))
    if any(goal.x != goal.x2 for goal in goals):
        notes.append(word("chart.note.target"))
    for broken in breaks:
        why = broken.note.best(writer.language) if broken.note else ""
        key = "chart.note.break_why" if why else "chart.note.break"
        notes.append(word(key, period=writer.period(broken.period), why=why))
    return tuple(notes)


def _is_open(figure: Figure, indicator: Indicator) -> bool:
    """Whether a figure stands as an open point: not final, or a total still growing."""
    return not figure.final or (indicator.cumulative and figure.period.frequency.months < 12)  # noqa: PLR2004 # months of a year


def _series_row(
    writer: Writer, period: Period, figure: Figure | None, restated: Comparable | None
) -> tuple[str, ...]:
    value = NONE if figure is None or figure.value is None else writer.number(figure.value)
    asked = "; ".join(writer.sign(target) for target in _targets_at(writer.indicator, period))
    quality = writer.quality(figure) if figure is not None else ""
    return (
        writer.period(period),
        value,
        _restated(writer, restated) if restated is not None else value,
        *counts_of(writer, figure),
        asked,
        quality,
    )


def _restated(writer: Writer, found: Comparable) -> str:
    """Write a figure on today's units, or in words why there is none."""
    if found.figure is None:
        return writer.wording(f"comparable.{found.reason}")
    if found.figure.value is None:
        return writer.wording(f"obs_status.{found.figure.status.value}")
    return writer.number(found.figure.value)


def _targets_at(indicator: Indicator, period: Period) -> list[Target]:
    """Return the targets that a figure of the period must meet then and there."""
    return [
        target
        for target in indicator.targets
        if target.applies_to(period)
        and (target.kind is TargetKind.EVERY or target.period == period)
    ]
