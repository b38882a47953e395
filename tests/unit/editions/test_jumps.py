"""Figures that move far from one edition to the next are asked about, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from site_builder.diagnostics import Diagnostic, Location, facts_of
from site_builder.editions import Judging, check_ledger
from site_builder.model.indicator import Break, Indicator, IndicatorKind, Jump
from site_builder.model.period import Frequency, Period
from site_builder.model.published import PublishedState
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

HEADER = (
    "indicator,unit,period,level,variant,value,numerator,denominator,"
    "status,aggregated,source,as_of,note\n"
)
LEDGER = "indicator,unit,period,kind,reason,reason_en,date\n"
NAME = Text((("vi", "Tên"),))


def make_row(period: str, value: str, **more: str) -> str:
    unit, level, counts = more.get("unit", "a"), more.get("level", ""), more.get("counts", ",")
    tail = f"{more.get('status', 'official')},{more.get('aggregated', 'false')},,,\n"
    return f"I,{unit},{period},{level},{more.get('variant', '')},{value},{counts},{tail}"


def make_judging(*changes: UnitChange, unit_measure: str = "percent", **settings: Any) -> Judging:
    settings.setdefault("jump", Jump(20.0) if unit_measure == "percent" else Jump(2.0, least=10.0))
    settings.setdefault("kind", IndicatorKind.VALUE)
    indicator = Indicator(
        code="I", title=NAME, unit_measure=unit_measure, path="data/indicators/i.yaml", **settings
    )
    units = {
        "tinh": Unit("tinh", NAME),
        "a": Unit("a", NAME, parent="tinh"),
        "b": Unit("b", NAME, parent="tinh"),
        "c": Unit("c", NAME, parent=None),
    }
    return Judging({"I": indicator}, UnitRegister(units, changes))


def check(old: str, new: str, judging: Judging, **more: Any) -> tuple[Diagnostic, ...]:
    state = PublishedState(observations=(HEADER + old).encode(), revisions=LEDGER.encode())
    ledger = LEDGER + more.pop("ledger", "")
    find = more.pop("find", lambda *_: None)
    return check_ledger(state, (HEADER + new).encode(), ledger.encode(), find, judging=judging)


def codes(*given: Any) -> list[str]:
    return [problem.rule.code for problem in check(*given)]


def add(before: str, after: str, judging: Judging, *, periods: str = "2024 2025") -> list[str]:
    """Publish one figure, then add that of the next period; return the codes."""
    first, second = periods.split()
    old = make_row(first, before)
    return codes(old, old + make_row(second, after), judging)


def test_a_jump_is_told_with_both_numbers():
    """Where it stands, what was published before, and the threshold."""
    old = make_row("2024", "91.04999", counts="91,100")
    new = old + make_row("2025", "21.5", counts="43,200")
    place = Location("data/observations/a.csv", 9)

    found = check(old, new, make_judging(), find=lambda *_: place)

    assert [(p.rule.code, p.is_error, p.location) for p in found] == [("SB907", False, place)]
    assert facts_of(found[0]) == {
        "figure": "I · a · 2025",
        "new": "21.5 (43/200)",
        "old": "91.0 (91/100)",
        "previous": "2024",
        "threshold": "±20",
        "value": "21.5",
    }


@pytest.mark.parametrize(
    ("before", "after", "is_jump"),
    [("50", "70", False), ("50", "70.1", True), ("50", "29.9", True), ("0.3", "20.3", False)],
)
def test_percent_is_judged_in_points(before: str, after: str, is_jump: bool):
    """Twenty points are the most that passes, in both directions."""
    assert add(before, after, make_judging()) == ["SB907"] * is_jump


@pytest.mark.parametrize(
    ("before", "after", "is_jump"),
    [
        ("10", "20", False),
        ("10", "21", True),
        ("21", "10", True),
        ("4", "13", False),
        ("0", "9", False),
        ("0", "10", True),
        ("-5", "5", True),
        ("-100", "-150", False),
    ],
)
def test_other_figures_are_judged_by_their_factor(before: str, after: str, is_jump: bool):
    """More than doubled or halved, and by ten at least: small counts double easily."""
    assert add(before, after, make_judging(unit_measure="member")) == ["SB907"] * is_jump


def test_an_indicator_may_have_a_threshold_of_its_own():
    """It is taken at its word, for small numbers too; none means never."""
    assert add("50", "60", make_judging(jump=Jump(5.0))) == ["SB907"]
    assert add("1", "4", make_judging(unit_measure="member", jump=Jump(3.0))) == ["SB907"]
    assert add("0", "0", make_judging(unit_measure="member", jump=Jump(3.0))) == []
    assert add("1", "99", make_judging(jump=None)) == []


@pytest.mark.parametrize(
    ("periods", "is_jump"),
    [("2024 2025", True), ("2023 2025", False), ("2024 2025-Q1", False), ("2025 2024", False)],
)
def test_only_the_period_before_is_compared(periods: str, is_jump: bool):
    """Of the same length, and with no gap between them."""
    judging = make_judging(frequency=Frequency.QUARTER)

    assert add("10", "90", judging, periods=periods) == ["SB907"] * is_jump


def test_cumulative_figures_are_held_against_the_same_point_of_last_year():
    """They begin anew each year."""
    judging = make_judging(frequency=Frequency.QUARTER, cumulative=True)

    assert add("90", "10", judging, periods="2024-Q4 2025-Q1") == []
    assert add("90", "10", judging, periods="2024-Q1 2025-Q1") == ["SB907"]


def test_a_change_of_an_old_figure_may_be_a_jump_too():
    """It is held against the period before, as that stands now."""
    old = make_row("2023", "50") + make_row("2024", "55", status="preliminary")

    assert codes(old, old.replace("55", "95"), make_judging()) == ["SB907"]
    assert codes(old, old.replace("55", "65"), make_judging()) == []
    assert codes(old, old.replace("preliminary", "official"), make_judging()) == []


def test_a_period_before_that_was_put_right_is_taken_as_it_is_now():
    """Nobody is asked about a jump away from a mistake that is mended."""
    line = "I,a,2024,correction,Sai,,2026-01-05\n"
    old, new = make_row("2024", "9"), make_row("2024", "90") + make_row("2025", "91")

    assert check(old, new, make_judging(), ledger=line) == ()


def test_figures_that_are_all_new_have_no_edition_to_jump_from():
    """The first edition asks about nothing, nor does an indicator that is new."""
    new = make_row("2024", "5") + make_row("2025", "95")
    first = check_ledger(
        PublishedState(), (HEADER + new).encode(), LEDGER.encode(), lambda *_: None,
        judging=make_judging(),
    )  # fmt: skip

    assert first == ()
    assert codes("", new, make_judging()) == []
    assert codes(make_row("2024", "50").replace("I,", "J,"), new, make_judging()) == [
        "SB902",
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"aggregated": "true"},
        {"variant": "bao"},
        {"status": "suppressed"},
    ],
)
def test_sums_rival_and_withheld_figures_are_not_asked_about(more: dict[str, str]):
    """The reported figures behind them are."""
    old = make_row("2024", "10")
    new = old + make_row("2025", "90", **more)

    assert codes(old, new, make_judging()) == []


def test_a_figure_that_was_not_one_is_nothing_to_jump_from():
    """Missing last year, or withheld."""
    old = make_row("2024", "", status="missing")

    assert codes(old, old + make_row("2025", "90"), make_judging()) == []


def test_each_breakdown_is_a_series_of_its_own():
    """The total does not answer for a part."""
    old = make_row("2024", "10") + make_row("2024", "85", level="xa")
    new = old + make_row("2025", "88", level="xa") + make_row("2025", "12")

    assert codes(old, new, make_judging()) == []
    assert codes(old, new.replace("88", "8"), make_judging()) == ["SB907"]


@pytest.mark.parametrize("period", [Period(2025), Period(2024, Frequency.HALF, 2)])
def test_a_break_of_the_series_is_not_crossed(period: Period):
    """Figures on its two sides are made differently."""
    assert add("10", "90", make_judging(breaks=(Break(period),))) == []


def test_a_break_before_both_periods_changes_nothing():
    """Both are on one side."""
    assert add("10", "90", make_judging(breaks=(Break(Period(2024)),))) == ["SB907"]


@pytest.mark.parametrize(
    ("unit", "day", "is_jump"),
    [
        ("a", date(2025, 1, 1), False),
        ("c", date(2025, 1, 1), False),
        ("tinh", date(2024, 7, 1), False),
        ("b", date(2025, 1, 1), True),
        ("a", date(2024, 1, 1), True),
        ("a", date(2026, 1, 1), True),
    ],
)
def test_another_territory_is_not_compared(unit: str, day: date, is_jump: bool):
    """Who gave or took something between the two periods, and those above them."""
    judging = make_judging(UnitChange(day, "a", "c", 0.5))
    old = make_row("2024", "10", unit=unit)

    assert codes(old, old + make_row("2025", "90", unit=unit), judging) == ["SB907"] * is_jump


def test_a_change_below_one_unit_leaves_its_territory_as_it_was():
    """What passes from one district to the next stays in the province."""
    judging = make_judging(UnitChange(date(2025, 1, 1), "a", "b", 0.5))
    old = make_row("2024", "10", unit="tinh")

    assert codes(old, old + make_row("2025", "90", unit="tinh"), judging) == ["SB907"]


def test_what_the_site_no_longer_knows_is_left_alone():
    """An indicator that this audience may not read, a period that is none."""
    old = make_row("2024", "10")

    assert codes(old, old + make_row("2025", "90"), Judging({}, UnitRegister({}))) == []
    assert codes(old, old + make_row("dau-nam", "90"), make_judging()) == []


def test_a_damaged_figure_is_told_as_such():
    """Even where both editions have it."""
    old = make_row("2024", "x")

    assert codes(old, old + make_row("2025", "90"), make_judging()) == ["SB905"]


def test_of_very_many_jumps_the_rest_is_counted():
    """A whole column of wrong figures need not be listed to be seen."""
    old = "".join(make_row("2024", "10", level=f"l{n:04}") for n in range(1003))
    new = old + old.replace("2024", "2025").replace(",10,", ",90,")

    found = check(old, new, make_judging(kind=IndicatorKind.VALUE, dimensions=("level",)))

    assert [p.rule.code for p in found] == ["SB907"] * 1000 + ["SB908"]
    assert facts_of(found[-1]) == {"count": 3, "listed": 1000}
