"""The progress kind: one figure between the baseline and the target."""

from __future__ import annotations

from site_builder.charts.kinds.progress import PROGRESS
from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Baseline, Comparator, Target, TargetKind
from site_builder.model.period import parse_period

REQUEST = ChartRequest("progress", "CT1")
BY = Target(TargetKind.BY, Comparator.AT_LEAST, 100.0, period=parse_period("2030"), source="KH211")
EVERY = Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0)
BASELINE = Baseline(parse_period("2022"), 98.3, "KH211")


def _data(spec, name):
    return dict(spec.datasets)[name]


def test_the_bar_is_the_way_made_since_the_baseline(make_indicator, make_portal, vi):
    """The line runs from the baseline to the target, the bar ends at the figure."""
    indicator = make_indicator(targets=(BY,), baseline=BASELINE)
    portal = make_portal(indicator, {"tinh": [("2023", 98.6), ("2024", 98.9)]})

    spec = PROGRESS.prepare(portal, REQUEST, vi)

    assert _data(spec, "track") == ({"x": 98.3, "x2": 100.0},)
    assert _data(spec, "bar") == ({"x": 98.3, "x2": 98.9},)
    assert spec.sentence == (
        "Tỷ lệ thử của Tỉnh Thử là 98,9\xa0% (2024); giá trị gốc 98,3\xa0% (2022); "
        "chỉ tiêu: đạt 100\xa0% vào năm 2030."
    )
    assert spec.rows == (
        ("Giá trị gốc", "2022", "98,3"),
        ("Hiện tại", "2024", "98,9"),
        ("Chỉ tiêu", "2030", "≥\xa0100\xa0%"),
    )


def test_without_a_baseline_the_bar_starts_from_zero(make_indicator, make_portal, vi):
    """Length then means the value itself."""
    portal = make_portal(make_indicator(targets=(EVERY,)), {"tinh": [("2024", 2.67)]})

    spec = PROGRESS.prepare(portal, REQUEST, vi)

    assert _data(spec, "bar") == ({"x": 0.0, "x2": 2.67},)
    assert _data(spec, "track") == ({"x": 0.0, "x2": 3.0},)


def test_labels_lean_inwards_at_the_ends(make_indicator, make_portal, vi):
    """The baseline's starts at its tick, the target's ends there: nothing is cut off."""
    indicator = make_indicator(targets=(BY,), baseline=BASELINE)
    portal = make_portal(indicator, {"tinh": [("2024", 99.2)]})

    labels = _data(PROGRESS.prepare(portal, REQUEST, vi), "labels")

    assert {row["kind"]: row["align"] for row in labels} == {
        "now": "center",
        "target": "right",
        "baseline": "left",
    }


def test_a_figure_at_the_baseline_that_is_the_target_can_be_drawn(make_indicator, make_portal, vi):
    """Three equal numbers leave a line to stand on."""
    indicator = make_indicator(targets=(BY,), baseline=Baseline(parse_period("2022"), 100.0))
    portal = make_portal(indicator, {"tinh": [("2024", 100.0)]})

    assert _data(PROGRESS.prepare(portal, REQUEST, vi), "track") == ({"x": 99.0, "x2": 101.0},)


def test_without_a_target_there_is_no_progress(make_indicator, make_portal, vi):
    """None: there is nothing to hold the figure against."""
    portal = make_portal(make_indicator(), {"tinh": [("2024", 98.9)]})

    assert PROGRESS.prepare(portal, REQUEST, vi) is None


def test_a_period_without_a_figure_gives_none(make_indicator, make_portal, vi):
    """The period asked for is not replaced by another one."""
    portal = make_portal(make_indicator(targets=(EVERY,)), {"tinh": [("2024", 2.67)]})
    request = ChartRequest("progress", "CT1", period=parse_period("2023"))

    assert PROGRESS.prepare(portal, request, vi) is None
