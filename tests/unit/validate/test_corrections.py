"""A corrected row takes the place of exactly the row that it corrects."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Location, facts_of
from site_builder.model.corrections import guard, parse_mark, unguard, write_mark
from site_builder.model.grid import SheetGrid
from site_builder.model.observation import RowCounts

A = "data/observations/a.csv"
C = "data/observations/c.csv"
HEADER = "indicator,unit,period,value\n"
CORRECTIONS = "replaces,problem," + HEADER
TIDY = ("indicator", "unit", "period", "value")


def marks(checked) -> list[str]:
    """Return the marks of the rows that are held back."""
    return [row.mark for row in checked.value.rejected]


def values(checked) -> list[float]:
    return checked.value.observations.frame["value"].tolist()


def corrected(mark: str, row: str) -> str:
    """Write a file of corrections of one row."""
    return f'{CORRECTIONS}"{mark}",it was wrong,{row}\n'


def test_a_corrected_row_takes_the_place_of_the_wrong_one(hold):
    """The old row is counted as rejected, told no more, and in nobody's way."""
    wrong = HEADER + "P,huyen-a,2025,x\nP,huyen-b,2025,5\n"
    (mark,) = marks(hold({A: wrong}))

    checked = hold({A: wrong, C: corrected(mark, "P,huyen-a,2025,4")})

    assert checked.problems == ()
    assert values(checked) == [4.0, 5.0]
    assert checked.value.counts == RowCounts(read=3, accepted=2, rejected=1)
    assert checked.value.rejected == ()


@pytest.mark.parametrize(
    "row", ["P,huyen-a,2025,1,2", "P,huyen-a", 'P,"huyen-a"x,2025,1', 'P,huyen-a,2025,1,"a\nb"']
)
def test_a_row_that_had_no_cells_is_corrected_too(hold, row):
    """Its problem goes with it, that of another such row stays."""
    wrong = f"{HEADER}{row}\nP,huyen-b,2025,5,6\n"
    mark = marks(hold({A: wrong}))[0]

    checked = hold({A: wrong, C: corrected(mark, "P,huyen-a,2025,4")})

    assert [problem.rule.code for problem in checked.problems] == ["SB213"]
    assert values(checked) == [4.0]
    assert checked.value.counts == RowCounts(read=3, accepted=1, rejected=2)


def test_rows_of_one_line_of_a_sheet_are_corrected_one_by_one(hold):
    """Here the damaged one; the others of the line stay as they are."""
    rows = [
        ["indicator", "unit", "2023", "2024", "2025"],
        ["P", "huyen-a", "x", None, 1.0],
    ]
    wide = SheetGrid("S", 1, 1, rows, errors={3 + 16_384: "#REF!"})
    held = hold({}, wide)
    by_period = {row.about.period: row.mark for row in held.value.rejected}

    checked = hold({C: corrected(by_period["2024"], "P,huyen-a,2024,7")}, wide)

    assert sorted(by_period) == ["2023", "2024"]
    assert [row.about.period for row in checked.value.rejected] == ["2023"]
    assert values(checked) == [7.0, 1.0]


def test_both_rows_of_a_contradiction_can_be_put_right(hold):
    """One of them as it stood, or both as a third figure: one correction each."""
    wrong = HEADER + "P,huyen-a,2025,1\nP,huyen-a,2025,2\n"
    first, second = marks(hold({A: wrong}))

    checked = hold({A: wrong, C: corrected(second, "P,huyen-b,2025,2")})
    both = hold(
        {A: wrong, C: corrected(first, "P,huyen-a,2025,3") + f"{second},,P,huyen-b,2025,2\n"}
    )

    assert (checked.problems, values(checked)) == ((), [1.0, 2.0])
    assert (both.problems, values(both)) == ((), [3.0, 2.0])


def test_a_row_that_was_one_too_many_is_dropped(hold):
    """Its correction has no figure: only the mark, and the words of the problem."""
    wrong = HEADER + "P,huyen-a,2025,1\nP,huyen-a,2025,2\n"
    _, second = marks(hold({A: wrong}))

    checked = hold({A: wrong, C: corrected(second, ",,,")})

    assert (checked.problems, values(checked)) == ((), [1.0])
    assert checked.value.counts == RowCounts(read=3, accepted=1, rejected=1, blank=1)


def test_a_row_that_moved_is_still_found(hold):
    """Figures that are added above shift lines; the words of the row stay the same."""
    (mark,) = marks(hold({A: HEADER + "P,huyen-a,2025,x\n"}))
    shifted = HEADER + "P,huyen-b,2024,1\nP,huyen-b,2025,2\nP,huyen-a,2025,x\n"

    checked = hold({A: shifted, C: corrected(mark, "P,huyen-a,2025,4")})

    assert checked.problems == ()
    assert values(checked) == [4.0, 1.0, 2.0]


def test_twins_are_replaced_one_by_one(hold):
    """Two rows of the same words each have their correction."""
    wrong = HEADER + "P,huyen-a,2025,x\nP,huyen-a,2025,x\n"
    one, two = marks(hold({A: wrong}))
    text = corrected(one, "P,huyen-a,2025,4") + f"{two},,P,huyen-b,2025,5\n"

    checked = hold({A: wrong, C: text})

    assert checked.problems == ()
    assert checked.value.counts == RowCounts(read=4, accepted=2, rejected=2)


@pytest.mark.parametrize(
    "now", ["P,huyen-a,2025,5\n", "P,huyen-a,2025,y\n", ""], ids=["mended", "other", "gone"]
)
def test_a_row_that_changed_is_not_replaced(hold, now):
    """Somebody mended it, or it is another one now: the correction must not undo that."""
    (mark,) = marks(hold({A: HEADER + "P,huyen-a,2025,x\n"}))

    checked = hold({A: HEADER + now, C: corrected(mark, "P,huyen-b,2025,4")})

    problem = next(p for p in checked.problems if p.rule.code == "SB379")
    assert str(problem.location) == f"{C}:2:1"
    assert facts_of(problem) == {"place": f"{A}:2", "value": mark}
    assert problem.is_error


@pytest.mark.parametrize(
    "text", ["line 2", "data/observations/a.csv:2", "a.csv:0#0123456789", "x#y"]
)
def test_what_is_no_mark_is_an_error(hold, text):
    """Nobody guesses which row was meant."""
    checked = hold({A: HEADER, C: corrected(text, "P,huyen-b,2025,4")})

    assert [(p.rule.code, p.is_error) for p in checked.problems] == [("SB378", True)]


def test_an_empty_mark_is_a_row_of_its_own(hold):
    """New figures may stand among corrections."""
    checked = hold({C: f"{CORRECTIONS},,P,huyen-b,2025,4\n"})

    assert (checked.problems, values(checked)) == ((), [4.0])


def test_a_correction_that_is_wrong_itself_is_corrected_in_turn(hold):
    """The second correction names the first; the oldest row stays replaced."""
    wrong = HEADER + "P,huyen-a,2025,x\n"
    (first,) = marks(hold({A: wrong}))
    again = corrected(first, "P,huyen-a,2025,y")
    (second,) = marks(hold({A: wrong, C: again}))

    d = "data/observations/d.csv"
    checked = hold({A: wrong, C: again, d: corrected(second, "P,huyen-a,2025,4")})

    assert checked.problems == ()
    assert values(checked) == [4.0]
    assert checked.value.counts == RowCounts(read=3, accepted=1, rejected=2)


def test_texts_are_read_without_the_apostrophe_that_guards_them(hold):
    """Only in files of corrections: elsewhere an apostrophe is the author's."""
    header = "indicator,unit,period,value,note\n"
    text = f"replaces,problem,{header},,P,huyen-a,2025,-4,'- ước tính\n"

    notes = [
        hold({path: content}).value.observations.frame["note"].tolist()
        for path, content in ((C, text), (A, f"{header}P,huyen-a,2025,-4,'- ước tính\n"))
    ]

    assert notes == [["- ước tính"], ["'- ước tính"]]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("- a", "'- a"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+5,3 %", "+5,3 %"),
        ("-", "-"),
        ("5", "5"),
        ("'a", "'a"),
        ("", ""),
    ],
)
def test_a_text_is_guarded_where_a_spreadsheet_would_compute_it(text, guarded):
    """Numbers stay numbers, and what was guarded comes back as it was."""
    assert guard(text) == guarded
    assert unguard(guarded) == text


@pytest.mark.parametrize(
    "place",
    [
        Location("data/observations/a.csv", 12),
        Location("data/observations/Biểu 02 [cũ].xlsx", sheet="Q1: #2 [a]!B1", cell="D14"),
        Location("data/observations/a#b:3.csv", 4),
    ],
)
def test_a_mark_is_read_back_whatever_the_names_hold(place):
    """Paths and names of sheets may contain the signs of a mark."""
    mark = parse_mark(write_mark(place, [("value", "1")]))

    assert mark is not None
    assert (mark.path, mark.sheet, mark.line) == (place.path, place.sheet, place.line or 14)
