"""Cells of CSV files."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.render.api.writing import Column, Table, cell_text, json_bytes, table_bytes


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0.0, "0"),
        (-0.0, "0"),
        (990.0, "990"),
        (-2.5, "-2.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (date(2025, 1, 2), "2025-01-02"),
        ("Tỉnh", "Tỉnh"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("=", "="),
    ],
)
def test_a_cell_is_what_it_says(cell, text: str):
    """Numbers read back as the same ones; texts never become formulas."""
    assert cell_text(cell) == text


def test_texts_are_quoted_where_a_reader_would_stumble():
    """Commas, quotes, line breaks and spaces at the ends."""
    table = Table((Column("a", "string", ""),), (("x,y",), ('"',), ("1\n2",), (" z",), ("w",)))

    assert table_bytes(table).decode() == 'a\n"x,y"\n""""\n"1\n2"\n" z"\nw\n'


def test_a_number_that_is_none_cannot_be_written():
    """JSON has no NaN: one that got here is our own bug."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"value": float("nan")})
