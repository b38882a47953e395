"""What the pages of units say of units that end, ended, or are still to be formed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.pages import UnitBody, UnitsBody
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister, UnitState
from site_builder.render.views.unit import view_unit
from site_builder.render.views.units import view_units

LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def make_unit(name, **days):
    """Make a unit named after its id."""
    return Unit(name, Text((("vi", name),)), **days)


@pytest.fixture
def view(make_spec, context):
    """Write out the page of a unit in a state."""

    def make(state, **days):
        body = UnitBody(make_unit("xa", **days), (), (), (), (), (), (), (), state=state)
        return view_unit(make_spec(kind="unit", id="xa", body=body), context)

    return make


@pytest.mark.parametrize(
    ("state", "ended", "announced"),
    [
        (UnitState.ENDED, "Đơn vị đã chấm dứt hoạt động ngày 31/12/2026.", ""),
        (UnitState.IN_FORCE, "Đơn vị sẽ chấm dứt hoạt động sau ngày 31/12/2026.", ""),
        (UnitState.ANNOUNCED, "", "Đơn vị sẽ được thành lập từ ngày 01/01/2027."),
    ],
)
def test_an_end_ahead_is_not_told_as_past(view, state, ended, announced):
    """A reform that was decided has not happened."""
    page = view(state, valid_from=FIRST_DAY, valid_to=LAST_DAY)

    assert (page.ended, page.announced) == (ended, announced)


def test_of_a_unit_without_an_end_nothing_is_said(view):
    """It is in force, as units are."""
    page = view(UnitState.IN_FORCE)

    assert (page.ended, page.announced) == ("", "")


def test_units_to_be_formed_have_a_table_of_their_own(make_spec, context):
    """They are neither in force nor ended, and their day of forming is shown."""
    units = (
        make_unit("nay", valid_to=LAST_DAY),
        make_unit("mai", valid_from=FIRST_DAY),
        make_unit("xưa", valid_to=date(2024, 12, 31)),
    )
    register = UnitRegister({unit.unit: unit for unit in units})
    body = UnitsBody(units, frozenset({"nay"}), (), announced=frozenset({"mai"}))

    page = view_units(
        make_spec(kind="units", body=body),
        replace(context, disclosed=replace(context.disclosed, units=register)),
    )

    tables = (page.current, page.announced, page.former)
    assert [[row.cells[0].text for row in table.rows] for table in tables] == [
        ["nay"], ["mai"], ["xưa"]
    ]  # fmt: skip
    assert page.announced.caption == "Đơn vị sắp thành lập: 1"
    assert page.announced.rows[0].cells[-1].text == "01/01/2027"
