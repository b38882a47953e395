"""Every rule about a row of figures, and the frame that the sound rows make."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.observation import FRAME_COLUMNS, RowCounts

HEADER = "indicator,unit,period,value,numerator,denominator,status,as_of,audience,variant\n"
A = "observations/a.csv"


def found(checked) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location).removeprefix("data/")) for p in checked.problems]


def facts(checked) -> dict[str, object]:
    return dict(facts_of(checked.problems[0]))


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ('R,tinh,2025,"98,3 %",,,,,,', "SB301", 13),
        ("R,tinh,2025,NaN,,,,,,", "SB301", 13),
        ("R,tinh,2025,inf,,,,,,", "SB301", 13),
        ("V,tinh,2025,1e5,,,,,,", "SB295", 13),
        ('R,tinh,2025,"98,3",,,,,,', "SB302", 13),
        ("R,tinh,2025,,1.905,2000,,,,", "SB303", 14),
        ("C,tinh,2025,1.905,,,,,,", "SB303", 13),
        ("R,tinh,2025,,,,,,,", "SB305", 14),
        ("C,tinh,2025,,,,,,,", "SB305", 13),
        ("R,tinh,2025,,,,E,,,", "SB305", 14),
        ("R,tinh,2025,,95,,,,,", "SB306", 17),
        ("R,tinh,2025,,,95,,,,", "SB306", 14),
        ("R,tinh,2025,95,95,100,,,,", "SB307", 13),
        ("R,tinh,2025,95,,,M,,,", "SB308", 18),
        ("R,tinh,2025,0,,,nil,,,", "SB308", 17),
        ("R,tinh,2025,,0,0,missing,,,", "SB308", 18),
        ("R,tinh,2025,95,,,so bo,,,", "SB309", 18),
        ("X1,tinh,2025,95,,,,,,", "SB310", 1),
        ("R,Tỉnh Thử,2025,95,,,,,,", "SB311", 3),
        ("R,tinh,2025-Q5,95,,,,,,", "SB312", 8),
        ("R,tinh,2025-Q2,95,,,,,,", "SB313", 8),
        ("R,huyen-a,2026,95,,,,,,", "SB314", 3),
        ("R,xa-b,2024,95,,,,,,", "SB314", 3),
        ("R,tinh,2025,-1,,,,,,", "SB315", 13),
        ("R,tinh,2025,,-1,10,,,,", "SB315", 14),
        ("C,tinh,2025,12.5,,,,,,", "SB316", 13),
        ("R,tinh,2025,,0,0,,,,", "SB318", 16),
        ("R,tinh,2025,,5,0,,,,", "SB318", 16),
        ("R,tinh,2025,,11,10,,,,", "SB319", 14),
        ("R,tinh,2025,100.1,,,,,,", "SB320", 13),
        ("C,tinh,2025,,3,4,,,,", "SB321", 14),
        ("V,tinh,2025,,,4,,,,", "SB321", 15),
        ("R,tinh,2025,95,,,,31/12/2025,,", "SB322", 19),
        ("R,tinh,2025,95,,,,2023-12-31,,", "SB323", 19),
        ("R,tinh,2025,95,,,,,pubic,", "SB325", 20),
        (",tinh,2025,95,,,,,,", "SB331", 1),
        ("R,,2025,95,,,,,,", "SB331", 3),
        ("R,tinh,,95,,,,,,", "SB331", 8),
    ],
)
def test_an_error_stands_at_its_cell_and_rejects_its_row(check, row, code, column):
    """One thing wrong gives one problem, at its cell; the row is left out and counted."""
    checked = check(HEADER + row + "\n")

    assert found(checked) == [(code, f"{A}:2:{column}")]
    assert checked.value.counts == RowCounts(read=1, accepted=0, rejected=1)
    assert len(checked.value.observations.frame) == 0


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("R,tinh,2025,,9.5,10,,,,", "SB317"),
        ("R,tinh,2025,95,,,,2062-01-01,,", "SB324"),
        ("R,tinh,2062,95,,,,,,", "SB333"),
    ],
)
def test_a_warning_lets_its_row_pass(check, row, code):
    """What is only suspicious is told and accepted."""
    checked = check(HEADER + row + "\n")

    assert [(p.rule.code, p.is_error) for p in checked.problems] == [(code, False)]
    assert checked.value.counts.accepted == 1


@pytest.mark.parametrize("column", ["as_of", "received"])
def test_a_day_to_come_is_told_with_the_column_that_it_stands_in(check, column):
    """A row holds two dates: the cut-off of the figure and its arrival."""
    checked = check(f"indicator,unit,period,value,{column}\nR,tinh,2025,95,2062-01-01\n")

    (problem,) = checked.problems
    assert problem.rule.code == "SB324"
    assert facts_of(problem) == {"column": column, "value": "2062-01-01", "today": "2026-11-23"}


@pytest.mark.parametrize(
    ("row", "value", "status"),
    [
        ("R,tinh,2025,98.3,,,,,,", 98.3, "official"),
        ("R,tinh,2025,,9,10,P,,,", 90.0, "preliminary"),
        ("R,tinh,2025,98.345,,,E,,,", 98.345, "estimated"),
        ("R,tinh,2025,100,,,A,,,", 100.0, "official"),
        ("R,tinh,2025,0,,,,,,", 0.0, "official"),
        ("R,tinh,2025,,,,M,,,", math.nan, "missing"),
        ("R,tinh,2025,,,,O,,,", math.nan, "missing"),
        ("R,tinh,2025,,,,N,,,", math.nan, "not_applicable"),
        ("R,tinh,2025,,,,nil,,,", math.nan, "nil"),
        ("R,tinh,2025,,0,0,nil,,,", math.nan, "nil"),
        ("V,tinh,2025,-3,,,,,,", -3.0, "official"),
        ("V,tinh,2025,1.234,,,,,,", 1.234, "official"),
        ("R,huyen-a,2025,95,,,,,,", 95.0, "official"),
        ("R,xa-b,2025,95,,,,,,", 95.0, "official"),
    ],
)
def test_what_is_right_is_accepted(check, row, value, status):
    """Zero, missing and nil are three things; a unit may report its first and last period."""
    checked = check(HEADER + row + "\n")

    assert checked.problems == ()
    frame = checked.value.observations.frame
    assert frame["status"].tolist() == [status]
    assert frame["value"].tolist() == pytest.approx([value], nan_ok=True)


def test_nine_of_ten_is_exactly_ninety(check):
    """A pair is computed so that no rounding decides whether a target is met."""
    rows = "".join(f"R,tinh,{1900 + n},,{n},100,,,,\n" for n in range(101))

    frame = check(HEADER + rows).value.observations.frame

    assert frame["value"].tolist() == [float(n) for n in range(101)]


def test_a_declared_locale_reads_vietnamese_numbers(check):
    """With ``locale: vi`` 1.234,5 is read, and 98.3 is refused."""
    text = (
        'indicator,unit,period,value\nV,tinh,2024,"1.234,5"\nC,tinh,2024,1.905\nV,tinh,2023,98.3\n'
    )

    checked = check(text, locale="vi")

    assert found(checked) == [("SB304", f"{A}:4:13")]
    assert checked.value.observations.frame["value"].tolist() == [1905.0, 1234.5]


def test_the_frame_is_as_documented(check):
    """Columns, types, order, empty texts and the audience of the indicator."""
    rows = (
        "V,tinh,Năm 2025,1,,,,,,\n"
        "R,tinh,2024,95,,,,2024-12-31,internal,\n"
        "R,tinh,2023,,1,2,,,,niên giám\n"
    )

    frame = check(HEADER + rows).value.observations.frame

    assert tuple(frame.columns) == FRAME_COLUMNS
    assert [str(t) for t in frame.dtypes] == [
        *["str"] * 5, *["float64"] * 3, *["str"] * 7, "int64", "str",
    ]  # fmt: skip
    assert isinstance(frame.index, pd.RangeIndex)
    assert frame["indicator"].tolist() == ["R", "R", "V"]
    assert frame["period"].tolist() == ["2023", "2024", "2025"]
    assert frame["audience"].tolist() == ["public", "internal", "internal"]
    assert frame["variant"].tolist() == ["niên giám", "", ""]
    assert frame["numerator"].tolist() == pytest.approx([1.0, math.nan, math.nan], nan_ok=True)
    assert frame["as_of"].tolist() == ["", "2024-12-31", ""]
    assert frame["line"].tolist() == [4, 3, 2]


def test_a_breakdown_is_joined_in_the_indicators_order(check):
    """Dimensions stand in the order of the indicator; totals are left out."""
    header = "indicator,unit,period,value,level,sex\n"
    text = header + "C,tinh,2025,1,xa,f\nC,tinh,2025,3,_T,\nC,tinh,2025,2,,f\n"

    checked = check(text)

    assert checked.problems == ()
    frame = checked.value.observations.frame
    assert frame["breakdown"].tolist() == ["", "sex=f", "sex=f|level=xa"]
    assert frame["value"].tolist() == [3.0, 2.0, 1.0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("indicator,unit,period,value,sex\nR,tinh,2025,1,f\n", ("SB329", f"{A}:2:15")),
        ("indicator,unit,period,value,sex\nC,tinh,2025,1,f|m\n", ("SB341", f"{A}:2:15")),
        ("indicator,unit,period,value,sx\nC,tinh,2025,1,\n", ("SB328", f"{A}:1:29")),
        ("indicator,unit,period,value,UNIT_MEASURE\nC,tinh,2025,1,%\n", ("SB330", f"{A}:2:15")),
    ],
)
def test_columns_beside_the_figure(check, text, problem):
    """Dimensions belong to their indicator; a unit of measure is never converted."""
    assert found(check(text)) == [problem]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("numerater,denominator,status\nR,tinh,2025,9,10,\nR,tinh,2024,8,10,\n", 23),
        ("valeu,status\nC,tinh,2025,1,\nC,tinh,2024,1,\n", 23),
        ("sx,value\nC,tinh,2025,f,1\nC,tinh,2025,m,2\n", 23),
    ],
)
def test_a_misnamed_column_is_told_once_not_at_each_row(check, text, column):
    """The rows lack nothing and repeat nothing; they are counted as left out all the same."""
    checked = check("indicator,unit,period," + text)

    assert found(checked) == [("SB328", f"{A}:1:{column}")]
    counts = checked.value.counts
    assert counts.read == counts.accepted + counts.rejected == 2


def test_rows_that_lack_a_figure_are_told_beside_a_foreign_column(check):
    """The columns of figures are there, so the cells are empty indeed."""
    checked = check("indicator,unit,period,value,Thủ trưởng\nC,tinh,2025,,x\n")

    assert found(checked) == [("SB328", f"{A}:1:29"), ("SB305", f"{A}:2:13")]


def test_a_duplicate_is_told_at_the_later_row_and_names_the_first(check):
    """Also where the period is written in another way, and across files."""
    first = "indicator,unit,period,value\nR,tinh,2025,1\nR,tinh,Năm 2025,1.0\n"

    checked = check(first, observations__b="indicator,unit,period,value\nR,tinh,2025,1\n")

    assert found(checked) == [("SB327", f"{A}:3:1"), ("SB327", "observations/b.csv:2:1")]
    assert facts_of(checked.problems[1]) == {
        "first": "data/observations/a.csv:2", "value": "R · tinh · 2025",
    }  # fmt: skip
    assert checked.value.counts == RowCounts(read=3, accepted=1, rejected=2)


@pytest.mark.parametrize(
    ("first", "second", "figures"),
    [
        ("R,tinh,2025,1,,,,,,", "R,tinh,2025,2,,,,,,", ("1", "2")),
        ("R,tinh,2025,50,,,,,,", "R,tinh,2025,,5,10,,,,", ("50", "5/10")),
        ("R,tinh,2025,50,,,,,,", "R,tinh,2025,50,,,P,,,", ("50", "50 (preliminary)")),
        ("R,tinh,2025,50,,,,,,", "R,tinh,2025,,,,missing,,,", ("50", "missing")),
        ("R,tinh,2025,x,,,,,,", "R,tinh,2025,2,,,,,,", ("…", "2")),
    ],
)
def test_two_figures_of_one_key_are_told_with_both_figures(check, first, second, figures):
    """Another figure, other counts or another status: nobody knows which one counts."""
    checked = check(f"{HEADER}{first}\n{second}\n")

    told = [facts_of(p) for p in checked.problems if p.rule.code == "SB385"]

    assert [(f["first_figure"], f["figure"], f["first"]) for f in told] == [
        (*figures, "data/observations/a.csv:2")
    ]


def test_a_variant_is_no_duplicate(check):
    """A rival figure has a key of its own."""
    rows = "R,tinh,2025,1,,,,,,\nR,tinh,2025,2,,,,,,niên giám\n"

    assert check(HEADER + rows).problems == ()


def test_all_problems_of_a_row_and_file_are_told_at_once(check):
    """Independent slips in one row are all reported; dependent ones are not."""
    checked = check(HEADER + 'X,Y,Z,"1,5",,,sai,hôm qua,ai,\n')

    assert [code for code, _ in found(checked)] == [
        "SB310", "SB311", "SB312", "SB302", "SB309", "SB322", "SB325",
    ]  # fmt: skip


def test_a_broken_indicator_is_not_reported_again(check):
    """Its own file has the error; its rows are silently rejected, and counted."""
    checked = check(HEADER + "X,tinh,2025,1,,,,,,\n", broken=frozenset({"X"}))

    assert checked.problems == ()
    assert checked.value.counts == RowCounts(read=1, accepted=0, rejected=1)


def test_a_unit_whose_row_is_broken_is_not_unknown(check):
    """The register has the error; figures of the unit are not reported as well."""
    units = "unit,name,valid_from\ntinh,T,\nxa-c,C,1/7/2025\nxa-d\n"
    rows = "R,xa-c,2025,1,,,,,,\nR,xa-d,2025,1,,,,,,\n"

    checked = check(HEADER + rows, units=units)

    assert [code for code, _ in found(checked)] == ["SB214", "SB322"]


def test_both_readings_of_a_point_are_named(check):
    """1.905 may be a thousand and more, or nearly two."""
    checked = check(HEADER + "C,tinh,2025,1.905,,,,,,\n")

    assert facts(checked) == {
        "column": "value", "value": "1.905", "whole": "1905", "decimal": "1,905",
    }  # fmt: skip


def test_blank_and_misshapen_rows_are_counted(check):
    """Read is accepted + rejected + blank, whatever stands in the file."""
    checked = check("indicator,unit,period,value\nR,tinh,2025,1\n\n,,,\nR,tinh\nR,tinh,x,1\n")

    assert checked.value.counts == RowCounts(read=5, accepted=1, rejected=2, blank=2)


def test_no_observations_at_all_make_an_empty_frame(check):
    """A site without figures has the same frame, without rows."""
    frame = check().value.observations.frame

    assert tuple(frame.columns) == FRAME_COLUMNS
    assert len(frame) == 0
    assert str(frame["unit"].dtype) == "str"


def test_more_than_a_thousand_of_a_rule_are_counted(check):
    """The first thousand are listed, the rest is one more problem."""
    rows = "".join(f"R,x,{1000 + n},1,,,,,,\n" for n in range(1002))

    problems = check(HEADER + rows).problems

    assert [p.rule.code for p in problems].count("SB311") == 1000
    assert facts_of(problems[0]) == {"count": 2, "of": "SB311"}


def test_more_than_a_thousand_warnings_are_counted_as_warnings(check):
    """What is left out of a list of warnings does not stop a build."""
    rows = "".join(f"R,tinh,{1000 + n},,1.5,2,,,,\n" for n in range(1001))

    problems = check(HEADER + rows).problems

    assert [p.rule.code for p in problems].count("SB317") == 1000
    assert (problems[0].rule.code, problems[0].is_error) == ("SB398", False)
    assert facts_of(problems[0]) == {"count": 1, "of": "SB317"}


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [("2024-12-31", []), ("2024-01-01", []), ("2023-12-31", ["SB323"]), ("2025-01-01", [])],
)
def test_a_quota_may_be_fixed_in_the_year_before(check, as_of, codes):
    """A date more than a year before the period is a wrong period or a mistyped year."""
    checked = check(HEADER + f"R,tinh,2025,95,,,,{as_of},,\n")

    assert [p.rule.code for p in checked.problems] == codes
