"""Pages say which figures of theirs wait to be put right, and nothing of others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import HeldBack
from site_builder.model.pages import UnitBody
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.render.components import HeldBackView, LinkView
from site_builder.render.held_back import make_held_back
from site_builder.render.scope import Scope

HELD = (
    HeldBack("CT1", "xa", "2025"),
    HeldBack("CT1", "xa", "2024"),
    HeldBack("CT1", "", ""),
    HeldBack("", "xa", "2025"),
)
COUNT = "{} số liệu đang chờ chỉnh sửa, chưa công bố."
BELOW = (
    "{} số liệu của các đơn vị trực thuộc đang chờ chỉnh sửa, chưa tính vào các tổng ở trang này."
)

FORMER = (
    "{} số liệu của đơn vị tiền thân đang chờ chỉnh sửa, "
    "chưa tính vào số liệu theo đơn vị hiện nay."
)


def vi(words: str) -> Text:
    return Text((("vi", words),))


@pytest.fixture
def notice(make_spec, context):
    """Make the notice of a page: ``notice("unit", "xa", held)``."""
    units = {"tinh": Unit("tinh", vi("Tỉnh")), "xa": Unit("xa", vi("Xã"), parent="tinh")}
    text = ContentPage(
        "content/guidance/x.md", "guidance/x", "vi", "X", "", 1,
        (Call("value", ("CT1",), (), 0, 0, 1, 1),),
    )  # fmt: skip

    def make(kind: str, identity: str, held: tuple[HeldBack, ...] = HELD) -> HeldBackView | None:
        disclosed = replace(
            context.disclosed, units=UnitRegister(units), held_back=held, pages=(text,)
        )
        spec = make_spec(kind=kind, id=identity)
        return make_held_back(Scope(spec, replace(context, disclosed=disclosed)))

    return make


@pytest.mark.parametrize(
    ("kind", "identity"), [("home", ""), ("unit", "xa"), ("indicator", "CT1"), ("data", "")]
)
def test_nothing_is_said_where_nothing_is_held_back(notice, kind, identity):
    """No notice, not an empty one."""
    assert notice(kind, identity, ()) is None


def test_an_indicator_names_units_and_periods(notice):
    """A figure that does not say whose it is is counted all the same."""
    view = notice("indicator", "CT1")

    assert view == HeldBackView(COUNT.format(3), (LinkView("Xã", "", "2024, 2025"),))


def test_a_unit_names_indicators_and_periods(notice):
    """What is about no known indicator is counted only."""
    view = notice("unit", "xa")

    title = "Tỷ lệ chi bộ có chi ủy (CT1)"
    assert view == HeldBackView(COUNT.format(3), (LinkView(title, "ct1.html", "2024, 2025"),))


def test_a_unit_above_says_what_its_sums_lack(notice):
    """It sent nothing wrong itself."""
    assert notice("unit", "tinh") == HeldBackView(BELOW.format(3))


def test_a_unit_with_both_says_both(notice):
    """Its own figures first."""
    view = notice("unit", "tinh", (*HELD, HeldBack("CT1", "tinh", "2025")))

    assert (view.text, view.below) == (COUNT.format(1), BELOW.format(3))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (("cu",), HeldBackView(FORMER.format(1))),
        (("cu", "con"), HeldBackView(BELOW.format(1), forerunners=FORMER.format(1))),
    ],
)
def test_a_unit_says_what_of_its_forerunners_is_held_back(make_spec, context, held, expected):
    """They have pages of their own, but their figures are lacking on this one."""
    units = {"xa": Unit("xa", vi("Xã")), "con": Unit("con", vi("Con"), parent="xa"),
             "cu": Unit("cu", vi("Cũ"))}  # fmt: skip
    disclosed = replace(
        context.disclosed,
        units=UnitRegister(units),
        held_back=tuple(HeldBack("CT1", unit, "2024") for unit in held),
    )
    body = UnitBody(units["xa"], (), (), (), (), (), (), (), forerunners=frozenset({"cu"}))
    spec = make_spec(kind="unit", id="xa", body=body)

    assert make_held_back(Scope(spec, replace(context, disclosed=disclosed))) == expected


def test_own_figures_come_before_those_of_forerunners(make_spec, context):
    """The notice of the unit itself, then the line."""
    units = {name: Unit(name, vi(name)) for name in ("xa", "cu")}
    held = tuple(HeldBack("CT1", name, "2024") for name in units)
    disclosed = replace(context.disclosed, units=UnitRegister(units), held_back=held)
    body = UnitBody(units["xa"], (), (), (), (), (), (), (), forerunners=frozenset({"cu"}))
    spec = make_spec(kind="unit", id="xa", body=body)

    view = make_held_back(Scope(spec, replace(context, disclosed=disclosed)))

    assert (view.text, view.forerunners) == (COUNT.format(1), FORMER.format(1))


@pytest.mark.parametrize("kind", ["home", "indicators", "units", "data", "reporting"])
def test_pages_of_all_figures_count_all(notice, kind):
    """By indicator, as far as each is known."""
    view = notice(kind, "")

    assert view.text == COUNT.format(4)
    assert [(item.text, item.note) for item in view.items] == [
        ("Tỷ lệ chi bộ có chi ủy (CT1)", "3")
    ]


def test_the_reporting_of_one_indicator_speaks_of_that_one(notice):
    """As its own page does."""
    assert notice("reporting", "CT1") == notice("indicator", "CT1")


@pytest.mark.parametrize(
    ("kind", "identity", "count"),
    [("guidance", "guidance/x", 3), ("guidance", "guidance/y", 0), ("task", "T1", 0),
     ("indicator", "CT2", 0)],
)  # fmt: skip
def test_a_text_says_it_where_it_shows_the_indicator(notice, kind, identity, count):
    """A page without a figure of it is silent."""
    view = notice(kind, identity)

    assert (view.text if view else None) == (COUNT.format(count) if count else None)


def test_a_long_list_is_cut(make_spec, context):
    """Twelve are named, the others counted."""
    units = {f"u{n}": Unit(f"u{n}", vi(f"Xã {n}")) for n in range(20)}
    held = tuple(HeldBack("CT1", unit, "2025") for unit in units)
    disclosed = replace(context.disclosed, units=UnitRegister(units), held_back=held)

    view = make_held_back(Scope(make_spec(), replace(context, disclosed=disclosed)))

    assert len(view.items) == 12
    assert view.more == "và 8 mục khác"
