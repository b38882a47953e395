"""The record within a form: what is written is read back, whatever a program adds around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.form import (
    ENTRY_FIELDS,
    RECORD_FORMAT,
    FormCell,
    FormRecord,
    FormRow,
    parse_record,
    record_lines,
)
from site_builder.model.spreadsheet import pack

CODES = st.text("abcxyz0129-_.ĐđáẠ ", min_size=1, max_size=8).filter(lambda text: text.strip())
CELLS = st.builds(
    FormCell,
    st.sampled_from(ENTRY_FIELDS),
    CODES,
    st.builds(pack, st.integers(1, 1_048_576), st.integers(1, 16_384)),
)
BREAKDOWNS = st.lists(st.tuples(CODES, CODES), max_size=2).map(tuple)
ROWS = st.builds(
    FormRow, CODES, CODES, CODES, BREAKDOWNS, st.lists(CELLS, min_size=1, max_size=7).map(tuple)
)
RECORDS = st.builds(
    FormRecord,
    CODES,
    CODES,
    st.just("") | CODES,
    CODES,
    st.lists(
        ROWS, max_size=5, unique_by=lambda row: (row.indicator, row.unit, row.period, row.breakdown)
    ).map(tuple),
)
RECORD = FormRecord(
    "Cổng theo dõi",
    "2026-Q1",
    "huyen-a",
    "f00d",
    (
        FormRow(
            "CT1",
            "huyen-a",
            "2026-Q1",
            (("level", "commune"), ("sex", "f")),
            (
                FormCell("numerator", "Số liệu", pack(8, 9)),
                FormCell("note", "Số liệu", pack(20, 5)),
            ),
        ),
    ),
)


@given(RECORDS)
def test_a_record_is_read_back(record):
    """Writing and reading are inverse."""
    assert parse_record(record_lines(record)) == record


@given(RECORDS, st.integers(0, 3), st.integers(0, 3))
def test_empty_cells_around_a_record_change_nothing(record, right, below):
    """A reader that gives all rows one length, and rows too many, gives the same record."""
    lines = record_lines(record)
    width = max(len(line) for line in lines) + right
    padded = [(*line, *(None,) * (width - len(line))) for line in lines]

    assert parse_record([*padded, *[(None,) * width] * below]) == record


def test_a_record_lies_on_its_sheet_as_documented():
    """The format, four pairs, an empty row, the head, and one line for each cell."""
    assert record_lines(RECORD) == (
        (RECORD_FORMAT,),
        ("site", "Cổng theo dõi"),
        ("period", "2026-Q1"),
        ("unit", "huyen-a"),
        ("fingerprint", "f00d"),
        (),
        ("indicator", "unit", "period", "breakdown", "field", "sheet", "cell"),
        ("CT1", "huyen-a", "2026-Q1", "level=commune|sex=f", "numerator", "Số liệu", "I8"),
        ("CT1", "huyen-a", "2026-Q1", "level=commune|sex=f", "note", "Số liệu", "E20"),
    )


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (0, 0, "site-builder-form/2"),
        (2, 0, "kỳ"),
        (5, 0, "x"),
        (6, 3, "Phân tổ"),
        (7, 3, "level"),
        (7, 4, "rate"),
        (7, 6, "8I"),
        (7, 6, ""),
    ],
)
def test_a_damaged_record_is_none(row, column, text):
    """Another format, other keys, an unknown field or no cell: no form of ours."""
    lines = [[*line, *("",) * (7 - len(line))] for line in record_lines(RECORD)]
    lines[row][column] = text

    assert parse_record(lines) is None


@pytest.mark.parametrize("count", range(7))
def test_a_record_cut_short_is_none(count):
    """The head of the table is the least that a record has."""
    assert parse_record(record_lines(RECORD)[:count]) is None
