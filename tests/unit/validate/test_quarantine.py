"""Rows with errors are held back, none is lost, and what is wrong beyond rows still stops."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Checked
from site_builder.model.dataset import Dataset, HeldBack
from site_builder.model.grid import CellRange, SheetGrid
from site_builder.model.spreadsheet import pack
from site_builder.model.tables import TableOptions

A = "data/observations/a.csv"
HEADER = "indicator,unit,period,value,audience\n"


def codes(checked: Checked[Dataset]) -> list[tuple[str, bool]]:
    """Return the codes of all problems, and whether each must stop a build."""
    return [(problem.rule.code, problem.is_error) for problem in checked.problems]


def texts(checked: Checked[Dataset]) -> list[dict[str, str]]:
    """Return the cells of each row that is held back."""
    assert checked.value is not None
    return [dict(row.cells) for row in checked.value.rejected]


def test_a_row_with_an_error_is_kept_word_for_word(hold):
    """The error becomes a warning, the good row is accepted, the bad one kept as it stands."""
    checked = hold({A: HEADER + "P,huyen-a,2025,12 người,\nP,huyen-b,2025,5,\n"})

    assert codes(checked) == [("SB301", False)]
    (row,) = checked.value.rejected
    assert row.cells == (
        ("indicator", "P"), ("unit", "huyen-a"), ("period", "2025"), ("value", "12 người"),
        ("audience", ""),
    )  # fmt: skip
    assert str(row.place) == f"{A}:2"
    assert row.mark.startswith(f"{A}:2#")
    assert (row.about, row.audience) == (HeldBack("P", "huyen-a", "2025"), "public")
    assert [problem.rule.code for problem in row.problems] == ["SB301"]
    assert checked.value.counts.accepted == checked.value.counts.rejected == 1


def test_a_right_site_holds_nothing_back(hold):
    """No warning, no row."""
    checked = hold({A: HEADER + "P,huyen-a,2025,12,\n"})

    assert (checked.problems, checked.value.rejected) == ((), ())


@pytest.mark.parametrize(
    ("row", "about", "audience"),
    [
        ("I,huyen-a,2025,x,", HeldBack("I", "huyen-a", "2025"), "internal"),
        ("P,huyen-a,2025,x,internal", HeldBack("P", "huyen-a", "2025"), "internal"),
        ("I,huyen-a,2025,x,public", HeldBack("I", "huyen-a", "2025"), "internal"),
        ("P,huyen-a,2025,5,pubic", HeldBack("P", "huyen-a", "2025"), "internal"),
        ("Q,huyen-a,2025,5,public", HeldBack("", "huyen-a", "2025"), "internal"),
        ("P,huyen-x,2025,5,", HeldBack("P", "", "2025"), "public"),
        ("P,huyen-a,2025-Q5,5,", HeldBack("P", "huyen-a", ""), "public"),
        ("P,huyen-a,2025,5,,more", HeldBack("P", "huyen-a", "2025"), "internal"),
    ],
)
def test_who_may_know_of_a_row_is_never_guessed_wide(hold, row, about, audience):
    """Where indicator, audience or shape are not right, only internal readers hear of it."""
    (held,) = hold({A: HEADER + row + "\n"}).value.rejected

    assert (held.about, held.audience) == (about, audience)


@pytest.mark.parametrize(
    ("row", "code", "cells"),
    [
        ("P,huyen-a,2025,1,,2", "SB213", {"value": "1", "": "2"}),
        ("P,huyen-a", "SB214", {"indicator": "P", "unit": "huyen-a", "period": "", "value": ""}),
        ('P,"huyen-a"x,2025,1,', "SB216", {"": 'P,"huyen-a"x,2025,1,'}),
    ],
)
def test_a_row_of_the_wrong_shape_is_kept_as_far_as_its_cells_can_be_told(hold, row, code, cells):
    """What has no column stands by itself; a line without cells stands whole."""
    checked = hold({A: f"{HEADER}{row}\nP,huyen-b,2025,1,\n"})

    assert codes(checked) == [(code, False)]
    assert texts(checked)[0].items() >= cells.items()
    assert len(checked.value.rejected) == checked.value.counts.rejected == 1


def test_cells_of_a_broken_row_find_their_columns_past_those_left_out(hold):
    """The number of the row and a note to oneself shift no cell."""
    text = "STT,indicator,unit,nhớ,period,value\n1,P,huyen-a,gọi lại,2025,1,thừa\n"
    options = {A: TableOptions(columns={"nhớ": ""}, fixed={"status": "P"})}

    checked = hold({A: text}, options=options)

    assert texts(checked) == [
        {"indicator": "P", "unit": "huyen-a", "period": "2025", "value": "1", "": "thừa",
         "status": "P"}
    ]  # fmt: skip


def test_a_row_over_several_lines_is_one_row(hold):
    """Its problem stands on its last line, and is still its own."""
    text = 'indicator,unit,period,value,note\nP,huyen-a,2025,1,"một\nhai",thừa\n'

    checked = hold({A: text})

    assert codes(checked) == [("SB213", False)]
    assert [len(row.problems) for row in checked.value.rejected] == [1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEADER + 'P,huyen-a,2025,1,"internal\nP,huyen-b,2025,1,\n', "SB215"),
        ("indicator,unit,value\nP,huyen-a,1\n", "SB212"),
        ("indicator,unit,period,value,Ngày sinh\nP,huyen-a,2025,1,x\n", "SB218"),
        (HEADER + "P,huyen-a,2025,1,\ufffd,\n", "SB223"),
    ],
)
def test_what_is_wrong_with_a_file_still_stops(hold, text, code):
    """Also where the place of the problem is a row that is broken for itself."""
    assert (code, True) in codes(hold({A: text}))


def test_a_register_is_never_let_through(hold):
    """A wrong row of units would take all its figures along."""
    checked = hold({"data/units.csv": "unit,name\nhuyen-a,\nhuyen-b,B\n", A: HEADER})

    assert checked.has_errors


def test_data_on_persons_is_never_copied(hold):
    """Neither its cell nor what is said of it, also where the row has no columns to speak of."""
    text = (
        "indicator,unit,period,value,note\n"
        "P,huyen-a,2025,1,gọi 0912345678\n"
        "P,huyen-b,2025,1,,0912 345 678\n"
    )

    checked = hold({A: text})

    assert {row.cells[-1] for row in checked.value.rejected} == {("note", ""), ("", "")}
    assert "345" not in repr(checked.value.rejected)
    assert not checked.has_errors


def test_of_two_different_figures_neither_is_published(hold):
    """That one stands first makes it no truer; each row names the other."""
    checked = hold({A: HEADER + "P,huyen-a,2025,1,\nP,huyen-b,2025,1,\nP,huyen-a,2025,2,\n"})

    assert checked.value.observations.frame["unit"].tolist() == ["huyen-b"]
    assert [str(row.place) for row in checked.value.rejected] == [f"{A}:2", f"{A}:4"]
    assert all(row.problems for row in checked.value.rejected)
    assert not checked.has_errors


def test_of_two_equal_figures_the_first_is_published(hold):
    """Nothing contradicts it."""
    checked = hold({A: HEADER + "P,huyen-a,2025,1,\nP,huyen-a,2025,1.0,\n"})

    assert checked.value.observations.frame["value"].tolist() == [1.0]
    assert [str(row.place) for row in checked.value.rejected] == [f"{A}:3"]


def test_a_second_row_that_cannot_be_read_contradicts_too(hold):
    """Nobody knows what it says."""
    checked = hold({A: HEADER + "P,huyen-a,2025,1,\nP,huyen-a,2025,một,\n"})

    assert len(checked.value.observations.frame) == 0
    assert len(checked.value.rejected) == 2


def test_the_same_words_are_the_same_mark_whatever_else_the_file_holds(hold):
    """A mark is made of the row's place and cells alone."""
    one = hold({A: HEADER + "P,huyen-a,2025,x,\nP,huyen-b,2025,1,\n"}).value.rejected[0]
    other = hold({A: HEADER + "P,huyen-a,2025,x,\nP,huyen-b,2025,2,\n"}).value.rejected[0]
    changed = hold({A: HEADER + "P,huyen-a,2025,y,\n"}).value.rejected[0]

    assert one.mark == other.mark != changed.mark


SDMX = "DATAFLOW,FREQ,indicator,REF_AREA,TIME_PERIOD,OBS_VALUE,CONF_STATUS\n"


def test_a_confidential_figure_of_an_office_is_held_back_for_internal_readers_only(hold):
    """Its columns are ours; those that only the office knows are left out."""
    rows = "X:Y(1.0),A,P,huyen-a,2025,5,C\nX:Y(1.0),A,P,huyen-b,2025,x,F\n"

    checked = hold({A: SDMX + rows})

    held = {row.about.unit: row for row in checked.value.rejected}
    assert held["huyen-a"].audience == "internal"
    assert held["huyen-b"].audience == "public"
    assert dict(held["huyen-a"].cells)["value"] == "5"
    assert "FREQ" not in dict(held["huyen-b"].cells)
    assert {row.locale for row in held.values()} == {"en"}
    assert not checked.has_errors


def sheet(*rows: tuple[object, ...], **facts: object) -> SheetGrid:
    """Make a sheet that begins at A1."""
    width = max(len(row) for row in rows)
    return SheetGrid("S", 1, 1, [[*row, *[None] * (width - len(row))] for row in rows], **facts)


TIDY = ("indicator", "unit", "period", "value", "audience")


def test_a_damaged_cell_of_a_sheet_holds_its_row_back(hold):
    """Each cell of a sheet has its column, so the row's own audience counts."""
    rows = (TIDY, ("P", "huyen-a", 2025.0, None), ("P", "huyen-b", 2025.0, 2.0))
    damaged = sheet(*rows, errors={pack(2, 4): "#REF!"})

    checked = hold({}, damaged)

    assert codes(checked) == [("SB254", False)]
    (row,) = checked.value.rejected
    assert str(row.place) == "data/observations/b.xlsx[S]!A2"
    assert [problem.location.cell for problem in row.problems] == ["D2"]
    assert (row.about, row.audience) == (HeldBack("P", "huyen-a", "2025"), "public")


def test_one_figure_of_several_in_a_line_is_told_at_its_own_cell(hold):
    """The line's first cell would not say which of its figures stands twice."""
    rows = (("unit", 2024.0, 2025.0), ("huyen-a", 1.0, 2.0), ("huyen-a", 1.0, 3.0))

    checked = hold({}, sheet(("indicator: P",), *rows))

    told = {(p.rule.code, p.location.cell) for p in checked.problems}
    assert told == {("SB327", "B4"), ("SB385", "C3"), ("SB385", "C4")}


def test_a_row_of_sums_is_held_back_and_stops_nothing(hold):
    """It is no figure of any unit, and its sheet has good rows."""
    rows = (TIDY, ("P", "huyen-a", 2025.0, 1.0), ("P", "Tổng", 2025.0, 1.0))

    checked = hold({}, sheet(*rows))

    assert [is_error for _, is_error in codes(checked)] == [False]
    assert len(checked.value.rejected) == checked.value.counts.rejected == 1


def test_rows_below_a_merged_cell_share_its_problem(hold):
    """None of them stands in the list of rows to correct without a word."""
    rows = (TIDY, ("P", "huyen-a", 2025.0, 1.0), ("P", "huyen-b", 2025.0, None))
    merged = sheet(*rows, merged=(CellRange(2, 4, 3, 4),))

    checked = hold({}, merged)

    assert codes(checked) == [("SB263", False)]
    assert [len(row.problems) for row in checked.value.rejected] == [1, 1]


def test_several_rows_of_one_line_are_told_apart(hold):
    """A line of a wide table holds one figure for each period: each has its own mark."""
    rows = (
        ("indicator", "unit", "2023", "2024", "2025"),
        ("P", "huyen-a", "x", "y", 1.0),
        ("P", "huyen-b", None, 4.0, 5.0),
    )
    wide = sheet(*rows, errors={pack(3, 3): "#N/A"})

    checked = hold({}, wide)

    held = checked.value.rejected
    assert [(row.about.unit, row.about.period) for row in held] == [
        ("huyen-a", "2023"), ("huyen-a", "2024"), ("huyen-b", "2023"),
    ]  # fmt: skip
    assert len({row.mark for row in held}) == 3
    assert len(held) == checked.value.counts.rejected
    assert len(checked.value.observations.frame) == 3
    assert not checked.has_errors


def test_a_damaged_head_stops_the_build(hold):
    """It stands for all rows of its column: what is wrong there is the sheet's."""
    rows = (("indicator", "unit", "2024", None), ("P", "huyen-a", 3.0, 1.0))

    checked = hold({}, sheet(*rows, errors={pack(1, 4): "#REF!"}))

    assert not checked.value.rejected or checked.has_errors
