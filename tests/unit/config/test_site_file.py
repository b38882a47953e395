"""site.yaml in itself."""

from __future__ import annotations

import pytest

from site_builder.config.site_file import first_languages, read_site, stand_in
from site_builder.config.tree import YamlFile, compose
from site_builder.diagnostics import facts_of

GOOD = """title: x
languages: [vi, en]
organisation: x
timezone: UTC
audiences: {public: {}}
"""


def _tree(text: str) -> YamlFile:
    tree = compose("site.yaml", text).value
    assert tree is not None
    return tree


def _found(text: str) -> list[tuple[str, int | None, int | None]]:
    problems = read_site(_tree(text)).problems
    return sorted((p.rule.code, p.location.line, p.location.column) for p in problems)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title: x", "title: {}", ("SB132", 1, 8)),
        ("title: x", "title: {en: , vi: ''}", ("SB132", 1, 8)),
        ("title: x", "title: {Vi: x}", ("SB143", 1, 9)),
        ("title: x", "title: {vi: [x]}", ("SB135", 1, 13)),
        ("title: x", "title: {en: x}", ("SB150", 1, 8)),
        ("[vi, en]", "vi", ("SB134", 2, 12)),
        ("[vi, en]", "[]", ("SB151", 2, 12)),
        ("[vi, en]", "[vi, vi]", ("SB149", 2, 12)),
        ("{public: {}}", "{}", ("SB151", 5, 12)),
        ("{public: {}}", "public", ("SB133", 5, 12)),
        ("{public: {}}", "{publik: {}}", ("SB130", 5, 13)),
        ("{public: {}}", "{public: {disclosure: {minimum_count: -1}}}", ("SB138", 5, 50)),
        ("{public: {}}", "{public: {disclosure: {minimum_count: 2.5}}}", ("SB137", 5, 50)),
        ("{public: {}}", "{public: {}}\ntheme: ../base", ("SB148", 6, 8)),
        ("{public: {}}", "{public: {}}\npaths: {units: en}", ("SB152", 6, 16)),
        ("{public: {}}", "{public: {}}\npaths: {units: nhiem-vu}", ("SB147", 6, 16)),
        ("{public: {}}", "{public: {}}\npaths: {unit: a}", ("SB130", 6, 9)),
    ],
)
def test_one_thing_wrong(old: str, new: str, found: tuple[str, int, int]):
    """Each is told once, at its place."""
    assert _found(GOOD.replace(old, new)) == [found]


def test_two_sections_may_change_their_words():
    """What one gives up another may take."""
    text = GOOD + "paths: {units: nhiem-vu, tasks: don-vi}\n"

    assert _found(text) == []


def test_an_unknown_key_names_those_of_its_own_map():
    """Inside an audience, the keys of an audience are told."""
    (problem,) = read_site(_tree(GOOD.replace("{}", "{disclosur: {}}"))).problems

    assert facts_of(problem) == {
        "allowed": "url, disclosure, notice",
        "key": "disclosur",
        "suggestion": "disclosure",
        "value": "disclosur",
    }


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("languages: [en, vi]", ("en", "vi")),
        ("languages: [EN, vi, [x], vi]", ("vi",)),
        ("languages: en", ("vi",)),
        ("title: x", ("vi",)),
    ],
)
def test_languages_of_a_broken_file(text: str, languages: tuple[str, ...]):
    """What can be read of them is, so that texts elsewhere are taken for the right language."""
    assert first_languages(_tree(text)) == languages


def test_the_stand_in_is_a_whole_site():
    """It has a language, both audiences and all sections."""
    site = stand_in(("en",))

    assert site.title.get("en") == "site"
    assert [audience.name for audience in site.audiences] == ["public", "internal"]
    assert len(site.paths) == 8
