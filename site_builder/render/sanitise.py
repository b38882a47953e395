"""Let through of an author's HTML only what a page can hold safely.

The rule is a list of what may pass. Everything else goes, and is named, so that the author
learns of it and no reader finds a hole without anybody knowing why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from types import MappingProxyType

import nh3

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt"),
    *("em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p"),
    *("pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "u", "ul", "var", "caption", "details", "summary", "figure"),
    *("figcaption", "img"),
}
_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "img": {"alt", "height", "loading", "src", "width"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
_CLASSES = {
    "div": {"admonition", "note", "tip", "important", "warning", "footnote"},
    "p": {"admonition-title"},
    "th": {"numeric", "centred"},
    "td": {"numeric", "centred"},
    "a": {"footnote-ref", "footnote-backref"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_MADE_BY_MARKDOWN = {"class"}
_NO_PICTURE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_LEADS_OUT = re.compile(r'<a (?=[^>]*\bhref="https?://)')


class _Finder(HTMLParser):
    """Collects the names of what is not on the list, nor among the site's own files."""

    def __init__(self, links: Mapping[str, str]) -> None:
        super().__init__()
        self.links = links
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, or attributes of an allowed tag, that will not pass."""
        if tag not in _TAGS:
            self.found.append(f"<{tag}>")
            return
        for name, value in attrs:
            if name not in _allowed(tag) | _MADE_BY_MARKDOWN:
                self.found.append(f"{name}=")
            elif (name == "href" and not _is_safe(value or "")) or (
                name == "src" and value not in self.links
            ):
                self.found.append(value or "")


def sanitise(
    html: str, links: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, tuple[str, ...]]:
    """Return safe HTML and what was left out of it, each once, in order.

    Links that leave the site get ``rel="noopener"``. Addresses are relative or of the
    schemes http, https, mailto and tel. A picture is one of the site's own or goes: no page
    makes a browser fetch from elsewhere.

    Args:
        html: What Markdown made of a text.
        links: The addresses that name files of the site, with where they lead.
    """

    def lead(tag: str, attribute: str, value: str) -> str | None:
        """Exchange an address for where it leads; None takes it away."""
        if (tag, attribute) == ("img", "src"):
            return links.get(value)
        return links.get(value, value) if (tag, attribute) == ("a", "href") else value

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
        url_schemes=set(_SCHEMES),
        attribute_filter=lead,
        link_rel=None,
        strip_comments=True,
    )
    clean = _NO_PICTURE.sub("", clean)
    finder = _Finder(links)
    finder.feed(html)
    finder.close()
    return _LEADS_OUT.sub('<a rel="noopener" ', clean), tuple(dict.fromkeys(finder.found))


def _allowed(tag: str) -> set[str]:
    return _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set())


def _is_safe(address: str) -> bool:
    """Whether an address is relative or of an allowed scheme; browsers skip control characters."""
    seen = "".join(char for char in address if char > " ").partition(":")
    has_scheme = bool(seen[1]) and not any(char in seen[0] for char in "/?#")
    return not has_scheme or seen[0].lower() in _SCHEMES
