"""Problems for a person at a terminal: place, sentence, line and caret or cell, advice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from site_builder.report.contents import Report, summary_line
from site_builder.report.sentences import Worded, is_invisible, make_visible

WIDEST = 100
"""Columns of a source line that are shown; a longer one is cut around the place."""

BEFORE = 60
"""Columns kept before the place in a line that is cut."""


def write_text(report: Report) -> str:
    """Write all problems with their lines, and how many there are; nothing for none."""
    if not report.problems:
        return ""
    lines: list[str] = []
    shown: dict[str, tuple[str, ...]] = {}
    private = report.private_paths
    for problem in report.problems:
        path = problem.location.path
        if path not in shown:
            shown = {path: () if path in private else report.lines_of(path)}
        lines += _problem_lines(problem, shown[path])
    return "\n".join([*lines, summary_line(report)])


def headline(problem: Worded) -> str:
    """Return the first line of a problem: ``path:line:column: error[SB301]: sentence``."""
    place = make_visible(str(problem.location))
    return f"{place}: {problem.label}[{problem.code}]: {problem.message}"


def _problem_lines(problem: Worded, source: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines about one problem."""
    yield headline(problem)
    line, column = problem.location.line, problem.location.column
    if problem.location.sheet is not None:
        yield from _cell(problem)
    elif line is not None and line <= len(source) and source[line - 1][:WIDEST].strip():
        yield from _excerpt(line, source[line - 1], column)
    first, *others = problem.help.split("\n")
    yield f"  = {first}"
    yield from (f"    {other}" for other in others)


def _cell(problem: Worded) -> Iterator[str]:
    """Yield what stands in a cell of a workbook, as far as it is known."""
    if problem.location.cell and problem.value and not problem.is_private:
        tail = "…" if len(problem.value) > WIDEST else ""
        yield f"{problem.location.cell} | {problem.value[:WIDEST]}{tail}"


def _excerpt(number: int, line: str, column: int | None) -> Iterator[str]:
    """Yield a source line with its number, and a caret below the column."""
    start = (column or 1) - 1
    first = max(0, start - BEFORE) if len(line) > WIDEST else 0
    cut = line[first : first + WIDEST]
    part = "".join("\N{REPLACEMENT CHARACTER}" if _is_hidden(c) else c for c in cut)
    lead = "…" if first else ""
    tail = "…" if first + WIDEST < len(line) else ""
    gutter = f"{number} | {lead}"
    yield f"{gutter}{part}{tail}".rstrip()
    if column is not None:
        yield " " * len(gutter) + blanks_below(part[: start - first]) + "^"


def _is_hidden(character: str) -> bool:
    """Whether a character of a source line would act on the terminal."""
    return character != "\t" and is_invisible(character)


def blanks_below(text: str) -> str:
    """Return blanks as wide as a text; tabs stay tabs, so that they are as wide."""
    return "".join("\t" if character == "\t" else " " * width_of(character) for character in text)


def width_of(character: str) -> int:
    """Return the columns that a character takes: none for a mark, two for a wide letter."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
