"""Bring the rows of a statistical office's file into our form."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.cells import LINE, cell_places, line_starts
from site_builder.model.tables import RawTable
from site_builder.tables import rules
from site_builder.tables.misshapen import MOST_PER_RULE
from site_builder.tables.sdmx import ACTION, CONFIDENTIAL, INSTRUCTIONS, MULTIPLIER, id_of

Rows = NDArray[np.int64]

_WITH_LABEL = re.compile(r"([^\s:]+)\s*:\s*(?=\S).*", re.DOTALL)
_FREE_TEXT = ("value", "period", "note", "source", "as_of")
_ABSENT = frozenset({":", "nan", "#n/a", "..", "–"})
_FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "f": "F",
        "z": "not_applicable",
        "c": "missing",
        "m": "missing",
        "e": "estimated",
        "i": "estimated",
        "s": "estimated",
        "u": "estimated",
        "p": "preliminary",
        "b": "official",
        "d": "official",
        "r": "official",
    }
)
"""Flags of Eurostat, the most careful first: of several in one cell the first one decides."""

_NO_FIGURE = ("missing", "not_applicable", "nil")
_FREE = ("", "F")
_DELETIONS = ("D", "DELETE")


def adapt(table: RawTable) -> tuple[RawTable, tuple[Diagnostic, ...]]:
    """Bring an SDMX table into our form: bare codes, whole figures, our words for flags.

    Returns:
        The table without the columns that only say what to do with a row, and without the rows
        that nobody may take over as they are (deletions, confidential figures, multipliers that
        cannot be read), each of which is reported and kept among the broken ones.
    """
    table = _without_labels(table)
    refusals = list(_refusals(table))
    problems = [
        problem for rule, column, rows in refusals for problem in _told(table, rule, column, rows)
    ]
    refused = np.zeros(len(table.lines), dtype=bool)
    for _, _, rows in _refusals(table):
        refused[rows] = True
    cells = table.cells.copy(deep=False)
    if "value" in table.columns:
        cells["value"] = _figures(table)
        cells["status"] = _statuses(table, cells["value"])
    table = _with_status(replace(table, cells=cells))
    keep = [name for name in table.columns if name not in INSTRUCTIONS]
    kept = [table.columns.index(name) for name in keep]
    adapted = replace(
        table,
        columns=tuple(keep),
        cells=table.cells.loc[~refused, keep].reset_index(drop=True),
        lines=table.lines[~refused],
        header=tuple(table.header[at] for at in kept),
        indexes=tuple(table.indexes[at] for at in kept),
        options=replace(table.options, locale=table.options.locale or "en"),
        rejected=table.rejected + int(refused.sum()),
        broken=tuple(sorted((*table.broken, *_records(table, table.lines[refused])))),
        is_sdmx=True,
    )
    return adapted, tuple(problems)


def _refusals(table: RawTable) -> Iterator[tuple[Rule, str, Rows]]:
    """Yield the rows that are no figures to take over, with the column that says so."""
    asked: list[tuple[Rule, str, Callable[[str], bool]]] = [
        (rules.SDMX_DELETION, ACTION, lambda text: text.upper() in _DELETIONS),
        (rules.SDMX_MULTIPLIER, MULTIPLIER, _is_no_multiplier),
    ]
    if table.options.fixed.get("audience") != "internal":
        asked.append((rules.SDMX_CONFIDENTIAL, CONFIDENTIAL, lambda text: text not in _FREE))
    for rule, column, is_refused in asked:
        if column in table.columns:
            mask = table.cells[column].map(is_refused).to_numpy(dtype=bool)
            yield rule, column, np.flatnonzero(mask)


def _told(table: RawTable, rule: Rule, column: str, rows: Rows) -> Iterator[Diagnostic]:
    """Report rows, at most so many of one rule."""
    shown = rows[:MOST_PER_RULE]
    places = cell_places(table, [(int(row), column) for row in shown])
    for row, place in zip(shown, places, strict=True):
        value = str(table.cells[column].iloc[int(row)])
        yield make_diagnostic(rule, Location(table.path, *place), value=value)
    if len(rows) > MOST_PER_RULE:
        more = len(rows) - MOST_PER_RULE
        whole = Location(table.path)
        yield make_diagnostic(rules.MORE_OF_THE_SAME, whole, count=more, of=rule.code)


def _records(table: RawTable, lines: Rows) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield rows as they stand in the file."""
    starts = line_starts(table.text) if len(lines) else ()
    for line in lines.tolist():
        text = (match.group() for match in LINE.finditer(table.text, starts[line - 1]))
        yield line, tuple(next(csv.reader(text, delimiter=table.delimiter, skipinitialspace=True)))


def _with_status(table: RawTable) -> RawTable:
    """Name the column of statuses, where the file has none of its own."""
    if "status" in table.columns or "status" not in table.cells:
        return table
    at = table.indexes[table.columns.index("value")]
    return replace(
        table,
        columns=(*table.columns, "status"),
        header=(*table.header, "OBS_STATUS"),
        indexes=(*table.indexes, at),
    )


def _without_labels(table: RawTable) -> RawTable:
    """Cut ``A: Annual`` to ``A`` in the columns whose own name has a label, too."""
    cells = table.cells.copy(deep=False)
    for name, written in zip(table.columns, table.header, strict=True):
        if ":" in written and name not in _FREE_TEXT:
            cells[name] = _mapped(cells[name], lambda text: _WITH_LABEL.sub(r"\1", text))
    return replace(table, cells=cells)


def _mapped(cells: pd.Series, change: Callable[[str], str]) -> pd.Categorical:
    """Return a column with each different text changed."""
    codes, texts = pd.factorize(cells)
    changed, different = pd.factorize(np.array([change(str(text)) for text in texts], dtype=object))
    return pd.Categorical.from_codes(
        changed[codes] if len(texts) else codes, categories=pd.Index(list(different), dtype="str")
    )


def _is_no_multiplier(text: str) -> bool:
    """Whether a text is no power of ten: 0, 3 (thousands), 6 (millions)."""
    return re.fullmatch(r"-?\d{0,2}", text) is None


def _figures(table: RawTable) -> pd.Categorical:
    """Return the values multiplied out, in decimals as written; absent ones are empty."""
    value = table.cells["value"]
    if MULTIPLIER not in table.columns:
        return _mapped(value, _figure)
    joined = table.cells[MULTIPLIER].astype("str") + "|" + value.astype("str")
    return _mapped(joined, lambda pair: _figure(*reversed(pair.split("|", 1))))


def _figure(text: str, power: str = "") -> str:
    """Return a value times a power of ten: ("12.5", "3") is "12500"."""
    if text.casefold() in _ABSENT:
        return ""
    if power in ("", "0") and "e" not in text.casefold():
        return text
    try:
        number = Decimal(text).scaleb(int(power or "0"))
    except (InvalidOperation, ValueError):
        return text
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _statuses(table: RawTable, value: pd.Series) -> pd.Categorical:
    """Return the statuses in our words; a row without a figure says why there is none."""
    has = "status" in table.columns
    is_flag = has and id_of(table.written_name("status")) == "obs_flag"
    given = table.cells["status"].astype("str") if has else pd.Series([""] * len(value))
    empty = (value.astype("str") == "").to_numpy(dtype=bool)
    mark = pd.Series(np.where(empty, "0", "1"), dtype="str")
    joined = mark + given.reset_index(drop=True)
    return _mapped(joined, lambda text: _status(text[1:], is_flag=is_flag, is_empty=text[0] == "0"))


def _status(text: str, *, is_flag: bool, is_empty: bool) -> str:
    """Return one status; flags of Eurostat may stand together, the most careful one counts."""
    if is_flag:
        letters = [flag for flag in _FLAGS if flag in text.casefold()]
        is_known = all(letter in _FLAGS for letter in text.casefold())
        text = _FLAGS[letters[0]] if letters and is_known else text
    if is_empty and text not in ("N", *_NO_FIGURE):
        return "missing"
    return text
