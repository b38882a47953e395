"""The formats of a report, by the name that ``--format`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from site_builder.diagnostics import Diagnostic, sort_problems
from site_builder.model.observation import RowCounts
from site_builder.report.as_github import write_github
from site_builder.report.as_json import write_json
from site_builder.report.as_junit import write_junit
from site_builder.report.as_sarif import write_sarif
from site_builder.report.as_text import write_text
from site_builder.report.contents import Report
from site_builder.report.sentences import Messages, word_problem

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": write_text,
        "json": write_json,
        "github": write_github,
        "junit": write_junit,
        "sarif": write_sarif,
    }
)


def make_report(
    problems: Iterable[Diagnostic],
    messages: Messages,
    sources: Mapping[str, bytes],
    counts: RowCounts | None = None,
) -> Report:
    """Put problems into words, sorted by place.

    Args:
        problems: What all stages found.
        messages: The sentences, in the language of the report.
        sources: The site's files by path, for showing the lines.
        counts: What became of the rows of tables; None where none were read.
    """
    worded = tuple(word_problem(problem, messages) for problem in sort_problems(problems))
    return Report(worded, messages, sources, counts or RowCounts())


def report(
    form: str,
    problems: Iterable[Diagnostic],
    messages: Messages,
    sources: Mapping[str, bytes],
    counts: RowCounts | None = None,
) -> str:
    """Return a report in one of ``FORMATS``; it ends with a line break."""
    return FORMATS[form](make_report(problems, messages, sources, counts))
