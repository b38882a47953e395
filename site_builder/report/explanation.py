"""Explain a rule: what it says, why, and what is wrong and right."""

from __future__ import annotations

import re

from site_builder.report.levels import level_of, severity_of
from site_builder.report.sentences import Messages, MissingMessageError, word

_CODE = re.compile(r"SB\d{3}")
_PLACE_FOR_FACT = re.compile(r"(?<!\{)\{\w+(![rsa])?(:[^{}]*)?\}(?!\})")


def known_codes(messages: Messages) -> tuple[str, ...]:
    """Return all problem codes that the messages have, sorted."""
    return tuple(sorted(key for key in messages if _CODE.fullmatch(key)))


def summarise(code: str, messages: Messages) -> str:
    """Return a rule's sentence in one line, an ellipsis where a case's facts would stand."""
    return " ".join(_without_facts(entry_text(code, "message", messages)).split())


def list_codes(messages: Messages) -> str:
    """Return a table of all codes: code, level, severity, sentence; and what the levels are."""
    width = max(len(_label(code, messages)) for code in known_codes(messages))
    rows = [
        f"{code}  {_digit(code)}  {_label(code, messages):{width}}  {summarise(code, messages)}"
        for code in known_codes(messages)
    ]
    return "\n".join([*rows, "", word(messages, "report.levels")])


def explain(code: str, messages: Messages) -> str:
    """Return the explanation of a code, without a line break at its end.

    Raises:
        MissingMessageError: If the code, or a part of its entry, is not in the messages.
    """
    parts = [
        f"{code}: {summarise(code, messages)}",
        weight_of(code, messages),
        entry_text(code, "explain", messages),
        describe(code, messages),
    ]
    return "\n\n".join(parts)


def weight_of(code: str, messages: Messages) -> str:
    """Return how much a rule weighs and at which level it works, in a line."""
    level = level_of(code)
    name = word(messages, f"report.level_{'none' if level is None else level}")
    label = _label(code, messages)
    return f"{label[:1].upper()}{label[1:]} · {name}"


def describe(code: str, messages: Messages) -> str:
    """Return a rule's examples, wrong and right, and what to do."""
    return "\n\n".join(
        [
            _block("report.wrong", entry_text(code, "wrong", messages), messages),
            _block("report.right", entry_text(code, "right", messages), messages),
            _block("report.help", advice_of(code, messages), messages),
        ]
    )


def advice_of(code: str, messages: Messages) -> str:
    """Return what to do about a rule in general, an ellipsis where a case's facts would stand."""
    return _without_facts(entry_text(code, "help", messages))


def entry_text(code: str, part: str, messages: Messages) -> str:
    """Return one text of an entry as it stands, facts not filled in.

    Raises:
        MissingMessageError: If the messages have no such text.
    """
    try:
        return messages[code][part].strip("\n").rstrip()
    except KeyError as missing:
        raise MissingMessageError(f"{code}: {part}: {missing!r}") from missing


def _label(code: str, messages: Messages) -> str:
    """Return the severity of a code in the reader's language."""
    return word(messages, f"report.{severity_of(code).value}")


def _digit(code: str) -> str:
    """Return the level of a code as one sign."""
    level = level_of(code)
    return "–" if level is None else str(level)


def _without_facts(text: str) -> str:
    """Put an ellipsis where a fact of the very case would stand."""
    return _PLACE_FOR_FACT.sub("…", text).replace("{{", "{").replace("}}", "}")


def _block(label: str, text: str, messages: Messages) -> str:
    """Return a text below its label, two columns in."""
    lines = [word(messages, label), *(f"  {line}".rstrip() for line in text.split("\n"))]
    return "\n".join(lines)
