"""``content/**/*.md``: front matter, body, and the calls and links in the body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from site_builder.config import rules
from site_builder.config.call_syntax import FoundCall, Position, Refusal, find_calls
from site_builder.config.decoding import FileModel, decode
from site_builder.config.fields import DateField, Flag, Word, no_repeats, whole_schema
from site_builder.config.functions import check_call
from site_builder.config.indicator_file import Reader
from site_builder.config.links import find_links
from site_builder.config.source_text import compose_letters, original_column
from site_builder.config.tree import ScalarNode, YamlFile, compose
from site_builder.config.values import whole_number
from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic
from site_builder.model.content import Call, ContentPage

LARGEST_ORDER = 100_000

Order = Annotated[
    int,
    PlainValidator(whole_number(-LARGEST_ORDER, LARGEST_ORDER)),
    WithJsonSchema(whole_schema(-LARGEST_ORDER, LARGEST_ORDER)),
]


_FIRST_HEADING = re.compile(r"\s*(# +([^\n{}\[\]<>*_`\\]*[^\s#{}\[\]<>*_`\\]) *#*)(?=\n|$)")
"""A plain first-level heading before anything else in a text."""


class FrontMatterFile(FileModel):
    """The lines between the two ``---`` at the top of a page."""

    title: Word | None = Field(
        default=None,
        description="Title of the page, in its language; default: its first heading, or its name.",
    )
    order: Order | None = Field(default=None, description="Place among its neighbours.")
    audience: Reader = Field(default="internal", description="Least restricted reader.")
    draft: Flag = Field(default=False, description="true: only in draft builds.")
    description: Word | None = Field(default=None, description="One sentence about the page.")
    updated: DateField | None = Field(
        default=None, description="Day on which the content was last confirmed."
    )
    tags: Annotated[list[Word], AfterValidator(no_repeats)] | None = Field(
        default=None, description="Keywords of the page."
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """A page's text cut in two: YAML (None: no front matter), body, the body's first line."""

    front: str | None
    body: str
    body_line: int


def page_key(path: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """Return a page's key and language: ``content/a/x.en.md`` is ``a/x`` in English."""
    key = path.removeprefix("content/").removesuffix(".md")
    stem, _, suffix = key.rpartition(".")
    if (
        stem
        and not stem.endswith("/")
        and (suffix in languages or re.fullmatch("[a-z]{2}", suffix))
    ):
        return stem, suffix
    return key, languages[0]


def read_page(path: str, text: str, languages: tuple[str, ...]) -> Checked[ContentPage]:
    """Read one page.

    Returns:
        The page, even where it has errors: broken calls are then left out, so that
        references to the page are not reported as well.
    """
    lines = text.split("\n")
    cut = _split(path, lines)
    if cut.value is None:
        return Checked(_bare_page(path, languages), cut.problems)
    parts = cut.value
    front = _read_front(path, parts.front)
    locate = _locator(lines, parts)
    calls = _read_calls(path, parts.body, locate)
    key, language = page_key(path, languages)
    read = front.value or FrontMatterFile()
    title, body = (read.title, parts.body) if read.title else _own_title(key, parts.body)
    page = ContentPage(
        path=path,
        key=key,
        language=language,
        title=title,
        body=body,
        body_line=parts.body_line,
        calls=calls.value or (),
        order=read.order,
        audience=read.audience,
        draft=read.draft,
        description=read.description or "",
        updated=read.updated,
        tags=tuple(read.tags or ()),
        links=find_links(path, parts.body, lambda file: page_key(file, languages)[0], locate),
    )
    return Checked(page, (*cut.problems, *front.problems, *calls.problems))


def _own_title(key: str, body: str) -> tuple[str, str]:
    """Return the title of a page that gives none, and its body without that title.

    It is the heading that the text begins with, which is blanked so that offsets stay, else
    the file's name. A text that belongs to a page with a title of its own (home, a section,
    an indicator) needs none: "".
    """
    heading = _FIRST_HEADING.match(body)
    if heading is not None:
        start, end = heading.span(1)
        blank = " " * (end - start)
        return heading[2], body[:start] + blank + body[end:]
    folder, _, name = key.rpartition("/")
    return "" if name == "index" or folder == "indicators" else name, body


def _bare_page(path: str, languages: tuple[str, ...]) -> ContentPage:
    """Return a stand-in for a page that cannot be cut into front matter and body."""
    key, language = page_key(path, languages)
    return ContentPage(path=path, key=key, language=language, title=key, body="", body_line=1)


def _split(path: str, lines: list[str]) -> Checked[_Split]:
    """Cut a page into front matter and body."""
    if lines[0].rstrip() != "---":
        place = Location(path, 1, 1)
        body = compose_letters("\n".join(lines))
        return Checked(_Split(None, body, 1), (make_diagnostic(rules.NO_FRONT_MATTER, place),))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return Checked(None, (make_diagnostic(rules.OPEN_FRONT_MATTER, Location(path, 1, 1)),))
    # The first line stays as an empty one, so that line numbers are those of the file.
    front = "\n" + "\n".join(lines[1:end])
    return Checked(_Split(front, compose_letters("\n".join(lines[end + 1 :])), end + 2))


def _read_front(path: str, front: str | None) -> Checked[FrontMatterFile]:
    """Decode front matter; None where there is none, or nothing in it."""
    if front is None or not re.sub(r"(?m)^\s*(#.*)?$", "", front).strip():
        return Checked(None)
    tree = compose(path, front)
    if tree.value is None:
        return Checked(None, tree.problems)
    decoded = decode(FrontMatterFile, tree.value)
    value = decoded.value or _titled(tree.value)
    return Checked(value, (*tree.problems, *decoded.problems))


def _titled(file: YamlFile) -> FrontMatterFile | None:
    """Return what stands in for broken front matter: its title, where that is readable."""
    title = file.root.get("title")
    if isinstance(title, ScalarNode) and title.text.strip():
        return FrontMatterFile(title=title.text)
    return None


def _read_calls(
    path: str, body: str, locate: Callable[[int], Position]
) -> Checked[tuple[Call, ...]]:
    """Find and check the calls of a body; those with errors are left out."""
    calls: list[Call] = []
    problems: list[Diagnostic] = []
    for found in find_calls(body, locate):
        if isinstance(found, Refusal):
            place = Location(path, found.position.line, found.position.column)
            facts = {"value": found.value} if found.value else {}
            problems.append(make_diagnostic(found.rule, place, **facts))
            continue
        wrong = tuple(check_call(path, found))
        problems += wrong
        if not wrong:
            calls.append(_make_call(found))
    return Checked(tuple(calls), tuple(problems))


def _locator(lines: list[str], parts: _Split) -> Callable[[int], Position]:
    """Return what finds the place in the file of an offset in the composed body."""
    starts = [0]
    starts += [match.end() for match in re.finditer("\n", parts.body)]
    written = lines[parts.body_line - 1 :] or [""]
    # Only a line that was composed has its columns moved; few files have any.
    moved = [a != b for a, b in zip(written, parts.body.split("\n"), strict=True)]

    def locate(offset: int) -> Position:
        """Return the place of an offset."""
        row = bisect_right(starts, offset) - 1
        column = offset - starts[row] + 1
        if moved[row]:
            column = original_column(written[row], column)
        return Position(parts.body_line + row, column)

    return locate


def _make_call(found: FoundCall) -> Call:
    """Make the call that later stages read."""
    positional = [argument for argument in found.arguments if argument.key is None]
    keyed = [argument for argument in found.arguments if argument.key is not None]
    named = [(str(n), argument) for n, argument in enumerate(positional)]
    named += [(argument.key or "", argument) for argument in keyed]
    return Call(
        name=found.name,
        arguments=tuple(argument.value for argument in positional),
        options=tuple((argument.key or "", argument.value) for argument in keyed),
        start=found.start,
        end=found.end,
        line=found.position.line,
        column=found.position.column,
        places=tuple((name, a.position.line, a.position.column) for name, a in named),
    )
