"""The messages of both languages say the same things, about the rules that there are."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.config import rules
from site_builder.diagnostics import Rule
from site_builder.report import explain

MESSAGES = Path(__file__).parents[2] / "site_builder/messages"
CODES = sorted(rule.code for rule in vars(rules).values() if isinstance(rule, Rule))
PARTS = {"message", "help", "explain", "wrong", "right"}


@cache
def _read(language: str, name: str) -> Mapping[str, Any]:
    return yaml.safe_load((MESSAGES / language / name).read_text(encoding="utf-8"))


def _facts(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_rule_of_config_has_all_its_parts(language: str):
    """No rule without words, no words without a rule."""
    entries = _read(language, "sb1xx.yaml")

    assert sorted(entries) == CODES
    assert [code for code in CODES if not entries[code].keys() >= PARTS] == []
    assert all(text.strip() for entry in entries.values() for text in entry.values())


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_the_same_facts(code: str):
    """What a Vietnamese reader is told, an English one is told too."""
    vietnamese, english = (_read(language, "sb1xx.yaml")[code] for language in ("vi", "en"))

    assert vietnamese.keys() == english.keys()
    for part in ("message", "help", "help_suggestion"):
        assert _facts(vietnamese.get(part, "")) == _facts(english.get(part, "")), part


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_rule_can_be_explained(language: str):
    """No place for a fact and no doubled brace of a pattern is left in an explanation."""
    messages = {**_read(language, "report.yaml"), **_read(language, "sb1xx.yaml")}

    for code in CODES:
        text = explain(code, messages)
        assert text.startswith(f"{code}: ")
        assert "{value}" not in text


def test_the_reporter_speaks_both_languages():
    """The same keys with the same facts."""
    vietnamese, english = (_read(language, "report.yaml") for language in ("vi", "en"))

    assert vietnamese.keys() == english.keys()
    assert all(_facts(vietnamese[k]["message"]) == _facts(english[k]["message"]) for k in english)
