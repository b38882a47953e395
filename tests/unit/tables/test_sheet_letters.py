"""Old fonts and damaged letters in sheets, told by the letters where no font is named."""

from __future__ import annotations

from site_builder.diagnostics import facts_of
from site_builder.model.grid import SheetGrid
from site_builder.tables.sheet_letters import check_letters
from site_builder.tables.sheet_text import read_texts


def test_an_old_font_is_known_by_its_letters():
    """The first cell of the first text is named, once a sheet."""
    rows = [["Tỉnh", None], [None, "§¶ng bé x·"], [None, "§¶ng bé x·"]]

    (problem,) = check_letters("a.xlsx", read_texts(SheetGrid("S", 1, 1, rows), None))

    assert (problem.rule.code, problem.location.cell) == ("SB219", "B2")
    assert facts_of(problem) == {"font": "TCVN3 (ABC)", "value": "§¶ng bé x·"}


def test_damaged_letters_are_counted():
    """All of a sheet are counted at the first."""
    rows = [["Tỉnh", "X\ufffd A"], ["X\ufffd\ufffd", 1.0]]

    (problem,) = check_letters("a.xlsx", read_texts(SheetGrid("S", 3, 1, rows), None))

    assert (problem.rule.code, problem.location.cell) == ("SB223", "B3")
    assert facts_of(problem) == {"count": 3}


def test_right_vietnamese_is_not_reported():
    """Unicode letters in any number are none of an old font."""
    rows = [["Đảng bộ xã Trà Mỹ"], ["Hoà Vang"], ["Tam Đàn – Tam Dân"]]

    assert list(check_letters("a.xlsx", read_texts(SheetGrid("S", 1, 1, rows), None))) == []
