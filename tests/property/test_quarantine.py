"""Rows that are held back can all be put right again, and none of them is ever lost."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.diagnostics import Checked
from site_builder.effects.messages import read_messages
from site_builder.model.corrections import guard, parse_mark
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.model.text import Text
from site_builder.report import write_quarantine
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, apply_corrections, hold_back, validate

MESSAGES = read_messages("vi")
FOLDER = "data/observations"
COLUMNS = ("indicator", "unit", "period", "value", "numerator", "denominator", "status", "note")
HEADER = ",".join(COLUMNS)
UNITS = ("a", "b", "c")


def text(words: str) -> Text:
    return Text((("vi", words),))


CONFIGURED = Configured(
    SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),)),
    {
        code: Indicator(code, text(code), kind, "percent", f"data/indicators/{code}.yaml")
        for code, kind in (("R", IndicatorKind.RATIO), ("V", IndicatorKind.VALUE))
    },
    (),
    {},
)


def hold(files: Mapping[str, bytes], options: Mapping[str, TableOptions]) -> Checked[Dataset]:
    """Read a site's files as ``build --quarantine`` does."""
    units = "\n".join(["unit,name", *(f"{unit},{unit}" for unit in UNITS)])
    sources = dict(sorted({"data/units.csv": units.encode(), **files}.items()))
    tables = read_tables(SourceTree(sources), options, {".csv": read_csv})
    assert tables.value is not None
    corrected = apply_corrections(tables.value, tables.problems)
    known = Known(frozenset(), frozenset())
    today = date(2026, 1, 1)
    dataset = validate(CONFIGURED, corrected.tables, known, today, keep_rejected=True)
    return hold_back(corrected.tables, corrected.problems, dataset)


FIGURE = st.one_of(
    st.tuples(st.just("R"), st.just(""), st.integers(0, 50), st.integers(50, 99), st.just("")),
    st.tuples(st.just("V"), st.integers(-9, 99), st.just(""), st.just(""), st.just("")),
    st.tuples(st.just("V"), st.just(""), st.just(""), st.just(""), st.just("missing")),
)
KEY = st.tuples(st.sampled_from(UNITS), st.integers(2000, 2025))
NOTES = st.sampled_from(["", "- ước tính", "=1+1", '"a", b', "@x; y", "'=z"])
Row = tuple[str, ...]


@st.composite
def valid_rows(draw: st.DrawFn) -> list[Row]:
    """Draw rows of different keys, all of them right."""
    keys = draw(st.lists(KEY, min_size=1, max_size=8, unique=True))
    rows = []
    for unit, year in keys:
        code, *figure = draw(FIGURE)
        rows.append((code, unit, str(year), *map(str, figure), draw(NOTES)))
    return rows


def write(row: Sequence[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in row)


FAULTS = (
    lambda row: write(("X", *row[1:])),
    lambda row: write((row[0], "nowhere", *row[2:])),
    lambda row: write((*row[:2], "2025-Q7", *row[3:])),
    lambda row: write((*row[:3], "n/a", *row[4:])),
    lambda row: write((*row[:6], "perhaps", row[7])),
    lambda row: write((*row[:7], "call 0912345678")),
    lambda row: write((*row, "", "one more")),
    lambda row: write(row[:4]),
    lambda row: f'"{row[0]}"x,' + write(row[1:]),
    lambda row: f"{write(row)}\n{write((*row[:3], '7', '', '', '', row[7]))}",
)
"""Ways in which people spoil a row; the last one sends another figure for the same key."""


def corrected(name: str, content: bytes, rows: Mapping[int, Row], path: str) -> dict[str, bytes]:
    """Put the right cells into a file of rows to correct; a row one too many is emptied."""
    if name.endswith(".yaml"):
        return {}
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    fixed = [",".join(["replaces", "problem", *COLUMNS])]
    for mark, problem, *_ in lines[1:]:
        named = parse_mark(mark)
        assert named is not None
        assert named.path == path
        right = rows.get(named.line, ("",) * len(COLUMNS))
        fixed.append(write((mark, problem, *map(guard, right))))
    return {f"{FOLDER}/{name}": "\n".join(fixed).encode()}


def figures(checked: Checked[Dataset]) -> list[list[Any]]:
    """Return what the frame says, whatever file it stands in."""
    assert checked.value is not None
    frame = checked.value.observations.frame
    return frame.drop(columns=["path", "line", "cell"]).astype("str").to_numpy().tolist()


@settings(max_examples=40)
@given(valid_rows(), st.data())
def test_what_is_held_back_can_be_put_right(rows, data):
    """Break some rows, hold them back, correct the file, read it: the figures are right."""
    faults = [data.draw(st.sampled_from([None, None, *FAULTS])) for _ in rows]
    path = f"{FOLDER}/a.csv"
    right = hold({path: "\n".join([HEADER, *map(write, rows)]).encode()}, {})
    lines: list[str] = [HEADER]
    by_line: dict[int, Row] = {}
    for row, fault in zip(rows, faults, strict=True):
        by_line[len(lines) + 1] = row
        lines += (fault(row) if fault else write(row)).split("\n")
    broken = {path: "\n".join(lines).encode()}

    held = hold(broken, {})

    assert not held.has_errors
    counts = held.value.counts
    assert len(held.value.rejected) == counts.rejected
    assert counts.read == len(lines) - 1 == counts.accepted + counts.rejected + counts.blank
    files = write_quarantine(held.value.rejected, MESSAGES)
    for name, content in files.items():
        assert b"0912345678" not in content
        broken |= corrected(name, content, by_line, path)
    again = hold(broken, {})
    assert not again.has_errors
    assert not right.has_errors
    assert figures(again) == figures(right)
    assert again.value.rejected == ()


LINE = st.one_of(
    st.lists(
        st.sampled_from(["R", "V", "a", "b", "2025", "2024", "5", "1,5", "", "missing", "x"]),
        min_size=1, max_size=10,
    ).map(write),
    st.sampled_from(["", ",,", 'R,"a', 'R,"a"b,2025', ";;;", "\ufffd", "0912345678"]),
)  # fmt: skip
HEADERS = st.sampled_from(
    [HEADER, f"replaces,problem,{HEADER}", "unit,period,value", f"{HEADER},Ngày sinh", "x"]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(HEADERS, st.lists(LINE, max_size=8)), min_size=1, max_size=3))
def test_no_row_is_lost(files):
    """Each rejected row is kept to be corrected, or the build stops for its whole file."""
    sources = {
        f"{FOLDER}/{number}.csv": "\n".join([header, *lines]).encode()
        for number, (header, lines) in enumerate(files)
    }

    held = hold(sources, {})

    counts = held.value.counts
    assert counts.read == counts.accepted + counts.rejected + counts.blank
    assert held.has_errors or len(held.value.rejected) == counts.rejected
    assert len({row.place for row in held.value.rejected}) == len(held.value.rejected)
    assert all(row.problems or held.has_errors for row in held.value.rejected)
    write_quarantine(held.value.rejected, MESSAGES)
