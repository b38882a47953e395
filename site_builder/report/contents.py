"""What every format of a report writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Severity
from site_builder.model.observation import RowCounts
from site_builder.report.sentences import Messages, Worded, word


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
        """Return a file's lines, for showing; bytes that are no text become a sign."""
        text = self.sources.get(path, b"").decode("utf-8-sig", "replace")
        return tuple(re.split("\r\n|\r|\n", text))


def summary_line(report: Report) -> str:
    """Return the last line for people: ``3 errors, 1 warning in 2 files``."""
    if not report.problems:
        return word(report.messages, "report.count_none")
    parts = {
        "errors": _counted(report, "error", report.count(Severity.ERROR)),
        "warnings": _counted(report, "warning", report.count(Severity.WARNING)),
        "files": _counted(report, "file", report.files),
    }
    return word(report.messages, "report.count_total", facts=parts)


def _counted(report: Report, noun: str, count: int) -> str:
    """Return a number with its noun, in the number that the language asks for."""
    form = "one" if count == 1 else "other"
    return word(report.messages, f"report.{noun}_{form}", facts={"count": count})
