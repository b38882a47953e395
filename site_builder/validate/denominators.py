"""Hold the denominators of indicators against each other that say they divide by the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from site_builder.diagnostics import Rule, Severity
from site_builder.model.indicator import Indicator
from site_builder.suggest import spelling
from site_builder.validate.arrays import Ints, first_of_each, number_together
from site_builder.validate.compared import ComparedRows, Found
from site_builder.validate.numbers import plain

DENOMINATORS_DISAGREE = Rule("SB394", Severity.WARNING)


def find_disagreeing(rows: ComparedRows) -> Iterator[Found]:
    """Find rows whose denominator is not that of another indicator with the same words.

    Rows of one unit, period and breakdown are compared, each with that of the first indicator
    by code. Rival figures have denominators of their own.
    """
    shared = np.array([0, *_shared_words(rows.indicators)], dtype=np.int64)[rows.indicator + 1]
    at = np.flatnonzero((shared > 0) & rows.is_used & ~np.isnan(rows.denominator))
    _, firsts, numbers = first_of_each(_key(rows, shared, at))
    first = at[firsts[numbers]]
    differs = rows.denominator[at] != rows.denominator[first]
    for row, other in zip(at[differs].tolist(), first[differs].tolist(), strict=True):
        facts = {
            **rows.names(row),
            "value": plain(rows.denominator[row]),
            "other": rows.indicators[rows.indicator[other]].code,
            "other_value": plain(rows.denominator[other]),
            "place": str(rows.place(other)),
        }
        yield row, "denominator", facts


def _shared_words(indicators: Sequence[Indicator]) -> list[int]:
    """Number the denominators' words that several indicators share; 0 for all others."""
    words = [
        spelling(i.denominator.translations[0][1]) if i.denominator else "" for i in indicators
    ]
    numbers: dict[str, int] = {}
    for text in words:
        if text and words.count(text) > 1:
            numbers.setdefault(text, len(numbers) + 1)
    return [numbers.get(text, 0) for text in words]


def _key(rows: ComparedRows, shared: Ints, at: Ints) -> Ints:
    """Return one number for the words, unit, period and breakdown of some rows."""
    breakdown, texts = pd.factorize(rows.frame["breakdown"].iloc[at])
    return number_together(
        [
            (shared[at], int(shared.max(initial=0)) + 1),
            (rows.unit[at], len(rows.units)),
            (rows.period[at], len(rows.periods)),
            (breakdown, len(texts)),
        ]
    )
