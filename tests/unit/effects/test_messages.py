"""The catalogues of the command line."""

from __future__ import annotations

import re
import string

import pytest

from site_builder.effects.catalogues import parse_catalogue
from site_builder.effects.messages import read_messages
from site_builder.errors import DiskError


def places_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things():
    """The same keys, the same parts of each, and the same facts in each sentence."""
    vietnamese, english = read_messages("vi"), read_messages("en")

    assert vietnamese.keys() == english.keys()
    for key, entry in vietnamese.items():
        other = english[key]
        if isinstance(entry, str):
            assert places_in(entry) == places_in(other), key
            continue
        assert entry.keys() == other.keys(), key
        for part in entry.keys() & {"message", "help", "help_suggestion"}:
            assert places_in(entry[part]) == places_in(other[part]), (key, part)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_is_explained(language: str):
    """What it is, what to do, why it is a rule, and an example of each kind."""
    rules = {k: v for k, v in read_messages(language).items() if re.fullmatch(r"SB\d{3}", k)}

    assert {"SB901", "SB902", "SB903", "SB904", "SB905"} <= rules.keys()
    for code, entry in rules.items():
        assert {"message", "help", "explain", "wrong", "right"} <= entry.keys(), code


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_error_says_what_to_do(language: str):
    """The keys that the effects raise have a sentence and a help each."""
    entries = read_messages(language)

    for key in (
        "disk",
        "disk_full",
        "disk_denied",
        "locked",
        "list_damaged",
        "latest_strange",
        "edition_in_the_way",
        "edition_name",
        "edition_exists",
        "root_foreign",
        "link_outside",
        "link_circle",
        "names_collide",
        "theme_unknown",
        "theme_circle",
        "catalogue_damaged",
        "clock_invalid",
        "port_taken",
    ):
        assert {"message", "help"} <= entries[f"error.{key}"].keys(), key


def test_every_value_of_a_catalogue_is_text():
    """``no``, dates and numbers are words; an empty file is an empty catalogue."""
    found = parse_catalogue(b"a: no\nb: 2026-11-23\nc: 1.50\nd:\n", "x.yaml")

    assert found == {"a": "no", "b": "2026-11-23", "c": "1.50", "d": ""}
    assert parse_catalogue(b"# nothing\n", "x.yaml") == {}


@pytest.mark.parametrize("content", [b"- a\n", b"a: [\n", b"\xff", b"!!python/name:os.system a"])
def test_a_broken_catalogue_is_named(content: bytes):
    """It is the program's own file, so the error says which."""
    with pytest.raises(DiskError) as failed:
        parse_catalogue(content, "messages/vi/x.yaml")

    assert failed.value.key == "catalogue_damaged"
    assert dict(failed.value.facts)["path"] == "messages/vi/x.yaml"
