"""Markdown pages: front matter read, body still Markdown, calls and links found and placed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Call:
    """One ``{{ name("argument", key="value") }}`` in a page.

    ``start`` and ``end`` are offsets in the page's ``body``; ``line`` and ``column`` are
    the place in the file of the call's name, and ``places`` gives (argument, line,
    column) for each argument: ``"0"`` for the first positional one, else its key.
    """

    name: str
    arguments: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    start: int
    end: int
    line: int
    column: int
    places: tuple[tuple[str, int, int], ...] = ()

    def option(self, key: str) -> str | None:
        """Return one keyword argument, or None."""
        return next((value for name, value in self.options if name == key), None)


@dataclass(frozen=True, slots=True)
class ContentLink:
    """One relative address in a page's Markdown: of another page, or of a file.

    ``target`` is the address as written, ``path`` the file it leads to, from the site's
    folder (``content/guidance/x.md``), ``anchor`` what stands after ``#``. ``key`` is the
    content key of a Markdown file, "" for any other. ``alt`` is the text that stands for a
    picture, None where the address is a link. ``line`` and ``column`` are the address's.
    """

    target: str
    path: str
    key: str = ""
    anchor: str = ""
    alt: str | None = None
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class ContentPage:
    """One Markdown file in one language.

    ``path`` is the file; ``key`` is its path below ``content/`` without language and
    suffix (``guidance/admission``), shared by its translations. ``body`` is the text after
    the front matter, NFC, and starts at line ``body_line`` of the file.
    """

    path: str
    key: str
    language: str
    title: str
    body: str
    body_line: int
    calls: tuple[Call, ...] = ()
    order: int | None = None
    audience: str = "internal"
    draft: bool = False
    description: str = ""
    updated: date | None = None
    tags: tuple[str, ...] = ()
    links: tuple[ContentLink, ...] = ()
