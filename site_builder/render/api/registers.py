"""Tasks and basis documents as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.model.dataset import Disclosed
from site_builder.model.pages import SitePlan
from site_builder.model.portal import AssessedTask, Portal
from site_builder.model.registers import Document
from site_builder.render.api.writing import count, day, translations

STANDING = "standing"


def describe_tasks(portal: Portal) -> dict[str, Any]:
    """Return the tasks; ``task_status`` is computed, ``state`` what the lead body says."""
    return {"tasks": [_task(assessed) for assessed in portal.tasks]}


def _task(assessed: AssessedTask) -> dict[str, Any]:
    task = assessed.task
    return {
        "task": task.task,
        "title": translations(task.title),
        "group": task.group,
        "lead": task.lead,
        "cooperating": list(task.cooperating),
        "start": day(task.start),
        "deadline": day(task.deadline) or STANDING,
        "state": task.state.value,
        "task_status": assessed.status.value,
        "progress": count(task.progress),
        "result": task.result,
        "evidence": task.evidence,
        "updated": day(task.updated),
    }


def describe_documents(disclosed: Disclosed, plan: SitePlan) -> dict[str, Any]:
    """Return the register; number and date together identify a document.

    ``file`` is where the edition holds the document itself, "" where it does not.
    """
    files = {attachment.source: attachment.path for attachment in plan.attachments}
    return {"documents": [_document(d, disclosed, files) for d in disclosed.documents.values()]}


def _document(document: Document, disclosed: Disclosed, files: Mapping[str, str]) -> dict[str, Any]:
    others = disclosed.documents
    return {
        "document": document.document,
        "number": document.number,
        "issued": day(document.issued),
        "issuer": document.issuer,
        "group": document.group,
        "title": translations(document.title),
        "url": document.url,
        "file": files.get(document.file_path, ""),
        # A document that these readers may not know of is not named to them either.
        "replaces": [old for old in document.replaces if old in others],
        "replaced_by": [d.document for d in others.values() if document.document in d.replaces],
        "valid_from": day(document.valid_from),
        "valid_to": day(document.valid_to),
    }
