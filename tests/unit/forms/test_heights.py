"""Rows are as high as their text needs: too little would hide words of a locked cell."""

from __future__ import annotations

import pytest

from site_builder.forms.heights import count_lines, prose_height, row_height


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("ngắn", 10, 1),
        ("một hai ba bốn năm", 10, 2),
        ("một từ rất-dài-không-ngắt-được", 10, 2),
        ("iiiiiiiiii iiiiiiiiii", 12.5, 1),
        ("WWWWW WWWWW", 12.5, 2),
    ],
)
def test_lines_break_between_words(text, width, lines):
    """Narrow letters take less room than wide ones; marks take none."""
    assert count_lines(text, width) == lines


def test_accents_take_no_room():
    """A Vietnamese text is as wide as its letters."""
    assert count_lines("ế" * 9 + " " + "ế" * 9, 18) == count_lines("e" * 9 + " " + "e" * 9, 18)


def test_bold_letters_are_wider():
    """What just fits in plain letters may not in bold ones."""
    text = "n" * 8 + " " + "n" * 8

    assert count_lines(text, 17.2) == 1
    assert count_lines(text, 17.2, is_bold=True) == 2


def test_the_longest_text_makes_the_row():
    """No row is lower than the least height."""
    assert row_height({}) == 24.0
    assert row_height({"indicator": "CT1", "title": "từ " * 40}) == 14.5 * 3 + 6
    assert prose_height("từ " * 40, 40) == 14.5 * 3 + 4
