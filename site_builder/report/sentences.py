"""Join a problem with its sentence from the catalogue of a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Fact, Location, facts_of

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


class MissingMessageError(LookupError):
    """A catalogue lacks a sentence, or a sentence asks for a fact that is not there: our bug."""


Messages = Mapping[str, Mapping[str, str]]
"""The sentences of one language by rule code or key.

The entry of a code has ``message``, ``help``, perhaps ``help_suggestion``, ``explain``,
``wrong`` and ``right``; the reporter's own words (``report.…``) have a ``message`` only.
"""


@dataclass(frozen=True, slots=True)
class Worded:
    """A problem in words.

    ``label`` is the severity in the reader's language. ``value`` is what stood in the file,
    None where nothing does. Of a private problem the rule has masked it, and no line of the
    file may be shown.
    """

    code: str
    severity: str
    label: str
    location: Location
    message: str
    help: str
    value: str | None
    is_private: bool = False


def word_problem(problem: Diagnostic, messages: Messages) -> Worded:
    """Say a problem in the language of the messages.

    The help names what was probably meant where the fact ``suggestion`` holds it.

    Raises:
        MissingMessageError: If the catalogue lacks the sentence or a fact for it.
    """
    code = problem.rule.code
    facts = {key: make_visible(fact) for key, fact in facts_of(problem).items()}
    advice = "help_suggestion" if facts.get("suggestion") else "help"
    value = facts.get("value")
    return Worded(
        code=code,
        severity=problem.rule.severity.value,
        label=word(messages, f"report.{problem.rule.severity.value}"),
        location=problem.location,
        message=word(messages, code, "message", facts),
        help=word(messages, code, advice, facts),
        value=None if value is None else str(value),
        is_private=problem.rule.is_private,
    )


def for_senders(messages: Messages) -> Messages:
    """Return the messages as a unit is told them whose form is sent back.

    It sees its form, not the site's files: where a sentence speaks of these, the entry
    ``sent.<code>`` has other words for the same part.
    """
    return {key: {**entry, **messages.get(f"sent.{key}", {})} for key, entry in messages.items()}


def word(
    messages: Messages, key: str, part: str = "message", facts: Mapping[str, object] | None = None
) -> str:
    """Return one text of an entry with its facts filled in.

    Raises:
        MissingMessageError: If there is no such text, or it asks for a fact that is missing.
    """
    try:
        return messages[key][part].format(**(facts or {})).strip()
    except (LookupError, ValueError, AttributeError) as missing:
        raise MissingMessageError(f"{key}: {part}: {missing!r}") from missing


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
