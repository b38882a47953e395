"""Which method judges what, against which target, from which baseline."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess.cases import choose_method
from site_builder.model.indicator import Baseline, Break
from site_builder.model.portal import ProgressStatus
from site_builder.model.units import UnitChange


@pytest.mark.parametrize(
    ("method", "kind", "chosen"),
    [
        (None, "by", "linear"),
        (None, "every", "every_period"),
        (None, None, "every_period"),
        ("linear", "by", "linear"),
        ("linear", "every", "every_period"),
        ("cagr", "by", "cagr"),
        ("cagr", "every", "every_period"),
        ("cagr", None, "cagr"),
        ("every_period", "by", "every_period"),
        ("same_period", "every", "same_period"),
        ("same_period", "by", "same_period"),
        ("own_method", "every", "own_method"),
    ],
)
def test_the_method_follows_the_indicator_and_the_target(build, method, kind, chosen):
    """Targets for every period have no line to them; other methods judge all targets."""
    targets = {"by": build.by(1.0), "every": build.every(1.0), None: None}

    assert choose_method(build.indicator(method=method), targets[kind]) == chosen


def test_each_target_in_force_gets_a_verdict(build):
    """A target holds only within its dates; the index tells which one is meant."""
    indicator = build.indicator(
        targets=(
            build.every(90.0, valid_to=date(2024, 12, 31)),
            build.every(95.0, valid_from=date(2024, 7, 1)),
        )
    )

    portal = build.portal(
        *(build.row("tinh", year, (93, 100)) for year in ("2023", "2024", "2025")),
        indicator=indicator,
    )

    assert [
        (str(a.period), a.target, a.verdict.progress_status.value) for a in portal.assessments
    ] == [("2023", 0, "met"), ("2024", 0, "met"), ("2024", 1, "not_met"), ("2025", 1, "not_met")]
    assert portal.headlines["CT"].assessment.target == 1


def test_periods_without_a_target_say_so(build):
    """Before the plan began its target judges nothing, and that is said each time."""
    indicator = build.indicator(targets=(build.every(90.0, first=build.period("2024")),))

    portal = build.portal(
        *(build.row("tinh", year, (93, 100)) for year in ("2022", "2023", "2024")),
        indicator=indicator,
    )

    assert [(str(a.period), a.target, a.verdict.reason, a.rule) for a in portal.assessments] == [
        ("2022", None, "no_target_in_force", "every_period/1"),
        ("2023", None, "no_target_in_force", "every_period/1"),
        ("2024", 0, "target_met", "every_period/1"),
    ]


def test_an_indicator_without_targets_says_so_once(build):
    """Only the newest figure of a mere count is marked as not assessed."""
    portal = build.portal(
        build.row("tinh", "2023", 5), build.row("tinh", "2024", 6), indicator=build.count()
    )

    assert [(str(a.period), a.verdict.reason) for a in portal.assessments] == [
        ("2024", "no_target")
    ]


def test_growth_is_judged_without_a_target(build):
    """The cagr method needs no target."""
    portal = build.portal(
        build.row("tinh", "2023", 100),
        build.row("tinh", "2024", 110),
        indicator=build.count(method="cagr"),
    )

    assert [(a.target, a.verdict.reason) for a in portal.assessments] == [
        (None, "no_earlier_value"),
        (None, "fast_enough"),
    ]


def test_only_values_in_use_are_judged(build):
    """Missing figures, breakdowns and rival figures get no verdict."""
    portal = build.portal(
        build.row("tinh", "2023", None),
        build.row("tinh", "2024", (95, 100), breakdown="level=x"),
        build.row("tinh", "2024", (95, 100), variant="báo khác"),
        indicator=build.indicator(targets=(build.every(90.0),), dimensions=("level",)),
    )

    assert portal.assessments == ()
    assert portal.headlines["CT"].assessment is None


@pytest.fixture
def planned(build):
    """98 in 2022, 100 to be reached by 2030, for the province."""
    return build.indicator(
        baseline=Baseline(build.period("2022"), 98.0),
        targets=(build.by(100.0),),
        method="linear",
        headline_unit="tinh",
    )


@pytest.mark.parametrize(
    ("status", "baseline", "verdict"),
    [("official", 90.0, "behind"), ("preliminary", 98.0, "off_track"), (None, 98.0, "off_track")],
)
def test_other_units_start_from_their_own_figure(build, planned, status, baseline, verdict):
    """A district's final figure of the base year is its baseline, else the plan's is."""
    rows = [build.row("a", "2026", 93.5)]
    if status is not None:
        rows.append(build.row("a", "2022", 90.0, status=status))

    portal = build.portal(*rows, indicator=planned, today=date(2027, 3, 1))

    found = portal.latest_assessment("CT", "a").verdict
    assert dict(found.facts)["baseline"] == baseline
    assert found.progress_status.value == verdict


def test_the_headline_unit_starts_from_the_plans_baseline(build, planned):
    """The file's baseline wins over the headline unit's own figure of that year."""
    portal = build.portal(
        build.row("tinh", "2022", 97.0), build.row("tinh", "2024", 99.0), indicator=planned
    )

    facts = dict(portal.headlines["CT"].assessment.verdict.facts)
    assert facts["baseline"] == 98.0


def test_growth_of_other_units_never_starts_from_the_plans_value(build):
    """A district's growth starts from its own next later figure."""
    indicator = build.count(
        method="cagr", baseline=Baseline(build.period("2022"), 5000.0), headline_unit="tinh"
    )

    portal = build.portal(
        build.row("a", "2023", 100), build.row("a", "2025", 110), indicator=indicator
    )

    assert dict(portal.latest_assessment("CT", "a").verdict.facts)["baseline"] == 100


def test_methods_get_only_figures_since_the_last_break(build):
    """Growth is counted from the first figure of the new series."""
    indicator = build.count(
        method="cagr", breaks=(Break(build.period("2020")), Break(build.period("2022")))
    )

    portal = build.portal(
        *(build.row("tinh", year, 100) for year in ("2019", "2021", "2022")),
        build.row("tinh", "2024", 110),
        indicator=indicator,
    )

    assert [(str(a.period), a.verdict.reason) for a in portal.assessments] == [
        ("2019", "no_earlier_value"),
        ("2021", "no_earlier_value"),
        ("2022", "no_earlier_value"),
        ("2024", "fast_enough"),
    ]


REFORM = date(2024, 7, 1)
TAKEN_OVER = (UnitChange(REFORM, "h", "g"),)


@pytest.fixture
def verdicts(build):
    """Judge a ratio over one change: baseline 50 in 2022, 100 due in 2030; verdicts by period."""

    def run(*rows, changes=TAKEN_OVER, **started):
        units = build.register(
            build.root(),
            *(build.unit(name, "tinh", **started.get(name, {})) for name in "ghk"),
            changes=changes,
        )
        indicator = build.indicator(
            method="linear", targets=(build.by(100),), baseline=Baseline(build.period("2022"), 50)
        )
        portal = build.portal(*rows, indicator=indicator, units=units)
        return {str(a.period): a.verdict for a in portal.assessments_of("CT", "g")}

    return run


def test_a_unit_that_took_over_another_starts_from_both(build, verdicts):
    """90 of 100 and 10 of 100 are 50 %: 65 % is a gain, not a loss."""
    found = verdicts(
        build.row("g", "2022", (90, 100)),
        build.row("h", "2022", (10, 100)),
        build.row("g", "2023", (90, 100)),
        build.row("g", "2025", (130, 200)),
    )

    late = found["2025"]
    assert (late.progress_status, late.required_value) == (ProgressStatus.BEHIND, 68.75)
    assert dict(late.facts) == {"baseline": 50.0, "pace": 0.8}
    assert dict(found["2023"].facts)["baseline"] == 90.0


def test_a_new_unit_starts_from_its_predecessors(build, verdicts):
    """It has no past figure of its own, and theirs goes before the plan's."""
    found = verdicts(
        build.row("h", "2022", (60, 100)),
        build.row("g", "2025", (75, 100)),
        g={"valid_from": REFORM},
    )

    assert dict(found["2025"].facts)["baseline"] == 60.0


def test_a_unit_divided_by_shares_starts_from_its_scaled_figure(build, verdicts):
    """An estimate of its own territory is nearer than the plan's line."""
    found = verdicts(
        build.row("g", "2022", (60, 100)),
        build.row("g", "2025", (75, 100)),
        changes=(UnitChange(REFORM, "g", "h", 0.4),),
    )

    assert dict(found["2025"].facts)["baseline"] == pytest.approx(60)


def test_a_unit_divided_without_shares_has_no_baseline(build, verdicts):
    """What it started from is not known; a target that is met is met all the same."""
    found = verdicts(
        build.row("g", "2022", (90, 100)),
        build.row("g", "2024", (30, 40)),
        build.row("g", "2025", (40, 40)),
        changes=(UnitChange(REFORM, "g", "h"), UnitChange(REFORM, "g", "k")),
    )

    assert (found["2024"].progress_status, found["2024"].reason) == (
        ProgressStatus.NOT_ASSESSED, "baseline_not_comparable"
    )  # fmt: skip
    assert found["2025"].reason == "target_met"


def test_predecessors_that_were_not_final_are_no_baseline(build, verdicts):
    """As with an own figure that is not final, the plan's line is left."""
    found = verdicts(
        build.row("g", "2022", (90, 100)),
        build.row("h", "2022", (30, 100), status="preliminary"),
        build.row("g", "2025", (150, 200)),
    )

    assert dict(found["2025"].facts)["baseline"] == 50.0
    assert found["2025"].reason == "on_the_line"
