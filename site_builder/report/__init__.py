"""Report: problems as sentences, in each format that people and programs read."""

from site_builder.report.as_page import write_page
from site_builder.report.contents import Report, make_report
from site_builder.report.explanation import explain, known_codes, list_codes, summarise
from site_builder.report.formats import FORMATS, show
from site_builder.report.quarantine import write_quarantine
from site_builder.report.sentences import Messages, MissingMessageError, for_senders

__all__ = [
    "FORMATS",
    "Messages",
    "MissingMessageError",
    "Report",
    "explain",
    "for_senders",
    "known_codes",
    "list_codes",
    "make_report",
    "show",
    "summarise",
    "write_page",
    "write_quarantine",
]
