"""Show tasks: who leads, by when, how far."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.portal import AssessedTask, TaskStatus
from site_builder.render.components import LinkView, StatusView, TaskView
from site_builder.render.scope import NBSP, Scope
from site_builder.render.sources import make_source


def make_task(scope: Scope, assessed: AssessedTask) -> TaskView:
    """Make the view of one task; a standing task says so in place of a deadline."""
    task = assessed.task
    return TaskView(
        number=task.task,
        title=LinkView(
            scope.text(task.title),
            scope.href("task", task.task),
            language=scope.language_of(task.title),
        ),
        group=task.group,
        status=make_task_status(scope, assessed.status),
        lead=task.lead,
        cooperating=", ".join(task.cooperating),
        start=scope.day(task.start),
        deadline=scope.day(task.deadline) or scope.word("task.standing"),
        progress="" if task.progress is None else f"{scope.short(task.progress, 1)}{NBSP}%",
        result=task.result,
        evidence=(make_source(scope, task.evidence),) if task.evidence else (),
        updated=scope.day(task.updated),
        language=scope.original,
    )


def make_task_status(scope: Scope, status: TaskStatus) -> StatusView:
    """Make the mark of a task's state; its shapes are its own, apart from the verdicts'."""
    return StatusView(f"task_{status.value}", scope.word(f"task_status.{status.value}"))


def make_tasks(scope: Scope, tasks: Iterable[AssessedTask]) -> tuple[TaskView, ...]:
    """Make the views of several tasks, in order."""
    return tuple(make_task(scope, task) for task in tasks)


def make_counts(
    scope: Scope, counts: Iterable[tuple[TaskStatus, int]]
) -> tuple[tuple[StatusView, int], ...]:
    """Make the marks of the states with how many tasks are in each."""
    return tuple((make_task_status(scope, status), count) for status, count in counts)
