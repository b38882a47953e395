"""Cells of a form as the texts that a person would have typed."""

from __future__ import annotations

import pytest

from site_builder.intake.entries import write_cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0,3"),
        (1.1 * 3, "3,3"),
        (12345678.9012345, "12345678,9012345"),
        (123456789012345, "123456789012345"),
        (1234567890123456789, "1234567890123460000"),
        (1e-7, "0,0000001"),
        (-0.0, "0"),
        (90.0, "90"),
    ],
)
def test_a_number_has_the_fifteen_digits_of_a_spreadsheet(value: float, text: str):
    """What follows them is noise of its arithmetic, and nobody typed it."""
    assert write_cell(value, "vi") == text
    assert write_cell(value, "en") == text.replace(",", ".")
