"""One view per kind of page, with the template that it fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec
from site_builder.render.views.changes import view_changes
from site_builder.render.views.data import view_data
from site_builder.render.views.documents import view_documents
from site_builder.render.views.home import view_home
from site_builder.render.views.indicator import view_indicator
from site_builder.render.views.indicators import view_indicators
from site_builder.render.views.prose import view_prose
from site_builder.render.views.reporting import view_reporting
from site_builder.render.views.search import view_search
from site_builder.render.views.task import view_task
from site_builder.render.views.tasks import view_tasks
from site_builder.render.views.unit import view_unit
from site_builder.render.views.units import view_units


@dataclass(frozen=True, slots=True)
class View:
    """How a kind of page is shown."""

    view: Callable[[PageSpec, RenderContext], object]
    template: str


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "home": View(view_home, "home.html"),
        "indicator": View(view_indicator, "indicator.html"),
        "indicators": View(view_indicators, "indicators.html"),
        "unit": View(view_unit, "unit.html"),
        "units": View(view_units, "units.html"),
        "task": View(view_task, "task.html"),
        "tasks": View(view_tasks, "tasks.html"),
        "guidance": View(view_prose, "guidance.html"),
        "documents": View(view_documents, "documents.html"),
        "data": View(view_data, "data.html"),
        "reporting": View(view_reporting, "reporting.html"),
        "changes": View(view_changes, "changes.html"),
        "search": View(view_search, "search.html"),
        "glossary": View(view_prose, "guidance.html"),
        "other": View(view_prose, "guidance.html"),
    }
)
"""The kinds of page in the contract's manifest, and the reporting status."""
