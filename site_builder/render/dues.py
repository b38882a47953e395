"""Show what is owed: which figure, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.portal import Due
from site_builder.render.components import DueView, LinkView, StatusView
from site_builder.render.scope import Scope


def make_due(scope: Scope, due: Due) -> DueView:
    """Make the view of one owed figure."""
    name = "overdue" if due.overdue else "due"
    key = f"due.{name}_reported" if due.reported else f"due.{name}"
    indicator = scope.indicator(due.indicator)
    return DueView(
        unit=LinkView(scope.unit_name(due.unit), scope.href("unit", due.unit)),
        indicator=LinkView(
            indicator.code,
            scope.href("indicator", indicator.code),
            scope.text(indicator.title),
        ),
        period=scope.period(due.period),
        due_date=scope.day(due.due_date),
        state=StatusView(f"due_{name}", scope.word(key)),
    )


def make_dues(scope: Scope, dues: Iterable[Due]) -> tuple[DueView, ...]:
    """Make the views of several, the longest overdue first."""
    ordered = sorted(dues, key=lambda d: (d.due_date, d.indicator, d.unit, d.period))
    return tuple(make_due(scope, due) for due in ordered)
