"""The rows of a table as columns that store each different text once.

A million rows of twenty units and ten periods take no more room than their numbers.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass(slots=True)
class Columns:
    """The rows so far, as one column of codes and its dictionary of texts per cell."""

    width: int
    texts: list[defaultdict[str, int]] = field(init=False)
    codes: list[array[int]] = field(init=False)
    lines: array[int] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [_numbering() for _ in range(self.width)]
        self.codes = [array("i") for _ in range(self.width)]
        self.lines = array("q")

    def extend(self, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> None:
        """Take over rows of the right width, stripped."""
        for cells, texts, codes in zip(
            zip(*rows, strict=True), self.texts, self.codes, strict=True
        ):
            codes.extend(map(texts.__getitem__, map(str.strip, cells)))
        self.lines.extend(lines)

    def count_texts(self) -> int:
        """Return how many different texts the columns hold."""
        return sum(map(len, self.texts))

    def filled(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which rows have any text at all."""
        found = np.zeros(len(self.lines), dtype=bool)
        for texts, codes in zip(self.texts, self.codes, strict=True):
            found |= np.frombuffer(codes, dtype=np.int32) != texts.get("", -1)
        return found

    def count_repeats(self) -> int:
        """Return how many rows with a text are, cell for cell, the same as an earlier one."""
        filled = self.filled()
        key = np.zeros(int(filled.sum()), dtype=np.int64)
        size = 1
        for texts, codes in zip(self.texts, self.codes, strict=True):
            if size * len(texts) >= 2**62:
                key, different = pd.factorize(key)
                size = len(different)
            key = key * len(texts) + np.frombuffer(codes, dtype=np.int32)[filled]
            size *= len(texts)
        return len(key) - len(pd.unique(key))

    def column(
        self, index: int, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]
    ) -> pd.Categorical:
        """Return one column of the rows to keep."""
        codes = np.frombuffer(self.codes[index], dtype=np.int32)[keep]
        texts = pd.Index(list(self.texts[index]), dtype="str")
        return pd.Categorical.from_codes(codes, categories=texts)


def _numbering() -> defaultdict[str, int]:
    """Return a dictionary that gives each new text the next number."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers
