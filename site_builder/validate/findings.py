"""Collect what is wrong with rows of a table, and say where each cell stands, once.

Finding is done on whole columns; placing and wording only for the rows found, and for at
most so many of one rule in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, Severity, make_diagnostic
from site_builder.model.cells import cell_places
from site_builder.model.tables import RawTable
from site_builder.validate import rules

MOST_PER_RULE = 1000
"""Problems of one rule that are listed for one file; a last one says how many more."""

Facts = Callable[[int], Mapping[str, Fact]]
"""The facts about one row, by its position in ``RawTable.cells``."""


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Rows in which one column breaks one rule; ``column`` None stands for the row."""

    rule: Rule
    rows: NDArray[np.int64]
    column: str | None
    facts: Facts


def find(rule: Rule, mask: NDArray[np.bool_], column: str | None, facts: Facts) -> Finding:
    """Make a finding of the rows where a mask is true."""
    return Finding(rule, np.flatnonzero(mask), column, facts)


def found_one(rule: Rule, row: int, column: str | None, **facts: Fact) -> Finding:
    """Make a finding of a single row."""
    return Finding(rule, np.array([row], dtype=np.int64), column, lambda _: facts)


def rows_with_errors(findings: Iterable[Finding], count: int) -> NDArray[np.bool_]:
    """Return which of ``count`` rows cannot be accepted."""
    bad = np.zeros(count, dtype=bool)
    for finding in findings:
        if finding.rule.severity is Severity.ERROR:
            bad[finding.rows] = True
    return bad


def report(table: RawTable, findings: Sequence[Finding]) -> tuple[Diagnostic, ...]:
    """Turn the findings of one table into diagnostics, each at its cell."""
    listed = [problem for _, problem in report_rows(table, findings)]
    return (*listed, *how_many_more(table.path, findings))


def _by_rule(findings: Sequence[Finding]) -> dict[Rule, list[Finding]]:
    """Group the findings that have rows."""
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in findings:
        if len(finding.rows):
            by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule


def report_rows(table: RawTable, findings: Sequence[Finding]) -> list[tuple[int, Diagnostic]]:
    """Return (row of ``RawTable.cells``, its problem), at most so many of a rule."""
    by_rule = _by_rule(findings)
    chosen = [
        (rule, row, finding)
        for rule, group in by_rule.items()
        for row, finding in islice(_in_order(group), MOST_PER_RULE)
    ]
    places = cell_places(table, [(row, finding.column) for _, row, finding in chosen])
    return [
        (row, make_diagnostic(rule, Location(table.path, *place), **_facts(table, finding, row)))
        for (rule, row, finding), place in zip(chosen, places, strict=True)
    ]


def _in_order(group: Sequence[Finding]) -> Iterator[tuple[int, Finding]]:
    """Yield the first rows of several findings of one rule, in order."""
    firsts = [np.sort(finding.rows)[:MOST_PER_RULE].tolist() for finding in group]
    pairs = sorted((row, n) for n, rows in enumerate(firsts) for row in rows)
    yield from ((row, group[n]) for row, n in pairs)


def _facts(table: RawTable, finding: Finding, row: int) -> dict[str, Fact]:
    """Return a finding's facts about a row, with the column's name as the file writes it."""
    facts = dict(finding.facts(row))
    if finding.column is not None:
        facts.setdefault("column", table.written_name(finding.column))
    return facts


def how_many_more(path: str, findings: Sequence[Finding]) -> Iterator[Diagnostic]:
    """Say how many problems of a rule are not listed: never none where there are some."""
    for rule, group in _by_rule(findings).items():
        more = sum(len(finding.rows) for finding in group) - MOST_PER_RULE
        if more > 0:
            is_error = rule.severity is Severity.ERROR
            told = rules.MORE_OF_THE_SAME if is_error else rules.MORE_WARNINGS
            yield make_diagnostic(told, Location(path), count=more, of=rule.code)
