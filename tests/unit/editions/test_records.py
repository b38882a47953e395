"""The list of editions: what is written, what is understood, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from site_builder.editions import (
    DamagedError,
    add_record,
    build_record,
    editions_json,
    inner_record,
    parse_build,
    parse_editions,
    published_records,
)
from site_builder.model.published import EditionRecord, PublishedState

FIRST = EditionRecord("a", "2026-11-01T08:00:00+07:00", "x1", "2026-10-31", 3, "site-builder 1")
SECOND = EditionRecord("b", "2026-11-02T08:00:00+07:00", "x2", "", 4, "site-builder 1", "sai số")


def test_the_list_is_read_back_as_it_was_written():
    """Order, withdrawal and all."""
    content = editions_json([FIRST, SECOND], "a")

    assert parse_editions(content) == (FIRST, SECOND)
    assert json.loads(content) == {
        "latest": "a",
        "editions": [
            {
                "edition": "a",
                "published": "2026-11-01T08:00:00+07:00",
                "as_of": "2026-10-31",
                "pages": 3,
                "generator": "site-builder 1",
                "inputs": "x1",
            },
            {
                "edition": "b",
                "published": "2026-11-02T08:00:00+07:00",
                "as_of": "",
                "pages": 4,
                "generator": "site-builder 1",
                "inputs": "x2",
                "withdrawn": "sai số",
            },
        ],
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"[]", "not a JSON object"),
        (b"{}", 'no list "editions"'),
        (b'{"editions": [1]}', "an edition is not a JSON object"),
        (b'{"editions": [{"edition": "a"}]}', 'an edition without "published"'),
        (
            b'{"editions": [{"edition": "a", "published": "", "inputs": "", "generator": ""}]}',
            'an edition without "pages"',
        ),
        (
            editions_json([replace(FIRST, edition="../a")], None),
            "no name of an edition: '../a'",
        ),
    ],
)
def test_a_damaged_list_is_an_error(content: bytes, reason: str):
    """An empty list would let the next build publish over what it did not see."""
    with pytest.raises(DamagedError) as refused:
        parse_editions(content)

    assert str(refused.value) == reason


def test_an_edition_listed_twice_is_damage():
    """Two lines of one name cannot both be true."""
    with pytest.raises(DamagedError, match="an edition is listed twice"):
        parse_editions(editions_json([FIRST, FIRST], None))


def test_an_editions_own_record_restores_its_line():
    """It is the line of the list, with the day in place of the moment."""
    made = build_record(FIRST, "public", {"data": "d", "a": "e"}, {"python": "3", "altair": "6"})

    assert made.path == "build.json"
    assert parse_build(made.content) == inner_record(FIRST)
    assert inner_record(FIRST).published == "2026-11-01"
    assert json.loads(made.content) == {
        "edition": "a",
        "audience": "public",
        "published": "2026-11-01",
        "as_of": "2026-10-31",
        "pages": 3,
        "generator": "site-builder 1",
        "inputs": "x1",
        "digests": {"a": "e", "data": "d"},
        "tools": {"altair": "6", "python": "3"},
    }


def test_the_hour_changes_no_byte_of_an_edition():
    """Two builds of a day, hours apart, make the same build.json."""
    later = EditionRecord("a", "2026-11-01T17:30:00+07:00", "x1", "2026-10-31", 3, "site-builder 1")

    assert build_record(FIRST, "public", {}, {}) == build_record(later, "public", {}, {})


def test_the_lists_last_line_is_restored_where_it_lacks():
    """``latest`` shows an edition that the list does not name yet: it is the newest."""
    shown = PublishedState((FIRST,), "b", unlisted=(SECOND,))
    hidden = PublishedState((FIRST,), "a", unlisted=(SECOND,))

    assert published_records(shown) == (FIRST, SECOND)
    assert published_records(hidden) == (FIRST,)
    assert add_record(hidden, SECOND) == (FIRST, SECOND)
