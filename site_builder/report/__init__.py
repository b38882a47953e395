"""Report: problems as sentences, in each format that people and programs read."""

from site_builder.report.explanation import explain, known_codes, summarise
from site_builder.report.formats import FORMATS, show
from site_builder.report.sentences import Messages, MissingMessageError

__all__ = [
    "FORMATS",
    "Messages",
    "MissingMessageError",
    "explain",
    "known_codes",
    "show",
    "summarise",
]
