"""Join a problem with its sentence from the catalogue of a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from site_builder.diagnostics import Diagnostic, Fact, Location, facts_of

WORDS_FILE = "report.yaml"
"""The catalogue file with the reporter's own words; all others hold one entry a code."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


class MissingMessageError(LookupError):
    """A catalogue lacks a sentence, or a sentence asks for a fact that is not there: our bug."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of one language.

    ``entries`` maps a problem's code to its sentences (``message``, ``help``, perhaps
    ``help_suggestion``, ``explain``, ``wrong``, ``right``); ``words`` are the reporter's own.
    """

    language: str
    entries: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]

    def word(self, key: str, **facts: object) -> str:
        """Return one of the reporter's own texts with its facts filled in.

        Raises:
            MissingMessageError: If there is no such text, or a fact is missing.
        """
        return _fill(self.words, key, f"{self.language}/{WORDS_FILE}", facts)


@dataclass(frozen=True, slots=True)
class Worded:
    """A problem in words. ``value`` is what stood in the file, None where nothing does."""

    code: str
    severity: str
    location: Location
    message: str
    help: str
    value: str | None


def make_messages(language: str, files: Mapping[str, str]) -> Messages:
    """Join the catalogue files of a language.

    Args:
        language: Whose files these are.
        files: The text of each file in ``messages/<language>/``, by its name.

    Raises:
        ValueError: If two files claim one code: a bug of ours.
        TypeError: If a file is not a map: as much a bug of ours.
    """
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: dict[str, Mapping[str, str]] = {}
    words: Mapping[str, str] = {}
    for name in sorted(files):
        read = yaml.load(files[name], Loader=loader)  # noqa: S506 # both are safe loaders
        if not isinstance(read, dict):
            raise TypeError(f"{language}/{name} is not a map")
        if name == WORDS_FILE:
            words = read
            continue
        if twice := sorted(entries.keys() & read.keys()):
            raise ValueError(f"{language}/{name} repeats {', '.join(twice)}")
        entries |= read
    return Messages(language, entries, words)


def word_problem(problem: Diagnostic, messages: Messages) -> Worded:
    """Say a problem in the language of the messages.

    The help names what was probably meant where the fact ``suggestion`` holds it.

    Raises:
        MissingMessageError: If the catalogue lacks the sentence or a fact for it.
    """
    code = problem.rule.code
    name = f"{messages.language}: {code}"
    facts = {key: make_visible(fact) for key, fact in facts_of(problem).items()}
    entry = messages.entries.get(code)
    if entry is None:
        raise MissingMessageError(f"{name} has no messages")
    advice = "help_suggestion" if facts.get("suggestion") else "help"
    value = facts.get("value")
    return Worded(
        code=code,
        severity=problem.rule.severity.value,
        location=problem.location,
        message=_fill(entry, "message", name, facts),
        help=_fill(entry, advice, name, facts),
        value=None if value is None else str(value),
    )


def _fill(texts: Mapping[str, str], key: str, name: str, facts: Mapping[str, object]) -> str:
    """Fill the facts into one text of a catalogue."""
    try:
        return texts[key].format(**facts).strip()
    except (KeyError, IndexError, ValueError, AttributeError) as missing:
        raise MissingMessageError(f"{name}: {key}: {missing!r}") from missing


def make_visible(fact: Fact) -> Fact:
    """Show control characters of a fact as escapes; a number stays one.

    What stood in a file is printed to terminals and logs: it must not be able to move the
    cursor, start a line, or turn the direction of writing round.
    """
    if not isinstance(fact, str) or fact.isprintable():
        return fact
    return "".join(
        character.encode("unicode_escape").decode("ascii") if is_invisible(character) else character
        for character in fact
    )


def is_invisible(character: str) -> bool:
    """Whether a character would act on a terminal instead of being seen on it."""
    return unicodedata.category(character) in _INVISIBLE and character not in _JOINERS
