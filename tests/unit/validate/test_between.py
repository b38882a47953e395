"""What goes together across files and indicators, and what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.dataset import Configured
from site_builder.model.indicator import (
    Aggregate,
    Baseline,
    Comparator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.period import Frequency, Period
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.spreadsheet import pack
from site_builder.model.tables import RawTable, RawTables
from site_builder.tables import read_csv, read_tables
from site_builder.validate import validate

from .conftest import KNOWN, TODAY, Check, indicator, places, text

UNITS = """unit,name,level,parent,valid_from,valid_to
tinh,Tỉnh,province,,,
a,A,district,tinh,,
b,B,district,tinh,,
c,C,district,tinh,,
d,D,district,tinh,,
cu,Cũ,district,tinh,,2023-12-31
x,X,commune,d,,
"""
HEADER = "indicator,unit,period,value,numerator,denominator,status,variant,level\n"
BETWEEN = frozenset({"SB392", "SB394", "SB395", "SB396", "SB398"})


def rows(*lines: str) -> str:
    return HEADER + "".join(line + "\n" for line in lines)


def found(check: Check, observations: str, *indicators: Any, **more: Any) -> list[dict[str, Any]]:
    """Return code, place and facts of what is said between rows."""
    units = more.pop("units", UNITS)
    problems = check(observations, units=units, indicators=indicators, **more).problems
    return [
        {"code": p.rule.code, "at": str(p.location), **facts_of(p)}
        for p in problems
        if p.rule.code in BETWEEN
    ]


def codes(check: Check, observations: str, *indicators: Any, **more: Any) -> list[str]:
    return [one["code"] for one in found(check, observations, *indicators, **more)]


# Baselines


def make_rate(code: str = "R", **settings: Any) -> Any:
    settings.setdefault("dimensions", ("level",))
    return indicator(code, IndicatorKind.RATIO, **settings)


def test_a_baseline_that_differs_names_both_numbers_and_places(check: Check):
    """At the baseline's own place in the indicator's file."""
    rate = make_rate(baseline=Baseline(Period(2022), 98.3), decimals=1)
    key = (rate.path, "baseline.value")

    said = found(check, rows("R,tinh,2022,,984,1000,,,"), rate, places={key: (9, 33)})

    assert said == [
        {
            "code": "SB395",
            "at": "data/indicators/R.yaml:9:33",
            "indicator": "R",
            "unit": "tinh",
            "period": "2022",
            "value": "98.3",
            "observed": "98.4 (984/1000)",
            "place": "data/observations/a.csv:2",
        }
    ]


@pytest.mark.parametrize(
    ("row", "differs"),
    [
        ("R,tinh,2022,98.35,,,,,", False),
        ("R,tinh,2022,98.2501,,,,,", False),
        ("R,tinh,2022,98.351,,,,,", True),
        ("R,tinh,2022,90,,,preliminary,,", False),
        ("R,tinh,2022,90,,,,bao,", False),
        ("R,tinh,2022,90,,,,,xa", False),
        ("R,a,2022,90,,,,,", False),
        ("R,tinh,2023,90,,,,,", False),
    ],
)
def test_only_the_official_total_of_that_period_counts(check: Check, row: str, differs: bool):
    """And only beyond half a unit of the last decimal shown."""
    rate = make_rate(baseline=Baseline(Period(2022), 98.3), decimals=1)

    assert codes(check, rows(row), rate) == ["SB395"] * differs


def test_a_headline_unit_of_its_own_is_the_one_compared(check: Check):
    """Not the root."""
    rate = make_rate(baseline=Baseline(Period(2022), 98.3), headline_unit="a")

    assert codes(check, rows("R,a,2022,90,,,,,", "R,tinh,2022,98.3,,,,,"), rate) == ["SB395"]


def test_with_several_roots_nobody_can_say_which_is_meant(check: Check):
    """So nothing is said."""
    rate = make_rate(baseline=Baseline(Period(2022), 98.3))
    units = UNITS + "goc,Gốc,province,,,\n"

    assert codes(check, rows("R,tinh,2022,90,,,,,"), rate, units=units) == []


# Quotas

GOAL = Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0)


def make_quota(**settings: Any) -> Any:
    return indicator("Q", IndicatorKind.COUNT, quota_for="R", **settings)


def test_a_quota_below_the_target_names_both_numbers(check: Check):
    """The quota of the whole province over its newest denominator."""
    file = rows(
        "Q,tinh,2024,1905,,,,,", "Q,a,2024,1950,,,,,",
        "R,tinh,2022,,1800,60000,,,", "R,tinh,2023,,1800,69100,,,", "R,tinh,2025,,1,10,,,",
    )  # fmt: skip

    said = found(check, file, make_quota(), make_rate(targets=(GOAL,), decimals=2))

    assert said == [
        {
            "code": "SB392",
            "at": "data/observations/a.csv:2:13",
            "indicator": "Q",
            "unit": "tinh",
            "period": "2024",
            "value": "1905",
            "goal": "R",
            "whole": "69100",
            "of_period": "2023",
            "share": "2.75",
            "target": "≥ 3",
        }
    ]


@pytest.mark.parametrize(
    ("quota", "target", "is_low"),
    [
        ("30", GOAL, False),
        ("29", GOAL, True),
        ("30", Target(TargetKind.EVERY, Comparator.MORE_THAN, 3.0), True),
        ("29", Target(TargetKind.EVERY, Comparator.AT_MOST, 3.0), False),
        ("99", Target(TargetKind.EVERY, Comparator.AT_MOST, 3.0), False),
        ("29", Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0, first=Period(2025)), False),
        ("29", Target(TargetKind.BY, Comparator.AT_LEAST, 3.0, period=Period(2024)), True),
        ("29", Target(TargetKind.BY, Comparator.AT_LEAST, 3.0, period=Period(2030)), False),
        (
            "29",
            Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0, valid_to=date(2024, 6, 1)),
            False,
        ),
    ],
)
def test_the_target_of_that_year_counts(check: Check, quota: str, target: Target, is_low: bool):
    """Strictly as it is written, and only while it is in force."""
    file = rows(f"Q,tinh,2024,{quota},,,,,", "R,tinh,2024,,10,1000,,,")

    assert codes(check, file, make_quota(), make_rate(targets=(target,))) == ["SB392"] * is_low


def test_without_a_headline_the_units_are_added_up(check: Check):
    """Those below another that has a quota are part of it."""
    file = rows(
        "Q,a,2024,20,,,,,", "Q,d,2024,30,,,,,", "Q,x,2024,30,,,,,",
        "R,a,2023,,1,1000,,,", "R,d,2024,,1,1000,,,",
    )  # fmt: skip

    (said,) = found(check, file, make_quota(reported_by=("commune",)), make_rate(targets=(GOAL,)))

    assert (said["unit"], said["value"], said["whole"]) == ("Σ 2", "50", "2000")
    assert (said["of_period"], said["share"]) == ("2023 … 2024", "2.5")


def test_a_headline_without_a_denominator_leaves_it_to_the_units(check: Check):
    """What cannot be divided is no answer."""
    file = rows("Q,tinh,2024,99,,,,,", "Q,a,2024,20,,,,,", "R,a,2023,,1,1000,,,")

    (said,) = found(check, file, make_quota(), make_rate(targets=(GOAL,)))

    assert (said["unit"], said["value"]) == ("a", "20")


@pytest.mark.parametrize(
    "goal",
    [
        make_rate("S", targets=(GOAL,)),
        make_rate(targets=(GOAL,), unit_measure="permille"),
        make_rate(targets=(GOAL,), dimensions=()),
    ],
)
def test_what_cannot_be_divided_is_not_compared(check: Check, goal: Any):
    """Another indicator, another unit of measure, no denominator, a part of the year."""
    file = rows("Q,tinh,2024,1,,,,,", "Q,tinh,2025-Q1,1,,,,,", "R,tinh,2024,2,,,,,")

    assert codes(check, file, make_quota(frequency=Frequency.QUARTER), goal) == []


def test_a_denominator_of_zero_divides_nothing(check: Check):
    """As of a unit that is new."""
    file = rows("Q,tinh,2024,1,,,,,", "R,tinh,2024,,0,0,nil,,")

    assert codes(check, file, make_quota(), make_rate(targets=(GOAL,))) == []


def test_a_share_is_never_rounded_up_to_the_target(check: Check):
    """2.9996 is not 3."""
    file = rows("Q,tinh,2024,29996,,,,,", "R,tinh,2024,,10,1000000,,,")

    (said,) = found(check, file, make_quota(), make_rate(targets=(GOAL,)))

    assert said["share"] == "2.99"


def test_a_quota_for_nothing_is_an_error(check: Check):
    """At its place, with what was meant."""
    quota = indicator("Q", IndicatorKind.COUNT, quota_for="CT33")
    goal = make_rate("CT3")

    problems = check("", indicators=(quota, goal), places={(quota.path, "quota_for"): (4, 12)})

    assert places(problems.problems) == [("SB393", "indicators/Q.yaml:4:12")]
    assert problems.problems[0].is_error
    assert facts_of(problems.problems[0]) == {
        "value": "CT33", "suggestion": "CT3", "column": "quota_for",
    }  # fmt: skip


def test_a_quota_for_a_broken_indicator_is_not_reported_again(check: Check):
    """Its own file has been."""
    assert check("", indicators=(make_quota(),), broken=frozenset({"R"})).problems == ()


# Denominators


def make_pair(first: str = "Tổng số", second: str = "tổng số") -> tuple[Any, Any]:
    return make_rate("R", denominator=text(first)), make_rate("S", denominator=text(second))


def test_denominators_of_the_same_words_must_agree(check: Check):
    """Both indicators, both numbers and the other's place are named."""
    file = rows("R,a,2024,,90,100,,,", "S,a,2024,,80,110,,,", "S,b,2024,,80,120,,,")

    said = found(check, file, *make_pair())

    assert said == [
        {
            "code": "SB394",
            "at": "data/observations/a.csv:3:14",
            "indicator": "S",
            "unit": "a",
            "period": "2024",
            "value": "110",
            "other": "R",
            "other_value": "100",
            "place": "data/observations/a.csv:2",
        }
    ]


@pytest.mark.parametrize(
    "row",
    [
        "S,a,2024,,80,100,,,",
        "S,a,2023,,80,110,,,",
        "S,b,2024,,80,110,,,",
        "S,a,2024,,80,110,,,xa",
        "S,a,2024,,80,110,,bao,",
        "S,a,2024,80,,,,,",
    ],
)
def test_what_is_no_counterpart_is_not_compared(check: Check, row: str):
    """Another period, unit or breakdown, a rival figure, a bare rate."""
    assert codes(check, rows("R,a,2024,,90,100,,,", row), *make_pair()) == []


def test_other_words_are_another_total(check: Check):
    """Nobody says that they are the same."""
    file = rows("R,a,2024,,90,100,,,", "S,a,2024,,80,110,,,")

    assert codes(check, file, *make_pair("Tổng số", "Tổng số đầu năm")) == []
    assert codes(check, file, make_rate("R"), make_rate("S")) == []


def test_of_very_many_the_rest_is_counted(check: Check):
    """After a thousand only how many more."""
    levels = [f"l{n}" for n in range(1003)]
    file = rows(
        *(f"R,a,2024,,1,10,,,{level}" for level in levels),
        *(f"S,a,2024,,1,20,,,{level}" for level in levels),
    )

    said = found(check, file, *make_pair())

    assert [one["code"] for one in said] == ["SB398"] + ["SB394"] * 1000
    assert (said[0]["count"], said[0]["of"]) == (3, "SB394")


# Missing units

THREE = ("R,a,2024,1,,,,,", "R,b,2024,1,,,,,", "R,c,2024,1,,,,,")


def test_each_indicator_is_told_once(check: Check):
    """Whatever the others lack in the same period."""
    file = rows(*THREE, *(line.replace("R,", "S,") for line in THREE))

    said = found(check, file, make_rate(), make_rate("S"))

    assert [(one["indicator"], one["units"]) for one in said] == [("R", "d"), ("S", "d")]


def test_units_without_a_row_are_counted_and_named(check: Check):
    """At the last row of the period; one that ended before is not missed."""
    said = found(check, rows(*THREE, "R,cu,2023,1,,,,,"), make_rate())

    assert said == [
        {
            "code": "SB396",
            "at": "data/observations/a.csv:4:1",
            "indicator": "R",
            "period": "2024",
            "count": 1,
            "owing": 4,
            "units": "d",
        }
    ]


def test_at_most_five_are_named(check: Check):
    """Of six that lack; in the order of the register."""
    units = UNITS + "".join(f"n{n},N{n},district,tinh,,\n" for n in range(8))
    file = rows(*(f"R,n{n},2024,1,,,,," for n in range(6)))

    (said,) = found(check, file, make_rate(), units=units)

    assert (said["count"], said["owing"]) == (6, 12)
    assert said["units"] == "a, b, c, d, n6, …"


@pytest.mark.parametrize(
    "row",
    [
        "R,d,2024,,,,missing,,",
        "R,d,2024,,,,not_applicable,,",
        "R,d,2024,5,,,,bao,",
        "R,d,2024,5,,,,,xa",
        "R,d,2024,nonsense,,,,,",
        "R,dd,2024,5,,,,,",
        "Z,d,2024,5,,,,,",
    ],
)
def test_any_row_speaks_for_its_unit(check: Check, row: str):
    """One that says why there is no figure, and one that is left out for an error."""
    assert codes(check, rows(*THREE, row), make_rate()) == []


def test_a_row_left_out_speaks_for_its_own_unit_alone(check: Check):
    """The others are missed all the same."""
    units = UNITS + "e,E,district,tinh,,\n"
    file = rows(*THREE, "R,e,2024,nonsense,,,,,", "S,d,2024,nonsense,,,,,")

    (said,) = found(check, file, make_rate(), make_rate("S"), units=units)

    assert (said["count"], said["units"]) == (1, "d")


def test_rows_of_the_wrong_shape_leave_it_open_who_is_missing(check: Check):
    """The unit may stand in one of them."""
    assert codes(check, rows(*THREE, "R,d,2024,1,,,,,,,,"), make_rate()) == []


@pytest.mark.parametrize(
    "lines",
    [THREE[:2], (*THREE[:2], "R,tinh,2024,1,,,,,")],
)
def test_fewer_than_three_say_nothing_about_the_others(check: Check, lines: tuple[str, ...]):
    """Scattered figures are no round of reports."""
    rate = make_rate(reported_by=("district",))

    assert codes(check, rows(*lines), rate) == []


def test_the_newest_period_that_half_of_them_reported_is_looked_at(check: Check):
    """Neither one that has only begun to come in, nor those long past."""
    old = ("R,a,2022,1,,,,,", "R,b,2022,1,,,,,", "R,c,2022,1,,,,,")
    whole = tuple(f"R,{unit},2023,1,,,,," for unit in "abcd")
    whole = (*whole, "R,cu,2023,1,,,,,")

    assert codes(check, rows(*old, *whole, "R,a,2024,1,,,,,"), make_rate()) == []
    assert found(check, rows(*whole, *THREE), make_rate())[0]["period"] == "2024"


def test_what_is_not_yet_due_is_not_missing(check: Check):
    """The day after it is due it is."""
    late = make_rate(due_days=(TODAY - date(2024, 12, 31)).days)
    due = make_rate(due_days=(TODAY - date(2024, 12, 31)).days - 1)

    assert codes(check, rows(*THREE), late) == []
    assert codes(check, rows(*THREE), due) == ["SB396"]


def test_levels_that_never_reported_owe_nothing_unless_they_are_named(check: Check):
    """Communes, where districts report."""
    file = rows(*THREE, "R,d,2024,1,,,,,")
    named = make_rate(reported_by=("district", "commune"))

    assert codes(check, file, make_rate()) == []
    assert found(check, file, named)[0]["units"] == "x"


def test_a_sum_of_units_below_is_a_figure(check: Check):
    """The province need not report what its districts do, nor a district its communes'."""
    file = rows("R,tinh,2023,1,,,,,", *THREE, "R,x,2024,1,,,,,")
    added = make_rate(aggregate=Aggregate.SUM_RATIO)

    assert codes(check, file, added) == []
    assert found(check, file, make_rate())[0]["units"] == "tinh, d"


def test_a_longer_period_that_ends_on_the_same_day_will_do(check: Check):
    """The whole year's figure settles its last quarter."""
    rate = make_rate(frequency=Frequency.QUARTER)
    file = rows("R,a,2024-Q4,1,,,,,", "R,b,2024-Q4,1,,,,,", "R,c,2024,1,,,,,", "R,d,2024,1,,,,,")

    assert codes(check, file, rate) == []


def test_a_later_cumulative_figure_of_the_year_will_do(check: Check):
    """It holds what the earlier one would have said."""
    file = rows(*(f"R,{unit},2024-Q2,1,,,,," for unit in "abc"), "R,d,2024-Q3,1,,,,,")

    quarters = make_rate(frequency=Frequency.QUARTER)
    grown = make_rate(frequency=Frequency.QUARTER, cumulative=True)

    assert codes(check, file, quarters) == ["SB396"]
    assert codes(check, file, grown) == []
    assert codes(check, file.replace("2024-Q3", "2025-Q1"), grown) == ["SB396"]


def make_sheet(name: str, *units: str, wrong: str = "") -> RawTable:
    """Make a sheet of a workbook with a row for each unit; the figure of one is nonsense."""
    names = ("indicator", "unit", "period", "value")
    values = ["nonsense" if unit == wrong else "1" for unit in units]
    size = len(units)
    cells = pd.DataFrame(
        {"indicator": ["R"] * size, "unit": units, "period": ["2024"] * size, "value": values},
        dtype="str",
    )
    lines = np.arange(2, size + 2, dtype=np.int64)
    addresses = {
        column: np.array([pack(int(line), n + 1) for line in lines], dtype=np.int64)
        for n, column in enumerate(names)
    }
    return RawTable(
        "data/observations/a.xlsx", names, 1, cells, lines, 0, "", "",
        header=names, indexes=(0, 1, 2, 3), sheet=name, addresses=addresses,
    )  # fmt: skip


def test_rows_of_two_sheets_are_told_apart():
    """A row left out speaks for its unit although the other sheet has a good one on its line."""
    files = {"data/units.csv": (UNITS + "e,E,district,tinh,,\n").encode()}
    units = read_tables(SourceTree(files), {}, {".csv": read_csv}).value
    assert units is not None
    sheets = (make_sheet("Q", "a", "b", "c"), make_sheet("Q!1", "d", wrong="d"))
    site = SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),))
    configured = Configured(site, {"R": make_rate()}, (), {})

    checked = validate(configured, RawTables((*sheets, *units.tables)), KNOWN, TODAY)

    said = [facts_of(p)["units"] for p in checked.problems if p.rule.code == "SB396"]
    assert said == ["e"]


def test_a_file_that_cannot_be_read_leaves_it_open_who_is_missing(check: Check):
    """The unit may stand in it."""
    torn = "indicator,unit,period,value\n\ufffd\x00,d,2024,1\n"

    assert codes(check, rows(*THREE), make_rate(), observations__b=torn) == []


def test_the_last_of_several_files_holds_the_place(check: Check):
    """Files come in the order of their names."""
    more = rows("R,c,2024,1,,,,,")

    said = found(check, rows(*THREE[:2]), make_rate(), observations__b=more)

    assert [one["at"] for one in said] == ["data/observations/b.csv:2:1"]


def test_a_site_without_figures_lacks_nothing(check: Check):
    """Not yet."""
    assert codes(check, "", make_rate(), make_quota()) == []
