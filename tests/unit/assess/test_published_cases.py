"""Cases from published figures (Quảng Nam and Đà Nẵng): what readers must never be told."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess import check_reconciliation
from site_builder.diagnostics import Severity, facts_of
from site_builder.model.indicator import Baseline, Break
from site_builder.model.units import UnitChange

QUOTAS = {
    "tam-ky": 150, "hoi-an": 110, "dien-ban": 150, "dai-loc": 125, "duy-xuyen": 90,
    "thang-binh": 115, "nui-thanh": 115, "phu-ninh": 87, "que-son": 87, "nong-son": 30,
    "hiep-duc": 48, "tien-phuoc": 77, "phuoc-son": 80, "bac-tra-my": 95, "nam-tra-my": 95,
    "nam-giang": 110, "dong-giang": 95, "tay-giang": 80, "cong-an": 12, "quan-su": 29,
    "bien-phong": 15, "khoi-co-quan": 155,
}  # fmt: skip
DISTRICTS = list(QUOTAS)[:18]


@pytest.fixture
def province(build):
    """Quảng Nam with its 22 committees of 2024; the districts end on 30 June 2025."""
    over = date(2025, 6, 30)
    before_merger = date(2024, 12, 31)
    ends = dict.fromkeys(DISTRICTS, over) | {"nong-son": before_merger}
    return build.register(
        build.root("quang-nam", valid_to=over),
        *(
            build.unit(name, "quang-nam", code=str(number), valid_to=ends.get(name, over))
            for number, name in enumerate(QUOTAS, 502)
        ),
        changes=(UnitChange(date(2025, 1, 1), "nong-son", "que-son"),),
    )


def verdict_of(portal, unit="tinh"):
    found = portal.latest_assessment("CT", unit)
    return found.verdict.progress_status.value


def test_exactly_90_against_more_than_90_is_not_met(build):
    """More than 90 per cent is strict."""
    indicator = build.indicator(targets=(build.every(90.0, ">"),))

    portal = build.portal(build.row("tinh", "2024", (900, 1000)), indicator=indicator)

    assert verdict_of(portal) == "not_met"


def test_exactly_3_against_at_least_3_is_met(build):
    """At least 3 per cent is not strict, and 57 of 1 900 is exactly 3 % in binary fractions too."""
    indicator = build.indicator(targets=(build.every(3.0),))

    portal = build.portal(build.row("tinh", "2024", (57, 1900)), indicator=indicator)

    assert verdict_of(portal) == "met"


def test_29_of_100_is_exactly_29_percent(build):
    """The frame's value may miss by a hair (28.999…96); counts are what is judged."""
    indicator = build.indicator(targets=(build.every(29.0),))

    portal = build.portal(build.row("tinh", "2024", (29, 100)), indicator=indicator)

    assert verdict_of(portal) == "met"


def test_a_rate_alone_is_shown_and_assessed_but_not_summed(build):
    """98,3 % without counts stands and is judged; the sum above it counts it as lacking."""
    indicator = build.indicator(targets=(build.every(90.0, ">"),))

    portal = build.portal(
        build.row("a", "2022", 98.3), build.row("b", "2022", (80, 100)), indicator=indicator
    )

    assert portal.total("CT", "a").figures[0].value == 98.3
    assert verdict_of(portal, "a") == "met"
    summed = portal.total("CT", "tinh").figures[0]
    assert (summed.value, summed.due, summed.counted, summed.is_incomplete) == (80.0, 2, 1, True)


def test_the_published_baseline_starts_the_plans_line(build):
    """From 98,3 % in 2022 towards 100 % in 2030."""
    indicator = build.indicator(
        baseline=Baseline(build.period("2022"), 98.3, "KH211"),
        targets=(build.by(100.0),),
        method="linear",
    )

    portal = build.portal(
        build.row("tinh", "2022", 98.3), build.row("tinh", "2025", 99.0), indicator=indicator
    )

    statuses = [a.verdict.progress_status.value for a in portal.assessments]
    assert statuses == ["not_assessed", "on_track"]


def test_the_rate_of_30_november_is_in_progress(build):
    """2,67 % of the opening members by 30/11/2025 is below 3 % and still not "not met"."""
    indicator = build.indicator(
        cumulative=True, method="same_period", targets=(build.every(3.0),), decimals=2
    )
    opening = 136_929

    portal = build.portal(
        build.row("tinh", "2025", (3656, opening), as_of="2025-11-30"), indicator=indicator
    )

    headline = portal.headlines["CT"]
    assert headline.latest.value == pytest.approx(2.67, abs=0.005)
    assert headline.assessment.verdict.progress_status.value == "in_progress"
    assert headline.assessment.verdict.reason == "taken_early"
    assert portal.as_of == date(2025, 11, 30)


def test_fewer_villages_are_no_decline_of_the_rate(build):
    """85 of 85 cells in 2015 and 51 of 51 in 2020: the rate is 100 % in both years."""
    indicator = build.indicator(targets=(build.by(100.0),), method="linear")

    portal = build.portal(
        build.row("a", "2015", (85, 85)), build.row("a", "2020", (51, 51)), indicator=indicator
    )

    assert [f.value for f in portal.total("CT", "a").figures] == [100.0, 100.0]
    assert {a.verdict.progress_status.value for a in portal.assessments_of("CT", "a")} == {
        "achieved"
    }


def test_quotas_that_do_not_add_up_are_both_shown(build, province):
    """22 quotas add up to 1 950, the headline says 1 905: a warning, and nothing is fixed."""
    rows = [
        build.row("quang-nam", "2024", 1905, source="tieu-de", line=2),
        *(build.row(unit, "2024", n, source="danh-sach") for unit, n in QUOTAS.items()),
    ]
    portal = build.portal(*rows, indicator=build.count(), units=province)

    problems = check_reconciliation(portal, build.frame(rows))

    series = portal.total("CT", "quang-nam")
    assert [f.value for f in series.figures] == [1905]
    (pair,) = series.reconciliations
    assert (pair.own.value, pair.summed.value, pair.difference) == (1905, 1950, -45)
    assert (pair.summed.due, pair.summed.counted) == (22, 22)
    (problem,) = problems
    assert (problem.rule.code, problem.rule.severity) == ("SB451", Severity.WARNING)
    assert str(problem.location) == "data/observations/a.csv:2"
    assert facts_of(problem) == {
        "value": "1905",
        "summed": "1950",
        "difference": "-45",
        "own_source": "tieu-de",
        "sum_source": "danh-sach",
        "counted": 22,
        "indicator": "CT",
        "unit": "quang-nam",
        "period": "2024",
    }


def test_ratings_before_2018_are_not_joined_with_later_ones(build):
    """The scale changed in 2018: no change is computed over it, no line is drawn."""
    indicator = build.indicator(
        breaks=(Break(build.period("2018")),),
        baseline=Baseline(build.period("2017"), 65.5),
        targets=(build.by(90.0),),
        method="linear",
    )

    portal = build.portal(
        build.row("tinh", "2017", (38, 58)),
        build.row("tinh", "2018", (60, 72)),
        indicator=indicator,
    )

    headline = portal.headlines["CT"]
    assert (headline.latest.numerator, headline.previous) == (60, None)
    assert headline.assessment.verdict.reason == "baseline_before_break"


def test_a_merged_district_is_compared_with_the_sum_of_both(build, province):
    """Quế Sơn of 2025 is held against Quế Sơn and Nông Sơn of 2024, which keep their rows."""
    portal = build.portal(
        build.row("que-son", "2024", 3753),
        build.row("nong-son", "2024", 1141),
        build.row("que-son", "2025", 4900),
        indicator=build.count(),
        units=province,
    )

    assert [f.value for f in portal.total("CT", "que-son").figures] == [3753, 4900]
    assert [f.value for f in portal.total("CT", "nong-son").figures] == [1141]
    (found,) = portal.total("CT", "que-son").comparable
    assert (str(found.period), found.figure.value, found.reason) == ("2024", 4894, "")
    assert [change.from_unit for change in found.changes] == ["nong-son"]


def test_a_code_that_is_used_again_joins_nothing(build):
    """A new commune with an old district's code and name has no predecessor by that."""
    over, start = date(2025, 6, 30), date(2025, 7, 1)
    units = build.register(
        build.root("tinh"),
        build.unit("huyen-nong-son", "tinh", code="519", valid_to=over),
        build.unit("xa-nong-son", "tinh", code="519", valid_from=start),
    )

    portal = build.portal(
        build.row("huyen-nong-son", "2024", 1141),
        build.row("xa-nong-son", "2025", 300),
        indicator=build.count(),
        units=units,
    )

    assert portal.total("CT", "xa-nong-son").comparable == ()


def test_districts_that_ended_are_not_due_afterwards(build, province):
    """All 18 districts end on 30/6/2025: nobody of them owes the year 2025."""
    portal = build.portal(
        *(build.row(unit, "2024", 100) for unit in DISTRICTS),
        indicator=build.count(),
        units=province,
        today=date(2026, 1, 15),
    )

    assert portal.dues == ()
    assert portal.total("CT", "quang-nam").figures[0].due == 22


def test_a_merged_city_is_compared_with_the_sum_of_two_roots(build):
    """Đà Nẵng since 1/7/2025 is held against Quảng Nam and the former Đà Nẵng together."""
    over, start = date(2025, 6, 30), date(2025, 7, 1)
    units = build.register(
        build.root("quang-nam", valid_to=over),
        build.root("da-nang-cu", valid_to=over),
        build.root("da-nang", valid_from=start),
        changes=(
            UnitChange(start, "quang-nam", "da-nang"),
            UnitChange(start, "da-nang-cu", "da-nang"),
        ),
    )

    portal = build.portal(
        build.row("quang-nam", "2024", (2, 100)),
        build.row("da-nang-cu", "2024", (4, 50)),
        build.row("da-nang", "2025", (6, 150)),
        units=units,
    )

    (found,) = portal.total("CT", "da-nang").comparable
    assert found.figure.value == 4.0
    assert portal.headlines["CT"].unit == "da-nang"
    assert portal.headlines["CT"].previous.value == 4.0
