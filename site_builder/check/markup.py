"""Read out of a finished page what the checks look at, in one pass.

The pages are our own templates' output, so tags are well formed and quoted: a scan for tags
is four times as fast as the standard parser, which a test holds it against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(
    r"""<!--.*?-->|<([a-zA-Z][a-zA-Z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)

Attributes = Mapping[str, str]

LINKS = {"a": "href", "area": "href", "form": "action", "use": "href"}
RESOURCES = {
    "img": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
}
PLAIN_LINKS = frozenset({"alternate", "canonical", "prev", "next", "license"})
"""Relations of ``<link>`` that fetch nothing."""

REFERENCES = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "for",
    "headers",
    "list",
)
"""Attributes that name other elements of the page by id."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that stands in a page; ``at`` counts characters from its start."""

    value: str
    at: int
    tag: str = ""


@dataclass(slots=True)
class Findings:
    """What a scan has collected so far; turned into a ``Markup`` at its end."""

    ids: dict[str, int] = field(default_factory=dict)
    repeated: list[Mention] = field(default_factory=list)
    links: list[Mention] = field(default_factory=list)
    resources: list[Mention] = field(default_factory=list)
    references: list[Mention] = field(default_factory=list)
    inline: list[Mention] = field(default_factory=list)
    unnamed: list[Mention] = field(default_factory=list)
    headings: list[Mention] = field(default_factory=list)
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as the checks see it.

    ``repeated`` are ids that stood before; ``links`` are addresses that a reader may
    follow, ``resources`` those that a browser fetches by itself; ``inline`` are scripts
    and styles within the page; ``unnamed`` are pictures without a text in their place.
    """

    ids: frozenset[str]
    repeated: tuple[Mention, ...]
    links: tuple[Mention, ...]
    resources: tuple[Mention, ...]
    references: tuple[Mention, ...]
    inline: tuple[Mention, ...]
    unnamed: tuple[Mention, ...]
    headings: tuple[Mention, ...]
    language: str
    title: str


def scan(text: str) -> Markup:
    """Scan the text of a page."""
    found = Findings()
    for match in _TAG.finditer(text):
        if match[1] is not None:
            _look_at(match, text, found)
    return Markup(
        frozenset(found.ids),
        tuple(found.repeated),
        tuple(found.links),
        tuple(found.resources),
        tuple(found.references),
        tuple(found.inline),
        tuple(found.unnamed),
        tuple(found.headings),
        found.language,
        found.title,
    )


def read_attributes(text: str) -> dict[str, str]:
    """Return attributes by name, in lower case; one without a value has ""."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


def _look_at(match: re.Match[str], text: str, found: Findings) -> None:
    """Note what one tag has to say."""
    tag, at = match[1].lower(), match.start()
    attributes = read_attributes(match[2]) if match[2] else {}
    if attributes:
        _note_attributes(tag, attributes, at, found)
    if tag in LINKS and attributes.get(LINKS[tag]) is not None:
        found.links.append(Mention(attributes[LINKS[tag]], at, tag))
    for name in RESOURCES.get(tag, ()):
        if name in attributes:
            found.resources.append(Mention(attributes[name], at, tag))
    if tag in _SPECIAL:
        _SPECIAL[tag](attributes, at, found)
    if tag == "title" and not found.title:
        found.title = unescape(text[match.end() : text.find("<", match.end())]).strip()


def _note_attributes(tag: str, attributes: Attributes, at: int, found: Findings) -> None:
    """Note ids, references to ids, and code within attributes."""
    name = attributes.get("id")
    if name is not None:
        if name in found.ids:
            found.repeated.append(Mention(name, at, tag))
        found.ids.setdefault(name, at)
    for key, value in attributes.items():
        if key in REFERENCES:
            found.references += [Mention(word, at, key) for word in value.split()]
        elif key == "style" or key.startswith("on"):
            found.inline.append(Mention(f"{key}=", at, tag))
        elif key == "srcset":
            found.resources += [Mention(part.split()[0], at, tag) for part in value.split(",")]


def _note_root(attributes: Attributes, _: int, found: Findings) -> None:
    found.language = attributes.get("lang", "").strip()


def _note_link(attributes: Attributes, at: int, found: Findings) -> None:
    words = set(attributes.get("rel", "").lower().split())
    into = found.links if words & PLAIN_LINKS else found.resources
    into.append(Mention(attributes.get("href", ""), at, "link"))


def _note_meta(attributes: Attributes, at: int, found: Findings) -> None:
    if attributes.get("http-equiv", "").lower() == "refresh":
        target = _REFRESH.search(attributes.get("content", ""))
        if target is not None:
            found.links.append(Mention(target[1], at, "meta"))


def _note_script(attributes: Attributes, at: int, found: Findings) -> None:
    if "src" not in attributes:
        found.inline.append(Mention("<script>", at, "script"))


def _note_style(_: Attributes, at: int, found: Findings) -> None:
    found.inline.append(Mention("<style>", at, "style"))


def _note_image(attributes: Attributes, at: int, found: Findings) -> None:
    if "alt" not in attributes and attributes.get("aria-hidden") != "true":
        found.unnamed.append(Mention("img", at, "img"))


def _note_drawing(attributes: Attributes, at: int, found: Findings) -> None:
    named = attributes.get("aria-label") or attributes.get("aria-labelledby")
    if attributes.get("aria-hidden") != "true" and not (attributes.get("role") == "img" and named):
        found.unnamed.append(Mention("svg", at, "svg"))


def _note_heading(_: Attributes, at: int, found: Findings) -> None:
    found.headings.append(Mention("h1", at, "h1"))


_SPECIAL: Mapping[str, Callable[[Attributes, int, Findings], None]] = {
    "html": _note_root,
    "link": _note_link,
    "meta": _note_meta,
    "script": _note_script,
    "style": _note_style,
    "img": _note_image,
    "svg": _note_drawing,
    "h1": _note_heading,
}
