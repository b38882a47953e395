"""The tasks by group."""

from __future__ import annotations

from site_builder.extension import PlanContext
from site_builder.model.pages import PageSpec, TasksBody
from site_builder.plan.addresses import section_page
from site_builder.plan.rows import count_tasks


def plan_tasks(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the list, if there are tasks; they keep the order of the file."""
    tasks = context.portal.tasks
    if not tasks:
        return ()
    spec = PageSpec(
        kind="tasks",
        id="",
        language=context.language,
        path=section_page(context.portal.disclosed.site, context.language, "tasks"),
        title=context.wording("plan.title.tasks"),
        body=TasksBody(tasks, count_tasks(tasks)),
        description=context.wording("plan.description.tasks"),
    )
    return (spec,)
