"""Turn the bytes of a data file into text, or say why they are not text.

Vietnamese files come in UTF-8, UTF-16, cp1258, cp1252 and in fonts that misuse Latin
letters (TCVN3, VNI). Bytes of one decode as another without an error, so nothing but
UTF-8 is read and nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.cells import line_starts
from site_builder.tables import rules

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read: some million rows, far above any plan's figures, and what an old
PC can hold in memory as text."""

MAX_LINE = 1024 * 1024
"""Bytes that never lack an end of line: no row is as long, and to read on takes the memory."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ARCHIVE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx/.ods and .xls files begin, whatever they are called."""

DAMAGED = "\N{REPLACEMENT CHARACTER}"
"""What programs write for a letter that they could not read."""

_TCVN3 = re.compile(
    "[A-Za-zÀ-ÿ][\u00b5\u00b6\u00b8\u00b9\u00a8-\u00ae\u00bb-\u00bf][A-Za-zÀ-ÿ]"
    "|\u00a7[a-zÀ-ÿ\u00b5-\u00b9]{2}|[a-z][Æ-ÖØ-Þ](?=[a-z])|[A-Z][ØÖÞÑÅÄËÏÜÆÎ](?=[a-z])"
    "|[a-z][Æ-ÖØ-Þ\u00b7](?![A-Za-zÀ-ỹ])"
)
_VNI = re.compile("[aeouyAEOUYöô][ûïäÛÏÄ]|[ñÑ][aeouöô]|ö[ùøïû]")
_CP1258 = re.compile("[aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]")
_SEEN = 1024 * 1024
"""Bytes that are looked at to name an old encoding."""

_ENOUGH = 2
"""How many traces of an old font make it certain: one may be a foreign name."""


def decode(path: str, content: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, NFC and without BOM, or None with the reason."""
    refused = _refuse_bytes(path, content)
    if refused is not None:
        return None, (refused,)
    try:
        # Not "utf-8-sig": its errors count from behind the BOM.
        content = content.removeprefix(codecs.BOM_UTF8)
        text = content.decode("utf-8")
    except UnicodeDecodeError as failed:
        return None, (_undecodable(path, content, failed.start),)
    if "\0" in text:
        return None, (_with_nul(path, text),)
    text = unicodedata.normalize("NFC", text)
    return text, (*_damaged_letters(path, text), *_old_font(path, text))


def _refuse_bytes(path: str, content: bytes) -> Diagnostic | None:
    """Say why bytes need not be decoded: there are too many, or they are no text in UTF-8."""
    if len(content) > MAX_BYTES:
        facts = {"megabytes": len(content) // 1024 // 1024, "limit": MAX_BYTES // 1024 // 1024}
        return make_diagnostic(rules.TOO_MANY_BYTES, Location(path), **facts)
    if content.startswith(_UTF16) or _is_utf16(content[:4096]):
        return make_diagnostic(rules.UTF16, Location(path))
    if content.startswith(_ARCHIVE):
        return make_diagnostic(rules.NOT_TEXT, Location(path))
    endless = _endless_line(content)
    if endless is not None:
        place = Location(path, endless, 1)
        return make_diagnostic(rules.CELL_TOO_LONG, place, last_line=endless)
    return None


def _endless_line(content: bytes) -> int | None:
    """Return the number of a line that goes on and on; None where there is none."""
    for start in range(0, len(content) - MAX_LINE, MAX_LINE):
        end = start + MAX_LINE
        if content.find(b"\n", start, end) < 0 and content.find(b"\r", start, end) < 0:
            before = content[:start].replace(b"\r\n", b"\n")
            return before.count(b"\n") + before.count(b"\r") + 1
    return None


def _undecodable(path: str, content: bytes, at: int) -> Diagnostic:
    """Say where the first byte stands that UTF-8 does not know."""
    before = content[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    last = before.rfind(b"\n") + 1
    column = len(before[last:].decode("utf-8", "replace")) + 1
    place = Location(path, before.count(b"\n") + 1, column)
    name, sample = _old_encoding(content[:_SEEN])
    if name:
        return make_diagnostic(rules.OLD_ENCODING, place, encoding=name, value=sample)
    return make_diagnostic(rules.NOT_UTF8, place, value=f"0x{content[at]:02X}")


def _is_utf16(head: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16 without a mark."""
    return len(head) > 1 and max(head[::2].count(0), head[1::2].count(0)) * 4 > len(head)


def _old_encoding(content: bytes) -> tuple[str, str]:
    """Return the encoding that bytes are likely in, with a word in it; "" where nobody knows."""
    latin, windows = content.decode("latin-1"), content.decode("cp1258", "replace")
    found = [
        (name, text, [match.start() for match in pattern.finditer(text)])
        for name, pattern, text in (
            ("TCVN3 (ABC)", _TCVN3, latin),
            ("VNI", _VNI, latin),
            ("Windows-1258", _CP1258, windows),
        )
    ]
    name, text, traces = max(found, key=lambda entry: len(entry[2]))
    if len(traces) < _ENOUGH:
        return "", ""
    return name, unicodedata.normalize("NFC", _word_at(text, traces[0]))


def _word_at(text: str, at: int) -> str:
    """Return the cell around an offset, at most sixty characters of it."""
    start = max(text.rfind(mark, 0, at) for mark in ',;\t\r\n"') + 1
    return re.split(r'[,;\t\r\n"]', text[start : start + 60], maxsplit=1)[0].strip()


def _with_nul(path: str, text: str) -> Diagnostic:
    """Report a file that is no text at its first zero byte."""
    return make_diagnostic(rules.NOT_TEXT, _place(path, text, text.index("\0")))


def _damaged_letters(path: str, text: str) -> list[Diagnostic]:
    """Report the sign that programs write for a letter they could not read, once a file."""
    count = text.count(DAMAGED)
    if not count:
        return []
    place = _place(path, text, text.index(DAMAGED))
    return [make_diagnostic(rules.DAMAGED_LETTER, place, count=count)]


def _old_font(path: str, text: str) -> list[Diagnostic]:
    """Report text that was typed in a font of the time before Unicode, once a file."""
    found = find_old_font(text)
    if found is None:
        return []
    name, start = found
    at = max(text.rfind(mark, 0, start) for mark in ',;\t\r\n"') + 1
    facts = {"font": name, "value": _word_at(text, start)}
    return [make_diagnostic(rules.LEGACY_FONT, _place(path, text, at), **facts)]


def find_old_font(text: str) -> tuple[str, int] | None:
    """Return the old font that a text needs and where its first trace is; None if it needs none."""
    if text.isascii():
        return None
    for name, pattern in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        traces = list(islice(pattern.finditer(text), _ENOUGH))
        if len(traces) == _ENOUGH:
            return name, traces[0].start()
    return None


def _place(path: str, text: str, at: int) -> Location:
    """Return the line and column of an offset."""
    starts = line_starts(text[:at]) if at else (0,)
    ended = text[at - 1 : at] in ("\n", "\r")
    line = len(starts) if ended or at == 0 else len(starts) - 1
    return Location(path, line, at - starts[line - 1] + 1)
