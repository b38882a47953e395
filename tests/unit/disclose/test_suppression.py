"""Figures that rest on too few are withheld, and nobody can compute them."""

from __future__ import annotations

import math
from datetime import date

import pytest

from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

HIDDEN = "suppressed"
NAMELESS = Text((("vi", "–"),))


@pytest.mark.parametrize(
    ("kind", "value", "withheld"),
    [
        ("count", 0, False),
        ("count", 1, True),
        ("count", 4, True),
        ("count", 5, False),
        ("ratio", (4, 50), True),
        ("ratio", (46, 50), True),
        ("ratio", (0, 4), True),
        ("ratio", (0, 50), False),
        ("ratio", (50, 50), False),
        ("ratio", 2.5, False),
        ("value", 2.5, False),
        ("distribution", 3, True),
        ("distribution", (3, 50), True),
    ],
)
def test_small_counts_are_withheld(build, kind, value, withheld):
    """From 1 to below the minimum: a count, both sides of a ratio, and what lies between."""
    public = build.publish(
        build.row("a", value), indicators=(build.indicator(kind=kind),), minimum=5
    )

    assert (build.shown(public)["a"] == HIDDEN) is withheld
    assert public.suppressed == int(withheld)


def test_shares_of_a_distribution_are_not_counts(build):
    """3 % of something is no small count."""
    indicator = build.indicator(kind="distribution", unit_measure="percent")

    public = build.publish(build.row("a", 3), indicators=(indicator,), minimum=5)

    assert public.suppressed == 0


@pytest.mark.parametrize("minimum", [0, 1])
def test_it_is_off_by_default(build, minimum):
    """Without a minimum everything is shown."""
    assert build.shown(build.publish(build.row("a", 1), minimum=minimum)) == {"a": 1}


def test_missing_figures_are_left_alone(build):
    """There is nothing to withhold of a figure that nobody gave."""
    public = build.publish(build.row("a"), build.row("b", 3), minimum=5)

    assert build.shown(public) == {"a": "missing", "b": HIDDEN}


def test_nothing_of_a_withheld_row_is_left(build):
    """Value, counts and note go; source and date stay."""
    public = build.publish(
        build.row("a", (3, 50), note="chỉ 3 chi bộ", source="BC", as_of="2024-12-31"),
        indicators=(build.indicator(kind="ratio"),),
        minimum=5,
    )

    (cells,) = public.observations.frame.to_dict("records")
    assert all(math.isnan(cells[name]) for name in ("value", "numerator", "denominator"))
    assert cells["note"] == ""
    assert [cells[n] for n in ("status", "source", "as_of")] == [HIDDEN, "BC", "2024-12-31"]


def test_a_small_rival_figure_is_withheld_by_itself(build):
    """A rival is a published number too; the figure in use may stay."""
    public = build.publish(build.row("a", 7), build.row("a", 3, variant="x"), minimum=5)

    assert build.shown(public) == {"a": 7, "x": HIDDEN}


def test_rivals_of_a_withheld_figure_go_with_it(build):
    """They would tell what it is about."""
    public = build.publish(build.row("a", 3), build.row("a", 7, variant="x"), minimum=5)

    assert build.shown(public) == {"a": HIDDEN, "x": HIDDEN}
    assert public.suppressed == 2


def test_one_withheld_sibling_takes_the_next_smallest_with_it(build):
    """108 - 60 - 45 would be 3: the smaller of the other two is withheld as well."""
    public = build.publish(
        *(build.row(u, n) for u, n in {"tinh": 108, "a": 3, "b": 60, "c": 45}.items()), minimum=5
    )

    assert build.shown(public) == {"tinh": 108, "a": HIDDEN, "b": 60, "c": HIDDEN}


def test_zero_is_no_protection_if_there_is_a_choice(build):
    """A figure above zero is withheld rather than a zero that everybody would guess."""
    public = build.publish(
        *(build.row(u, n) for u, n in {"tinh": 48, "a": 3, "b": 0, "c": 45}.items()), minimum=5
    )

    assert build.shown(public) == {"tinh": 48, "a": HIDDEN, "b": 0, "c": HIDDEN}


def test_two_withheld_siblings_protect_each_other(build):
    """Nothing else has to go."""
    public = build.publish(
        *(build.row(u, n) for u, n in {"tinh": 50, "a": 3, "b": 2, "c": 45}.items()), minimum=5
    )

    assert build.shown(public) == {"tinh": 50, "a": HIDDEN, "b": HIDDEN, "c": 45}


def test_without_a_published_total_nothing_can_be_computed(build):
    """Siblings alone do not add up to anything a reader knows."""
    public = build.publish(build.row("a", 3), build.row("b", 60), minimum=5)

    assert build.shown(public) == {"a": HIDDEN, "b": 60}


@pytest.mark.parametrize("district", [None, "h"])
def test_a_running_figure_is_not_given_away_by_those_of_units_that_ended(build, district):
    """C's 2 would be 100 - 98: a and b, and their district, are in the 98 of their successor."""
    reform = date(2024, 7, 1)
    ended = {"valid_to": date(2024, 6, 30)}
    units = (
        Unit("tinh", NAMELESS),
        Unit("h", NAMELESS, parent="tinh", **ended),
        Unit("a", NAMELESS, parent=district or "tinh", **ended),
        Unit("b", NAMELESS, parent=district or "tinh", **ended),
        Unit("ab", NAMELESS, parent="tinh", valid_from=reform),
        Unit("c", NAMELESS, parent="tinh"),
    )
    changes = (UnitChange(reform, "a", "ab"), UnitChange(reform, "b", "ab"))
    figures = {"tinh": 100, "a": 40, "b": 30, "ab": 98, "c": 2} | ({"h": 70} if district else {})

    public = build.publish(
        *(build.row(unit, n) for unit, n in figures.items()),
        minimum=5,
        units=UnitRegister({unit.unit: unit for unit in units}, changes),
        indicators=(build.indicator(cumulative=True),),
    )

    assert build.shown(public) == figures | {"ab": HIDDEN, "c": HIDDEN}


def test_a_total_far_from_its_parts_gives_nothing_away(build):
    """One district of many reported: the rest of the province hides it."""
    public = build.publish(build.row("tinh", 900), build.row("a", 3), minimum=5)

    assert build.shown(public) == {"tinh": 900, "a": HIDDEN}


def test_an_only_part_takes_the_total_with_it(build):
    """A pair's denominator would be known from the total's."""
    public = build.publish(
        build.row("tinh", (3, 50)),
        build.row("a", (3, 50)),
        build.row("b", None),
        indicators=(build.indicator(kind="ratio"),),
        minimum=5,
    )

    assert build.shown(public) == {"tinh": HIDDEN, "a": HIDDEN, "b": "missing"}


def test_a_large_total_of_an_only_part_goes_as_well(build):
    """The total differs from its only part by less than the minimum."""
    public = build.publish(build.row("tinh", 6), build.row("a", 4), minimum=5)

    assert build.shown(public) == {"tinh": HIDDEN, "a": HIDDEN}


def test_a_withheld_total_is_not_the_sum_of_shown_parts(build):
    """54 = 50 + 4 rests on 4 who did not: of the parts one more is withheld."""
    public = build.publish(
        build.row("tinh", (96, 99)),
        build.row("a", (50, 50)),
        build.row("b", 90.0),
        build.row("c", (46, 49)),
        indicators=(build.indicator(kind="ratio"),),
        minimum=5,
    )

    assert build.shown(public) == {"tinh": HIDDEN, "a": 100.0, "b": 90.0, "c": HIDDEN}


def test_figures_below_a_silent_unit_are_parts_of_the_total_above(build):
    """A reported nothing itself: its communes and b make up the province."""
    units = build.units(("tinh", None), ("a", "tinh"), ("b", "tinh"), ("a1", "a"), ("a2", "a"))

    public = build.publish(
        *(build.row(u, n) for u, n in {"a1": 3, "a2": 20, "b": 30, "tinh": 53}.items()),
        units=units,
        minimum=5,
    )

    assert build.shown(public) == {"a1": HIDDEN, "a2": HIDDEN, "b": 30, "tinh": 53}


def test_what_is_withheld_for_others_is_protected_in_turn(build):
    """B goes to protect a; its own communes then must not give b away."""
    units = build.units(
        ("tinh", None), ("a", "tinh"), ("b", "tinh"), ("c", "tinh"), ("b1", "b"), ("b2", "b")
    )
    values = {"a": 3, "b": 20, "b1": 8, "b2": 12, "c": 90, "tinh": 113}

    public = build.publish(*(build.row(u, n) for u, n in values.items()), units=units, minimum=5)

    assert build.shown(public) == {
        "a": HIDDEN, "b": HIDDEN, "b1": HIDDEN, "b2": 12, "c": 90, "tinh": 113
    }  # fmt: skip


def test_cells_of_a_breakdown_do_not_give_one_away(build):
    """30 women of 32: the men can be computed, so both are withheld."""
    public = build.publish(
        build.row("a", 32),
        build.row("a", 30, breakdown="sex=f"),
        build.row("a", 2, breakdown="sex=m"),
        indicators=(build.indicator(dimensions=("sex",)),),
        minimum=5,
    )

    assert build.shown(public) == {"a": 32, "sex=f": HIDDEN, "sex=m": HIDDEN}


def test_without_a_total_the_cells_of_a_count_do_not_add_up(build):
    """Nobody knows the whole."""
    public = build.publish(
        build.row("a", 30, breakdown="sex=f"),
        build.row("a", 2, breakdown="sex=m"),
        indicators=(build.indicator(dimensions=("sex",)),),
        minimum=5,
    )

    assert build.shown(public) == {"sex=f": 30, "sex=m": HIDDEN}


def test_categories_of_a_distribution_add_up_to_the_whole(build):
    """30 of 50 and 18 of 50 leave 2, although no total stands there."""
    public = build.publish(
        build.row("a", (30, 50), breakdown="muc=tot"),
        build.row("a", (18, 50), breakdown="muc=kha"),
        build.row("a", (2, 50), breakdown="muc=kem"),
        indicators=(build.indicator(kind="distribution", unit_measure="percent"),),
        minimum=5,
    )

    assert list(build.shown(public).values()).count(HIDDEN) == 2


def test_crossed_breakdowns_are_protected_along_each_dimension(build):
    """A withheld cell can be computed along its row and along its column."""
    margins = {"sex=f": 40, "sex=m": 30, "level=x": 32, "level=y": 38}
    cells = {
        "sex=f|level=x": 30,
        "sex=m|level=x": 2,
        "sex=f|level=y": 10,
        "sex=m|level=y": 28,
    }

    public = build.publish(
        build.row("a", 70),
        *(build.row("a", n, breakdown=cell) for cell, n in (margins | cells).items()),
        indicators=(build.indicator(dimensions=("sex", "level")),),
        minimum=5,
    )

    withheld = {cell for cell, value in build.shown(public).items() if value == HIDDEN}
    assert withheld == set(cells)


def test_another_indicator_is_not_touched(build):
    """Only indicators with a small figure are looked at."""
    public = build.publish(
        build.row("a", 3),
        build.row("b", 9, indicator="KHAC"),
        indicators=(build.indicator(), build.indicator("KHAC")),
        minimum=5,
    )

    assert build.shown(public) == {"a": HIDDEN, "b": 9}
