"""The formats of a report, by the name that ``--format`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from site_builder.diagnostics import Diagnostic
from site_builder.model.observation import RowCounts
from site_builder.report.as_github import write_github
from site_builder.report.as_json import write_json
from site_builder.report.as_junit import write_junit
from site_builder.report.as_sarif import write_sarif
from site_builder.report.as_text import write_text
from site_builder.report.contents import Report, make_report
from site_builder.report.sentences import Messages

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": write_text,
        "json": write_json,
        "github": write_github,
        "junit": write_junit,
        "sarif": write_sarif,
    }
)


def show(
    form: str,
    problems: Iterable[Diagnostic],
    counts: RowCounts,
    messages: Messages,
    sources: Mapping[str, bytes],
) -> str:
    """Return a report without a line break at its end.

    Args:
        form: One of ``FORMATS``.
        problems: What all stages found, in any order.
        counts: What became of the rows of tables.
        messages: The sentences, in the language of the report.
        sources: The site's files by path, for showing the lines.

    Returns:
        The report; the empty text where ``text`` has nothing to say.
    """
    return FORMATS[form](make_report(problems, counts, messages, sources))
