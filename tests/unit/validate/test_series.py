"""What shows only between the rows of one series: gaps, magnitudes, parts, and who owes."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.indicator import Aggregate, Break, IndicatorKind
from site_builder.model.period import Frequency, Period
from tests.unit.validate.conftest import indicator

HEADER = "indicator,unit,period,value,numerator,denominator,sex,status,variant\n"
UNITS = """unit,code,name,level,parent,valid_from,valid_to
tinh,49,Tỉnh Thử,province,,,
huyen-a,501,Huyện A,district,tinh,,
xa-b,901,Xã B,commune,huyen-a,,
"""
ODD = ("SB342", "SB334", "SB335", "SB336", "SB337", "SB338", "SB339", "SB353", "SB390", "SB391")


def series(values, code: str = "N", first: int = 2015, more: str = "") -> str:
    """Write one value a year; None leaves the year out."""
    return "".join(
        f"{code},tinh,{first + n},{value},,,,,{more}\n"
        for n, value in enumerate(values)
        if value is not None
    )


@pytest.fixture
def odd(check):
    """Return code, line and facts of the warnings about series: ``odd(rows, indicator)``."""

    def run(rows: str, *indicators, **given):
        checked = check(HEADER + rows, indicators=indicators, units=UNITS, **given)
        return [
            (p.rule.code, p.location.line, dict(facts_of(p)))
            for p in checked.problems
            if p.rule.code in ODD
        ]

    return run


def codes(found) -> list[tuple[str, int]]:
    return [(code, line) for code, line, _ in found]


NUMBER = indicator("N", IndicatorKind.COUNT)
MEASURE = indicator("N", IndicatorKind.VALUE, aggregate=Aggregate.SUM, dimensions=("sex",))
PERCENT = indicator("N", IndicatorKind.VALUE, unit_measure="percent")
RATE = indicator("N", IndicatorKind.RATIO, dimensions=("sex",))
PARTED = indicator("N", IndicatorKind.COUNT, dimensions=("sex",))
SHARES = indicator(
    "N", IndicatorKind.DISTRIBUTION, unit_measure="percent", dimensions=("sex",), maximum=100.0
)


def test_a_gap_is_told_at_the_row_after_it(odd):
    """Which periods are lacking, how many, and before which row to look."""
    found = odd(series([510, 520, None, None, 530]), NUMBER)

    assert found == [
        (
            "SB334", 4,
            {"column": "period", "value": "2019", "indicator": "N", "unit": "tinh",
             "missing": "2017, 2018", "count": 2},
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        series([510, None, 520]),
        series([510, 515, 518, None]),
        series([510, None, 520, None, 530]),
        series([510, 515, None, 520]) + "N,tinh,2017,,,,,missing,\n",
        series([510, 515, None, 520]) + "N,tinh,2017,,,,,nil,\n",
        series([510, 515, None, 520]) + "N,tinh,2017,abc,,,,,\n",
        series([510, 515, None, 520]) + "N,tinh,2O17,518,,,,,\n",
        series([510, 515, 520]) + "N,tinh,2062,525,,,,,\n",
        "",
    ],
    ids=[
        "two-periods",
        "end",
        "every-second-year",
        "missing",
        "nil",
        "wrong-row",
        "wrong-period",
        "not-begun",
        "nothing",
    ],
)
def test_what_is_no_gap(odd, rows):
    """Too short, at either end, regular in its own way, or filled by a row that says why."""
    assert odd(rows, NUMBER) == []


def test_a_row_of_an_unknown_unit_fills_no_gap(odd):
    """It would hide what lacks of every other unit."""
    rows = series([510, 515, None, 520]) + "N,phường mới,2017,518,,,,,\n"

    assert codes(odd(rows, NUMBER)) == [("SB334", 4)]


@pytest.mark.parametrize(
    "row",
    [
        "N,tin,2017,518,,,,,",
        "N,Tỉnh Thử,2017,518,,,,,",
        "N1,tinh,2017,518,,,,,",
        "N,tinh,2071,5x8,,,,,",
        "N,tinh,2017,518,,,,",
    ],
)
def test_a_row_with_a_slip_leaves_no_gap(odd, row):
    """It is told once what is wrong with it, not also that it is lacking."""
    rows = series([510, 515]) + row + "\n" + series([520], first=2018)

    assert odd(rows, NUMBER) == []


def test_a_series_is_told_once(odd):
    """However many gaps it has: the first periods are named, all are counted."""
    (found,) = odd(series([510, 511, None, 512, None, None, 513, None, None, None, 514]), NUMBER)

    assert found[1] == 4
    assert found[2]["missing"] == "2017, 2019, 2020, 2022, 2023, …"
    assert found[2]["count"] == 6


def test_a_mistyped_year_is_counted_not_listed(odd):
    """A gap of a thousand months and more is not walked through."""
    monthly = indicator("N", IndicatorKind.COUNT, frequency=Frequency.MONTH)
    rows = "".join(f"N,tinh,{period},50,,,,,\n" for period in ("1524-01", "2024-01", "2024-02"))

    (found,) = odd(rows, monthly)

    assert found[2]["missing"] == "1524-02, 2023-12, …"
    assert found[2]["count"] == 5999


def test_a_declared_break_is_no_gap(odd):
    """Where the series is made anew nobody expects it to go on."""
    broken = indicator("N", IndicatorKind.COUNT, breaks=(Break(Period(2018)),))

    assert odd(series([510, 515, None, 520, 525]), broken) == []


@pytest.mark.parametrize(
    ("period", "is_told"),
    [
        (Period(2016, Frequency.HALF, 2), True),
        (Period(2016, Frequency.MONTH, 8), False),
        (Period(2018), False),
        (Period(2018, Frequency.MONTH, 2), True),
    ],
)
def test_a_break_explains_the_gap_that_it_falls_into(odd, period, is_told):
    """It begins after the earlier period does, and not after the later one; of its indicator."""
    half = {"kind": IndicatorKind.COUNT, "frequency": Frequency.HALF}
    broken = indicator("N", **half, breaks=(Break(period),))
    periods = ("2015-S2", "2016-S1", "2016-S2", "2018-S1")
    rows = "".join(f"N,tinh,{period},50,,,,,\n" for period in periods)
    others = rows.replace("N,", "M,") + rows.replace("N,", "O,")

    found = odd(rows + others, broken, indicator("M", **half), indicator("O", **half))

    assert [line for _, line, _ in found] == [5] * is_told + [9, 13]


def test_a_longer_period_that_ends_on_the_same_day_fills_a_gap(odd):
    """The year stands for its last quarter, and for no other."""
    quarterly = indicator("N", IndicatorKind.COUNT, frequency=Frequency.QUARTER)
    rows = "".join(f"N,tinh,{p},50,,,,,\n" for p in ("2023-Q2", "2023-Q3", "2024-Q1", "2024-Q3"))

    (found,) = odd(rows + "N,tinh,2023,50,,,,,\n", quarterly)

    assert (found[1], found[2]["missing"], found[2]["count"]) == (5, "2024-Q2", 1)


def test_a_row_between_the_periods_of_a_rarer_series_fills_nothing(odd):
    """Given every second year, a series lacks 2018, whatever a row says of a month in 2017."""
    monthly = indicator("N", IndicatorKind.COUNT, frequency=Frequency.MONTH)
    rows = series([510, None, 515, None, None, None, 520, None, 525], first=2012)

    assert codes(odd(rows + "N,tinh,2017-12,5,,,,,\nN,tinh,2016-06,5,,,,,\n", monthly)) == [
        ("SB334", 4)
    ]
    assert codes(odd(rows + "N,tinh,2016-12,5,,,,,\n", monthly)) == []


def test_quarters_and_years_are_series_of_their_own(odd):
    """A quarter is lacking though each year has a figure of its own."""
    quarterly = indicator("N", IndicatorKind.COUNT, frequency=Frequency.QUARTER)
    rows = "".join(f"N,tinh,2024-Q{n},50{n},,,,,\n" for n in (1, 2, 4))

    assert codes(odd(rows + series([500, 510], first=2023), quarterly)) == [("SB334", 4)]


@pytest.mark.parametrize(
    ("kind", "values", "line", "code", "suggestion"),
    [
        (NUMBER, [410, 415, 4120, 420], 4, "SB338", "412"),
        (NUMBER, [410, 415, 41, 420], 4, "SB339", "410"),
        (NUMBER, [4120, 410, 415, 420], 2, "SB338", "412"),
        (NUMBER, [410, 415, 420, 41200], 5, "SB338", "412"),
        (PERCENT, [96.4, 97.1, 98.1, 0.983], 5, "SB337", "98.3"),
        (PERCENT, [150, 152, 153, 1.51], 5, "SB339", "151"),
        (MEASURE, [69100, 69400, 69.8, 70200], 4, "SB390", "69800"),
        (MEASURE, [69.1, 69.4, 69800, 70.2], 4, "SB391", "69.8"),
    ],
)
def test_a_figure_of_the_wrong_magnitude(odd, kind, values, line, code, suggestion):
    """Held against the series, wherever it stands; what was probably meant is named."""
    (found,) = odd(series(values), kind)

    assert found[:2] == (code, line)
    assert found[2]["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (NUMBER, [1, 2, 1, 10]),
        (NUMBER, [4, 5, 6, 41]),
        (NUMBER, [410, 415, 4120]),
        (NUMBER, [410, 1900, 40, 4120]),
        (NUMBER, [410, 415, 420, 1900]),
        (NUMBER, [410, 415, 420, 0]),
        (PERCENT, [0.2, 0.3, 0.2, 2.1]),
    ],
    ids=["few", "small", "short", "restless", "no-power", "zero", "small-share"],
)
def test_what_grows_without_a_mistake(odd, kind, values):
    """Small counts, short or restless series, and what is no power of ten."""
    assert odd(series(values), kind) == []


def test_a_rate_alone_is_held_against_those_of_pairs(odd):
    """Somebody who lacks the counts for once may type 0.955 for 95.5 %."""
    rows = "".join(f"N,tinh,{2019 + n},,{940 + n},1000,,,\n" for n in range(3))

    (found,) = odd(f"{rows}N,tinh,2022,0.955,,,,,\n", RATE)

    assert (found[0], found[1], found[2]["suggestion"]) == ("SB337", 5, "95.5")


def test_numerator_and_denominator_have_series_of_their_own(odd):
    """A pair is looked at in its two counts; the cell that is odd is named."""
    rows = "".join(f"N,tinh,{2019 + n},,{90 + n},{size},,,\n" for n, size in enumerate(
        [100, 104, 1060, 108, 110]))  # fmt: skip

    (found,) = odd(rows, RATE)

    assert (found[0], found[1], found[2]["column"]) == ("SB338", 4, "denominator")


def test_a_cumulative_figure_is_held_against_the_same_point_of_other_years(odd):
    """It grows within the year: a first quarter is no slip beside a fourth."""
    grown = indicator("N", IndicatorKind.COUNT, frequency=Frequency.QUARTER, cumulative=True)
    rows = [f"N,tinh,{year}-Q{n},{value},,,,,\n" for year in range(2020, 2025)
            for n, value in ((1, 120), (4, 1200))]  # fmt: skip

    assert [c for c in codes(odd("".join(rows), grown)) if c[0] != "SB334"] == []


def test_rival_figures_are_no_witnesses(odd):
    """Figures of another source stay out of the series."""
    assert odd(series([410, 415, 420]) + series([4120], first=2018, more="khac"), NUMBER) == []


PARTS = "N,tinh,2024,1000,,,,,\nN,tinh,2024,{f},,,f,{status},\nN,tinh,2024,600,,,m,,\n"


def test_parts_that_do_not_add_up_are_told_at_the_total(odd):
    """Total, sum and difference; the first part is named with its place."""
    (found,) = odd(PARTS.format(f=390, status=""), PARTED)

    assert found == (
        "SB335", 2,
        {"column": "value", "value": "1000", "summed": "990", "difference": "10", "count": 2,
         "dimensions": "sex", "first": "data/observations/a.csv:3", "indicator": "N",
         "unit": "tinh", "period": "2024"},
    )  # fmt: skip


@pytest.mark.parametrize(("f", "status"), [(400, ""), ("", "missing"), ("abc", "")])
def test_parts_that_agree_or_lack_are_not_told(odd, f, status):
    """A sum with a hole proves nothing, whether nobody reported or the row has an error."""
    assert odd(PARTS.format(f=f, status=status), PARTED) == []


def test_both_counts_of_a_rate_are_added_up(odd):
    """The parts of a rate do not add up, its two counts do."""
    rows = "N,tinh,2024,,90,100,,,\nN,tinh,2024,,40,45,f,,\nN,tinh,2024,,50,56,m,,\n"

    (found,) = odd(rows, RATE)

    assert (found[0], found[2]["column"], found[2]["summed"]) == ("SB335", "denominator", "101")


@pytest.mark.parametrize(
    ("shares", "summed"), [((50, 40), "90"), ((50, 40.2), "90.2"), ((99.9, 0.3), "100.2")]
)
def test_shares_that_are_not_the_whole(odd, shares, summed):
    """Told at the last share, with what they add up to."""
    rows = "".join(f"N,tinh,2024,{v},,,{s},,\n" for v, s in zip(shares, "fm", strict=True))

    (found,) = odd(rows, SHARES)

    assert (found[0], found[1], found[2]["summed"]) == ("SB336", 3, summed)


@pytest.mark.parametrize(
    "shares", [(33.3, 33.3, 33.3), (33, 33, 33), (50, 50, 0), (50, 40, "abc"), (50, 40, 101)]
)
def test_shares_may_be_rounded_and_may_lack(odd, shares):
    """Half a unit of the last decimal for each share; one with an error is no evidence."""
    rows = "".join(f"N,tinh,2024,{v},,,{s},,\n" for v, s in zip(shares, "fmx", strict=True))

    assert odd(rows, SHARES) == []


def test_a_unit_of_another_level_is_told_once(odd):
    """With its level, those that owe, and how many rows there are."""
    owed = indicator("N", IndicatorKind.COUNT, reported_by=("district",))
    rows = "".join(f"N,{unit},{year},50,,,,,\n" for unit in ("huyen-a", "tinh", "xa-b")
                   for year in (2023, 2024))  # fmt: skip

    (found,) = odd(rows, owed)

    assert found == (
        "SB353", 6,
        {"column": "unit", "value": "xa-b", "name": "Xã B", "level": "commune",
         "levels": "district", "indicator": "N", "count": 2},
    )  # fmt: skip


def test_without_a_list_of_levels_everybody_may_report(odd):
    """Nothing is expected where nothing was said."""
    assert odd("N,xa-b,2024,50,,,,,\n", NUMBER) == []


def test_a_total_may_contradict_two_breakdowns(check):
    """Each dimension is told by itself, at the same cell."""
    text = "indicator,unit,period,sex,age,value\n"
    text += "N,tinh,2024,,,100\nN,tinh,2024,f,,40\nN,tinh,2024,m,,50\n"
    text += "N,tinh,2024,,a,10\nN,tinh,2024,,b,10\n"

    checked = check(
        text, indicators=[indicator("N", IndicatorKind.COUNT, dimensions=("sex", "age"))]
    )

    told = [(p.rule.code, p.location.line, facts_of(p)["dimensions"]) for p in checked.problems]
    assert sorted(told) == [("SB335", 2, "age"), ("SB335", 2, "sex")]


@pytest.mark.parametrize(
    ("slip", "is_told"),
    [
        ("nu-gioii", True), ("nữ-giới", True), ("nu-goi", True), ("n-ugioi", True),
        ("nam", False), ("nu-gioi-2", False), ("khac", False),
    ],
)  # fmt: skip
def test_a_category_that_is_a_slip_for_a_commoner_one_is_told(odd, slip, is_told):
    """It would be shown beside the right one; other words and numberings are categories."""
    rows = "".join(f"N,tinh,{year},5,,,nu-gioi,,\n" for year in range(2010, 2016))

    found = odd(rows + f"N,tinh,2016,5,,,{slip},,\n", PARTED)

    assert [(code, line) for code, line, _ in found] == ([("SB342", 8)] if is_told else [])


@pytest.mark.parametrize(("one", "other"), [("loai-i", "loai-ii"), ("lop-1", "lop-11"), ("a", "b")])
def test_numbered_categories_are_not_slips(odd, one, other):
    """However rare the one is."""
    rows = "".join(f"N,tinh,{year},5,,,{one},,\n" for year in range(2010, 2016))

    assert odd(rows + f"N,tinh,2016,5,,,{other},,\n", PARTED) == []


def test_a_slip_in_accents_needs_no_majority(odd):
    """“tốt” and “tot” are one word: the later one is told, with both counts."""
    found = odd("N,tinh,2015,5,,,tot,,\nN,tinh,2016,5,,,tốt,,\n", PARTED)

    assert found == [
        ("SB342", 3, {"value": "tốt", "other": "tot", "indicator": "N", "count": 1,
                      "others": 1, "column": "sex"}),
    ]  # fmt: skip
