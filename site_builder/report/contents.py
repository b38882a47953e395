"""What every format of a report writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Severity, sort_problems
from site_builder.model.observation import RowCounts
from site_builder.report.sentences import Messages, Worded, word, word_problem

_SAMPLE = 8192
"""Bytes at the start of a file that tell whether it is text."""


@dataclass(frozen=True, slots=True)
class Report:
    """Problems in words, sorted by place, with what the formats need beside them.

    ``sources`` are the site's files by path; a path that is not there has no line to show.
    """

    problems: tuple[Worded, ...]
    messages: Messages
    sources: Mapping[str, bytes]
    counts: RowCounts

    def count(self, severity: Severity) -> int:
        """Return how many problems are of a severity."""
        return sum(problem.severity == severity.value for problem in self.problems)

    @property
    def files(self) -> int:
        """How many files have problems."""
        return len({problem.location.path for problem in self.problems})

    @property
    def private_paths(self) -> frozenset[str]:
        """The files with data on persons: a report is kept and passed on, so none is shown."""
        return frozenset(p.location.path for p in self.problems if p.is_private)

    def lines_of(self, path: str) -> tuple[str, ...]:
        """Return a text file's lines, for showing; none for a workbook or other binary file."""
        content = self.sources.get(path, b"")
        if b"\0" in content[:_SAMPLE]:
            return ()
        return tuple(re.split("\r\n|\r|\n", content.decode("utf-8-sig", "replace")))


def make_report(
    problems: Iterable[Diagnostic],
    counts: RowCounts,
    messages: Messages,
    sources: Mapping[str, bytes],
) -> Report:
    """Say the problems of a run in words, sorted by place.

    Args:
        problems: What all stages found, in any order.
        counts: What became of the rows of tables.
        messages: The sentences, in the language of the report.
        sources: The site's files by path, for showing the lines.
    """
    worded = tuple(word_problem(problem, messages) for problem in sort_problems(problems))
    return Report(worded, messages, sources, counts)


def summary_line(report: Report) -> str:
    """Return the last line for people: ``3 errors, 1 warning in 2 files``."""
    if not report.problems:
        return word(report.messages, "report.count_none")
    parts = {
        "errors": counted(report.messages, "error", report.count(Severity.ERROR)),
        "warnings": counted(report.messages, "warning", report.count(Severity.WARNING)),
        "files": counted(report.messages, "file", report.files),
    }
    return word(report.messages, "report.count_total", facts=parts)


def counted(messages: Messages, noun: str, count: int) -> str:
    """Return a number with its noun, in the number that the language asks for."""
    form = "one" if count == 1 else "other"
    return word(messages, f"report.{noun}_{form}", facts={"count": count})
