"""Of a key that comes twice with different figures, nobody knows which one is right.

A check that ends in an error need not decide. Where the build goes on without the rows that are
wrong, the first row must not be taken for right only because it came first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.validate import rules
from site_builder.validate.arrays import Ints, first_of_each
from site_builder.validate.duplicates import KeyParts, find_twice, rival_facts, say_otherwise
from site_builder.validate.figures import Figures
from site_builder.validate.findings import Facts, Finding


def with_contradicted(
    parts: KeyParts, figures: Sequence[Figures], duplicates: Sequence[Sequence[Finding]]
) -> list[list[Finding]]:
    """Add the rows that a later row of the same key contradicts to those that come twice.

    A later row that says the same, figure for figure, contradicts nothing; one that cannot be
    read contradicts.

    Args:
        parts: The keys of all rows, the files one after the other.
        figures: The figures of each file.
        duplicates: For each file, the rows whose key an earlier row has.
    """
    twice, earlier = find_twice(parts)
    differs = say_otherwise(figures, twice, earlier)
    rows, first, _ = first_of_each(earlier[differs])
    later = twice[differs][first]

    def _facts_from(start: int) -> Facts:
        def _of_row(row: int) -> Mapping[str, Fact]:
            other = int(later[np.searchsorted(rows, row + start)])
            return rival_facts(parts, figures, row + start, other)

        return _of_row

    found: list[list[Finding]] = []
    start = 0
    for table, findings in zip(parts.tables, duplicates, strict=True):
        here = _between(rows, start, start + len(table.lines))
        found.append([*findings, Finding(rules.RIVAL_FIGURES, here, None, _facts_from(start))])
        start += len(table.lines)
    return found


def _between(rows: Ints, start: int, end: int) -> Ints:
    """Return the rows of one file, counted from its first; ``rows`` are sorted."""
    first, last = np.searchsorted(rows, [start, end])
    return rows[first:last] - start
