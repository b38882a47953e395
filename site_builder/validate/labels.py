"""Compare the names that stand beside codes with the registers.

"Chỉ tiêu" beside "Mã chỉ tiêu" is for the reader's eye. Where it is exactly the name of another
code, a row was copied or a code mistyped: the figure may belong to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from site_builder.diagnostics import Fact
from site_builder.model.text import Text
from site_builder.suggest import spelling
from site_builder.validate import rules
from site_builder.validate.findings import Finding, find
from site_builder.validate.sheet import Sheet


def check_labels(
    sheet: Sheet, indicator: NDArray[np.int64], unit: NDArray[np.int64]
) -> Iterator[Finding]:
    """Find rows whose label names another indicator or unit than their code.

    Args:
        sheet: The table.
        indicator: Each row's place among the sheet's indicators; -1 where it is unknown.
        unit: Each row's place among the sorted ids of units; -1 where it is unknown.
    """
    register = sheet.names.units.register.units
    indicators = [(entry.code, entry.title) for entry in sheet.indicators]
    yield from _check(sheet, "indicator", indicators, indicator)
    units = [(name, register[name].name) for name in sheet.unit_ids]
    yield from _check(sheet, "unit", units, unit)


def _check(
    sheet: Sheet, column: str, named: Sequence[tuple[str, Text]], at: NDArray[np.int64]
) -> Iterator[Finding]:
    """Compare one column of labels with its codes."""
    label = f"{column}_label"
    if not sheet.has(label) or not named:
        return
    names: dict[str, set[int]] = {}
    for number, (_, title) in enumerate(named):
        for text in _spellings(title):
            names.setdefault(text, set()).add(number)
    labels, codes = sheet.column(label), sheet.column(column)
    meant = [names.get(spelling(text), set()) for text in labels.texts]
    pairs = np.stack([labels.codes, at], axis=1)
    different, inverse = np.unique(pairs, axis=0, return_inverse=True)
    wrong = [
        bool(meant[text]) and code >= 0 and code not in meant[text] for text, code in different
    ]

    def _of_row(row: int) -> Mapping[str, Fact]:
        others = sorted(named[number][0] for number in meant[labels.codes[row]])
        return {"value": labels.text(row), "code": codes.text(row), "other": ", ".join(others)}

    mask = np.array([*wrong, False], dtype=bool)[inverse.reshape(-1)]
    yield find(rules.LABEL_OF_ANOTHER, mask, label, _of_row)


def _spellings(title: Text) -> Iterable[str]:
    """Return a name in each language as it is compared."""
    return {spelling(text) for _, text in title.translations}
