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
        "group": LinkView(task.group, language=task.language),
        "lead": LinkView(task.lead, language=task.language),
        "cooperating": LinkView(task.cooperating, language=task.language),
        "start": LinkView(task.start),
        "deadline": LinkView(task.deadline),
        "progress": LinkView(task.progress),
        "result": LinkView(task.result, language=task.language),
    }
    facts = [(key, (link,)) for key, link in texts.items() if link.text]
    if task.evidence:
        facts.append(("evidence", task.evidence))  # type: ignore[arg-type] # longer tuples too
    if task.updated:
        facts.append(("updated", (LinkView(task.updated),)))
    named = tuple((scope.word(f"task.{key}"), links) for key, links in facts)
    return TaskPageView(spec.title, task.number, task.status, named)
