"""Which unit owed which figure, when it came and how late."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess import assess
from site_builder.editions.inputs import input_digests
from site_builder.model.dataset import HeldBack
from site_builder.model.indicator import Aggregate
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig
from site_builder.model.theme import Theme

MARCH = date(2026, 3, 1)
ABSENT = ("suppressed", "nil", "not_applicable", "missing")
INTERNAL = AudienceConfig("internal")


@pytest.fixture
def report(build):
    """Assess rows for the internal audience; the tables by indicator."""

    def make(*rows, indicator=None, today=MARCH, **changes):
        indicators = (indicator or build.count(due_days=15),)
        given = {"audience": INTERNAL, "indicators": indicators, **changes}
        portal = assess(build.disclosed(*rows, **given), build.methods, today)
        return {table.indicator: table for table in portal.reporting}

    return make


def cells(table, unit):
    """Return what became of a unit's figures: (period, status, days late)."""
    row = next(row for row in table.rows if row.unit == unit)
    return [
        (str(count.period), cell.status.value, cell.days_late)
        for count, cell in zip(table.counts, row.cells, strict=True)
        if cell is not None
    ]


@pytest.mark.parametrize(
    ("changes", "status", "days_late"),
    [
        ({"received": "2025-12-01"}, "on_time", 0),
        ({"received": "2026-01-15"}, "on_time", 0),
        ({"received": "2026-01-16"}, "late", 1),
        ({"received": "2026-02-14"}, "late", 30),
        ({}, "reported", None),
        ({"status": "preliminary"}, "reported", None),
        ({"status": "suppressed"}, "reported", None),
        ({"status": "nil"}, "nil", None),
        ({"status": "nil", "received": "2026-01-17"}, "nil", 2),
        ({"status": "not_applicable"}, "not_applicable", None),
        ({"status": "not_applicable", "received": "2026-01-17"}, "not_applicable", None),
        ({"status": "missing"}, "missing", None),
        ({"status": "missing", "received": "2026-01-20"}, "missing", None),
    ],
)
def test_a_row_says_what_became_of_a_figure(build, report, changes, status, days_late):
    """Days late count from the day after the due date, 15 January, for what was given."""
    value = None if changes.get("status") in ABSENT else 5

    table = report(build.row("a", "2025", value, **changes))["CT"]

    assert cells(table, "a") == [("2025", status, days_late)]


@pytest.mark.parametrize(
    ("today", "status"), [(date(2026, 1, 15), "not_due"), (date(2026, 1, 16), "overdue")]
)
def test_silence_is_overdue_from_the_day_after_the_due_date(build, report, today, status):
    """On the due date itself a figure may still come in time."""
    table = report(build.row("a", "2025", 5), today=today)["CT"]

    assert cells(table, "b") == [("2025", status, None)]


def test_a_figure_held_back_did_come(build, report):
    """A unit is not overdue for a row that waits to be put right; it is not reported either."""
    held = (HeldBack("CT", "b", "2025"), HeldBack("CT", "b", ""), HeldBack("", "", "2025"))

    table = report(build.row("a", "2025", 5), held_back=held)["CT"]

    assert cells(table, "b") == [("2025", "held_back", None)]
    assert (table.counts[0].reported, table.counts[0].due, table.counts[0].overdue) == (1, 2, 0)


def test_periods_run_from_the_first_reported_to_the_latest_closed(build, report):
    """A gap in between is overdue; a period that is not over is not looked at."""
    indicator = build.count(frequency=Frequency.QUARTER)

    table = report(build.row("a", "2025-Q1", 5), build.row("a", "2026-Q1", 5), indicator=indicator)[
        "CT"
    ]

    assert cells(table, "a") == [
        ("2025-Q1", "reported", None),
        ("2025-Q2", "overdue", None),
        ("2025-Q3", "overdue", None),
        ("2025-Q4", "overdue", None),
    ]


def test_twelve_periods_are_looked_back_on(build, report):
    """Three years of quarters, whatever came before."""
    indicator = build.count(frequency=Frequency.QUARTER)

    table = report(build.row("a", "2015-Q1", 5), indicator=indicator)["CT"]

    assert [str(count.period) for count in table.counts][::11] == ["2023-Q1", "2025-Q4"]


def test_what_nobody_ever_reported_is_owed_by_the_headline_unit(report):
    """For the latest closed period alone: nothing says since when it was asked for."""
    table = report()["CT"]

    assert [row.unit for row in table.rows] == ["tinh"]
    assert cells(table, "tinh") == [("2025", "overdue", None)]


def test_a_level_owes_from_its_own_first_report(build, report):
    """A province's older figures do not make its districts late for those years."""
    table = report(
        build.row("tinh", "2022", 5),
        build.row("a", "2024", 5),
        indicator=build.count(aggregate=Aggregate.NONE),
    )["CT"]

    assert [period for period, *_ in cells(table, "tinh")] == ["2022", "2023", "2024", "2025"]
    assert [period for period, *_ in cells(table, "b")] == ["2024", "2025"]


def test_a_level_that_must_report_owes_though_it_never_did(build, report):
    """Its levels are named by the indicator: it owes as long as any other."""
    indicator = build.count(reported_by=("province", "district"), aggregate=Aggregate.NONE)

    table = report(build.row("tinh", "2024", 5), indicator=indicator)["CT"]

    assert cells(table, "a") == [("2024", "overdue", None), ("2025", "overdue", None)]


def test_units_owe_only_while_they_are_in_force(build, report):
    """A district that ended in the year does not owe it, and its heir does."""
    units = build.register(
        build.root(),
        build.unit("a", "tinh", valid_to=date(2025, 6, 30)),
        build.unit("b", "tinh", valid_from=date(2025, 7, 1)),
    )

    table = report(build.row("a", "2023", 5), build.row("a", "2024", 5), units=units)["CT"]

    assert [period for period, *_ in cells(table, "a")] == ["2023", "2024"]
    assert cells(table, "b") == [("2025", "overdue", None)]
    assert [(count.reported, count.due) for count in table.counts] == [(1, 1), (1, 1), (0, 1)]


def test_a_unit_gone_before_the_periods_looked_at_has_no_row(build, report):
    """There would be nothing in it."""
    units = build.register(
        build.root(), build.unit("a", "tinh"), build.unit("old", "tinh", valid_to=date(2010, 1, 1))
    )

    table = report(build.row("a", "2025", 5), units=units)["CT"]

    assert [row.unit for row in table.rows] == ["a"]


def test_a_longer_period_answers_for_the_one_it_ends_with(build, report):
    """The year's figure of a cumulative indicator closes the fourth quarter, and no other."""
    indicator = build.count(frequency=Frequency.QUARTER, cumulative=True, due_days=15)

    table = report(
        build.row("a", "2025", 5, received="2026-01-20"),
        build.row("b", "2025-Q3", 4, received="2025-10-01"),
        indicator=indicator,
    )["CT"]

    assert cells(table, "a") == [("2025-Q3", "overdue", None), ("2025-Q4", "late", 5)]
    assert cells(table, "b") == [("2025-Q3", "on_time", 0), ("2025-Q4", "overdue", None)]


def test_the_first_that_answers_for_a_period_counts(build, report):
    """The year's figure in time is enough, though the quarter's own came late."""
    indicator = build.count(frequency=Frequency.QUARTER, cumulative=True, due_days=15)

    table = report(
        build.row("a", "2025", 5, received="2026-01-10"),
        build.row("a", "2025-Q4", 5, received="2026-01-30"),
        indicator=indicator,
    )["CT"]

    assert cells(table, "a") == [("2025-Q4", "on_time", 0)]


def test_a_breakdown_is_there_when_its_last_part_is(build, report):
    """Parts that come one by one are complete with the newest."""
    table = report(
        build.row("a", "2025", 5, breakdown="level=x", received="2026-01-10"),
        build.row("a", "2025", 5, breakdown="level=y", received="2026-01-18"),
        indicator=build.count(dimensions=("level",), due_days=15),
    )["CT"]

    assert cells(table, "a") == [("2025", "late", 3)]


def test_a_sum_of_the_units_below_answers(build, report):
    """The province reported once itself; now its districts speak for it."""
    table = report(
        build.row("tinh", "2024", 9), build.row("a", "2025", 5), build.row("b", "2025", 4)
    )["CT"]

    assert cells(table, "tinh") == [("2024", "reported", None), ("2025", "summed", None)]
    assert (table.counts[-1].reported, table.counts[-1].due) == (3, 3)


def test_a_sum_is_no_report_of_its_own(build, report):
    """Sums go back as far as the districts' figures; the province owes from its own first one."""
    table = report(build.row("a", "2023", 5), build.row("tinh", "2025", 9))["CT"]

    assert cells(table, "tinh") == [("2025", "reported", None)]


def test_counts_leave_out_what_does_not_apply(build, report):
    """Late and overdue are counted apart; a figure said to be missing is neither."""
    units = build.register(build.root(), *(build.unit(name, "tinh") for name in "abcde"))

    table = report(
        build.row("a", "2025", 5, received="2026-02-01"),
        build.row("b", "2025", 5, received="2026-01-01"),
        build.row("c", "2025", None, status="not_applicable"),
        build.row("d", "2025", None),
        units=units,
    )["CT"]

    (count,) = table.counts
    assert (count.due, count.reported, count.late, count.overdue) == (4, 2, 1, 1)
    assert count.due_date == date(2026, 1, 15)


def test_others_learn_how_many_and_not_who(build, report):
    """What an audience may not know is not in its portal at all."""
    rows = (build.row("a", "2025", 5), build.row("b", "2025", None))

    table = report(*rows, audience=AudienceConfig("public"))["CT"]

    assert table.rows == ()
    assert [(count.reported, count.due) for count in table.counts] == [(1, 2)]


def test_what_is_owed_now_is_what_the_newest_column_lacks(build):
    """Both come from the same rules: the last period's gaps are the dues."""
    rows = (build.row("a", "2024", 5), build.row("b", "2025", None))
    disclosed = build.disclosed(*rows, audience=INTERNAL, indicators=(build.count(),))

    portal = assess(disclosed, build.methods, MARCH)

    (table,) = portal.reporting
    lacking = [
        row.unit
        for row in table.rows
        if (cell := row.cells[-1]) is not None and cell.status.is_owed and not cell.status.is_given
    ]
    assert lacking == [due.unit for due in portal.dues] == ["a", "b"]


def test_a_day_changes_nothing_until_something_falls_due(build):
    """An edition is new on 16 January, the day after the due date, and on no day around it."""

    def digest(today):
        rows = (build.row("a", "2025", 5, received="2026-01-20"), build.row("b", "2024", 5))
        disclosed = build.disclosed(
            *rows, audience=INTERNAL, indicators=(build.count(due_days=15),)
        )
        portal = assess(disclosed, build.methods, today)
        return input_digests(portal, Theme("t", {}, {}, {}), "code")["data"]

    days = [digest(date(2026, 1, day)) for day in (14, 15, 16, 17, 30)]

    assert days[0] == days[1] != days[2] == days[3] == days[4]
