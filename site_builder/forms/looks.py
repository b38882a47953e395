"""How a form looks: one calm set of cell formats, readable in black and white too.

Cells to fill have a thick border besides their tint; cells that do not apply are hatched.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Times New Roman"
"""What official papers are set in, and what Excel has everywhere."""

SIZE = 11

_INK = "#1A1A1C"
_QUIET = "#57585C"
_LINE = "#8A877E"
_FAINT = "#C9C5BA"
_WASH = "#F5F3EC"
_LACQUER = "#9B1C20"
_ENTRY = "#FFF8DC"

_CELL = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
_HEAD = {**_CELL, "bold": True, "align": "center", "text_wrap": True, "bg_color": _WASH}
_INPUT = {
    "border": 2,
    "border_color": _INK,
    "bg_color": _ENTRY,
    "valign": "vcenter",
    "locked": False,
}

_STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 15, "font_color": _LACQUER},
        "rule": {"top": 5, "top_color": _LACQUER, "valign": "vcenter"},
        "line": {"valign": "vcenter"},
        "quiet": {"font_color": _QUIET, "italic": True, "valign": "vcenter"},
        "link": {"font_color": _LACQUER, "underline": 1, "valign": "vcenter"},
        "section": {"bold": True, "font_size": 12, "font_color": _LACQUER, "valign": "vcenter"},
        "term": {"bold": True, "valign": "top", "text_wrap": True},
        "rule_term": {"bold": True, "valign": "vcenter", "top": 5, "top_color": _LACQUER},
        "rule_prose": {"valign": "vcenter", "text_wrap": True, "top": 5, "top_color": _LACQUER},
        "prose": {"valign": "top", "text_wrap": True},
        "indicator": {
            "bold": True,
            "valign": "top",
            "text_wrap": True,
            "top": 1,
            "top_color": _LINE,
        },
        "head": _HEAD,
        "entry_head": {**_HEAD, "border": 2, "border_color": _INK},
        "text": {**_CELL, "text_wrap": True, "indent": 1},
        "code": {**_CELL, "align": "center", "text_wrap": True},
        "known": {**_CELL, "font_color": _QUIET, "align": "right", "indent": 1},
        "known_text": {
            **_CELL,
            "font_color": _QUIET,
            "align": "right",
            "text_wrap": True,
            "indent": 1,
        },
        "computed": {**_CELL, "align": "right", "bg_color": _WASH, "indent": 1},
        "not_asked": {**_CELL, "pattern": 14, "fg_color": _FAINT, "bg_color": "#FFFFFF"},
        "number": {**_INPUT, "align": "right", "font_size": 12, "indent": 1},
        "choice": {**_INPUT, "align": "center"},
        "words": {**_INPUT, "align": "left", "text_wrap": True, "indent": 1},
        "day": {**_INPUT, "align": "center", "num_format": "dd/mm/yyyy"},
    }
)

WIDTHS: Mapping[str, int] = MappingProxyType(
    {
        "indicator": 10,
        "title": 40,
        "unit": 20,
        "unit_name": 34,
        "breakdown": 22,
        "measure": 13,
        "before_numerator": 13,
        "before_denominator": 13,
        "before_value": 13,
        "same_point": 22,
        "numerator": 13,
        "denominator": 13,
        "value": 13,
        "status": 16,
        "present": 23,
        "source": 34,
        "as_of": 14,
        "note": 46,
    }
)
"""Widths of columns in characters."""


class Looks:
    """The formats of one workbook, each added once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, str], Format] = {}

    def __call__(self, style: str, number: str = "") -> Format:
        """Return the format of a style, with a number format where one is given."""
        key = (style, number)
        if key not in self._formats:
            extra = {"num_format": number} if number else {}
            self._formats[key] = self._book.add_format({**_STYLES[style], **extra})
        return self._formats[key]


def decimals_format(decimals: int) -> str:
    """Return Excel's format of a number with a fixed count of decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
