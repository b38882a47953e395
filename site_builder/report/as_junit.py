"""Problems as JUnit XML: a suite for each file, a failed case for each error.

JUnit knows no warnings: a warning is a case that passes and says so in its output.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree as ET

from site_builder.diagnostics import Severity
from site_builder.report.contents import Report, summary_line
from site_builder.report.sentences import Worded

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: Report) -> str:
    """Write all problems; where there is none, one case that passed."""
    errors = report.count(Severity.ERROR)
    cases = max(1, len(report.problems))
    counts = {"tests": str(cases), "failures": str(errors), "errors": "0"}
    root = ET.Element("testsuites", {"name": "site-builder", **counts})
    for path, problems in groupby(report.problems, key=lambda p: p.location.path):
        _add_suite(root, path, list(problems))
    if not report.problems:
        suite = ET.SubElement(root, "testsuite", {"name": "site-builder", **counts})
        name = {"name": summary_line(report), "classname": "site-builder"}
        ET.SubElement(suite, "testcase", name)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _add_suite(root: ET.Element, path: str, problems: list[Worded]) -> None:
    """Add the suite of one file."""
    errors = sum(problem.severity == Severity.ERROR.value for problem in problems)
    counts = {"tests": str(len(problems)), "failures": str(errors), "errors": "0"}
    suite = ET.SubElement(root, "testsuite", {"name": xml_text(path), **counts})
    for problem in problems:
        _add_case(suite, problem)


def _add_case(suite: ET.Element, problem: Worded) -> None:
    """Add one problem."""
    place = xml_text(str(problem.location))
    attributes = {
        "name": f"{problem.code} {place}",
        "classname": xml_text(problem.location.path),
        "file": xml_text(problem.location.path),
    }
    if problem.location.line is not None:
        attributes["line"] = str(problem.location.line)
    case = ET.SubElement(suite, "testcase", attributes)
    text = xml_text(f"{place}\n{problem.message}\n{problem.help}")
    if problem.severity == Severity.ERROR.value:
        facts = {"type": problem.code, "message": xml_text(problem.message)}
        ET.SubElement(case, "failure", facts).text = text
    else:
        ET.SubElement(case, "system-out").text = f"{problem.label}: {text}"


def xml_text(text: str) -> str:
    """Replace the characters that XML 1.0 cannot hold, even escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
