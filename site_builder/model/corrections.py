"""How a corrected row names the row that it stands for, and how a spreadsheet may hold it.

A row that was held back is written to a file with two more columns: ``replaces`` names the row
by its place and a digest of its cells, so that a correction is never applied to another row
that has taken the place; ``problem`` says in words what was wrong and is read over.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.diagnostics import Location
from site_builder.model.spreadsheet import parse_cell_name, unpack

REPLACES = "replaces"
PROBLEM = "problem"
CORRECTION_COLUMNS = (REPLACES, PROBLEM)
"""Columns of a file of corrections: which row each row stands for, and what was wrong with it."""

_MARK = re.compile(
    r"(?P<path>.+?)(?::(?P<line>[1-9]\d*)"
    r"|(?:(?<=\.\w{3})|(?<=\.\w{4}))\[(?P<sheet>.*)\]!(?P<cell>[A-Z]+\d+))"
    r"#(?P<digest>[0-9a-f]{10})"
)
_DIGITS = 10

_NUMBER = re.compile(r"[-+][\d.,\s]+%?")
_FORMULA = re.compile(r"'*[=+@\t\r-]")


@dataclass(frozen=True, slots=True)
class Mark:
    """The row that a correction names; ``line`` is a row of the sheet where there is one."""

    path: str
    sheet: str | None
    line: int
    digest: str


def write_mark(place: Location, cells: Iterable[tuple[str, str]]) -> str:
    """Name a row by its line, or by its first cell, and a digest of its cells."""
    return f"{place}#{cells_digest(cells)}"


def parse_mark(text: str) -> Mark | None:
    """Read what ``write_mark`` wrote; None where a text is nothing of the kind."""
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    if match["line"] is not None:
        return Mark(match["path"], None, int(match["line"]), match["digest"])
    address = parse_cell_name(match["cell"])
    if address is None:
        return None
    return Mark(match["path"], match["sheet"], unpack(address)[0], match["digest"])


def cells_digest(cells: Iterable[tuple[str, str]]) -> str:
    """Return a short digest of the texts of a row, in the order of its columns."""
    texts = json.dumps([text for _, text in cells], ensure_ascii=False)
    return hashlib.sha256(texts.encode()).hexdigest()[:_DIGITS]


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    A number stays as it is, whatever its sign. ``unguard`` takes the apostrophe away again.
    """
    if len(text) < len("=1") or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text that ``guard`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
