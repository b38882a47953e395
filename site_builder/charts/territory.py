"""Mark on a chart where a unit's territory changed: mergers, splits, renames.

A line is never drawn across such a day. What the earlier figures come to on today's units
is a line of its own, so that nobody takes a merger for a jump.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from site_builder.charts.scales import position_of_day
from site_builder.charts.series import Point
from site_builder.charts.writing import NBSP, Writer
from site_builder.formatting import add_aside, format_date
from site_builder.model.portal import Series
from site_builder.model.units import UnitChange, UnitRegister


@dataclass(frozen=True, slots=True)
class TerritoryMark:
    """A place on the line of years, with the days of the changes that it stands for."""

    x: float
    days: tuple[date, ...]


def changes_of(series: Series) -> tuple[UnitChange, ...]:
    """Return what changed the territory behind a series, oldest first, each once."""
    found = {change for comparable in series.comparable for change in comparable.changes}
    return tuple(sorted(found, key=lambda c: (c.date, c.to_unit, c.from_unit)))


def territory_marks(series: Series, points: Iterable[Point]) -> tuple[TerritoryMark, ...]:
    """Place the changes between the last figure before them and the first one after.

    Changes between the same two figures share a mark; one that has figures on one side
    alone has none, for there is nothing to part.
    """
    known = tuple(points)
    placed: dict[float, list[date]] = {}
    for day in dict.fromkeys(change.date for change in changes_of(series)):
        before = [point.x for point in known if point.figure.period.end < day]
        after = [point.x for point in known if point.figure.period.end >= day]
        if before and after:
            placed.setdefault(_between(day, max(before), min(after)), []).append(day)
    return tuple(TerritoryMark(x, tuple(days)) for x, days in sorted(placed.items()))


def _between(day: date, before: float, after: float) -> float:
    """Return the day's own place, or the middle where a figure stands too near to see it."""
    place, air = position_of_day(day), (after - before) / 4
    return place if before + air <= place <= after - air else (before + after) / 2


def mark_label(writer: Writer, mark: TerritoryMark) -> str:
    """Write what stands at a mark: the days from which the territory is another one."""
    days = ", ".join(format_date(day, writer.language) for day in mark.days)
    return writer.wording("chart.territory_label", date=days)


def territory_notes(
    writer: Writer, series: Series, marks: Iterable[TerritoryMark], units: UnitRegister
) -> tuple[str, ...]:
    """Say of each day what merged or split, and what is drawn in grey; empty without changes."""
    marked = {day for mark in marks for day in mark.days}
    notes = tuple(
        writer.wording(
            f"chart.note.{_nature(writer, changes, units)}{'' if day in marked else '_later'}",
            date=format_date(day, writer.language),
            changes=_passages(writer, changes, units),
        )
        for day, found in groupby(changes_of(series), key=lambda change: change.date)
        if (changes := tuple(found))
    )
    is_drawn = any(found.figure is not None for found in series.comparable)
    return (*notes, writer.on_units("chart.note.restated")) if notes and is_drawn else notes


def _nature(writer: Writer, changes: Sequence[UnitChange], units: UnitRegister) -> str:
    """Say what happened on a day: "renamed" where one unit went whole into a new one alone."""
    change = changes[0]
    partners = [c for c in units.predecessors(change.to_unit) if c.date == change.date]
    is_one_to_one = len(changes) == len(partners) == 1 and units.share_of(change) == 1
    old, new = units.get(change.from_unit), units.get(change.to_unit)
    is_new_name = old.name.best(writer.language) != new.name.best(writer.language)
    is_new = new.valid_from == change.date and is_new_name
    return "renamed" if is_one_to_one and is_new else "territory"


def _passages(writer: Writer, changes: Sequence[UnitChange], units: UnitRegister) -> str:
    """Write who passed into whom: ``Nông Sơn → Quế Sơn``, several into one together."""
    passages = []
    for to_unit, group in groupby(changes, key=lambda change: change.to_unit):
        givers = ", ".join(_giver(writer, change, units) for change in group)
        passages.append(f"{givers} → {_taker(writer, to_unit, changes[0].date, units)}")
    return "; ".join(passages)


def _giver(writer: Writer, change: UnitChange, units: UnitRegister) -> str:
    name, share = _name(writer, change.from_unit, units), units.share_of(change)
    if share is None:
        return add_aside(name, writer.wording("unit_change.part"))
    return add_aside(name, f"{writer.short(share * 100)}{NBSP}%") if share < 1 else name


def _taker(writer: Writer, unit: str, day: date, units: UnitRegister) -> str:
    """Name the unit that takes over; the day is said already where it is its first one."""
    taker = units.get(unit)
    return taker.name.best(writer.language) if taker.valid_from == day else writer.unit(taker)


def _name(writer: Writer, unit: str, units: UnitRegister) -> str:
    return writer.unit(units.get(unit))
