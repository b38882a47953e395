"""Writing cells as text: numbers without doubt, texts on one line, what is neither."""

from __future__ import annotations

import pytest

from site_builder.model.grid import CellRange, SheetGrid
from site_builder.model.spreadsheet import pack
from site_builder.tables.sheet_text import read_texts, write_number, write_text


@pytest.mark.parametrize(
    ("value", "plain", "vietnamese"),
    [
        (5.0, "5", "5"),
        (-0.0, "0", "0"),
        (98.3, "98.3", "98,3"),
        (1.234, "1.2340", "1,234"),
        (-12.345, "-12.3450", "-12,345"),
        (1234.567, "1234.567", "1234,567"),
        (1.2345, "1.2345", "1,2345"),
        (0.1 + 0.2, "0.3", "0,3"),
        (1 / 3, "0.333333333333333", "0,333333333333333"),
        (1 / 30, "0.033333333333333", "0,033333333333333"),
        (100000.0, "100000", "100000"),
        (1e20, "100000000000000000000", "100000000000000000000"),
        (1e-7, "0.0000001", "0,0000001"),
        (1e-20, "0", "0"),
    ],
)
def test_numbers_are_written_as_they_will_be_read(value, plain, vietnamese):
    """Fifteen digits, no exponent, the decimal sign of the file, never "1.234"."""
    assert write_number(value, None) == plain
    assert write_number(value, "en") == plain
    assert write_number(value, "vi") == vietnamese


@pytest.mark.parametrize(
    ("value", "text"), [(0.983, "98.3"), (0.07, "7"), (0.29, "29"), (1.0, "100"), (0.0, "0")]
)
def test_a_percentage_is_what_the_sheet_shows(value, text):
    """A cell that shows 98,3 % holds 0.983; the person means 98.3."""
    assert write_number(value, None, is_percent=True) == text


def test_texts_are_composed_and_on_one_line():
    """Line breaks and non-breaking spaces become spaces, letters NFC."""
    assert write_text("  Xa\u0303 A\r\n (cũ)\u00a0B ") == "Xã A (cũ) B"


def test_what_is_known_besides_the_value_is_written_too():
    """Per cent, errors and uncomputed formulas; true is not the number one."""
    grid = SheetGrid(
        "S", 3, 2, [[1.0, True, 0.985], [None, None, "x"]],
        percents=frozenset([pack(3, 4)]), errors={pack(4, 2): "#N/A"},
        unsaved=frozenset([pack(4, 3)]), merged=(CellRange(3, 2, 4, 2),),
    )  # fmt: skip

    sheet = read_texts(grid, "vi")

    assert [list(texts) for texts in sheet.columns] == [["1", "#N/A"], ["TRUE", "="], ["98,5", "x"]]
    assert sorted(oddity.kind.value for oddity in sheet.odd.values()) == [
        "error", "truth", "unsaved",
    ]  # fmt: skip
    assert sheet.at(sheet.address(1, 2)) == (1, 2)
    assert sheet.owners(0).tolist() == [0, 0]
