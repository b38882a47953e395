r"""Find ``{{ name("text", key="text") }}`` in Markdown: our own small grammar, no code.

    call     = "{{" name "(" [ argument { "," argument } ] ")" "}}"
    argument = [ name "=" ] text
    text     = '"' no-double-quote-or-line-break '"'  |  "'" … "'"

Blanks and line breaks may stand between the parts. Calls in fenced code blocks and code
spans are only shown; ``\{{`` writes two braces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.config import rules
from site_builder.diagnostics import Rule


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the file, both numbers from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Argument:
    """One text in a call; ``key`` is None for a positional one.

    ``position`` is that of the text's first letter after the quote.
    """

    key: str | None
    value: str
    key_position: Position
    position: Position


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call that follows the grammar; whether it means anything is not looked at yet."""

    name: str
    arguments: tuple[Argument, ...]
    start: int
    end: int
    position: Position


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place where a text that starts like a call leaves the grammar."""

    rule: Rule
    position: Position
    value: str = ""


class _SyntaxError(Exception):
    """What is wrong, and at which offset."""

    def __init__(self, rule: Rule, offset: int, value: str = "") -> None:
        super().__init__(rule, offset, value)
        self.rule = rule
        self.offset = offset
        self.value = value


_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<rest>.*)")
_TICKS = re.compile(r"`+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_KEY = re.compile(rf"({_NAME.pattern})\s*=")
_RESUME = re.compile(r"\}\}|\n|(?<!\\)\{\{")
_OPENING = re.compile(r"(?<!\\)\{\{")
_BLANK = re.compile(r"\s*")
_BARE = re.compile(r"[^\s,()}\"'=]{1,60}")
_CURLY = "“”„‟‘’‚«»″"


def find_calls(body: str, locate: Callable[[int], Position]) -> Iterator[FoundCall | Refusal]:
    """Find all calls of a page, in order.

    Args:
        body: The Markdown text.
        locate: Gives the place in the file of an offset in ``body``.
    """
    shown = hide_code(body)
    offset = 0
    while (opening := _OPENING.search(shown, offset)) is not None:
        try:
            call = _read_call(shown, opening.start(), locate)
        except _SyntaxError as refused:
            yield Refusal(refused.rule, locate(refused.offset), refused.value)
            offset = _next_start(shown, max(refused.offset, opening.end()))
        else:
            yield call
            offset = call.end


def _next_start(shown: str, offset: int) -> int:
    """Return where to look on after a broken call: its end, the line's end or a next call."""
    found = _RESUME.search(shown, offset)
    if found is None:
        return len(shown)
    return found.start() if found[0] == "{{" else found.end()


def hide_code(body: str) -> str:
    """Return the text with code blanked out, every offset and line break kept."""
    lines = body.split("\n")
    hidden: list[str] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        mark = match["mark"] if match else ""
        if fence:
            hidden.append(" " * len(line))
            closes = mark.startswith(fence) and match is not None and not match["rest"].strip()
            fence = "" if closes else fence
        elif match is not None and not ("`" in mark and "`" in match["rest"]):
            hidden.append(" " * len(line))
            fence = mark
        else:
            hidden.append(line)
    return _hide_spans("\n".join(hidden))


def _hide_spans(text: str) -> str:
    """Blank out code spans: runs of backticks closed by a run of the same length."""
    parts: list[str] = []
    done = 0
    ends = _closing_runs(text)
    for opening in _TICKS.finditer(text):
        if opening.start() < done or _is_escaped(text, opening.start()):
            continue
        end = ends(opening)
        if end is not None:
            parts += [
                text[done : opening.start()],
                re.sub(r"[^\n]", " ", text[opening.start() : end]),
            ]
            done = end
    return "".join(parts) + text[done:]


def _is_escaped(text: str, offset: int) -> bool:
    """Whether an odd number of backslashes stands before an offset."""
    first = offset
    while first > 0 and text[first - 1] == "\\":
        first -= 1
    return (offset - first) % 2 == 1


def _closing_runs(text: str) -> Callable[[re.Match[str]], int | None]:
    """Return a look-up of the end of the code span that a run of backticks opens."""
    paragraphs = [match.start() for match in re.finditer(r"\n[ \t]*\n", text)]
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())

    def end_of(opening: re.Match[str]) -> int | None:
        """Return the offset after the closing run, None where there is none."""
        length = len(opening[0])
        close = _next_after(runs[length], opening.start())
        limit = _next_after(paragraphs, opening.start())
        is_near = close is not None and (limit is None or close < limit)
        return close + length if close is not None and is_near else None

    return end_of


def _next_after(offsets: list[int], offset: int) -> int | None:
    """Return the first of sorted offsets that lies after one, None where there is none."""
    index = bisect_right(offsets, offset)
    return offsets[index] if index < len(offsets) else None


def _skip_blank(text: str, offset: int) -> int:
    """Return the next offset that is not white space."""
    match = _BLANK.match(text, offset)
    return match.end() if match else offset


def _read_call(text: str, start: int, locate: Callable[[int], Position]) -> FoundCall:
    """Read one call that starts at an offset.

    Raises:
        _SyntaxError: Where it leaves the grammar.
    """
    offset = _skip_blank(text, start + 2)
    name = _NAME.match(text, offset)
    if name is None:
        raise _unexpected(text, offset, start)
    offset = _expect(text, name.end(), "(", start)
    arguments: list[Argument] = []
    offset = _skip_blank(text, offset)
    while not text.startswith(")", offset):
        argument, offset = _read_argument(text, offset, start, locate)
        arguments.append(argument)
        offset = _skip_blank(text, offset)
        if not text.startswith(")", offset):
            offset = _skip_blank(text, _expect(text, offset, ",", start))
            if text.startswith(")", offset):
                raise _unexpected(text, offset, start)
    end = _expect(text, offset + 1, "}}", start)
    return FoundCall(name[0], tuple(arguments), start, end, locate(name.start()))


def _read_argument(
    text: str, offset: int, start: int, locate: Callable[[int], Position]
) -> tuple[Argument, int]:
    """Read ``"text"`` or ``key="text"``; returns it with the offset after it."""
    key_match = _KEY.match(text, offset)
    key_offset = offset
    if key_match is not None:
        offset = _skip_blank(text, key_match.end())
    quote = text[offset : offset + 1]
    if quote not in {'"', "'"}:
        raise _unexpected(text, offset, start)
    closed = _STRING.match(text, offset)
    if closed is None or "{{" in closed[0] or "}}" in closed[0]:
        raise _SyntaxError(rules.OPEN_STRING, offset)
    key = key_match[1] if key_match else None
    argument = Argument(key, closed[0][1:-1], locate(key_offset), locate(offset + 1))
    return argument, closed.end()


def _expect(text: str, offset: int, sign: str, start: int) -> int:
    """Skip white space and a sign that must stand here; returns the offset after it."""
    offset = _skip_blank(text, offset)
    if not text.startswith(sign, offset):
        raise _unexpected(text, offset, start)
    return offset + len(sign)


def _unexpected(text: str, offset: int, start: int) -> _SyntaxError:
    """Say what stands where the grammar wants something else."""
    found = text[offset : offset + 1]
    if found == "":
        return _SyntaxError(rules.OPEN_CALL, start)
    if found in _CURLY:
        return _SyntaxError(rules.CURLY_QUOTES, offset, found)
    before = text[start:offset].rstrip()
    is_value_due = "(" in before and ")" not in before and before[-1:] in {"(", ",", "="}
    if is_value_due and (bare := _BARE.match(text, offset)) is not None:
        return _SyntaxError(rules.UNQUOTED, offset, bare[0])
    return _SyntaxError(rules.CALL_SYNTAX, offset, found)
