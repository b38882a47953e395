"""Read the tasks of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from site_builder.diagnostics import Diagnostic
from site_builder.model.registers import Task, TaskState
from site_builder.model.tables import RawTables
from site_builder.validate import rules
from site_builder.validate.dates import read_date, suggest_date
from site_builder.validate.findings import report
from site_builder.validate.rows import Row, note_taken_ids, rows_of

TASKS = "data/tasks.csv"
STANDING = "standing"
FULL = 100
"""Progress of what is done, in per cent."""

_STATES = tuple(state.value for state in TaskState)


def read_tasks(
    tables: RawTables, languages: Sequence[str]
) -> tuple[tuple[Task, ...], tuple[Diagnostic, ...]]:
    """Read ``tasks.csv``: the sound tasks in the file's order, with every problem."""
    table = tables.at(TASKS)
    if table is None:
        return (), ()
    rows = list(rows_of(table))
    read = [(row, _read_task(row, languages)) for row in rows]
    note_taken_ids(rows, "task")
    problems = report(table, [finding for row in rows for finding in row.findings])
    return tuple(task for row, task in read if row.is_sound), problems


def _read_task(row: Row, languages: Sequence[str]) -> Task:
    """Read one row."""
    return Task(
        task=row.id("task"),
        title=row.titled("title", languages),
        group=row.text("group"),
        lead=row.text("lead"),
        cooperating=row.parts("cooperating"),
        start=row.date("start"),
        deadline=_deadline(row),
        state=TaskState(row.word("state", _STATES, TaskState.NOT_STARTED.value)),
        progress=_progress(row),
        result=row.text("result"),
        evidence=row.text("evidence"),
        updated=row.date("updated"),
        audience=row.audience(),
    )


def _deadline(row: Row) -> date | None:
    """Read a date, or None for a standing task. An empty cell is a standing task too."""
    text = row.text("deadline")
    if text in ("", STANDING):
        return None
    end, start = read_date(text), read_date(row.text("start"))
    if end is None:
        row.note(rules.BAD_DEADLINE, "deadline", value=text, suggestion=_meant(text))
    elif start is not None and end < start:
        row.note(rules.DATES_REVERSED, "deadline", value=text, first="start", start=str(start))
    return end


def _meant(text: str) -> str:
    """Return the deadline that was meant, or ""."""
    standing = ("thường xuyên", "thuong xuyen", "hằng năm", "hàng năm", "permanent")
    return STANDING if text.casefold() in standing else suggest_date(text)


def _progress(row: Row) -> float | None:
    """Read the progress in per cent."""
    progress = row.number("progress")
    if progress is None:
        return None
    if not 0 <= progress <= FULL:
        row.note(rules.PROGRESS_OUT_OF_RANGE, "progress", value=row.text("progress"))
    elif progress < FULL and row.text("state") == TaskState.DONE.value:
        row.note(rules.DONE_BUT_UNFINISHED, "progress", value=row.text("progress"))
    return progress
