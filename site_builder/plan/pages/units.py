"""The register of units."""

from __future__ import annotations

from collections import Counter

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, UnitsBody
from site_builder.plan.addresses import section_page


def plan_units(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the register, if there are units; those in force come first.

    The plan knows no clock: a unit counts as in force if it has no last day, or if that
    day lies after the newest as-of date of the data.
    """
    disclosed = context.portal.disclosed
    register, as_of = disclosed.units, context.portal.as_of
    current = frozenset(
        unit.unit
        for unit in register.units.values()
        if (unit.valid_to is None if as_of is None else unit.exists_on(as_of))
    )
    if not register.units:
        return ()
    ordered = sorted(register.units.values(), key=lambda unit: unit.unit not in current)
    owed = Counter(due.unit for due in context.portal.dues)
    spec = PageSpec(
        kind="units",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "units"),
        title=context.wording("plan.title.units"),
        body=UnitsBody(tuple(ordered), current, register.changes, owed),
        description=context.wording("plan.description.units"),
    )
    return (spec,)
