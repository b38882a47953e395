"""The register of units."""

from __future__ import annotations

from collections import Counter

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, UnitsBody
from site_builder.model.units import UnitState
from site_builder.plan.addresses import section_page


def plan_units(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the register, if there are units; those in force come first, then those announced.

    The plan knows no clock: the portal says where each unit stands.
    """
    disclosed, states = context.portal.disclosed, context.portal.unit_states
    register = disclosed.units
    if not register.units:
        return ()
    current = frozenset(u for u, state in states.items() if state is UnitState.IN_FORCE)
    announced = frozenset(u for u, state in states.items() if state is UnitState.ANNOUNCED)
    ordered = sorted(
        register.units.values(), key=lambda u: (u.unit not in current, u.unit not in announced)
    )
    owed = Counter(due.unit for due in context.portal.dues)
    spec = PageSpec(
        kind="units",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "units"),
        title=context.wording("plan.title.units"),
        body=UnitsBody(tuple(ordered), current, register.changes, owed, announced),
        description=context.wording("plan.description.units"),
    )
    return (spec,)
