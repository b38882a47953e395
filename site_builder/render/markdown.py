"""Turn Markdown into safe HTML, with marks where a page's calls stood.

A call is replaced by a mark of private-use characters before Markdown sees the text, and
the mark is exchanged for a component after the HTML has been sanitised. The marks hold a
digest of the text and such characters never pass from an author, so nobody can write one.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from site_builder.model.content import ContentPage
from site_builder.render.sanitise import sanitise
from site_builder.render.slugs import slugify

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARK = re.compile("\ue010([\ue000-\ue00f]+)\ue011([\ue000-\ue00f]+)\ue012")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<(/?)(?!br\b|img\b)[a-z]")
_BLOCKS = ("chart", "table", "tasks")
"""Calls that fill a block of the page and cannot stand in the line of a text."""
_ALONE = re.compile(f"<p>\\s*({_MARK.pattern})\\s*</p>")
_TABLE = re.compile(r"(<table>.*?</table>)", re.DOTALL)
_ALIGNED = {"right": "numeric", "center": "centred"}
_FOOTNOTE = re.compile(r'((?:id|href)="#?)(fn(?:ref)?\d*):')


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a text, for its table of contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Safe HTML, or the index of the call that stood here (then ``html`` is "").

    ``in_text`` says that the call stands within a sentence, a heading or a cell.
    """

    html: str
    call: int | None = None
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in HTML, its headings, and what the sanitiser had to leave out."""

    stretches: tuple[Stretch, ...]
    headings: tuple[Heading, ...]
    removed: tuple[str, ...]


class _Shape(Treeprocessor):
    """Fit a text into a page: headings below the page's own, alignment as classes.

    A policy without inline styles leaves no other way to align a column.
    """

    def __init__(self, md: markdown.Markdown, top: int) -> None:
        super().__init__(md)
        self.top = top

    def run(self, root: Element) -> None:
        """Shift every heading by the same number of levels and turn ``align`` into a class."""
        headings = [e for e in root.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
        shift = self.top - min((int(e.tag[1]) for e in headings), default=self.top)
        for element in headings:
            element.tag = f"h{min(6, int(element.tag[1]) + shift)}"
        for element in root.iter():
            align = element.attrib.pop("align", None)
            if align in _ALIGNED:
                element.set("class", _ALIGNED[align])


class _PageExtension(Extension):
    """Registers ``_Shape`` ahead of the table of contents."""

    def __init__(self, top: int) -> None:
        super().__init__()
        self.top = top

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 # Markdown's own name
        """Put the processor before ``toc``, which has priority 5."""
        md.treeprocessors.register(_Shape(md, self.top), "shape", 15)


def convert(
    page: ContentPage,
    addresses: Mapping[int, str],
    top: int = 2,
    back: str = "",
    links: Mapping[str, str] = MappingProxyType({}),
) -> Converted:
    """Convert a page.

    Args:
        page: The page with its calls.
        addresses: For calls that may stand as the address of a Markdown link
            (``[text]({{ page("x.md") }})``), by index: the address.
        top: The level that the topmost headings of the text get.
        back: What the link from a footnote back to the text is called.
        links: Where addresses lead that name files of the site, as authors wrote them.
    """
    parser = _make_parser(top, back)
    key = hashlib.sha256(page.body.encode()).hexdigest()[:16]
    clean, removed = sanitise(parser.convert(_with_marks(page, addresses, key)), links)
    headings = tuple(
        Heading(int(str(token["level"])), str(token["id"]), _plain(str(token["name"])))
        for token in _flatten(parser.toc_tokens)  # type: ignore[attr-defined] # set by toc
    )
    clean = _FOOTNOTE.sub(rf"\g<1>{slugify(page.key)}-\g<2>-", clean)
    clean = _TABLE.sub(r'<div class="scroll">\1</div>', clean)
    blocks = frozenset(n for n, call in enumerate(page.calls) if call.name in _BLOCKS)
    clean = _PARAGRAPH.sub(lambda found: _lift(found[1], blocks), clean)
    return Converted(_split(clean, key), headings, removed)


def _make_parser(top: int, back: str) -> markdown.Markdown:
    """Make Python-Markdown with our settings; it keeps state, so each page gets its own."""
    return markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            "admonition",
            "def_list",
            "sane_lists",
            _PageExtension(top),
            TocExtension(slugify=slugify, marker=""),
            FootnoteExtension(BACKLINK_TITLE=back),
        ],
        output_format="html",
    )


def _flatten(tokens: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for token in tokens:
        children = token.get("children", [])
        found.append(token)
        found.extend(_flatten(children if isinstance(children, list) else []))
    return found


def _plain(name: str) -> str:
    """Return a heading's text without marks; Markdown gives it escaped."""
    return html.unescape(_PRIVATE.sub("", name)).strip()


def _private(hexadecimal: str) -> str:
    return "".join(chr(0xE000 + int(digit, 16)) for digit in hexadecimal)


def _with_marks(page: ContentPage, addresses: Mapping[int, str], key: str) -> str:
    """Exchange each call for its mark, or for its address where a link asks for one."""
    parts: list[str] = []
    position = 0
    for index, call in enumerate(page.calls):
        before = _PRIVATE.sub("", page.body[position : call.start])
        parts.append(before)
        if before.endswith("](") and index in addresses:
            parts.append(addresses[index])
        else:
            parts.append(f"\ue010{_private(key)}\ue011{_private(f'{index:x}')}\ue012")
        position = call.end
    parts.append(_PRIVATE.sub("", page.body[position:]))
    return "".join(parts)


def _index(mark: str) -> int:
    """Return the index of the call that a mark stands for."""
    return int("".join(f"{ord(char) - 0xE000:x}" for char in mark), 16)


def _lift(text: str, blocks: Collection[int]) -> str:
    """Cut a paragraph at the blocks in it: a chart named in a sentence stands below that part.

    Within emphasis or a link there is no place to cut; such a block stays where it is.
    """
    parts: list[str] = []
    position = 0
    for mark in _MARK.finditer(text):
        before = text[position : mark.start()]
        tags = [tag[1] for tag in _TAG.finditer(before)]
        if _index(mark[2]) in blocks and tags.count("/") * 2 == len(tags):
            parts += [before, mark[0]]
            position = mark.end()
    parts.append(text[position:])
    return "\n".join(f"<p>{part.strip()}</p>" for part in parts if part.strip())


def _split(clean: str, key: str) -> tuple[Stretch, ...]:
    """Cut the HTML at the marks; a mark alone in its paragraph takes the paragraph's place."""
    alone = {match[3] for match in _ALONE.finditer(clean)}
    text = _ALONE.sub(r"\1", clean)
    stretches: list[Stretch] = []
    position = 0
    for match in _MARK.finditer(text):
        if match[1] != _private(key):
            continue
        stretches.append(Stretch(text[position : match.start()]))
        index = _index(match[2])
        stretches.append(Stretch("", index, in_text=match[2] not in alone))
        position = match.end()
    stretches.append(Stretch(text[position:]))
    return tuple(s for s in stretches if s.html.strip() or s.call is not None)
