"""Extension points: the kinds of thing a site can be made of, by the name authors write.

Nothing registers itself. ``BUILTIN`` is a value; a plugin gives another value through the
entry-point group ``site_builder.kinds``, and ``merge`` joins them, once, at start.
"""

from __future__ import annotations

from dataclasses import fields

from site_builder.assess.methods import cagr, every_period, linear, same_period
from site_builder.charts.kinds import CHARTS
from site_builder.check import CHECKS
from site_builder.extension import Kinds, PageKind
from site_builder.plan.pages import PLANS
from site_builder.render.views import VIEWS
from site_builder.tables.csv_reader import read_csv
from site_builder.tables.workbook_reader import read_workbook

BUILTIN = Kinds(
    readers={".csv": read_csv, **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), read_workbook)},
    methods={
        "linear": linear.METHOD,
        "every_period": every_period.METHOD,
        "same_period": same_period.METHOD,
        "cagr": cagr.METHOD,
    },
    charts=CHARTS,
    pages={
        name: PageKind(name, plan, view=VIEWS[name].view, template=VIEWS[name].template)
        for name, plan in PLANS.items()
    },
    checks=CHECKS,
)


def merge(*parts: Kinds) -> Kinds:
    """Join tables of kinds; a name that two of them claim is refused, never shadowed.

    Raises:
        ValueError: If two parts offer a kind of the same name in the same table.
    """
    joined: dict[str, dict[str, object]] = {field.name: {} for field in fields(Kinds)}
    for part in parts:
        for field in fields(Kinds):
            for name, kind in getattr(part, field.name).items():
                if name in joined[field.name]:
                    raise ValueError(f"two plugins offer {field.name} {name!r}")
                joined[field.name][name] = kind
    return Kinds(**joined)  # type: ignore[arg-type] # the tables are filled field by field
