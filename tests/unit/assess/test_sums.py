"""Sums up the tree: what is due, what is counted, what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Aggregate
from site_builder.model.observation import ObsStatus
from site_builder.model.units import UnitChange


@pytest.fixture
def deep(build):
    """A province, districts a and b, communes a1 and a2 below a, and b1 below b."""
    return build.register(
        build.root(),
        build.unit("a", "tinh"),
        build.unit("b", "tinh"),
        build.unit("a1", "a", "commune"),
        build.unit("a2", "a", "commune"),
        build.unit("b1", "b", "commune"),
    )


def summed(portal, unit="tinh"):
    (figure,) = portal.total("CT", unit).figures
    return figure


def test_ratios_are_summed_never_averaged(build):
    """10 of 100 and 90 of 300 are 25 %, not 20 %."""
    portal = build.portal(build.row("a", "2024", (10, 100)), build.row("b", "2024", (90, 300)))

    figure = summed(portal)
    assert (figure.value, figure.numerator, figure.denominator) == (25.0, 100, 400)
    assert (figure.aggregated, figure.due, figure.counted) == (True, 2, 2)
    assert (figure.final, figure.is_incomplete) == (True, False)


def test_nothing_is_summed_unless_asked_for(build):
    """Without an aggregate a parent has no figure of its own making."""
    portal = build.portal(
        build.row("a", "2024", 3), indicator=build.count(aggregate=Aggregate.NONE)
    )

    assert portal.total("CT", "tinh") is None


@pytest.mark.parametrize(
    ("status", "due", "counted", "value"),
    [
        ("missing", 2, 1, 5),
        ("suppressed", 2, 1, 5),
        ("not_applicable", 1, 1, 5),
        ("nil", 2, 2, 5),
    ],
)
def test_what_stands_for_a_figure_counts_as_it_should(build, status, due, counted, value):
    """Missing and withheld are lacking, not applicable is not due, nil adds nothing."""
    portal = build.portal(
        build.row("a", "2024", 5),
        build.row("b", "2024", None, status=status),
        indicator=build.count(),
    )

    figure = summed(portal)
    assert (figure.due, figure.counted, figure.value) == (due, counted, value)


def test_nil_adds_nothing_to_a_ratio(build):
    """A unit where nothing occurred is counted with neither numerator nor denominator."""
    portal = build.portal(
        build.row("a", "2024", (5, 10)), build.row("b", "2024", None, status="nil")
    )

    assert (summed(portal).value, summed(portal).counted) == (50.0, 2)


def test_nil_everywhere_is_nil(build):
    """Where nothing occurred anywhere the sum says so: it is not zero."""
    portal = build.portal(
        build.row("a", "2024", None, status="nil"),
        build.row("b", "2024", None, status="nil"),
        indicator=build.count(),
    )

    assert (summed(portal).status, summed(portal).value) == (ObsStatus.NIL, None)


def test_zero_of_zero_has_no_value(build):
    """Counts of nothing below the line add up to no rate."""
    portal = build.portal(build.row("a", "2024", (0, 0)))

    assert summed(portal).value is None


def test_a_unit_without_a_row_is_lacking(build):
    """A district on the level of those that report is due even if it is silent."""
    portal = build.portal(build.row("a", "2024", 5), indicator=build.count())

    assert (summed(portal).due, summed(portal).counted) == (2, 1)


def test_units_below_speak_for_a_silent_one(build, deep):
    """Without a figure of its own a district is the sum of its communes."""
    portal = build.portal(
        build.row("a1", "2024", 1),
        build.row("a2", "2024", 2),
        build.row("b", "2024", 10),
        indicator=build.count(),
        units=deep,
    )

    assert summed(portal, "a").value == 3
    assert (summed(portal).value, summed(portal).due, summed(portal).counted) == (13, 3, 3)


def test_an_own_figure_counts_for_all_below_it(build, deep):
    """A district's figure is used above, its communes' sum stands beside it."""
    portal = build.portal(
        build.row("a", "2024", 4),
        build.row("a1", "2024", 1),
        build.row("a2", "2024", 2),
        build.row("b1", "2024", 10),
        indicator=build.count(),
        units=deep,
    )

    assert summed(portal).value == 14
    (pair,) = portal.total("CT", "a").reconciliations
    assert (pair.own.value, pair.summed.value, pair.difference) == (4, 3, 1)


def test_equal_totals_are_reconciled_as_well(build):
    """The sum stands beside an own figure even where they agree."""
    portal = build.portal(
        build.row("tinh", "2024", 5),
        build.row("a", "2024", 2),
        build.row("b", "2024", 3),
        indicator=build.count(),
    )

    assert [pair.difference for pair in portal.total("CT", "tinh").reconciliations] == [0]


@pytest.mark.parametrize(("below", "value", "due", "counted"), [(3, 13, 2, 2), (None, 10, 2, 1)])
def test_units_below_speak_for_a_missing_one(build, deep, below, value, due, counted):
    """A district marked as missing is made up from its communes if any of them reported."""
    rows = [build.row("a", "2024", None), build.row("b", "2024", 10)]
    if below is not None:
        rows.append(build.row("a1", "2024", below))

    portal = build.portal(*rows, indicator=build.count(reported_by=("district",)), units=deep)

    figure = summed(portal)
    assert (figure.value, figure.due, figure.counted) == (value, due, counted)


def test_a_missing_row_gives_way_to_the_sum(build):
    """The province did not report itself: what its districts reported is its figure."""
    portal = build.portal(
        build.row("tinh", "2024", None),
        build.row("a", "2024", 2),
        build.row("b", "2024", 3),
        indicator=build.count(),
    )

    assert (summed(portal).value, summed(portal).aggregated) == (5, True)
    assert portal.total("CT", "tinh").reconciliations == ()


def test_a_withheld_own_figure_is_not_shown_as_a_sum(build):
    """A figure withheld from readers does not come back by adding up."""
    portal = build.portal(
        build.row("tinh", "2024", None, status="suppressed"),
        build.row("a", "2024", 2),
        indicator=build.count(),
    )

    assert summed(portal).status is ObsStatus.SUPPRESSED


def test_levels_that_never_report_are_not_due(build, deep):
    """Communes below a district that reports do not make the sum incomplete."""
    portal = build.portal(
        build.row("a", "2024", 5), build.row("b", "2024", 6), indicator=build.count(), units=deep
    )

    assert (summed(portal).due, summed(portal).counted) == (2, 2)


def test_levels_may_be_named(build, deep):
    """``reported_by`` makes communes due although none has ever reported."""
    portal = build.portal(
        build.row("a", "2024", 5),
        indicator=build.count(reported_by=("district", "commune")),
        units=deep,
    )

    assert (summed(portal).due, summed(portal).counted) == (2, 1)


def test_due_is_who_exists_on_the_last_day(build):
    """A unit that ended within the period is not due, but counts if it reported."""
    over = date(2024, 6, 30)
    units = build.register(
        build.root(),
        build.unit("a", "tinh"),
        build.unit("b", "tinh", valid_to=over),
        build.unit("c", "tinh", valid_to=over),
        build.unit("d", "tinh", valid_from=date(2025, 1, 1)),
    )

    portal = build.portal(
        build.row("a", "2024", 5),
        build.row("b", "2024", 6),
        build.row("c", "2024", None),
        indicator=build.count(),
        units=units,
    )

    assert (summed(portal).value, summed(portal).due, summed(portal).counted) == (11, 2, 2)


def test_a_parent_that_did_not_exist_yet_has_no_sum(build):
    """Units that came under a new parent later are not summed for it before its time."""
    units = build.register(
        build.root(valid_from=date(2025, 7, 1)), build.unit("a", "tinh"), build.unit("b", "tinh")
    )

    portal = build.portal(build.row("a", "2024", 5), indicator=build.count(), units=units)

    assert portal.total("CT", "tinh") is None


@pytest.mark.parametrize(
    ("statuses", "weakest", "final"),
    [
        (("official", "preliminary"), ObsStatus.PRELIMINARY, False),
        (("preliminary", "estimated"), ObsStatus.ESTIMATED, False),
        (("official", "nil"), ObsStatus.OFFICIAL, True),
    ],
)
def test_a_sum_is_as_weak_as_its_weakest_part(build, statuses, weakest, final):
    """One preliminary figure makes a preliminary sum; nil does not."""
    first, second = statuses
    portal = build.portal(
        build.row("a", "2024", 5, status=first),
        build.row("b", "2024", None if second == "nil" else 6, status=second),
        indicator=build.count(),
    )

    assert (summed(portal).status, summed(portal).final) == (weakest, final)


def test_a_sum_names_its_sources_once_and_is_as_old_as_its_oldest_part(build):
    """Sources in the order of the register, the earliest as-of date."""
    portal = build.portal(
        build.row("a", "2024", 5, source="X", as_of="2025-02-01"),
        build.row("b", "2024", 6, source="X", as_of="2025-01-15"),
        indicator=build.count(),
    )

    assert (summed(portal).sources, summed(portal).as_of) == (("X",), date(2025, 1, 15))
    assert portal.as_of == date(2025, 2, 1)


def test_breakdowns_are_summed_each(build):
    """The cells of a breakdown add up cell by cell."""
    portal = build.portal(
        build.row("a", "2024", 5, breakdown="level=x|sex=f"),
        build.row("b", "2024", 6, breakdown="level=x|sex=f"),
        indicator=build.count(dimensions=("level", "sex")),
    )

    cell = (("level", "x"), ("sex", "f"))
    assert portal.series["CT", "tinh", cell].figures[0].value == 11
    assert portal.total("CT", "tinh") is None


MERGED = date(2025, 5, 15)
EVE = date(2025, 5, 14)


@pytest.fixture
def merged(build):
    """Sum 2025-Q2 over a1 and a2, which went into z within it, and k; ``rows`` give a figure."""

    def run(rows, *, cumulative=True, changes=None, **cells):
        ended, started = {"valid_to": EVE}, {"valid_from": MERGED}
        passed = [UnitChange(MERGED, "a1", "z"), UnitChange(MERGED, "a2", "z")]
        units = build.register(
            build.root(),
            build.unit("a1", "tinh", **ended),
            build.unit("a2", "tinh", **ended),
            build.unit("z", "tinh", **(cells.get("z") or started)),
            build.unit("y", "tinh", **started),
            build.unit("k", "tinh"),
            changes=tuple(changes or passed),
        )
        given = [
            build.row(unit, "2025-Q2", value if not isinstance(value, str) else None,
                      **({"status": value} if isinstance(value, str) else {}))
            for unit, value in {"k": 100, "y": "not_applicable", **rows}.items()
        ]  # fmt: skip
        portal = build.portal(*given, indicator=build.count(cumulative=cumulative), units=units)
        figure = summed(portal)
        return figure.value, figure.counted, figure.due

    return run


@pytest.mark.parametrize(("cumulative", "found"), [(True, (160, 2, 2)), (False, (220, 4, 4))])
def test_a_running_figure_holds_those_of_the_predecessors(merged, cumulative, found):
    """Z's 60 since January has a1's 20 and a2's 40; figures of parts of a quarter are added."""
    assert merged({"a1": 20, "a2": 40, "z": 60}, cumulative=cumulative) == found


@pytest.mark.parametrize("of_z", ["missing", "not_applicable", "nil"])
def test_a_successor_without_a_count_holds_nothing(merged, of_z):
    """The predecessors' figures are all there is."""
    assert merged({"a1": 20, "a2": 40, "z": of_z})[0] == 160


def test_a_withheld_successor_is_lacking_and_its_predecessors_are_not_added(merged):
    """They are in the figure that is not shown."""
    assert merged({"a1": 20, "a2": 40, "z": "suppressed"}) == (100, 1, 2)


def test_what_went_on_to_a_reporting_unit_is_held_by_it_at_last(merged):
    """A1 into a2 and a2 into z within one quarter."""
    changes = [UnitChange(date(2025, 4, 10), "a1", "a2"), UnitChange(MERGED, "a2", "z")]

    assert merged({"a1": 20, "z": 60}, changes=changes) == (160, 2, 2)


def test_a_part_that_passed_on_is_still_counted(merged):
    """Only half of a1 is in z: nobody knows how much of its figure."""
    changes = [UnitChange(MERGED, "a1", "z", 0.5), UnitChange(MERGED, "a2", "z")]

    assert merged({"a1": 20, "a2": 40, "z": 60}, changes=changes)[0] == 180


@pytest.mark.parametrize("cumulative", [True, False])
def test_a_unit_formed_within_a_period_that_its_predecessors_reported_owes_nothing(
    merged, cumulative
):
    """The territory is covered; one silent predecessor leaves a hole."""
    assert merged({"a1": 20, "a2": 40}, cumulative=cumulative) == (160, 3, 3)
    assert merged({"a1": 20}, cumulative=cumulative) == (120, 2, 3)
    assert merged({"a1": 20, "a2": "missing"}, cumulative=cumulative) == (120, 2, 3)


def test_predecessors_speak_for_a_chain_of_units(merged):
    """A1 went into z and that into y within one quarter: what a1 reported covers both."""
    changes = [UnitChange(date(2025, 4, 10), "a1", "z"), UnitChange(MERGED, "z", "y")]

    found = merged({"a1": 20, "a2": 40, "y": "missing"}, changes=changes)

    assert found == (160, 3, 3)


def test_a_unit_that_was_there_before_owes_its_own_figure(merged):
    """Z took the others over: they do not speak for what it was before."""
    assert merged({"a1": 20, "a2": 40}, z={"valid_from": date(2020, 1, 1)}) == (160, 3, 4)


@pytest.fixture
def abolished(build):
    """Sum 2025 where district h ended in it: its a went into z of the province, its k went on."""

    def run(rows, *, cumulative=True):
        ended = {"valid_to": EVE}
        units = build.register(
            build.root(),
            build.unit("h", "tinh", "district", **ended),
            build.unit("a", "h", "commune", **ended),
            build.unit("k", "h", "commune"),
            build.unit("z", "tinh", "commune", valid_from=MERGED),
            changes=(UnitChange(MERGED, "a", "z"),),
        )
        given = [build.row(unit, "2025", value) for unit, value in rows.items()]
        return build.portal(*given, indicator=build.count(cumulative=cumulative), units=units)

    return run


def test_the_running_figure_of_an_abolished_district_is_in_those_of_its_communes(abolished):
    """H's 90 until May are in z's 200 and k's 40 for the whole year: 240, not 290."""
    figure = summed(abolished({"h": 90, "z": 200, "k": 40}))

    assert (figure.value, figure.counted, figure.due) == (240, 2, 2)


def test_a_silent_commune_is_missed_though_its_abolished_district_reported(abolished):
    """What k counted until May is somewhere in h's 90, and nobody knows how much it was."""
    figure = summed(abolished({"h": 90, "z": 200}))

    assert (figure.value, figure.counted, figure.due) == (200, 1, 2)


def test_an_abolished_district_speaks_where_nobody_reported_after_it(abolished):
    """Its figure is all there is; a commune's own of the same months is in it."""
    figure = summed(abolished({"h": 90, "a": 60}))

    assert (figure.value, figure.counted, figure.due) == (90, 1, 1)


@pytest.mark.parametrize("cumulative", [True, False])
def test_units_that_outlived_an_abolished_one_make_no_sum_for_it(abolished, cumulative):
    """K's 40 are of a whole year, of which h has seen the first months only."""
    portal = abolished({"h": 90, "k": 40}, cumulative=cumulative)

    assert portal.total("CT", "h").reconciliations == ()


def test_communes_that_ended_with_their_district_are_held_against_its_figure(abolished):
    """A's 60 and h's 90 are of the same months."""
    (pair,) = (
        abolished({"h": 90, "a": 60, "z": 30}, cumulative=False).total("CT", "h").reconciliations
    )

    assert (pair.own.value, pair.summed.value) == (90, 60)
