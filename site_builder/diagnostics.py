"""Problems as values: what is wrong, where, and the facts a sentence needs.

A stage never prints and never stops at the first problem: it returns what it could make
together with everything it found. The sentences live in ``messages/<language>/``, keyed
by the rule's code; ``report`` joins the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")

Fact = str | int | float

_CELL = re.compile(r"([A-Z]*)([0-9]*)")


class Severity(Enum):
    """Errors stop a build; warnings are things that a careful editor may want to see."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong. ``code`` is its name for ever (``SB301``).

    ``is_private`` means that the file's lines hold what no report may repeat.
    """

    code: str
    severity: Severity = Severity.ERROR
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place in one of the site's files.

    ``path`` is relative to the site's folder, with forward slashes. ``line`` and
    ``column`` count from 1, in characters; in a workbook ``sheet`` and ``cell`` stand
    instead. None where the place is the whole file.
    """

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def sort_key(self) -> tuple[str, str, int, int, int, int, str]:
        """Order by file, then sheet, then position; whole-file problems come first.

        Cells come row by row: D2 before D14, Z2 before AA2.
        """
        cell = self.cell or ""
        name = _CELL.match(cell)
        letters, row = name.groups() if name else ("", "")
        place = (self.line or 0, self.column or 0, int(row or 0), len(letters), cell)
        return (self.path, self.sheet or "", *place)

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.path}[{self.sheet}]" + (f"!{self.cell}" if self.cell else "")
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.path, *numbers])


def row_location(path: str, line: int, cell: str) -> Location:
    """Return the place of a row of ``Observations``: its line, or its figure's cell.

    ``cell`` is ``<sheet>!<cell>``, or "" in a file without sheets.
    """
    sheet, mark, name = cell.rpartition("!")
    return Location(path, sheet=sheet, cell=name) if mark else Location(path, line)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A rule that was broken at a place.

    ``facts`` fill the sentence of the rule's catalogue entry; the fact named ``value``,
    where there is one, is what stood in the file, as written.
    """

    rule: Rule
    location: Location
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether a build must stop for it."""
        return self.rule.severity is Severity.ERROR


def make_diagnostic(rule: Rule, location: Location, **facts: Fact) -> Diagnostic:
    """Build a diagnostic from keyword facts, in a stable order."""
    return Diagnostic(rule, location, tuple(sorted(facts.items())))


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a stage made, with every problem it found on the way.

    ``value`` is None only where nothing usable could be made. Where it is not None it is
    complete in itself: parts that had errors are left out of it, never half filled in.
    """

    value: T | None
    problems: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether any problem must stop the build."""
        return any(problem.is_error for problem in self.problems)


def sort_problems(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Order problems by place, then by code; the same problem is kept once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.location.sort_key(), p.rule.code, str(p.facts))))


def facts_of(diagnostic: Diagnostic) -> Mapping[str, Fact]:
    """Return the facts by name."""
    return dict(diagnostic.facts)
