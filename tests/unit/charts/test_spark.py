"""The spark kind: a line the size of a word."""

from __future__ import annotations

from site_builder.charts.kinds.spark import SPARK
from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Comparator, Target, TargetKind

REQUEST = ChartRequest("spark", "CT1")


def test_it_holds_the_points_the_last_one_and_the_target_between(make_indicator, make_portal, vi):
    """The target is shown as far as the figures go."""
    target = Target(TargetKind.EVERY, Comparator.MORE_THAN, 90.0)
    portal = make_portal(
        make_indicator(targets=(target,)), {"tinh": [("2023", 91.0), ("2024", 92.0)]}
    )

    data = dict(SPARK.prepare(portal, REQUEST, vi).datasets)

    assert [row["y"] for row in data["figures"]] == [91.0, 92.0]
    assert data["last"][0]["y"] == 92.0
    assert data["goals"] == ({"x": 2023.0, "y": 90.0, "x2": 2024.0, "y2": 90.0},)


def test_it_has_a_sentence_and_no_table(make_indicator, make_portal, vi):
    """It stands beside its number; a table of its own would say it twice."""
    portal = make_portal(make_indicator(), {"tinh": [("2023", 91.0), ("2024", 92.0)]})

    spec = SPARK.prepare(portal, REQUEST, vi)

    assert spec.sentence == "Tỷ lệ thử của Tỉnh Thử tăng từ 91,0\xa0% (2023) lên 92,0\xa0% (2024)."
    assert (spec.header, spec.rows) == ((), ())


def test_one_figure_is_no_line(make_indicator, make_portal, vi):
    """The number alone says as much."""
    portal = make_portal(make_indicator(), {"tinh": [("2024", 92.0)]})

    assert SPARK.prepare(portal, REQUEST, vi) is None
