"""Bytes become text, or a reason why not."""

from __future__ import annotations

import unicodedata

import pytest

from site_builder.config.source_text import decode_text, original_column
from site_builder.diagnostics import Location


def _problem(content: bytes) -> tuple[str, Location, tuple[tuple[str, object], ...]]:
    checked = decode_text("a.md", content, 1000)
    assert checked.value is None
    (problem,) = checked.problems
    return problem.rule.code, problem.location, problem.facts


def test_a_bom_and_windows_line_ends_are_fine():
    """A BOM is dropped; CR LF and CR are line breaks like LF."""
    assert decode_text("a.md", b"\xef\xbb\xbfa\r\nb\rc", 1000).value == "a\nb\nc"


def test_a_legacy_encoding_is_refused_at_its_first_byte():
    """The place counts letters, not bytes, and CR LF as one line break."""
    content = "Đảng\r\nđược ".encode() + b"\xd0"

    assert _problem(content) == ("SB102", Location("a.md", 2, 6), (("value", "0xD0"),))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_has_advice_of_its_own(encoding: str):
    """What old Notepad calls Unicode is told from other encodings, with or without a BOM."""
    assert _problem("title: a".encode(encoding))[0] == "SB103"


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\x00"])
def test_a_control_character_is_shown_with_its_place(character: str):
    """Nobody can see it, so its number is named."""
    found = _problem(f"a: 1\nb: x{character}y".encode())

    assert found == ("SB104", Location("a.md", 2, 5), (("value", f"U+{ord(character):04X}"),))


def test_a_file_may_not_be_larger_than_people_write():
    """The size is told in kilobytes, rounded up."""
    code, location, facts = _problem(b"a" * 1025)

    assert (code, location, facts) == ("SB105", Location("a.md"), (("largest", 0), ("size", 2)))


@pytest.mark.parametrize("line", ["Quế Sơn {{ value }}", "đ {{ value }}", "ộộvalue", "{{ value }}"])
def test_columns_lead_back_into_a_decomposed_line(line: str):
    """A column of the composed line is found again in the line as it was written."""
    written = unicodedata.normalize("NFD", line)
    column = line.index("value") + 1

    assert written[original_column(written, column) - 1 :].startswith("value")
