"""Problems for programs, in the shape that the contract promises."""

from __future__ import annotations

import json
from typing import Any

from site_builder.diagnostics import Severity
from site_builder.report.contents import Report
from site_builder.report.sentences import Worded


def write_json(report: Report) -> str:
    """Write ``{"problems": […], "summary": {…}}``."""
    counts = report.counts
    summary = {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "rows_read": counts.read,
        "rows_accepted": counts.accepted,
        "rows_rejected": counts.rejected,
        "rows_blank": counts.blank,
    }
    content = {"problems": [_problem(p) for p in report.problems], "summary": summary}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _problem(problem: Worded) -> dict[str, Any]:
    """Return one problem; what it does not have is null, never left out."""
    location = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": location.path,
        "sheet": location.sheet,
        "cell": location.cell,
        "line": location.line,
        "column": location.column,
        "message": problem.message,
        "help": problem.help,
        "value": problem.value,
    }
