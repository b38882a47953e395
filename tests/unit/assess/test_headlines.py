"""An indicator in one row."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Aggregate, Baseline, Break
from site_builder.model.portal import Headline

FLAT = Aggregate.NONE


def test_nothing_reported_is_an_empty_row(build):
    """The first root of today stands in the row; there is nothing else to show."""
    assert build.portal().headlines == {"CT": Headline("CT", "tinh", None, None, None)}


def test_no_root_at_all_leaves_the_unit_open(build):
    """A register whose root has ended has no leading unit by default."""
    units = build.register(build.root(valid_to=date(2020, 1, 1)))

    assert build.portal(units=units).headlines["CT"].unit is None


def test_a_figure_of_another_unit_is_not_the_headline(build):
    """Without sums the province's row stays empty although a district reported."""
    portal = build.portal(build.row("a", "2024", 5), indicator=build.count(aggregate=FLAT))

    assert (portal.headlines["CT"].unit, portal.headlines["CT"].latest) == ("tinh", None)


def test_the_indicator_may_name_its_unit(build):
    """``headline_unit`` wins over any root."""
    portal = build.portal(
        build.row("tinh", "2024", 5),
        build.row("a", "2023", 3),
        indicator=build.count(headline_unit="a"),
    )

    headline = portal.headlines["CT"]
    assert (headline.unit, headline.latest.value) == ("a", 3)


@pytest.mark.parametrize(
    ("newest", "chosen"),
    [({"r1": "2023", "r2": "2024"}, "r2"), ({"r1": "2024", "r2": "2024"}, "r1")],
)
def test_of_several_roots_the_newest_figure_leads(build, newest, chosen):
    """At equal periods the register's order decides."""
    units = build.register(build.root("r0"), build.root("r1"), build.root("r2"))

    portal = build.portal(
        *(build.row(unit, year, 5) for unit, year in newest.items()),
        indicator=build.count(),
        units=units,
    )

    assert portal.headlines["CT"].unit == chosen


def test_a_root_that_did_not_exist_does_not_lead(build):
    """A comparison figure entered for a former period does not make a unit the headline."""
    units = build.register(
        build.root("old", valid_to=date(2024, 12, 31)),
        build.root("new", valid_from=date(2025, 1, 1)),
    )

    portal = build.portal(
        build.row("old", "2023", 5),
        build.row("new", "2024", 5),
        indicator=build.count(),
        units=units,
    )

    assert portal.headlines["CT"].unit == "old"


def test_previous_has_the_same_frequency(build):
    """A year is compared with the year before, not with the half in between."""
    portal = build.portal(
        *(build.row("tinh", time, value) for time, value in
          {"2023": 1, "2024": 2, "2025-S1": 3, "2025": 4}.items()),
        indicator=build.count(),
    )  # fmt: skip

    headline = portal.headlines["CT"]
    assert (headline.latest.value, headline.previous.value) == (4, 2)


def test_previous_does_not_cross_a_break(build):
    """Across a break there is no change to speak of."""
    portal = build.portal(
        build.row("tinh", "2023", 1),
        build.row("tinh", "2024", 2),
        indicator=build.count(breaks=(Break(build.period("2024")),)),
    )

    assert portal.headlines["CT"].previous is None


@pytest.mark.parametrize(
    ("figures", "previous"),
    [
        ({"2024-Q1": 1, "2024-Q2": 2, "2024-Q4": 5, "2025-Q1": 3}, 1),
        ({"2024-Q4": 5, "2025-Q1": 3}, None),
        ({"2024": 5, "2025": 6}, 5),
    ],
)
def test_cumulative_figures_start_anew_each_year(build, figures, previous):
    """The first quarter is compared with last year's first, not with its fourth."""
    portal = build.portal(
        *(build.row("tinh", time, value) for time, value in figures.items()),
        indicator=build.count(cumulative=True),
    )

    found = portal.headlines["CT"].previous
    assert (found and found.value) == previous


def test_a_year_cut_short_is_compared_with_none(build):
    """Eleven months of a cumulative figure are not a decline on twelve."""
    portal = build.portal(
        build.row("tinh", "2024", 5),
        build.row("tinh", "2025", 4, as_of="2025-11-30"),
        indicator=build.count(cumulative=True),
    )

    assert portal.headlines["CT"].previous is None


@pytest.fixture
def on_a_line(build):
    """A target on a line, and one for every period."""
    return build.indicator(
        baseline=Baseline(build.period("2022"), 90.0),
        targets=(build.by(100.0), build.every(95.0)),
        method="linear",
    )


def test_a_preliminary_figure_does_not_wipe_out_a_verdict(build, on_a_line):
    """On a line the newest final figure keeps the verdict; the row shows the newest value."""
    portal = build.portal(
        build.row("tinh", "2024", 95.0),
        build.row("tinh", "2025", 96.0, status="preliminary"),
        indicator=on_a_line,
    )

    headline = portal.headlines["CT"]
    assert headline.latest.value == 96.0
    assert (headline.assessment.value, headline.assessment.rule) == (95.0, "linear/1")
    assert [(str(a.period), a.target) for a in headline.assessments] == [("2024", 0), ("2024", 1)]


def test_without_any_final_figure_the_newest_stands(build, on_a_line):
    """A plan whose figures are all preliminary is in progress."""
    portal = build.portal(
        build.row("tinh", "2025", 96.0, status="preliminary"), indicator=on_a_line
    )

    assert portal.headlines["CT"].assessment.verdict.reason == "figure_not_final"


def test_every_period_shows_its_newest_figure(build):
    """A target for each period is judged on the newest one, final or not."""
    portal = build.portal(
        build.row("tinh", "2024", 95.0),
        build.row("tinh", "2025", 96.0, status="preliminary"),
        indicator=build.indicator(targets=(build.every(90.0),)),
    )

    assert portal.headlines["CT"].assessment.verdict.progress_status.value == "in_progress"
