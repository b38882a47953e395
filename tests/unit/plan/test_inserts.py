"""What the calls of a page stand for."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Comparator, Target, TargetKind
from site_builder.model.portal import (
    AssessedTask,
    Assessment,
    Headline,
    ProgressStatus,
    TaskStatus,
    Verdict,
)
from site_builder.model.prose import (
    ChartInsert,
    DocumentInsert,
    FigureInsert,
    PageInsert,
    StatusInsert,
    TableInsert,
    TargetInsert,
    TasksInsert,
)
from site_builder.model.registers import Document, Task
from site_builder.plan.inserts import make_insert, make_prose

TARGET = Target(TargetKind.EVERY, Comparator.AT_LEAST, 90.0)


@pytest.fixture
def portal(build):
    """CT1 for the province and a district, judged once each; a task and a document."""
    tinh = build.series("CT1", "tinh", y2023=89.0, y2024=95.0, y2025=None)
    huyen = build.series("CT1", "huyen", y2024=70.0)
    judged = tuple(
        Assessment(
            "CT1", unit, build.period("2024"), 0, 0.0, "every_period/1", Verdict(status, "r")
        )
        for unit, status in (("huyen", ProgressStatus.NOT_MET), ("tinh", ProgressStatus.MET))
    )
    headline = Headline("CT1", "tinh", tinh.figures[1], tinh.figures[0], judged[1])
    return build.portal(
        indicators=(build.indicator(targets=(TARGET,)),),
        series=(huyen, tinh),
        headlines={"CT1": headline},
        assessments=judged,
        tasks=tuple(
            AssessedTask(Task(name, build.text(name), group=group), TaskStatus.IN_PROGRESS)
            for name, group in (("A", "x"), ("B", "y"))
        ),
        documents=(Document("KH211", "211-KH/TU", date(2022, 11, 1), build.text("Kế hoạch")),),
        pages=(build.page("guidance/ket-nap", title="Kết nạp"),),
    )


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({}, 95.0),
        ({"period": "2023"}, 89.0),
        ({"unit": "huyen"}, 70.0),
        ({"unit": "huyen", "period": "2024"}, 70.0),
    ],
)
def test_a_value_is_the_newest_of_the_headline_unit(build, portal, options, value):
    """Unit and period may be named; a newer period without a figure is passed over."""
    insert = make_insert(build.context(portal), build.call("value", "CT1", **options))

    assert isinstance(insert, FigureInsert)
    assert insert.figure is not None
    assert insert.figure.value == value


@pytest.mark.parametrize(
    "options", [{"period": "2019"}, {"unit": "xa"}, {"unit": "huyen", "period": "2023"}]
)
def test_a_value_that_nobody_reported_is_none(build, portal, options):
    """The page says that there is no figure; it is never another one in its place."""
    insert = make_insert(build.context(portal), build.call("value", "CT1", **options))

    assert insert == FigureInsert("CT1", None)


def test_a_named_period_without_a_figure_is_shown_as_reported(build, portal):
    """The row that says "missing" is what the page asked for."""
    insert = make_insert(build.context(portal), build.call("value", "CT1", period="2025"))

    assert insert == FigureInsert("CT1", portal.total("CT1", "tinh").figures[2])


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({}, ProgressStatus.MET),
        ({"unit": "huyen"}, ProgressStatus.NOT_MET),
        ({"unit": "tinh", "period": "2024"}, ProgressStatus.MET),
    ],
)
def test_a_status_is_the_newest_verdict(build, portal, options, status):
    """By default on the headline unit."""
    insert = make_insert(build.context(portal), build.call("status", "CT1", **options))

    assert isinstance(insert, StatusInsert)
    assert insert.assessment is not None
    assert insert.assessment.verdict.progress_status is status


def test_a_status_of_a_period_without_verdict_is_none(build, portal):
    """Another period's verdict would mislead."""
    insert = make_insert(build.context(portal), build.call("status", "CT1", period="2023"))

    assert insert == StatusInsert(None)


def test_the_other_functions_look_into_the_registers(build, portal):
    """Target, table, tasks, document and page each give their own insert."""
    context = build.context(portal)
    calls = (
        build.call("target", "CT1"),
        build.call("table", "CT1", unit="huyen"),
        build.call("tasks", group="y"),
        build.call("document", "KH211"),
        build.call("page", "guidance/ket-nap.md"),
    )

    inserts = tuple(make_insert(context, call) for call in calls)

    assert inserts == (
        TargetInsert("CT1", TARGET),
        TableInsert("CT1", (portal.total("CT1", "huyen"),)),
        TasksInsert((portal.tasks[1],)),
        DocumentInsert(portal.disclosed.documents["KH211"]),
        PageInsert("guidance/ket-nap", "Kết nạp"),
    )


def test_an_unknown_function_is_our_own_bug(build, portal):
    """Reading the page has refused it; here it must not pass in silence."""
    with pytest.raises(ValueError, match="no function 'weather'"):
        make_insert(build.context(portal), build.call("weather", "CT1"))


def test_charts_of_a_text_get_ids_of_their_own(build, portal):
    """The same chart twice, and once more on the page already: three ids."""
    page = build.page(
        "about", calls=(build.call("chart", "CT1"), build.call("chart", "CT1", kind="trend"))
    )

    prose, charts = make_prose(build.context(portal), page, taken=("trend-ct1",))

    assert prose.inserts == (ChartInsert("trend-ct1-2"), ChartInsert("trend-ct1-3"))
    assert [chart.id for chart in charts] == ["trend-ct1-2", "trend-ct1-3"]


def test_a_chart_without_data_is_none(build):
    """The page says so; no empty chart is drawn."""
    portal = build.portal(indicators=(build.indicator(),))
    page = build.page("about", calls=(build.call("chart", "CT1", kind="ranking"),))

    prose, charts = make_prose(build.context(portal), page)

    assert prose.inserts == (ChartInsert(None),)
    assert charts == ()
