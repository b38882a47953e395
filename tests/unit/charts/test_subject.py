"""What a chart is about, and from where a unit's way to the target starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.charts.subject import find_subject
from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Baseline
from site_builder.model.period import parse_period
from site_builder.model.portal import Comparable, ProgressStatus, Verdict

PLAN = Baseline(parse_period("2022"), 50.0, "KH211")
FIGURES = [("2022", 30.0), ("2023", 34.0), ("2024", 38.0)]


def judged(*facts: tuple[str, float]) -> Verdict:
    return Verdict(ProgressStatus.BEHIND, "slow", facts=facts)


@pytest.fixture
def baseline_of(make_indicator, make_portal):
    """Return the baseline that the chart of a unit starts from."""

    def find(unit, verdicts, period=None, figures=FIGURES, comparable=()):
        portal = make_portal(make_indicator(baseline=PLAN), {unit: figures}, verdicts)
        key = ("CT1", unit, ())
        series = {**portal.series, key: replace(portal.series[key], comparable=comparable)}
        asked = parse_period(period) if period else None
        request = ChartRequest("trend", "CT1", unit, asked)
        return find_subject(replace(portal, series=series), request).indicator.baseline

    return find


def test_a_unit_starts_where_its_verdict_starts(baseline_of):
    """Its own figure of the baseline's period, not the plan's for the whole province."""
    found = baseline_of("a", {("a", "2024"): judged(("baseline", 30.0))})

    assert found == Baseline(parse_period("2022"), 30.0, "KH211")


def test_without_a_baseline_of_its_own_the_plan_decides(baseline_of):
    """So it does where nothing is judged, and for the unit that the plan speaks of."""
    assert baseline_of("a", {("a", "2024"): judged()}) == PLAN
    assert baseline_of("a", {}) == PLAN
    assert baseline_of("tinh", {("tinh", "2024"): judged(("baseline", 30.0))}) == PLAN


def test_the_newest_verdict_decides_or_that_of_the_period(baseline_of):
    """A merger may change where the way starts."""
    verdicts = {
        ("a", "2023"): judged(("baseline", 30.0)),
        ("a", "2024"): judged(("baseline", 34.0)),
        ("b", "2024"): judged(("baseline", 38.0)),
    }

    assert baseline_of("a", verdicts) == Baseline(parse_period("2023"), 34.0, "KH211")
    assert baseline_of("a", verdicts, "2023").value == 30.0


def test_a_baseline_on_todays_units_has_its_period_too(baseline_of, make_figure):
    """A successor's start is made of its predecessors' figures."""
    comparable = (Comparable(parse_period("2023"), make_figure("2023", 45.0, restated=True), ()),)
    verdicts = {("a", "2024"): judged(("baseline", 45.0))}

    found = baseline_of("a", verdicts, figures=[("2024", 50.0)], comparable=comparable)

    assert found == Baseline(parse_period("2023"), 45.0, "KH211")
