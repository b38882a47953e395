"""The page kinds of the contract, one file each: what pages there are and what they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec
from site_builder.plan.pages.changes import plan_changes
from site_builder.plan.pages.data import plan_data
from site_builder.plan.pages.documents import plan_documents
from site_builder.plan.pages.glossary import plan_glossary
from site_builder.plan.pages.guidance import plan_guidance
from site_builder.plan.pages.home import plan_home
from site_builder.plan.pages.indicator import plan_indicator
from site_builder.plan.pages.indicators import plan_indicators
from site_builder.plan.pages.other import plan_other
from site_builder.plan.pages.reporting import plan_reporting
from site_builder.plan.pages.search import plan_search
from site_builder.plan.pages.task import plan_task
from site_builder.plan.pages.tasks import plan_tasks
from site_builder.plan.pages.unit import plan_unit
from site_builder.plan.pages.units import plan_units

PLANS: Mapping[str, Callable[[PlanContext], tuple[PageSpec, ...]]] = MappingProxyType(
    {
        "home": plan_home,
        "indicators": plan_indicators,
        "indicator": plan_indicator,
        "units": plan_units,
        "unit": plan_unit,
        "tasks": plan_tasks,
        "task": plan_task,
        "guidance": plan_guidance,
        "documents": plan_documents,
        "data": plan_data,
        "reporting": plan_reporting,
        "changes": plan_changes,
        "search": plan_search,
        "glossary": plan_glossary,
        "other": plan_other,
    }
)
"""By kind, in the order in which pages are listed."""
