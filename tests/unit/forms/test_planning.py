"""What each form asks for: what is due, of whom, beside which earlier figures."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency


def asked(specs):
    """Return what each form asks, as short as can be."""
    return [
        (
            spec.unit.unit if spec.unit else "",
            [(f.indicator.code, f.unit.unit, f.breakdown) for f in spec.figures],
        )
        for spec in specs
    ]


def test_each_unit_gets_a_form_with_what_it_owes(make):
    """Forms follow the register, figures the indicators."""
    portal = make.portal(
        make.indicator("CT2"),
        make.indicator("CT1"),
        owing={"CT2": frozenset("b"), "CT1": frozenset("ab")},
    )

    assert asked(make.plan(portal)) == [
        ("a", [("CT1", "a", ())]),
        ("b", [("CT2", "b", ()), ("CT1", "b", ())]),
    ]


def test_one_form_for_all_goes_by_indicator(make):
    """A compiling office fills one table an indicator."""
    portal = make.portal(make.indicator("CT2"), make.indicator("CT1"))

    assert asked(make.plan(portal, all_in_one=True)) == [
        ("", [("CT2", "a", ()), ("CT2", "b", ()), ("CT1", "a", ()), ("CT1", "b", ())])
    ]


@pytest.mark.parametrize("all_in_one", [True, False])
def test_a_unit_that_is_named_gets_its_own_form(make, all_in_one):
    """Whatever else is asked."""
    portal = make.portal(make.indicator())

    assert asked(make.plan(portal, unit="b", all_in_one=all_in_one)) == [("b", [("CT1", "b", ())])]


def test_nothing_due_is_no_form(make):
    """No empty workbooks: another frequency, a unit that owes nothing, an unknown one."""
    yearly = make.portal(make.indicator(frequency=Frequency.YEAR))
    owed_by_a = make.portal(make.indicator(), owing={"CT1": frozenset("a")})

    assert make.plan(yearly) == ()
    assert make.plan(yearly, all_in_one=True) == ()
    assert make.plan(owed_by_a, unit="b") == ()
    assert make.plan(owed_by_a, unit="nobody") == ()


@pytest.mark.parametrize(
    ("when", "cumulative", "due"),
    [
        ("2026-Q1", False, True),
        ("2026-Q1", True, True),
        ("2026", False, False),
        ("2026", True, True),
        ("2026-S1", True, True),
        ("2026-01", True, False),
    ],
)
def test_what_grows_within_the_year_has_a_figure_for_longer_periods(make, when, cumulative, due):
    """A quarterly indicator is due each quarter, a cumulative one for the year too."""
    portal = make.portal(make.indicator(cumulative=cumulative))

    assert bool(make.plan(portal, when)) is due


def test_a_unit_must_exist_on_the_last_day(make):
    """One that ended within the period owes it no more; one that began within it does."""
    portal = make.portal(
        make.indicator(),
        units=(
            make.unit("ended", valid_to=date(2026, 3, 30)),
            make.unit("began", valid_from=date(2026, 3, 31)),
        ),
    )

    assert asked(make.plan(portal)) == [("began", [("CT1", "began", ())])]


def test_breakdowns_of_siblings_are_asked_again(make):
    """The total first, then what the unit or one beside it reported; not what others did."""
    part, other = (("muc", "tot"),), (("muc", "kha"),)
    portal = make.portal(
        make.indicator(dimensions=("muc",)),
        units=(make.unit("a"), make.unit("b"), make.unit("x", "b")),
        figures={
            ("CT1", "a", part): (make.figure("2025-Q4"),),
            ("CT1", "x", other): (make.figure("2025-Q4"),),
            ("CT1", "b", other): (make.figure("2025-Q4", aggregated=True),),
        },
    )

    assert asked(make.plan(portal)) == [
        ("a", [("CT1", "a", ()), ("CT1", "a", part)]),
        ("b", [("CT1", "b", ()), ("CT1", "b", part)]),
        ("x", [("CT1", "x", ()), ("CT1", "x", other)]),
    ]


def test_a_distribution_is_asked_by_category(make):
    """Its total is asked only of those who give it, or where no category is known."""
    part = (("muc", "tot"),)
    kind = IndicatorKind.DISTRIBUTION
    given = {("D", "a", part): (make.figure("2025-Q4"),)}
    total = {**given, ("D", "b", ()): (make.figure("2025-Q4"),)}

    def breakdowns(figures):
        portal = make.portal(make.indicator("D", kind), figures=figures)
        return [figure.breakdown for figure in make.plan(portal, unit="a")[0].figures]

    assert breakdowns(given) == [part]
    assert breakdowns(total) == [(), part]
    assert breakdowns({}) == [()]


def test_earlier_figures_stand_beside_the_cells(make):
    """The previous period, the same point of the year before, and what is there already."""
    figures = tuple(
        make.figure(when, value)
        for when, value in [("2025-Q1", 10), ("2025-Q4", 40), ("2026-Q1", 12)]
    )
    portal = make.portal(make.indicator(cumulative=True), figures={("CT1", "a", ()): figures})

    found = make.plan(portal, unit="a")[0].figures[0]

    assert (found.same_point, found.before, found.present) == figures


def test_a_year_s_figure_is_that_of_its_last_quarter(make):
    """What is added up within the year has one figure at the year's end, by either name."""
    figures = {("CT1", "a", ()): (make.figure("2025", 40),)}
    grows = make.plan(make.portal(make.indicator(cumulative=True), figures=figures), unit="a")
    counts = make.plan(make.portal(make.indicator(), figures=figures), unit="a")

    assert grows[0].figures[0].before == make.figure("2025", 40)
    assert counts[0].figures[0].before is None


def test_a_sum_is_no_report(make):
    """What was only added up from units below is not shown as if the unit had given it."""
    summed = tuple(make.figure(when, aggregated=True) for when in ("2025-Q1", "2025-Q4", "2026-Q1"))
    portal = make.portal(make.indicator(cumulative=True), figures={("CT1", "a", ()): summed})

    found = make.plan(portal, unit="a")[0].figures[0]

    assert (found.before, found.same_point, found.present) == (None, None, None)


def test_a_figure_that_is_missing_is_shown_as_such(make):
    """A row that says why there is none is a report."""
    missing = make.figure("2025-Q4", None, status=ObsStatus.MISSING)
    portal = make.portal(make.indicator(), figures={("CT1", "a", ()): (missing,)})

    assert make.plan(portal, unit="a")[0].figures[0].before == missing


def test_a_form_knows_its_due_date(make):
    """So many days after the period's last one."""
    spec = make.plan(make.portal(make.indicator(due_days=15)), unit="a")[0]

    assert spec.due_date(spec.indicators[0]) == date(2026, 4, 15)
