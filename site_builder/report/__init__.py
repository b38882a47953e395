"""Report: problems as sentences, in each format that people and programs read."""

from site_builder.report.contents import Report
from site_builder.report.explanation import explain, known_codes
from site_builder.report.formats import FORMATS, make_report, report
from site_builder.report.sentences import (
    Messages,
    MissingMessageError,
    Worded,
    make_messages,
    word_problem,
)

__all__ = [
    "FORMATS",
    "Messages",
    "MissingMessageError",
    "Report",
    "Worded",
    "explain",
    "known_codes",
    "make_messages",
    "make_report",
    "report",
    "word_problem",
]
