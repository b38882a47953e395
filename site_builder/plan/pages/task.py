"""The page of a task."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, TaskBody
from site_builder.plan.addresses import make_slug, section_page
from site_builder.plan.rows import summary


def plan_task(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan one page for each task."""
    site = context.portal.disclosed.site
    return tuple(
        PageSpec(
            kind="task",
            id=assessed.task.task,
            language=context.language,
            path=section_page(site, context.language, "tasks", make_slug(assessed.task.task)),
            title=assessed.task.title.best(context.language),
            body=TaskBody(assessed),
            description=summary(assessed.task.result),
        )
        for assessed in context.portal.tasks
    )
