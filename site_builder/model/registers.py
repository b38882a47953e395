"""Tasks, basis documents and the ledger of changed figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from site_builder.model.period import Period
from site_builder.model.text import Text


class TaskState(Enum):
    """What the lead body says of a task."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """An activity of the plan; ``deadline`` None means a standing task.

    ``progress`` is in per cent, None where nobody gave it. ``evidence`` is a document id,
    an address or free text. ``updated`` is the day on which the state was last confirmed.
    """

    task: str
    title: Text
    group: str = ""
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    start: date | None = None
    deadline: date | None = None
    state: TaskState = TaskState.NOT_STARTED
    progress: float | None = None
    result: str = ""
    evidence: str = ""
    updated: date | None = None
    audience: str = "internal"


@dataclass(frozen=True, slots=True)
class Document:
    """A basis document. Numbers are used again: number and date together identify one."""

    document: str
    number: str
    issued: date | None
    title: Text
    issuer: str = ""
    url: str = ""
    file: str = ""
    replaces: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    audience: str = "internal"
    group: str = ""

    @property
    def file_path(self) -> str:
        """The path of ``file`` from the site's folder; authors write it from ``content/``."""
        return f"content/{self.file}" if self.file else ""


class RevisionKind(Enum):
    """A planned revision of a figure, or the correction of an error."""

    REVISION = "revision"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the ledger: why a published figure changed."""

    indicator: str
    unit: str
    period: Period
    kind: RevisionKind
    reason: Text
    date: date
    line: int
