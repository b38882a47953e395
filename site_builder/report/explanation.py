"""Explain a rule: what it says, why, and what is wrong and right."""

from __future__ import annotations

import re

from site_builder.report.sentences import Messages, MissingMessageError, word

_CODE = re.compile(r"SB\d{3}")
_PLACE_FOR_FACT = re.compile(r"(?<!\{)\{\w+(![rsa])?(:[^{}]*)?\}(?!\})")


def known_codes(messages: Messages) -> tuple[str, ...]:
    """Return all problem codes that the messages have, sorted."""
    return tuple(sorted(key for key in messages if _CODE.fullmatch(key)))


def summarise(code: str, messages: Messages) -> str:
    """Return a rule's sentence in one line, an ellipsis where a case's facts would stand."""
    return _without_facts(_text(code, "message", messages))


def explain(code: str, messages: Messages) -> str:
    """Return the explanation of a code, without a line break at its end.

    Raises:
        MissingMessageError: If the code, or a part of its entry, is not in the messages.
    """
    parts = [
        f"{code}: {summarise(code, messages)}",
        _text(code, "explain", messages),
        _block("report.wrong", _text(code, "wrong", messages), messages),
        _block("report.right", _text(code, "right", messages), messages),
        _block("report.help", _without_facts(_text(code, "help", messages)), messages),
    ]
    return "\n\n".join(parts)


def _text(code: str, part: str, messages: Messages) -> str:
    """Return one text of an entry as it stands, facts not filled in."""
    try:
        return messages[code][part].strip("\n").rstrip()
    except KeyError as missing:
        raise MissingMessageError(f"{code}: {part}: {missing!r}") from missing


def _without_facts(text: str) -> str:
    """Put an ellipsis where a fact of the very case would stand."""
    return _PLACE_FOR_FACT.sub("…", text).replace("{{", "{").replace("}}", "}")


def _block(label: str, text: str, messages: Messages) -> str:
    """Return a text below its label, two columns in."""
    lines = [word(messages, label), *(f"  {line}".rstrip() for line in text.split("\n"))]
    return "\n".join(lines)
