"""Read the XML of a workbook's part as it streams by: no tree, no entities, no surprises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_rules import RefusedError

MAX_TOKEN = 512 * 1024
"""Longest tag or comment: the parser keeps a whole one in memory."""

MAX_DEPTH = 500
MAX_NAMES = 20_000
"""Different names of elements and attributes: the parser keeps each."""

MAX_ELEMENTS = 12_000_000
"""Elements of one part."""


class Listener(Protocol):
    """What is told of elements and text.

    ``depth`` counts the open elements and ``seen`` all; a listener keeps both, because
    that costs less than a call in between.
    """

    depth: int
    seen: int

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of the text between tags."""

    def interrupt(self) -> None:
        """A comment or a section of character data begins."""


class LocalNames(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class Counting:
    """A listener that counts elements and takes names without prefix; to be extended."""

    def __init__(self) -> None:
        self.depth = 0
        self.seen = 0
        self.names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element and take it."""
        self.depth += 1
        self.seen += 1
        self.begin(self.names[name], attributes)

    def end(self, name: str) -> None:
        """Count the end of an element and take it."""
        self.depth -= 1
        self.finish(self.names[name])

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element, its name without prefix."""

    def finish(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""

    def interrupt(self) -> None:
        """Take the beginning of a comment."""


def scan(chunks: Iterable[bytes], listener: Listener) -> None:
    """Tell a listener of everything in a part.

    Raises:
        RefusedError: If the part is no XML, is in another encoding than UTF-8, declares
            entities, or is made to exhaust whoever reads it.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.CommentHandler = lambda _comment: listener.interrupt()
    parser.StartCdataSectionHandler = listener.interrupt
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.XmlDeclHandler = _check_encoding
    fed = 0
    try:
        for chunk in chunks:
            if not fed and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")):
                raise RefusedError(rules.DAMAGED)
            parser.Parse(chunk, False)  # noqa: FBT003 # the parser takes it by place alone
            fed += len(chunk)
            _check_greed(listener, fed - parser.CurrentByteIndex, len(parser.intern))
        parser.Parse(b"", True)  # noqa: FBT003 # as above
    except (expat.ExpatError, ValueError, LookupError) as failed:
        raise RefusedError(rules.DAMAGED) from failed


def _check_greed(listener: Listener, waiting: int, names: int) -> None:
    """Refuse a part whose shape alone would fill the memory."""
    if (
        waiting > MAX_TOKEN
        or listener.depth > MAX_DEPTH
        or listener.seen > MAX_ELEMENTS
        or names > MAX_NAMES
    ):
        raise RefusedError(rules.ODD_ARCHIVE, value="XML")


def _refuse_declarations(*_declared: object) -> None:
    """Refuse a document type: no spreadsheet program writes one, entities live there."""
    raise RefusedError(rules.ENTITIES)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Refuse other encodings: readers differ in what they make of them."""
    if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise RefusedError(rules.DAMAGED)
