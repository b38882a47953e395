"""Explain a rule: what it says, why, and what is wrong and right."""

from __future__ import annotations

import re

from site_builder.errors import UsageError
from site_builder.report.sentences import Messages, MissingMessageError
from site_builder.suggest import closest

_PLACE_FOR_FACT = re.compile(r"\{[^{}]*\}")


def known_codes(messages: Messages) -> tuple[str, ...]:
    """Return all codes that can be explained, sorted."""
    return tuple(sorted(messages.entries))


def explain(code: str, messages: Messages) -> str:
    """Return the explanation of a code; capitals do not matter. It ends with a line break.

    Raises:
        UsageError: If there is no such code (key ``error.unknown_code``; facts ``code`` and
            ``suggestion``, which may be empty).
    """
    known = known_codes(messages)
    name = code.strip().upper()
    if name not in known:
        facts = (("code", code), ("suggestion", closest(name, known) or ""))
        raise UsageError("error.unknown_code", facts)
    parts = [f"{name}: {_without_facts(_text(name, 'message', messages))}"]
    parts.append(_text(name, "explain", messages))
    for key, label in (("wrong", "explain.wrong"), ("right", "explain.right")):
        parts.append(f"{messages.word(label)}\n{_indented(_text(name, key, messages))}")
    parts.append(f"{messages.word('explain.help')}\n  {_help(name, messages)}")
    return "\n\n".join(parts) + "\n"


def _text(code: str, key: str, messages: Messages) -> str:
    """Return one text of an entry."""
    try:
        return messages.entries[code][key].rstrip()
    except KeyError as missing:
        raise MissingMessageError(f"{messages.language}: {code} has no {key}") from missing


def _help(code: str, messages: Messages) -> str:
    """Return the advice that holds without a suggestion."""
    return _without_facts(_text(code, "help", messages))


def _without_facts(text: str) -> str:
    """Put an ellipsis where a fact of the very case would stand."""
    return _PLACE_FOR_FACT.sub("…", text).replace("{{", "{").replace("}}", "}")


def _indented(text: str) -> str:
    """Move a block of lines two columns in."""
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
