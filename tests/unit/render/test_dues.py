"""What is owed, in as few lines as say it."""

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.period import Frequency, Period
from site_builder.model.portal import Due
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.render.components import LinkView
from site_builder.render.dues import fewest_owners, make_dues
from site_builder.render.scope import Scope

YEAR = Period(2025)
QUARTER = Period(2026, Frequency.QUARTER, 3)


@pytest.fixture
def many(scope, indicator):
    """A page of a portal with three units and three indicators."""
    names = ("tinh", "a", "b")
    units = UnitRegister({n: Unit(n, Text((("vi", f"Đơn vị {n}"),))) for n in names})
    codes = ("CT1", "CT2", "CT3")
    disclosed = replace(
        scope.context.disclosed,
        units=units,
        indicators={code: replace(indicator, code=code) for code in codes},
    )
    return Scope(scope.spec, replace(scope.context, disclosed=disclosed))


def due(indicator="CT1", unit="tinh", period=YEAR, *, overdue=True, reported=False):
    day = date(2026, 2, 15) if period is YEAR else date(2026, 11, 15)
    return Due(indicator, unit, period, day, overdue, reported)


def test_what_one_unit_owes_for_a_period_is_one_line(many):
    """The longest overdue comes first; the period and the day are said once."""
    owed = (due("CT3", period=QUARTER), due("CT2"), due("CT1"))

    first, second = make_dues(many, owed, "unit")

    assert (first.owner.text, [i.text for i in first.items]) == ("Đơn vị tinh", ["CT1", "CT2"])
    assert (first.state.name, first.state.word) == ("due_overdue", "Chưa có số liệu")
    assert (first.period, first.deadline) == ("năm 2025", "đã qua hạn 15/02/2026")
    assert (second.period, [i.text for i in second.items]) == ("Quý III/2026", ["CT3"])


def test_what_many_units_owe_can_be_one_line(many):
    """Some are named, the others counted."""
    owed = tuple(due(unit=unit) for unit in ("tinh", "a", "b"))

    (line,) = make_dues(many, owed, "indicator", 2)

    assert line.owner == LinkView("CT1", "ct1.html", "Tỷ lệ chi bộ có chi ủy")
    assert [item.text for item in line.items] == ["Đơn vị a", "Đơn vị b"]
    assert line.more == "và 1 đơn vị khác"


def test_a_figure_reported_as_missing_is_told_apart(many):
    """The unit has answered: it has none yet. What is not due yet has no warning shape."""
    lines = make_dues(many, (due(reported=True), due("CT2"), due("CT3", overdue=False)), "unit")

    assert [(line.state.name, line.state.word) for line in lines] == [
        ("due_overdue", "Chưa có số liệu"),
        ("due_overdue", "Đơn vị báo chưa có số liệu"),
        ("due_due", "Sắp đến hạn"),
    ]
    assert lines[2].deadline == "hạn 15/02/2026"


def test_indicators_can_be_named_in_full(many):
    """On a unit's own page there is room for what a code stands for."""
    (line,) = make_dues(many, (due(),), "unit", in_full=True)

    assert line.items == (LinkView("Tỷ lệ chi bộ có chi ủy (CT1)", "ct1.html"),)


def test_the_shorter_list_is_taken():
    """By unit where one unit owes much, by indicator where many units owe one."""
    one_unit = tuple(due(code) for code in ("CT1", "CT2", "CT3"))
    one_indicator = tuple(due(unit=unit) for unit in ("a", "b", "c"))

    assert (fewest_owners(one_unit), fewest_owners(one_indicator)) == ("unit", "indicator")
    assert fewest_owners(()) == "unit"
