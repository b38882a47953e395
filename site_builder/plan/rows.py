"""The rows of the home page and of the list of indicators, with their small charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from site_builder.extension import PlanContext
from site_builder.model.charts import ChartRequest, ChartSpec
from site_builder.model.indicator import Indicator
from site_builder.model.pages import HeadlineRow
from site_builder.model.portal import AssessedTask, Due, TaskStatus
from site_builder.model.registers import Revision
from site_builder.plan.charts import drawn, prepare_charts
from site_builder.plan.figures import headline_of, target_of

SPARK = "spark"

MOST_SPARKS = 60
"""Rows of one page that get a small chart; longer lists are read by their words."""

_NUMBER = re.compile(r"(\d+)", re.ASCII)

_URGENCY = (TaskStatus.OVERDUE, TaskStatus.IN_PROGRESS, TaskStatus.NOT_STARTED, TaskStatus.DONE)


def order_indicators(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Put indicators that the plan sets a target for first; else go by code as people count.

    CT2 comes before CT10.
    """
    return tuple(sorted(indicators, key=lambda i: (not i.targets, [*_counted(i.code)], i.code)))


def _counted(code: str) -> Iterator[tuple[bool, int, str]]:
    """Yield the parts of a code, numbers as numbers; they come before words."""
    for part in _NUMBER.split(code):
        if part:
            yield not part.isdecimal(), int(part) if part.isdecimal() else 0, part


def headline_rows(
    context: PlanContext, indicators: Sequence[Indicator]
) -> tuple[tuple[HeadlineRow, ...], tuple[ChartSpec, ...]]:
    """Return a row for each indicator, and the charts that the rows show."""
    requests = [ChartRequest(SPARK, i.code) for i in indicators[:MOST_SPARKS]]
    sparks = prepare_charts(context, requests)
    padded = (*sparks, *(None for _ in indicators[MOST_SPARKS:]))
    rows = tuple(
        _headline_row(context, indicator, spark)
        for indicator, spark in zip(indicators, padded, strict=True)
    )
    return rows, drawn(sparks)


def _headline_row(
    context: PlanContext, indicator: Indicator, spark: ChartSpec | None
) -> HeadlineRow:
    headline = headline_of(context.portal, indicator.code)
    return HeadlineRow(
        indicator=indicator,
        headline=headline,
        target=target_of(indicator, headline),
        spark=spark.id if spark is not None else None,
    )


def count_tasks(tasks: Sequence[AssessedTask]) -> tuple[tuple[TaskStatus, int], ...]:
    """Count tasks by status, the most urgent status first.

    A status that no task has is counted as 0; without any task there is nothing to count.
    """
    if not tasks:
        return ()
    return tuple((status, sum(t.status is status for t in tasks)) for status in _URGENCY)


def order_tasks(tasks: Iterable[AssessedTask]) -> tuple[AssessedTask, ...]:
    """Order tasks by urgency, then deadline; standing tasks come after dated ones."""
    return tuple(
        sorted(
            tasks,
            key=lambda t: (
                _URGENCY.index(t.status),
                t.task.deadline is None,
                t.task.deadline.isoformat() if t.task.deadline is not None else "",
            ),
        )
    )


def order_dues(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Order what is owed: overdue first, then by the day it was expected."""
    return tuple(sorted(dues, key=lambda due: (not due.overdue, due.due_date)))


def newest_revisions(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Order lines of the ledger from the newest; of one day the last written comes first."""
    return tuple(sorted(revisions, key=lambda r: (r.date, r.line), reverse=True))


def summary(text: str, longest: int = 200) -> str:
    """Shorten a text to one line for a page's description, at the end of a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"
