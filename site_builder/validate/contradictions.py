"""Of a key that comes twice with different figures, nobody knows which one is right.

A check that ends in an error need not decide. Where the build goes on without the rows that are
wrong, the first row must not be taken for right only because it came first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from site_builder.validate import rules
from site_builder.validate.duplicates import KeyParts, rival_facts
from site_builder.validate.figures import Figures
from site_builder.validate.findings import Finding, found_one

Ints = NDArray[np.int64]


def with_contradicted(
    parts: KeyParts, figures: Sequence[Figures], duplicates: Sequence[Sequence[Finding]]
) -> list[list[Finding]]:
    """Add the rows that a later row of the same key contradicts to those that come twice.

    Args:
        parts: The keys of all rows, the files one after the other.
        figures: The figures of each file.
        duplicates: For each file, the rows whose key an earlier row has.
    """
    starts = np.cumsum([0, *(len(table.lines) for table in parts.tables)]).tolist()
    twice = [
        int(start + row)
        for start, findings in zip(starts, duplicates, strict=False)
        for finding in findings
        for row in finding.rows
    ]
    found = [list(findings) for findings in duplicates]
    for row, later in find_contradicted(parts.key, figures, sorted(twice)).items():
        number = bisect_right(starts, row) - 1
        facts = rival_facts(parts, figures, row, later)
        found[number].append(found_one(rules.RIVAL_FIGURES, row - starts[number], None, **facts))
    return found


def find_contradicted(
    key: Ints, figures: Sequence[Figures], twice: Sequence[int]
) -> Mapping[int, int]:
    """Find the rows whose figure a later row of the same key contradicts.

    Args:
        key: One number for each row's whole key, the files one after the other.
        figures: The figures of each file.
        twice: The rows, counted over all files, whose key an earlier row has.

    Returns:
        The later row, by the row that it contradicts. A later row that says the same, figure
        for figure, contradicts nothing; one that cannot be read contradicts.
    """
    if not len(twice):
        return {}
    columns = [
        np.concatenate([np.asarray(getattr(one, name), dtype=np.float64) for one in figures])
        for name in ("value", "numerator", "denominator", "status")
    ]
    asked = set(key[list(twice)].tolist())
    first: dict[int, int] = {}
    for row in np.flatnonzero(np.isin(key, list(asked))).tolist():
        first.setdefault(int(key[row]), row)
    found: dict[int, int] = {}
    for row in twice:
        earlier = first[int(key[row])]
        if not all(_same(column[row], column[earlier]) for column in columns):
            found.setdefault(earlier, row)
    return found


def _same(one: float, other: float) -> bool:
    return bool(one == other or (np.isnan(one) and np.isnan(other)))
