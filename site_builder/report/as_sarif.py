"""Problems as SARIF 2.1.0, the format that code-scanning services read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from site_builder import __version__
from site_builder.diagnostics import Location
from site_builder.report.contents import Report
from site_builder.report.explanation import describe, summarise
from site_builder.report.levels import severity_of
from site_builder.report.sentences import Messages, Worded, word

MOST_SHOWN = 5_000
"""Results of a run that GitHub's code scanning shows, errors first."""

MOST_RESULTS = 25_000
"""Results of a run that GitHub's code scanning takes; it refuses a file with more."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LAST_OF_ONE_UNIT = 0xFFFF
"""The last character that UTF-16 writes as one unit."""

_UNRESERVED = re.compile(r"[^A-Za-z0-9._~/-]")


def write_sarif(report: Report) -> str:
    """Write one run with the rules that were broken and a result for each problem."""
    kept = _kept(report)
    codes = sorted({problem.code for problem in kept})
    indexes = {code: index for index, code in enumerate(codes)}
    lines = {path: report.lines_of(path) for path in {p.location.path for p in kept}}
    driver = {
        "name": "site-builder",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, report.messages) for code in codes],
    }
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits"}
    if len(report.problems) > MOST_SHOWN:
        run["invocations"] = [_invocation(report, len(kept))]
    run["results"] = [_result(problem, indexes, lines) for problem in kept]
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _kept(report: Report) -> tuple[Worded, ...]:
    """Return the problems that find room, in their order; errors go before warnings."""
    problems = report.problems
    if len(problems) <= MOST_RESULTS:
        return problems
    by_weight = sorted(range(len(problems)), key=lambda at: problems[at].severity)
    return tuple(problems[at] for at in sorted(by_weight[:MOST_RESULTS]))


def _invocation(report: Report, kept: int) -> dict[str, Any]:
    """Say that a service will show fewer results than there are."""
    facts = {"count": len(report.problems), "kept": kept, "shown": MOST_SHOWN}
    text = word(report.messages, "report.sarif_limits", facts=facts)
    note = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [note]}


def _rule(code: str, messages: Messages) -> dict[str, Any]:
    """Return what a rule is about."""
    return {
        "id": code,
        "shortDescription": {"text": summarise(code, messages)},
        "fullDescription": {"text": messages[code]["explain"].strip()},
        "help": {"text": describe(code, messages)},
        "defaultConfiguration": {"level": severity_of(code).value},
    }


def _result(
    problem: Worded, indexes: Mapping[str, int], lines: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """Return one problem."""
    return {
        "ruleId": problem.code,
        "ruleIndex": indexes[problem.code],
        "level": problem.severity,
        "message": {"text": f"{problem.message}\n{problem.help}"},
        "locations": [_location(problem.location, lines[problem.location.path])],
    }


def _location(location: Location, lines: tuple[str, ...]) -> dict[str, Any]:
    """Return a place: a region of a text file, or a named cell or sheet of a workbook."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(location.path)}}
    if location.sheet is not None:
        return {"physicalLocation": physical, "logicalLocations": [_logical(location)]}
    if location.line is not None:
        physical["region"] = {"startLine": location.line}
        if location.column is not None:
            column = utf16_column(lines, location.line, location.column)
            physical["region"]["startColumn"] = column
    return {"physicalLocation": physical}


def _logical(location: Location) -> dict[str, str]:
    """Return the name of a cell, or of a sheet."""
    if location.cell is None:
        return {"fullyQualifiedName": str(location.sheet), "kind": "sheet"}
    name = f"{location.sheet}!{location.cell}"
    return {"name": location.cell, "fullyQualifiedName": name, "kind": "cell"}


def utf16_column(lines: tuple[str, ...], line: int, column: int) -> int:
    """Count a column in UTF-16 units, as editors do; as it is where the line is not known."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column + sum(ord(character) > _LAST_OF_ONE_UNIT for character in before)


def uri_of(path: str) -> str:
    """Return a relative path as a URI reference, with every other letter percent-encoded."""
    return _UNRESERVED.sub(_percent, path)


def _percent(match: re.Match[str]) -> str:
    """Encode one character."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
