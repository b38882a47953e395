"""Problems as GitHub workflow commands, which become annotations beside the lines.

GitHub shows ten annotations of a kind for a step and drops the others silently; here the
others are printed as plain lines, and their number is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.report.as_text import headline
from site_builder.report.contents import Report, summary_line
from site_builder.report.sentences import Worded, word

MOST_ANNOTATIONS = 10
"""Annotations of one kind that GitHub shows for a step."""


def write_github(report: Report) -> str:
    """Write up to ten errors and ten warnings as annotations, the others as plain lines."""
    return "\n".join([*_lines(report), summary_line(report)])


def _lines(report: Report) -> Iterator[str]:
    """Yield the annotations, then what is left out of them."""
    left_out: list[Worded] = []
    for severity in Severity:
        found = [p for p in report.problems if p.severity == severity.value]
        yield from (_annotation(problem) for problem in found[:MOST_ANNOTATIONS])
        left_out += found[MOST_ANNOTATIONS:]
    if left_out:
        yield word(report.messages, "report.left_out", facts={"count": len(left_out)})
        yield from (f"  {_plain(headline(problem))}" for problem in left_out)


def _annotation(problem: Worded) -> str:
    """Return one workflow command."""
    location = problem.location
    places = {"file": location.path, "line": location.line, "col": location.column}
    title = problem.code
    if location.cell is not None:
        title = f"{problem.code} [{location.sheet}]!{location.cell}"
    properties = [f"{key}={_property(str(v))}" for key, v in places.items() if v is not None]
    properties.append(f"title={_property(title)}")
    text = _data(f"{problem.message}\n{problem.help}")
    return f"::{problem.severity} {','.join(properties)}::{text}"


def _data(text: str) -> str:
    """Escape the text of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """Keep a plain line from being taken for a command, of the old form or the new."""
    text = line.replace("##[", "## [")
    return text.replace("::", ": :") if text.lstrip().startswith("::") else text
