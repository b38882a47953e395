"""The tasks by group, with how many are in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, TasksBody
from site_builder.render.components import StatusView, TaskView
from site_builder.render.scope import Scope
from site_builder.render.tasks import make_counts, make_tasks
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class TasksView:
    """The tasks, written out; ``groups`` are (name, tasks) in the order of the register."""

    title: str
    task_counts: tuple[tuple[StatusView, int], ...]
    groups: tuple[tuple[str, tuple[TaskView, ...]], ...]


def view_tasks(spec: PageSpec, context: RenderContext) -> TasksView:
    """Write out the tasks."""
    body = expect(spec, TasksBody)
    scope = Scope(spec, context)
    tasks = make_tasks(scope, body.tasks)
    return TasksView(spec.title, make_counts(scope, body.task_counts), _groups(scope, tasks))


def _groups(
    scope: Scope, tasks: Sequence[TaskView]
) -> tuple[tuple[str, tuple[TaskView, ...]], ...]:
    names = dict.fromkeys(task.group for task in tasks)
    return tuple(
        (name or scope.word("task.no_group"), tuple(t for t in tasks if t.group == name))
        for name in names
    )
