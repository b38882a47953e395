"""Problems as SARIF 2.1.0, the format that code-scanning services read."""

from __future__ import annotations

import json
import re
from typing import Any

from site_builder import __version__
from site_builder.report.contents import Report
from site_builder.report.sentences import Messages, Worded

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_UNRESERVED = re.compile(r"[^A-Za-z0-9._~/-]")


def write_sarif(report: Report) -> str:
    """Write one run with the rules that were broken and a result for each problem."""
    codes = sorted({problem.code for problem in report.problems})
    driver = {
        "name": "site-builder",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, report.messages) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in report.problems],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _rule(code: str, messages: Messages) -> dict[str, Any]:
    """Return what a rule is about."""
    text = messages[code]["explain"].strip()
    return {"id": code, "fullDescription": {"text": text}}


def _result(problem: Worded, codes: list[str]) -> dict[str, Any]:
    """Return one problem."""
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": f"{problem.message}\n{problem.help}"},
        "locations": [_location(problem)],
    }


def _location(problem: Worded) -> dict[str, Any]:
    """Return a place: a region of a text file, or a named cell of a workbook."""
    location = problem.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(location.path)}}
    if location.line is not None:
        physical["region"] = {"startLine": location.line}
        if location.column is not None:
            physical["region"]["startColumn"] = location.column
    place: dict[str, Any] = {"physicalLocation": physical}
    if location.cell is not None:
        name = f"{location.sheet}!{location.cell}"
        place["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
    return place


def uri_of(path: str) -> str:
    """Return a relative path as a URI reference, with every other letter percent-encoded."""
    return _UNRESERVED.sub(_percent, path)


def _percent(match: re.Match[str]) -> str:
    """Encode one character."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
