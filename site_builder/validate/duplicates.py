"""Number the keys of all rows of all files, in order, and find those that come twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Fact, Location
from site_builder.model.observation import ObsStatus
from site_builder.model.tables import RawTable
from site_builder.validate import rules
from site_builder.validate.arrays import Ints, Mask, number_together
from site_builder.validate.columns import Column
from site_builder.validate.figures import Figures
from site_builder.validate.findings import Facts, Finding
from site_builder.validate.keys import Keys
from site_builder.validate.names import Names
from site_builder.validate.numbers import plain
from site_builder.validate.places import row_place
from site_builder.validate.statuses import STATUSES

File = tuple[RawTable, Keys]
"""A table and its rows' keys."""


@dataclass(frozen=True, slots=True, eq=False)
class KeyParts:
    """The keys of all rows, the files one after the other.

    ``codes`` and ``texts`` hold each part of the key, ``texts`` sorted, -1 for what is
    unknown; ``key`` is one number for a row's whole key: equal for equal keys, and in the
    order of indicator, unit, period, breakdown, variant.
    """

    names: tuple[str, ...]
    codes: tuple[Ints, ...]
    texts: tuple[tuple[str, ...], ...]
    key: Ints
    is_known: Mask
    tables: tuple[RawTable, ...]

    def text(self, name: str) -> NDArray[np.object_]:
        """Return one part of the key as text, for each row."""
        at = self.names.index(name)
        texts: NDArray[np.object_] = np.array([*self.texts[at], ""], dtype=object)
        return texts[self.codes[at]]

    def place(self, row: int) -> Location:
        """Return where a row of all files stands: its line, or its first cell in a sheet."""
        return row_place(self.tables, row)


def join_keys(files: Sequence[File], names: Names) -> KeyParts:
    """Number the keys of all files together."""
    all_keys = [keys for _, keys in files]
    periods = [
        Column(keys.period.codes, tuple(str(p) if p else "" for p in keys.periods))
        for keys in all_keys
    ]
    joined = [
        _stack([keys.indicator for keys in all_keys], tuple(sorted(names.indicators))),
        _stack([keys.unit for keys in all_keys], tuple(sorted(names.units.register.units))),
        _merge(periods),
        _merge([keys.breakdown for keys in all_keys]),
        _merge([keys.variant for keys in all_keys]),
    ]
    codes = tuple(numbers for numbers, _ in joined)
    texts = tuple(words for _, words in joined)
    return KeyParts(
        names=("indicator", "unit", "period", "breakdown", "variant"),
        codes=codes,
        texts=texts,
        key=_one_number(codes, texts),
        is_known=np.concatenate([np.zeros(0, dtype=bool), *(keys.is_known for keys in all_keys)]),
        tables=tuple(table for table, _ in files),
    )


def _stack(parts: Sequence[Ints], texts: tuple[str, ...]) -> tuple[Ints, tuple[str, ...]]:
    """Join codes that already point into one list."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts]), texts


def _merge(columns: Sequence[Column]) -> tuple[Ints, tuple[str, ...]]:
    """Join columns with texts of their own into one with sorted texts."""
    texts = tuple(sorted({text for column in columns for text in column.texts}))
    numbers = {text: number for number, text in enumerate(texts)}
    return _stack([c.spread([numbers[t] for t in c.texts], np.int64) for c in columns], texts)


def _one_number(codes: Sequence[Ints], texts: Sequence[Sequence[str]]) -> Ints:
    """Number whole keys in their order; what is unknown comes before all that is known."""
    return number_together(
        (numbers + 1, len(words) + 1) for numbers, words in zip(codes, texts, strict=True)
    )


def find_duplicates(parts: KeyParts, figures: Sequence[Figures]) -> list[list[Finding]]:
    """Find, for each file, the rows whose key an earlier row has.

    Args:
        parts: The keys of all rows of all files.
        figures: The figures of each file: two of one key that differ are worse than one twice.
    """
    twice, earlier = find_twice(parts)
    said = _Said(parts, twice, earlier, figures)
    differs = say_otherwise(figures, twice, earlier)
    found: list[list[Finding]] = []
    start = 0
    for table in parts.tables:
        here = (twice >= start) & (twice < start + len(table.lines))
        findings = [
            Finding(rules.DUPLICATE_KEY, twice[here & ~differs] - start, None, said.same(start)),
            Finding(rules.RIVAL_FIGURES, twice[here & differs] - start, None, said.other(start)),
        ]
        found.append(findings)
        start += len(table.lines)
    return found


def find_twice(parts: KeyParts) -> tuple[Ints, Ints]:
    """Return the rows whose key an earlier row has, in order, and the first row of each key."""
    known = np.flatnonzero(parts.is_known)
    rows = known[np.argsort(parts.key[known], kind="stable")]
    begins = np.ones(len(rows), dtype=bool)
    begins[1:] = np.diff(parts.key[rows]) != 0
    first = rows[begins][np.cumsum(begins) - 1]
    twice, earlier = rows[~begins], first[~begins]
    in_order = np.argsort(twice)
    return twice[in_order], earlier[in_order]


def say_otherwise(figures: Sequence[Figures], rows: Ints, others: Ints) -> Mask:
    """Return which rows of all files say something else than other rows, one for each.

    What says the same, figure for figure, is no other figure; two cells that cannot be read are
    the same.
    """
    found = np.zeros(len(rows), dtype=bool)
    if not len(rows):
        return found
    for name in ("value", "numerator", "denominator", "status"):
        every = np.concatenate([getattr(one, name) for one in figures])
        one, other = every[rows], every[others]
        found |= (one != other) & ~(np.isnan(one) & np.isnan(other))
    return found


def rival_facts(
    parts: KeyParts, figures: Sequence[Figures], row: int, other: int
) -> Mapping[str, Fact]:
    """Return facts about a row and another one of the same key, with both figures."""
    return {
        **_key_facts(parts, row, other),
        "figure": _shown(figures, row),
        "first_figure": _shown(figures, other),
    }


def _key_facts(parts: KeyParts, row: int, other: int) -> Mapping[str, Fact]:
    """Return facts that name a row's key and where the other row of that key stands."""
    key = [words[codes[row]] for codes, words in zip(parts.codes, parts.texts, strict=True)]
    return {"value": " · ".join(text for text in key if text), "first": str(parts.place(other))}


def _shown(figures: Sequence[Figures], row: int) -> str:
    """Write what a row of all files says: a status too, where it is not the usual one."""
    for one in figures:
        if row < len(one.status):
            break
        row -= len(one.status)
    numbers = (one.numerator[row], one.denominator[row], one.value[row])
    written = [plain(number) for number in numbers if not np.isnan(number)]
    status = STATUSES[one.status[row]] if one.status[row] >= 0 else ObsStatus.OFFICIAL
    if not written:
        return "…" if status is ObsStatus.OFFICIAL else status.value
    figure = "/".join(written[:2])
    return figure if status is ObsStatus.OFFICIAL else f"{figure} ({status.value})"


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What is said of the rows ``twice``, in order, whose key the rows ``first`` have before."""

    parts: KeyParts
    twice: Ints
    first: Ints
    figures: Sequence[Figures]

    def _earlier(self, row: int) -> int:
        return int(self.first[np.searchsorted(self.twice, row)])

    def same(self, start: int) -> Facts:
        """Return facts that name the key and its first row."""
        return lambda row: _key_facts(self.parts, row + start, self._earlier(row + start))

    def other(self, start: int) -> Facts:
        """Return facts that name the key, both figures and the first row."""
        return lambda row: rival_facts(
            self.parts, self.figures, row + start, self._earlier(row + start)
        )
