"""Say on a unit's page how much of what fell due it has reported, and how late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.model.reporting import ReportingRow, ReportingStatus
from site_builder.render.components import LinkView
from site_builder.render.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportedView:
    """A sentence on all that fell due, and a link for each indicator to its table."""

    sentence: str
    indicators: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    due: int
    reported: int
    late: int


def make_reported(scope: Scope, rows: Sequence[tuple[str, ReportingRow]]) -> ReportedView | None:
    """Make the line of one unit; None where nothing fell due yet, or readers may not know.

    Args:
        scope: The page.
        rows: What became of the unit's figures, by indicator.
    """
    tallies = {code: tally for code, row in rows if (tally := _tally(row)).due}
    if not tallies:
        return None
    every = tallies.values()
    whole = _Tally(
        sum(tally.due for tally in every),
        sum(tally.reported for tally in every),
        sum(tally.late for tally in every),
    )
    return ReportedView(
        _say(scope, "reporting.unit", whole),
        tuple(
            LinkView(
                _say(scope, "reporting.unit_indicator", tally, code=code),
                scope.href("reporting", code),
                scope.text(scope.indicator(code).title),
            )
            for code, tally in tallies.items()
        ),
    )


def _tally(row: ReportingRow) -> _Tally:
    due = [cell for cell in row.owed if cell.status is not ReportingStatus.NOT_DUE]
    given = [cell for cell in due if cell.status.is_given]
    return _Tally(len(due), len(given), sum(cell.is_late for cell in given))


def _say(scope: Scope, key: str, tally: _Tally, **facts: str) -> str:
    ending = "_late" if tally.late else ""
    return scope.word(
        key + ending, due=tally.due, reported=tally.reported, late=tally.late, **facts
    )
