"""Turn a file's bytes into text, or say why they are not the text that we read.

Nothing is guessed: a legacy 8-bit encoding decodes into wrong letters without any error, so
only UTF-8 is taken. The text keeps its composition (NFD stays NFD): positions then are
those of the file, and values are composed when they are decoded.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from site_builder.config import rules
from site_builder.diagnostics import Checked, Location, make_diagnostic

LARGEST_YAML = 64 * 1024
"""Bytes in a YAML file: many times what a person writes, and read in no time."""

LARGEST_PAGE = 2 * 1024 * 1024
"""Bytes in a Markdown file."""

DAMAGED = "\N{REPLACEMENT CHARACTER}"
"""What programs write in place of a letter that they could not read."""

_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters and the invisible line breaks that programs count differently."""


def compose_letters(text: str) -> str:
    """Return the text in NFC, as all values are."""
    return unicodedata.normalize("NFC", text)


def decode_text(path: str, content: bytes, largest: int) -> Checked[str]:
    """Decode UTF-8, with or without a BOM; all line breaks become line feeds.

    Args:
        path: The file, for the problem's place.
        content: Its bytes.
        largest: How many bytes it may have.

    Returns:
        The text, or None with the one problem that makes the file unreadable.
    """
    if len(content) > largest:
        facts = {"size": -(-len(content) // 1024), "largest": largest // 1024}
        return Checked(None, (make_diagnostic(rules.TOO_LARGE, Location(path), **facts),))
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in content[:2]:
        return Checked(None, (make_diagnostic(rules.UTF16, Location(path)),))
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as refused:
        return _not_utf8(path, content, refused.start)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (found := _FORBIDDEN.search(text)) is not None:
        place = _location(path, text[: found.start()])
        value = f"U+{ord(found[0]):04X}"
        return Checked(None, (make_diagnostic(rules.CONTROL_CHARACTER, place, value=value),))
    if (at := text.find(DAMAGED)) >= 0:
        facts = {"count": text.count(DAMAGED)}
        place = _location(path, text[:at])
        return Checked(None, (make_diagnostic(rules.DAMAGED_LETTER, place, **facts),))
    return Checked(text)


def _not_utf8(path: str, content: bytes, offset: int) -> Checked[str]:
    """Report the first byte that is not UTF-8."""
    place = _location(path, content[:offset].decode("utf-8"))
    value = f"0x{content[offset]:02X}"
    return Checked(None, (make_diagnostic(rules.NOT_UTF8, place, value=value),))


def _location(path: str, before: str) -> Location:
    """Return the place just after a text that starts the file."""
    lines = re.split("\r\n|\r|\n", before)
    return Location(path, len(lines), len(lines[-1]) + 1)


def original_column(line: str, column: int) -> int:
    """Map a column of a composed line back to the line as it stands in the file.

    Args:
        line: The line as written, in any composition.
        column: A column of the same line in NFC, counted from 1.

    Returns:
        The column in ``line``, counted from 1.
    """
    letters = range(len(line))
    index = bisect_left(letters, column - 1, key=lambda end: len(compose_letters(line[:end])))
    while index < len(line) and unicodedata.combining(line[index]):
        index += 1
    return index + 1
