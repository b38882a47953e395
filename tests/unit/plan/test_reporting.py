"""The pages of the reporting status."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.reporting import (
    ReportingCell,
    ReportingCount,
    ReportingRow,
    ReportingStatus,
    ReportingTable,
)
from site_builder.model.units import Unit
from site_builder.plan.pages.reporting import plan_reporting
from site_builder.plan.pages.unit import plan_unit

ROW = ReportingRow("a", (ReportingCell(ReportingStatus.ON_TIME, date(2026, 1, 2), 0),))


@pytest.fixture
def planned(build):
    """Plan what a page kind makes of tables of two indicators, CT10 before CT2 in the files."""

    def make(kind, *rows, language="vi"):
        count = ReportingCount(build.period("2025"), date(2026, 1, 15), 1, 1)
        codes = ("CT10", "CT2")
        portal = build.portal(
            indicators=tuple(build.indicator(code) for code in codes),
            units=(Unit("a", build.text("Đảng bộ A")),),
            languages=("vi", "en"),
            reporting=tuple(ReportingTable(code, (count,), rows) for code in codes),
        )
        return kind(build.context(portal, language))

    return make


def test_there_is_a_page_of_counts_and_one_for_each_indicator(planned):
    """The page of counts holds no unit; the others one table each, by the order of codes."""
    whole, first, second = planned(plan_reporting, ROW)

    assert [page.path for page in (whole, first, second)] == [
        "so-lieu/tinh-hinh-bao-cao.html",
        "so-lieu/tinh-hinh-bao-cao/ct2.html",
        "so-lieu/tinh-hinh-bao-cao/ct10.html",
    ]
    assert [(t.indicator, t.rows) for t in whole.body.tables] == [("CT2", ()), ("CT10", ())]
    assert [(t.indicator, t.rows) for t in first.body.tables] == [("CT2", (ROW,))]


def test_without_units_there_is_only_the_page_of_counts(planned):
    """Outside nobody learns who reported."""
    pages = planned(plan_reporting, language="en")

    assert [page.path for page in pages] == ["en/so-lieu/tinh-hinh-bao-cao.html"]


def test_nothing_owed_needs_no_page(build):
    """An empty table would say nothing."""
    assert plan_reporting(build.context(build.portal())) == ()


def test_a_unit_knows_its_own_rows(planned):
    """Its page sums them up."""
    (page,) = planned(plan_unit, ROW)

    assert page.body.reporting == (("CT10", ROW), ("CT2", ROW))
