"""What is text and what is not."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.tables import encoding
from site_builder.tables.encoding import decode

PATH = "data/units.csv"


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


@pytest.mark.parametrize(
    "text", ["Diện tích 12 km², 30 °C, § 3", "España", "Đảng bộ xã Tam Đàn — «mẫu»"]
)
def test_proper_text_passes(text):
    """Signs and single foreign names are not taken for an old font."""
    assert decode(PATH, text.encode()) == (text, ())


def test_a_file_beyond_the_limit_is_refused_before_it_is_decoded():
    """The limit stands in the problem, in megabytes."""
    _, problems = decode(PATH, bytes(encoding.MAX_BYTES + 1))

    assert facts_of(problems[0]) == {"limit": 256, "megabytes": 256}


def test_broken_letters_are_reported_once_at_the_first():
    """The sign for a letter that some program could not read is never published."""
    text, problems = decode(PATH, "unit,name\na,Qu\ufffdng N\ufffdm\n".encode())

    assert text == "unit,name\na,Qu\ufffdng N\ufffdm\n"
    assert [(p.rule.code, str(p.location)) for p in problems] == [("SB223", f"{PATH}:2:5")]
    assert facts_of(problems[0]) == {"count": 2}
