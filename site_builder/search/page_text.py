"""Read what a finished page says: its headings and its running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SILENT = frozenset({"script", "style", "nav", "form", "noscript", "template"})
"""Elements whose text is not the page's own."""

_APART = frozenset(
    {"p", "li", "td", "th", "tr", "dt", "dd", "br", "div", "caption", "section", "summary"}
)
"""Elements at which a word ends."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page. ``text`` is one line; ``headings`` are not repeated in it."""

    headings: tuple[str, ...]
    text: str


def read_page(html: str) -> PageText:
    """Read a page's main part; pictures, menus and bare figures are left out.

    Figures in tables are no words that anybody would look for by search, and would make
    up most of the index. A text like ``21-NQ/TW`` has letters and stays.
    """
    main = _MAIN.search(html)
    reader = _Reader()
    reader.feed(_PICTURE.sub("", main.group() if main is not None else html))
    reader.close()
    return PageText(
        tuple(line for line in map(_one_line, reader.headings) if line),
        _one_line(" ".join(part for part in reader.parts if _has_letter(part))),
    )


class _Reader(HTMLParser):
    """Sorts the text of one page into headings and parts of running text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.parts: list[str] = [""]
        self._heading: str | None = None
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a heading, a part, or a stretch of silence."""
        if self._silent:
            self._silent += [tag] if tag == self._silent[-1] else []
        elif tag in _SILENT or "data-search-skip" in dict(attrs):
            self._silent.append(tag)
        elif tag in _HEADINGS:
            self._heading = tag
            self.headings.append("")
        elif tag in _APART:
            self.parts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End what the element began."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == self._heading:
            self._heading = None
        elif tag in _APART:
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        """Put text where it belongs."""
        if self._silent:
            return
        if self._heading is not None:
            self.headings[-1] += data
        else:
            self.parts[-1] += data


def _has_letter(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
