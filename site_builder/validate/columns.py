"""A column of a table as its different texts and, for each row, the number of its text.

A million rows hold few different indicators, units, periods or even figures: each text is
looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray

from site_builder.diagnostics import Fact
from site_builder.model.tables import RawTable
from site_builder.validate.findings import Facts


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """``codes`` gives each row's place in ``texts``."""

    codes: NDArray[np.int64]
    texts: tuple[str, ...]

    def text(self, row: int) -> str:
        """Return one cell."""
        return self.texts[self.codes.item(row)]

    def texts_used(self) -> list[str]:
        """Return the different texts that stand in some row."""
        return sorted(self.texts[code] for code in np.unique(self.codes))

    def facts(self, shown: Mapping[str, str] | None = None) -> Facts:
        """Return the facts ``value``: each cell, or what is shown in its place."""

        def _of_row(row: int) -> Mapping[str, Fact]:
            text = self.text(row)
            return {"value": text if shown is None else shown[text]}

        return _of_row

    def map(self, function: Callable[[str], Any], dtype: DTypeLike) -> NDArray[Any]:
        """Return ``function`` of each cell, called once for each different text."""
        return self.spread([function(text) for text in self.texts], dtype)

    def spread(self, of_texts: Sequence[Any], dtype: DTypeLike) -> NDArray[Any]:
        """Return, for each row, what stands at its text's place in ``of_texts``."""
        return np.array(of_texts, dtype=dtype)[self.codes]

    def is_empty(self) -> NDArray[np.bool_]:
        """Return which cells are empty."""
        empty: NDArray[np.bool_] = self.spread([text == "" for text in self.texts], np.bool_)
        return empty


def read_column(table: RawTable, name: str) -> Column:
    """Return a column; one that the file does not have is empty in each row."""
    if name not in table.columns:
        return Column(np.zeros(len(table.lines), dtype=np.int64), ("",))
    cells = table.cells[name]
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return Column(np.asarray(cells.cat.codes), tuple(cells.cat.categories.tolist()))
    codes, texts = pd.factorize(cells)
    return Column(codes, tuple(str(text) for text in texts))
