"""Read SDMX-CSV 1.0 and 2.0 as statistical offices publish them.

The first column tells: ``DATAFLOW`` in 1.0, ``STRUCTURE`` in 2.0. Codes may stand alone
(``A``), with their labels (``A: Annual``) or beside a column of labels. Dimensions of the
office that no indicator has are judged later, where indicators are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

import numpy as np
import pandas as pd

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.cells import cell_places
from site_builder.model.tables import RawTable
from site_builder.tables import rules
from site_builder.tables.headings import Heading
from site_builder.tables.schemas import OBSERVATION_SCHEMA

_FIRST = re.compile(r"(dataflow|structure)(\[.\])?", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z@$][\w@$.-]*")
_WITH_LABEL = re.compile(r"([^\s:]+)\s*:\s*(?=\S).*", re.DOTALL)

ACTION, MULTIPLIER, CONFIDENTIAL = "ACTION", "UNIT_MULT", "CONF_STATUS"
_KEPT = (ACTION, MULTIPLIER, CONFIDENTIAL)
"""Columns that say what to do with a row; they are gone when the table is read."""

_MEANING: Mapping[str, str] = MappingProxyType(
    {
        "series": "indicator",
        "geo": "unit",
        "obs_flag": "status",
        "comment_obs": "note",
        "obs_comment": "note",
        "source_detail": "source",
    }
)
_PASSED = re.compile(
    r"dataflow(?:\[.\])?|structure(?:\[.\]|_id|_name)?|last_update|series_keys?|freq|decimals|"
    r"time_(?:format|detail|per_collect|coverage)|title(?:_compl)?|nature|collection|base_per|"
    r"(?:upper|lower)_bound|obs_pre_break|comment_(?:ts|dset)|geo_info_(?:url|type)|"
    r"cust_breakdown_lb|embargo_time|valid_(?:from|to)|updated|reporting_year_start_day"
)
"""What describes a file or a row and is no dimension: read over."""

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


def is_sdmx(names: Sequence[str]) -> bool:
    """Whether a header is that of an SDMX-CSV file."""
    first = names[0].partition(":")[0].strip() if names else ""
    ids = {_id_of(name) for name in names}
    return _FIRST.fullmatch(first) is not None and bool(ids & {"time_period", "obs_value"})


def sdmx_headings(names: Sequence[str]) -> list[Heading]:
    """Return what each column of an SDMX-CSV file means; its id where that is none of ours."""
    ids = [_id_of(name) for name in names]
    own = OBSERVATION_SCHEMA.aliases.keys() | set(OBSERVATION_SCHEMA.columns)
    found: list[Heading] = []
    for name, code in zip(names, ids, strict=True):
        if _PASSED.fullmatch(code) or _is_label(name):
            found.append(Heading(""))
        elif code.upper() in _KEPT:
            found.append(Heading(code.upper()))
        elif code == "unit" and {"geo", "ref_area"} & set(ids):
            found.append(Heading("unit_measure"))
        elif code == "series" and "indicator" in ids:
            found.append(Heading(name.partition(":")[0].strip()))
        elif code in _MEANING:
            found.append(Heading(_MEANING[code]))
        elif code in own:
            found.append(Heading(OBSERVATION_SCHEMA.aliases.get(code, code)))
        else:
            found.append(Heading(name.partition(":")[0].strip()))
    return found


def _id_of(name: str) -> str:
    """Return the id of a column in lower case, without its label."""
    return name.partition(":")[0].strip().casefold().replace(" ", "_")


def _is_label(name: str) -> bool:
    """Whether a column holds the labels of the one before: its name is no id of SDMX."""
    bare = name.partition(":")[0].strip()
    is_title = bare[:1].isupper() and bare[1:2].islower()
    return bool(bare) and (_ID.fullmatch(bare) is None or is_title)


def adapt(table: RawTable) -> tuple[RawTable, tuple[Diagnostic, ...]]:
    """Bring an SDMX table into our form: bare codes, whole figures, our words for flags.

    Returns:
        The table without the columns that only say what to do with a row, and the rows that
        nobody may take over as they are: deletions, confidential figures.
    """
    table = _without_labels(table)
    problems = [
        *_refused(table, ACTION, lambda t: t.upper() in ("D", "DELETE"), rules.SDMX_DELETION),
        *_confidential(table),
        *_refused(table, MULTIPLIER, _is_no_multiplier, rules.SDMX_MULTIPLIER),
    ]
    cells = table.cells.copy(deep=False)
    if "value" in table.columns:
        cells["value"] = _figures(table)
        cells["status"] = _statuses(table, cells["value"])
    table = _with_status(replace(table, cells=cells))
    keep = [name for name in table.columns if name not in _KEPT]
    kept = [table.columns.index(name) for name in keep]
    locale = table.options.locale or "en"
    adapted = replace(
        table,
        columns=tuple(keep),
        cells=table.cells[keep],
        header=tuple(table.header[at] for at in kept),
        indexes=tuple(table.indexes[at] for at in kept),
        options=replace(table.options, locale=locale),
        is_sdmx=True,
    )
    return adapted, tuple(problems)


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


def _refused(
    table: RawTable, column: str, is_refused: Callable[[str], bool], rule: Rule
) -> Iterator[Diagnostic]:
    """Report the rows in which a column says that they are no figures to take over."""
    if column not in table.columns:
        return
    rows = np.flatnonzero(table.cells[column].map(is_refused).to_numpy(dtype=bool))
    places = cell_places(table, [(int(row), column) for row in rows])
    for row, place in zip(rows, places, strict=True):
        value = str(table.cells[column].iloc[int(row)])
        yield make_diagnostic(rule, Location(table.path, *place), value=value)


def _confidential(table: RawTable) -> Iterator[Diagnostic]:
    """Report rows that their office does not publish, unless the whole file is internal."""
    if table.options.fixed.get("audience") != "internal":
        yield from _refused(
            table, CONFIDENTIAL, lambda text: text not in _FREE, rules.SDMX_CONFIDENTIAL
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
    is_flag = has and _id_of(table.written_name("status")) == "obs_flag"
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
