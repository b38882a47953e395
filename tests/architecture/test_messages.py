"""No rule without words, no words without a rule, no rule without a case that shows it.

The rules and the failures are read from the source, not imported: a rule that nobody lists
anywhere is found too.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "site_builder").rglob("*.py"))
CATALOGUES = ROOT / "site_builder/messages"
INVALID = ROOT / "tests/invalid"
LANGUAGES = ("vi", "en")
PARTS = {"message", "help", "explain", "wrong", "right"}
FAILURES = {"UsageError", "DiskError", "LockedError"}

_CODE = re.compile(r"SB\d{3}")
_EXCEPTION = re.compile(r"^\| (SB\d{3}) \| (.+?) \| `([^`:]+)::(\w+)` \|$", re.MULTILINE)

_NO_WORD = re.compile(r"[^\w\s]|\w+(?:[_:]|\.yaml)")
"""How a sentence may begin besides with a capital: a fact, a quotation, the name of a key."""

Messages = Mapping[str, Mapping[str, str]]


def find_rules(source: str) -> list[str]:
    """List the codes of all ``Rule("SB…")`` in a module."""
    return [call.args[0].value for call in _calls(source, {"Rule"}) if _is_text(call.args[0])]


def find_failures(source: str) -> list[tuple[str, frozenset[str] | None]]:
    """List (key, names of its facts) of all failures; None where facts are made elsewhere."""
    return [
        (str(call.args[0].value), _names_of_facts(call.args[1]) if call.args[1:] else frozenset())
        for call in _calls(source, FAILURES)
        if call.args and _is_text(call.args[0])
    ]


def _calls(source: str, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _names_of_facts(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Tuple):
        return None
    pairs = [entry.elts[0] for entry in node.elts if isinstance(entry, ast.Tuple)]
    return frozenset(pair.value for pair in pairs if isinstance(pair, ast.Constant))


@cache
def messages(language: str) -> Messages:
    """Return all entries of a language's catalogues."""
    files = sorted((CATALOGUES / language).glob("*.yaml"))
    loaded = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {key: entry for entries in loaded for key, entry in entries.items()}


@cache
def rules() -> tuple[str, ...]:
    """Return the codes of all rules in the code, as often as they stand there."""
    return tuple(code for path in MODULES for code in find_rules(path.read_text(encoding="utf-8")))


@cache
def failures() -> tuple[tuple[str, frozenset[str] | None], ...]:
    """Return all failures in the code."""
    return tuple(f for path in MODULES for f in find_failures(path.read_text(encoding="utf-8")))


def facts_in(text: str) -> set[str]:
    """Return the names of the facts that a sentence asks for."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def is_sentence(text: str) -> bool:
    """Whether a text begins and ends like a sentence; a quoted answer may end it."""
    begins = text[0].isupper() or _NO_WORD.match(text) is not None
    return begins and text.rstrip().endswith((".", "?", "{value}"))


def exceptions() -> dict[str, tuple[str, str]]:
    """Return (file, function) of the test that stands in for a folder, by code."""
    text = (INVALID / "README.md").read_text(encoding="utf-8")
    return {code: (file, name) for code, _, file, name in _EXCEPTION.findall(text)}


def _codes(language: str) -> list[str]:
    return sorted(key for key in messages(language) if _CODE.fullmatch(key))


def test_each_code_names_one_rule():
    """A code is a rule's name for ever, so no two rules share one."""
    assert sorted(rules()) == sorted(set(rules()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_and_words_belong_together(language: str):
    """Each rule in the code has an entry, each entry a rule."""
    assert _codes(language) == sorted(set(rules()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_is_whole(language: str):
    """A sentence, advice, the reason, and an example of each kind; nothing else, nothing empty."""
    odd = {
        code: sorted(entry)
        for code in _codes(language)
        if not PARTS <= (entry := messages(language)[code]).keys() <= PARTS | {"help_suggestion"}
        or not all(isinstance(text, str) and text.strip() for text in entry.values())
    }

    assert odd == {}


def test_both_languages_have_the_same_keys():
    """What can be said in one language can be said in the other."""
    keys = {
        language: {k: sorted(e) for k, e in messages(language).items()} for language in LANGUAGES
    }

    assert keys["vi"] == keys["en"]


def test_both_languages_ask_for_the_same_facts():
    """A translation leaves nothing out and asks for nothing that nobody gives."""
    odd = [
        (key, part)
        for key, entry in messages("vi").items()
        for part, text in entry.items()
        if part in {"message", "help", "help_suggestion"}
        and facts_in(text) != facts_in(messages("en")[key][part])
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_senders_replace_those_of_a_rule(language: str):
    """What a unit is told of its form asks for facts that the rule's own sentences ask for."""
    catalogue = messages(language)
    odd = [
        (key, part)
        for key, entry in catalogue.items()
        if key.startswith("sent.")
        for part, text in entry.items()
        if part not in (own := catalogue[key.removeprefix("sent.")])
        or not facts_in(text) <= facts_in(own["message"]) | facts_in(own[part])
        or not is_sentence(text)
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_whole_sentences(language: str):
    """Each begins with a capital letter, a sign or a key, and ends like a sentence."""
    odd = [
        (code, part)
        for code in _codes(language)
        for part in ("message", "help", "help_suggestion")
        if part in messages(language)[code] and not is_sentence(messages(language)[code][part])
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_differs_from_wrong(language: str):
    """The two examples show the difference."""
    odd = [
        c
        for c in _codes(language)
        if messages(language)[c]["wrong"] == messages(language)[c]["right"]
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_printed_as_they_stand(language: str):
    """Only sentences are filled in: braces doubled in an example would be copied into a file."""
    odd = [
        code
        for code in _codes(language)
        for part in ("explain", "wrong", "right")
        if re.search(r"\{\{\{|\{\{%", messages(language)[code][part])
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_failure_has_words(language: str):
    """Whatever stops a command is explained, with what to do about it."""
    keys = {f"error.{key}" for key, _ in failures()}

    assert {
        key for key in keys if not {"message", "help"} <= messages(language).get(key, {}).keys()
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_failures_carry_the_facts_that_their_words_ask_for(language: str):
    """A failure must not fail while it is explained."""
    odd = [
        (key, missing)
        for key, facts in failures()
        if facts is not None
        and (
            missing := {
                f
                for p in ("message", "help")
                for f in facts_in(messages(language)[f"error.{key}"][p])
            }
            - facts
        )
    ]

    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_over(language: str):
    """Words for a failure that nothing raises any more are removed with it."""
    source = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    keys = [key.removeprefix("error.") for key in messages(language) if key.startswith("error.")]

    assert [
        key for key in keys if f'"{key}"' not in source and f'"error.{key}"' not in source
    ] == []


def test_each_rule_has_a_case():
    """A folder in tests/invalid shows it in both languages, or its README says what does."""
    folders = {path.name for path in INVALID.iterdir() if path.name.startswith("SB")}
    shown = {name for name in folders if (INVALID / name / "input").is_dir()}
    excepted = set(exceptions())

    assert folders - shown == set()
    assert sorted(shown | excepted) == sorted(set(rules()))
    assert shown & excepted == set()


def test_each_exception_names_a_test_that_exists():
    """A rule without a folder is shown by a test, not by a promise."""
    lost = [
        code
        for code, (file, name) in exceptions().items()
        if not (ROOT / file).is_file()
        or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]

    assert lost == []


def test_rules_are_found_in_source():
    """The walk sees rules and failures of every shape that the code has."""
    source = 'A = Rule("SB999", Severity.WARNING)\nraise DiskError("full", (("path", x),))\n'

    assert find_rules(source) == ["SB999"]
    assert find_failures(source) == [("full", frozenset({"path"}))]
