"""Problems as GitHub workflow commands, which become annotations beside the lines.

GitHub shows ten annotations of a kind for a step (fifty for a job) and drops the others
silently; here the others are printed as plain lines, and a notice says how many they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.report.as_text import headline
from site_builder.report.contents import Report, summary_line
from site_builder.report.sentences import Worded, word

MOST_ANNOTATIONS = 10
"""Annotations of one kind that GitHub shows for a step."""

LONGEST = 4096
"""Bytes of an annotation's text that GitHub keeps, escapes counted."""


def write_github(report: Report) -> str:
    """Write up to ten errors and ten warnings as annotations, the others as plain lines."""
    return "\n".join([*_lines(report), summary_line(report)])


def _lines(report: Report) -> Iterator[str]:
    """Yield the annotations, errors first, then what is left out of them."""
    left_out: list[Worded] = []
    for severity in Severity:
        found = [p for p in report.problems if p.severity == severity.value]
        yield from (_annotation(problem) for problem in found[:MOST_ANNOTATIONS])
        left_out += found[MOST_ANNOTATIONS:]
    if left_out:
        text = word(report.messages, "report.left_out", facts={"count": len(left_out)})
        yield f"::notice::{_data(text)}"
        yield from (f"  {_plain(headline(problem))}" for problem in left_out)


def _annotation(problem: Worded) -> str:
    """Return one workflow command; a cell, which GitHub has no place for, stands in the text."""
    location = problem.location
    places = {"file": location.path, "line": location.line, "col": location.column}
    properties = [f"{key}={_property(str(v))}" for key, v in places.items() if v is not None]
    properties.append(f"title={_property(problem.code)}")
    place = "" if location.sheet is None else f"{location}: "
    text = _data(f"{place}{problem.message}\n{problem.help}")
    return f"::{problem.severity} {','.join(properties)}::{text}"


def _data(text: str) -> str:
    """Escape the text of a command, cut to what GitHub keeps."""
    escaped = [_escape(character) for character in text]
    if sum(len(part.encode("utf-8", "replace")) for part in escaped) <= LONGEST:
        return "".join(escaped)
    room = LONGEST - len("…".encode())
    kept = 0
    while room >= 0:
        room -= len(escaped[kept].encode("utf-8", "replace"))
        kept += 1
    return "".join(escaped[: kept - 1]) + "…"


def _escape(character: str) -> str:
    """Escape what would end a command's text, or begin an escape."""
    return f"%{ord(character):02X}" if character in "%\r\n" else character


def _property(text: str) -> str:
    """Escape a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """Keep a plain line from being taken for a command, of the old form or the new."""
    text = line.replace("##[", "## [")
    return text.replace("::", ": :") if text.lstrip().startswith("::") else text
