"""What is text and what is not."""

from __future__ import annotations

import unicodedata

import pytest

from site_builder.diagnostics import facts_of
from site_builder.tables import encoding
from site_builder.tables.encoding import decode

PATH = "data/units.csv"


def _windows_1258(text: str) -> bytes:
    """Encode as Windows does: some letters whole, tone marks apart."""
    found = b""
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            *base, tone = unicodedata.normalize("NFD", letter)
            marks = sorted([*base[1:], tone], key=lambda mark: mark in "\u0302\u0306\u031b")
            whole = unicodedata.normalize("NFC", base[0] + "".join(marks[1:]))
            found += (whole + marks[0]).encode("cp1258")
    return found


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("unit,name\na,Xã\n".encode("cp1252"), "SB201", f"{PATH}:2:4"),
        ("\ufeffĐơn,ã\r\nĐã,".encode() + b"\xf2", "SB201", f"{PATH}:2:4"),
        ("unit,name\n".encode("utf-16"), "SB202", PATH),
        ("unit,name\n".encode("utf-16-le"), "SB202", PATH),
        (b"PK\x03\x04rest", "SB203", PATH),
        (b"unit,name\na,\0b\n", "SB203", f"{PATH}:2:3"),
        ("unit,name\na,§¶ng bé x· Tam D©n\n".encode(), "SB219", f"{PATH}:2:3"),
        ("unit,name\na,Ñaûng boä xaõ\n".encode(), "SB219", f"{PATH}:2:3"),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_place(content, code, place):
    """Nothing is guessed: each is refused where it first shows."""
    _, problems = decode(PATH, content)

    assert [(p.rule.code, str(p.location)) for p in problems] == [(code, place)]


TCVN3 = "unit,name\na,§¶ng bé x· Qu¶ng Nam\nb,HuyÖn Th¨ng B×nh\n"
VNI = "unit,name\na,Ñaûng boä xaõ Quaûng Nam\nb,Huyeän Thaêng Bình\n"
WORDS = "unit,name\na,Đảng bộ xã Quảng Nam\nb,Huyện Thăng Bình\n"


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (TCVN3.encode("latin-1"), "TCVN3 (ABC)", "§¶ng bé x· Qu¶ng Nam"),
        (VNI.encode("cp1252"), "VNI", "Ñaûng boä xaõ Quaûng Nam"),
        (_windows_1258(WORDS), "Windows-1258", "Đảng bộ xã Quảng Nam"),
    ],
)
def test_the_likely_old_encoding_is_named_and_nothing_is_converted(content, name, word):
    """The advice differs: a font needs a converter, Windows-1258 only saving anew."""
    text, problems = decode(PATH, content)

    assert text is None
    assert [(p.rule.code, p.location.line) for p in problems] == [("SB224", 2)]
    assert facts_of(problems[0]) == {"encoding": name, "value": word}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_known_with_and_without_its_mark(encoding):
    """Zero bytes in every other place tell it, also between Vietnamese letters."""
    _, problems = decode(PATH, WORDS.encode(encoding))

    assert [p.rule.code for p in problems] == ["SB202"]


@pytest.mark.parametrize("word", ["Qu¶ng Nam,HuyÖn", "Quaûng Nam,Huyeän", "x· Tam,TØnh"])
def test_pasted_text_of_an_old_font_is_known(word):
    """Old text in a file of UTF-8 is the same nonsense."""
    assert [p.rule.code for p in decode(PATH, f"unit,name\n{word}\n".encode())[1]] == ["SB219"]


@pytest.mark.parametrize(
    "text", ["Diện tích 12 km², 30 °C, § 3", "España", "Đảng bộ xã Tam Đàn — «mẫu»"]
)
def test_proper_text_passes(text):
    """Signs and single foreign names are not taken for an old font."""
    assert decode(PATH, text.encode()) == (text, ())


def test_a_file_beyond_the_limit_is_refused_before_it_is_decoded():
    """The limit stands in the problem, in megabytes."""
    _, problems = decode(PATH, bytes(encoding.MAX_BYTES + 1))

    assert facts_of(problems[0]) == {"limit": 64, "megabytes": 64}


def test_broken_letters_are_reported_once_at_the_first():
    """The sign for a letter that some program could not read is never published."""
    text, problems = decode(PATH, "unit,name\na,Qu\ufffdng N\ufffdm\n".encode())

    assert text == "unit,name\na,Qu\ufffdng N\ufffdm\n"
    assert [(p.rule.code, str(p.location)) for p in problems] == [("SB223", f"{PATH}:2:5")]
    assert facts_of(problems[0]) == {"count": 2}
