"""Write an index as a script: the pages, and for each word the pages that have it.

Every word of every page is in it, folded, so nothing is cut off; measured on a portal of
300 pages it takes less than 1 KB a page. Numbers of pages are written in base 36, each
as the distance from the one before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_builder.suggest import fold

SUMMARY_LENGTH = 140
"""Characters that stand under a find."""

WORD = re.compile(
    "[0-9a-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff"
    "\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff]+"
)
"""A word of a folded text. ``search.js`` has the same signs: both must cut alike."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page to be found; ``address`` is relative to the search page."""

    title: str
    address: str
    kind: str
    headings: tuple[str, ...]
    summary: str
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """Cut a text into folded words, in their order."""
    return tuple(WORD.findall(fold(text)))


def write_index(entries: Sequence[Entry]) -> bytes:
    """Write the index of one language: assigns ``window.SEARCH_INDEX``.

    ``pages`` are [title, address, kind, headings, summary]; ``words`` all words, sorted
    and joined by spaces; ``places`` for each word, joined by commas, its pages.
    """
    places = _places(entries)
    index = {
        "pages": [
            [entry.title, entry.address, entry.kind, list(entry.headings), _shorten(entry.summary)]
            for entry in entries
        ],
        "words": " ".join(places),
        "places": ",".join(" ".join(_steps(found)) for found in places.values()),
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    # Old browsers take these two for the end of a line, also within a string.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.SEARCH_INDEX={safe};\n".encode()


def _places(entries: Sequence[Entry]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        said = " ".join((entry.title, *entry.headings, entry.text))
        for word in set(words_of(said)):
            found.setdefault(word, []).append(number)
    return dict(sorted(found.items()))


def _steps(numbers: Iterable[int]) -> Iterable[str]:
    last = 0
    for number in numbers:
        yield _base36(number - last)
        last = number


def _base36(number: int) -> str:
    quotient, digit = divmod(number, 36)
    return (_base36(quotient) if quotient else "") + _DIGITS[digit]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= SUMMARY_LENGTH:
        return line
    return line[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"
