"""Find the addresses in a page's Markdown that name other files, each with its place.

Only the places are worked out here: what an address leads to is checked by the validate
stage, and written out by the render stage, which exchanges it in the finished HTML. So a
link that this scan does not see stays as it was written, and is reported if it is dead.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_builder.config.call_syntax import Position, hide_code
from site_builder.model.address import anchor_of, is_external, resolve
from site_builder.model.content import ContentLink

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_ANGLED = r"<(?P<angled>[^<>\n]*)>"
_INLINE = re.compile(
    rf"""\([ \t]*\n?[ \t]*(?:{_ANGLED}|(?P<plain>(?:[^()<>\n]|\([^()\n]*\)){{1,500}}?)"""
    r"""(?=\s+["']|\s*\)))"""
)
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:{_ANGLED}|(?P<plain>[^\s<>]+))", re.MULTILINE
)
_TAG = re.compile(
    r"<(?P<tag>a|img)\s[^<>]*?\b(?:href|src)\s*=\s*(?P<quote>[\"'])(?P<plain>[^\"'<>\n]+)(?P=quote)",
    re.IGNORECASE,
)
_ALT = re.compile(r"\balt\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)


class _Found(NamedTuple):
    """An address as written, its offset, and the picture's text: None where it is a link."""

    written: str
    start: int
    alt: str | None


def find_links(
    path: str, body: str, key_of: Callable[[str], str], locate: Callable[[int], Position]
) -> tuple[ContentLink, ...]:
    """Return the relative addresses of a page, in order.

    Args:
        path: The page's file.
        body: Its Markdown text.
        key_of: Gives the content key of a Markdown file by its path.
        locate: Gives the place in the file of an offset in ``body``.
    """
    shown = _COMMENT.sub(_blank, hide_code(body))
    found = [*_inline(shown), *_definitions(shown), *_tags(shown)]
    return tuple(
        _make_link(path, one, key_of, locate(one.start))
        for one in sorted(found, key=lambda one: one.start)
        if not is_external(one.written) and not one.written.startswith(("/", "#", "{{", "?"))
    )


def _make_link(
    path: str, found: _Found, key_of: Callable[[str], str], position: Position
) -> ContentLink:
    """Resolve an address from the folder of its page."""
    # Markdown reads entities, so this is the address as the finished HTML will hold it.
    target = html.unescape(found.written)
    leads_to = unicodedata.normalize("NFC", resolve(path, target))
    return ContentLink(
        target=target,
        path=leads_to,
        key=key_of(leads_to) if leads_to.endswith(".md") else "",
        anchor=anchor_of(target),
        alt=found.alt,
        line=position.line,
        column=position.column,
    )


def _blank(match: re.Match[str]) -> str:
    """Return blanks in place of a text, its line breaks kept."""
    return re.sub(r"[^\n]", " ", match[0])


def _inline(text: str) -> Iterator[_Found]:
    """Find ``[text](address)`` and ``![alt](address)``, one within another too."""
    open_brackets: list[re.Match[str]] = []
    for sign in _BRACKET.finditer(text):
        if sign[0].endswith("[") and not sign[0].startswith("\\"):
            open_brackets.append(sign)
        elif sign[0] == "]" and open_brackets:
            opening = open_brackets.pop()
            address = _INLINE.match(text, sign.end())
            alt = text[opening.end() : sign.start()] if opening[0] == "![" else None
            if address is not None:
                yield _found(address, alt)


def _definitions(text: str) -> Iterator[_Found]:
    """Find ``[name]: address``."""
    for match in _DEFINITION.finditer(text):
        yield _found(match, None)


def _tags(text: str) -> Iterator[_Found]:
    """Find the addresses of raw ``<a>`` and ``<img>``."""
    for match in _TAG.finditer(text):
        is_image = match["tag"].lower() == "img"
        alt = _ALT.search(text, match.start(), max(text.find(">", match.end()), match.end()))
        yield _Found(
            match["plain"].strip(),
            match.start("plain"),
            (alt[1] if alt is not None else "") if is_image else None,
        )


def _found(match: re.Match[str], alt: str | None) -> _Found:
    """Return an address in angle brackets or without."""
    name = "plain" if match["plain"] is not None else "angled"
    return _Found(match[name].strip(), match.start(name), alt)
