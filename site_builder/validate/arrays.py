"""Columns of numbers, and how rows of several columns are numbered together.

A million rows are grouped here in whole columns, and what is the first row of each group found.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def number_together(parts: Iterable[tuple[Ints, int]]) -> Ints:
    """Return one number for several: equal exactly where all parts are equal, in their order.

    Args:
        parts: (numbers from 0, how many different there can be), the first weighing most.
    """
    key: Ints | None = None
    size = 1
    for numbers, width in parts:
        if key is None:
            key, size = numbers.astype(np.int64), width
            continue
        if size * width >= 2**62:
            different, key = np.unique(key, return_inverse=True)
            size = len(different)
        key = key * width + numbers
        size *= width
    if key is None:
        raise ValueError("nothing to number")
    return key


def stretches(key: Ints) -> tuple[Ints, Ints]:
    """Return where each run of equal numbers starts, and how long it is."""
    if not len(key):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return starts, np.diff(np.append(starts, len(key)))


def first_of_each(key: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the different numbers, sorted, the first row of each, and each row's place in them."""
    codes, different = pd.factorize(key, sort=True)
    first = np.zeros(len(different), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(key))[::-1]
    return np.asarray(different), first, codes
