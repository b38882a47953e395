"""Estimate how high a row must be for its wrapped text.

Not every program finds that by itself, and none does in a locked sheet once a height is set.
Widths are those of the letters of Times New Roman, in digits, as columns are measured.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.forms.looks import WIDTHS

_LINE = 14.5
"""Points from line to line at the usual size; Vietnamese letters carry up to two marks."""

_LETTERS: Mapping[str, float] = MappingProxyType(
    dict.fromkeys("iljt", 0.56)
    | dict.fromkeys("fr()-I", 0.67)
    | dict.fromkeys(" .,;:", 0.5)
    | dict.fromkeys("sJ", 0.8)
    | dict.fromkeys("acez", 0.9)
    | dict.fromkeys("mwMW%", 1.5)
    | dict.fromkeys("ABCDEGHKNOQRTUVXYĐ", 1.4)
)
_SAFETY = 1.03
_BOLD = 1.1


def row_height(texts: Mapping[str, str], least: float = 24.0, *, is_bold: bool = False) -> float:
    """Return the height in points that the longest text of a row of a table needs.

    Args:
        texts: What stands in the row, by column.
        least: The height of a row with little text.
        is_bold: Whether the text is set in bold letters.
    """
    most = max(
        (count_lines(text, WIDTHS[column] - 2, is_bold=is_bold) for column, text in texts.items()),
        default=1,
    )
    return max(least, _LINE * most + 6)


def prose_height(text: str, width: int, *, is_bold: bool = False) -> float:
    """Return the height in points of a text in a column of so many digits."""
    return _LINE * count_lines(text, width - 1, is_bold=is_bold) + 4


def count_lines(text: str, width: float, *, is_bold: bool = False) -> int:
    """Count the lines of a text that is wrapped between words."""
    room = width / (_SAFETY * (_BOLD if is_bold else 1.0))
    count, used = 1, 0.0
    for word in text.split():
        length = _width(word)
        if used and used + _LETTERS[" "] + length > room:
            count, used = count + 1, 0.0
        used += length + (_LETTERS[" "] if used else 0.0)
    return count


def _width(word: str) -> float:
    """Return the width of a word in digits; marks above and below letters take none."""
    plain = (letter for letter in unicodedata.normalize("NFD", word) if not _is_mark(letter))
    return sum(_LETTERS.get(letter, 1.0) for letter in plain)


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) > 0
