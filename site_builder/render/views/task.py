"""One task: who, what, by when, how far, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, TaskBody
from site_builder.render.components import LinkView, StatusView
from site_builder.render.scope import Scope
from site_builder.render.tasks import make_task
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class TaskPageView:
    """One task, written out; ``facts`` are terms with what stands for them."""

    title: str
    number: str
    status: StatusView
    facts: tuple[tuple[str, tuple[LinkView, ...]], ...]


def view_task(spec: PageSpec, context: RenderContext) -> TaskPageView:
    """Write out the page of one task."""
    scope = Scope(spec, context)
    task = make_task(scope, expect(spec, TaskBody).task)
    texts = {
        "group": task.group,
        "lead": task.lead,
        "cooperating": task.cooperating,
        "start": task.start,
        "deadline": task.deadline,
        "progress": task.progress,
        "result": task.result,
    }
    facts = [(key, (LinkView(text),)) for key, text in texts.items() if text]
    if task.evidence:
        facts.append(("evidence", task.evidence))  # type: ignore[arg-type] # longer tuples too
    if task.updated:
        facts.append(("updated", (LinkView(task.updated),)))
    named = tuple((scope.word(f"task.{key}"), links) for key, links in facts)
    return TaskPageView(spec.title, task.number, task.status, named)
