"""The reporting status as pages and lines show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.pages import ReportingBody
from site_builder.model.period import Frequency, Period
from site_builder.model.reporting import (
    ReportingCell,
    ReportingCount,
    ReportingRow,
    ReportingStatus,
    ReportingTable,
)
from site_builder.render.components import LinkView, StatusView
from site_builder.render.reported import make_reported
from site_builder.render.views.reporting import view_reporting
from site_builder.wording import Wording

DUE = date(2026, 1, 15)
LATE_AND_OVERDUE = "muộn 3, quá hạn 1".replace(" ", "\N{NO-BREAK SPACE}").replace(
    ",\N{NO-BREAK SPACE}", ", "
)
CELLS = {
    "late": ReportingCell(ReportingStatus.LATE, date(2026, 2, 1), 17),
    "in_time": ReportingCell(ReportingStatus.ON_TIME, date(2026, 1, 2), 0),
    "nil_late": ReportingCell(ReportingStatus.NIL, date(2026, 1, 17), 2),
    "overdue": ReportingCell(ReportingStatus.OVERDUE),
    "not_due": ReportingCell(ReportingStatus.NOT_DUE),
    "not_applicable": ReportingCell(ReportingStatus.NOT_APPLICABLE),
}


@pytest.fixture
def view(context, make_spec):
    """Show tables on the page of one indicator, or of all."""

    def make(*tables, code="", addresses=(), **changes):
        spec = make_spec(
            kind="reporting", id=code, path="so-lieu/t.html", body=ReportingBody(tables)
        )
        known = {**context.addresses, **dict(addresses)}
        return view_reporting(spec, replace(context, addresses=known, **changes))

    return make


def table_of(*years, rows=()):
    counts = tuple(ReportingCount(Period(year), DUE, 22, 18, 3, 1) for year in years)
    return ReportingTable("CT1", counts, rows)


def texts(row):
    return [(cell.text, cell.status, cell.note) for cell in row.cells]


def test_units_are_set_by_period_the_newest_first(view):
    """A late figure and one that is overdue have shapes; below stands the day it came."""
    cells = (CELLS["in_time"], CELLS["late"])

    page = view(table_of(2024, 2025, rows=(ReportingRow("tinh", cells),)), code="CT1")

    (table,) = page.tables
    assert [column.text for column in table.columns] == ["Đơn vị", "2025", "2024"]
    assert texts(table.rows[0]) == [
        ("Hạn gửi", None, ""),
        ("15/01/2026", None, ""),
        ("15/01/2026", None, ""),
    ]
    assert texts(table.rows[1])[1] == ("18/22", None, LATE_AND_OVERDUE)
    assert texts(table.rows[2]) == [
        ("Tỉnh Thử", None, ""),
        ("", StatusView("due_due", "muộn 17\N{NO-BREAK SPACE}ngày"), "01/02/2026"),
        ("đúng hạn", None, "02/01/2026"),
    ]
    assert page.indicator == LinkView("Tỷ lệ chi bộ có chi ủy", "../chi-tieu/ct1.html")


def test_every_word_on_the_page_is_explained_and_no_other(view):
    """A dash is explained where there is one."""
    cells = (None, CELLS["overdue"], CELLS["not_due"])

    page = view(table_of(2023, 2024, 2025, rows=(ReportingRow("tinh", cells),)), code="CT1")

    assert [word for word, _ in page.legend] == ["quá hạn", "chưa đến hạn", "–"]


def test_an_answer_without_a_figure_may_be_late_too(view):
    """Nothing occurred, and it was said after the due date."""
    page = view(table_of(2025, rows=(ReportingRow("tinh", (CELLS["nil_late"],)),)), code="CT1")

    cell = page.tables[0].rows[2].cells[1]
    assert (cell.text, cell.note) == ("không phát sinh, muộn 2\N{NO-BREAK SPACE}ngày", "17/01/2026")


@pytest.mark.parametrize(("days", "words"), [(1, "1 day late"), (2, "2 days late")])
def test_one_day_is_not_days(context, make_spec, base_theme, days, words):
    """English tells one from many."""
    cell = ReportingCell(ReportingStatus.LATE, date(2026, 1, 15), days)
    tables = (table_of(2025, rows=(ReportingRow("tinh", (cell,)),)),)
    spec = make_spec(
        kind="reporting", id="CT1", language="en", path="en/t.html", body=ReportingBody(tables)
    )

    english = Wording("en", base_theme.wording["en"])
    page = view_reporting(spec, replace(context, wording=english))

    (status,) = [cell.status.word for cell in page.tables[0].rows[2].cells if cell.status]
    assert status.replace("\N{NO-BREAK SPACE}", " ") == words


def test_periods_above_narrow_columns_stay_on_one_line(view):
    """A quarter and its year are read as one."""
    counts = (ReportingCount(Period(2026, Frequency.QUARTER, 3), DUE, 22, 18),)

    for code in ("", "CT1"):
        page = view(ReportingTable("CT1", counts, ()), code=code)
        assert page.tables[0].columns[1].text == "Quý\N{NO-BREAK SPACE}III/2026"


def test_units_that_owe_nothing_now_come_last(view, context):
    """They are of the past, and quieter."""
    units = context.disclosed.units
    register = replace(units, units={**units.units, "cu": replace(units.get("tinh"), unit="cu")})
    rows = (ReportingRow("cu", (CELLS["late"], None)), ReportingRow("tinh", (None, CELLS["late"])))

    page = view(
        table_of(2024, 2025, rows=rows),
        code="CT1",
        disclosed=replace(context.disclosed, units=register),
    )

    assert [row.muted for row in page.tables[0].rows] == [False, False, False, True]


def test_inside_counts_lead_to_the_units(view):
    """The name of the indicator is the way to its own table; late and overdue are counted."""
    page = view(table_of(2025), addresses=[(("reporting", "CT1", "vi"), "so-lieu/t/ct1.html")])

    name, count = page.tables[0].rows[0].cells
    assert (name.href, name.note) == ("t/ct1.html", "CT1")
    assert (count.text, count.note) == ("18/22", LATE_AND_OVERDUE)
    assert page.legend == ()


def test_outside_only_counts_are_shown(view):
    """No late ones, no way to a page of units."""
    page = view(table_of(2024, 2025))

    name, newest, _ = page.tables[0].rows[0].cells
    assert name.href == "../chi-tieu/ct1.html"
    assert (newest.text, newest.note) == ("18/22", "")
    assert page.lead.startswith("Số đơn vị có số liệu công bố")


def test_indicators_stand_together_by_frequency(view, context, indicator):
    """Months and years would make one table full of gaps; a period nobody owed says so."""
    monthly = replace(indicator, code="CT2", frequency=Frequency.MONTH)
    june = ReportingCount(Period(2026, Frequency.MONTH, 6), DUE, 0, 0)
    disclosed = replace(context.disclosed, indicators={"CT1": indicator, "CT2": monthly})

    page = view(table_of(2025), ReportingTable("CT2", (june,)), disclosed=disclosed)

    assert [table.caption for table in page.tables] == [
        "Chỉ tiêu báo cáo hằng năm",
        "Chỉ tiêu báo cáo hằng tháng",
    ]
    assert page.tables[1].rows[0].cells[1].text == "không phải báo cáo"


def test_a_unit_is_told_how_much_of_what_fell_due_it_reported(scope):
    """What is not due yet, not owed or not applicable is not counted."""
    row = ReportingRow("tinh", (None, *CELLS.values()))

    made = make_reported(scope, [("CT1", row)])

    assert made.sentence == "Đã báo cáo 3/4 lượt đến hạn, muộn 2."
    assert [(link.text, link.note) for link in made.indicators] == [
        ("CT1 3/4 kỳ, muộn 2", "Tỷ lệ chi bộ có chi ủy")
    ]


def test_a_unit_of_which_nothing_was_due_is_told_nothing(scope):
    """Nor is it where the readers may not know."""
    assert make_reported(scope, [("CT1", ReportingRow("tinh", (CELLS["not_due"], None)))]) is None
    assert make_reported(scope, ()) is None
