"""Earlier figures on today's units."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.indicator import Aggregate, IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.model.units import UnitChange

NEW_YEAR = date(2025, 1, 1)


def merge(source, target, day=NEW_YEAR, share=None):
    return UnitChange(day, source, target, share)


@pytest.fixture
def compare(build):
    """Assess a count over some changes and return what is comparable for a unit."""

    def run(rows, changes, of="c", indicator=None, **units):
        register = build.register(
            *(build.unit(name, **(units.get(name) or {})) for name in ("a", "b", "c", "d")),
            changes=changes,
        )
        values = [build.row(unit, time, value) for (unit, time), value in rows.items()]
        portal = build.portal(*values, indicator=indicator or build.count(), units=register)
        return portal.total("CT", of).comparable

    return run


ENDED = {"valid_to": date(2024, 12, 31)}
STARTED = {"valid_from": NEW_YEAR}


def test_a_new_unit_is_the_sum_of_its_predecessors(compare):
    """Two units merged into a third one that did not exist before."""
    (found,) = compare(
        {("a", "2024"): 3, ("b", "2024"): 4, ("c", "2025"): 8},
        (merge("a", "c"), merge("b", "c")),
        a=ENDED, b=ENDED, c=STARTED,
    )  # fmt: skip

    assert (found.figure.value, found.figure.status) == (7, ObsStatus.OFFICIAL)
    assert found.figure.aggregated


def test_chains_of_mergers_are_followed(compare):
    """A went into b in 2023, b into c in 2025: the figure of 2022 is the sum of all three."""
    rows = {("a", "2022"): 1, ("b", "2022"): 2, ("c", "2022"): 4, ("b", "2023"): 3,
            ("c", "2023"): 4, ("c", "2025"): 9}  # fmt: skip

    found = compare(rows, (merge("a", "b", date(2023, 1, 1)), merge("b", "c")))

    assert [(str(c.period), c.figure.value) for c in found] == [("2022", 7), ("2023", 7)]


def test_a_predecessor_without_a_figure_is_named(compare):
    """Half a sum is no comparison."""
    (found,) = compare({("a", "2024"): 3, ("c", "2025"): 8}, (merge("a", "c"), merge("b", "c")))

    assert (found.figure, found.reason) == (None, "predecessor_missing")


def test_a_predecessor_from_later_is_missing(compare):
    """A forerunner that neither existed nor came from others leaves a hole."""
    (found,) = compare(
        {("c", "2020"): 3, ("c", "2025"): 8},
        (merge("a", "c"),),
        a={"valid_from": date(2022, 1, 1), "valid_to": date(2024, 12, 31)},
    )

    assert found.reason == "predecessor_missing"


def test_not_applicable_leaves_no_hole(build):
    """A predecessor to which the indicator did not apply adds nothing."""
    units = build.register(build.unit("a"), build.unit("c"), changes=(merge("a", "c"),))

    portal = build.portal(
        build.row("a", "2024", None, status="not_applicable"),
        build.row("c", "2024", 5),
        build.row("c", "2025", 6),
        indicator=build.count(),
        units=units,
    )

    assert portal.total("CT", "c").comparable[0].figure.value == 5


def test_a_split_without_shares_is_not_comparable(compare):
    """Nobody said how a was divided between c and d."""
    changes = (merge("a", "c"), merge("a", "d"))

    (found,) = compare({("a", "2024"): 10, ("c", "2025"): 6}, changes, a=ENDED, c=STARTED)

    assert (found.figure, found.reason) == (None, "split_without_share")


def test_a_split_with_shares_scales_the_counts(compare):
    """60 % of a passed to c: an estimate, and it says so."""
    changes = (merge("a", "c", share=0.6), merge("a", "d", share=0.4))

    (found,) = compare({("a", "2024"): 10, ("c", "2025"): 6}, changes, a=ENDED, c=STARTED)

    assert (found.figure.value, found.figure.status) == (6.0, ObsStatus.ESTIMATED)
    assert (found.figure.final, found.reason) == (False, "scaled_by_share")


def test_the_rest_of_a_divided_unit_is_scaled_as_well(compare):
    """A gave 40 % to c and goes on with 60 %."""
    (found,) = compare({("a", "2024"): 10, ("a", "2025"): 6}, (merge("a", "c", share=0.4),), of="a")

    assert (found.figure.value, found.reason) == (6.0, "scaled_by_share")


def test_a_scaled_nil_stays_nil(build):
    """A share of nothing is nothing."""
    units = build.register(build.unit("a"), build.unit("c"), changes=(merge("a", "c", share=0.4),))

    portal = build.portal(
        build.row("a", "2024", None, status="nil"),
        build.row("a", "2025", 5),
        indicator=build.count(),
        units=units,
    )

    assert portal.total("CT", "a").comparable[0].figure.status is ObsStatus.NIL


def test_a_unit_named_as_its_own_successor_is_itself(compare):
    """Some registers list the surviving unit among the merged ones."""
    (found,) = compare(
        {("a", "2024"): 3, ("c", "2024"): 4, ("c", "2025"): 8}, (merge("a", "c"), merge("c", "c"))
    )

    assert found.figure.value == 7


def test_a_unit_that_ended_is_seen_from_its_last_day(compare):
    """b, which took in a and later went into c, is compared on its own last territory."""
    found = compare(
        {("a", "2022"): 1, ("b", "2022"): 2, ("b", "2023"): 3},
        (merge("a", "b", date(2023, 1, 1)), merge("b", "c")),
        of="b",
    )

    assert [(str(c.period), c.figure.value) for c in found] == [("2022", 3)]


def test_changes_still_ahead_do_not_count(compare):
    """A merger decided for next year changes nothing yet."""
    changes = (merge("a", "c", date(2027, 1, 1)),)

    assert compare({("a", "2024"): 3, ("c", "2024"): 4}, changes) == ()


@pytest.mark.parametrize(("aggregate", "value"), [(Aggregate.NONE, None), (Aggregate.SUM, 7)])
def test_measured_values_have_no_sum_unless_asked_for(build, compare, aggregate, value):
    """An average of two units is not the sum of theirs; a sum of money may be."""
    indicator = build.indicator(kind=IndicatorKind.VALUE, unit_measure="dong", aggregate=aggregate)

    (found,) = compare(
        {("a", "2024"): 3.0, ("c", "2024"): 4.0, ("c", "2025"): 8.0},
        (merge("a", "c"),),
        indicator=indicator,
    )

    assert (found.figure and found.figure.value) == value
    assert found.reason == ("" if value else "not_additive")


def test_an_incomplete_sum_is_no_predecessor(build):
    """A predecessor's sum that lacks units cannot be compared with a whole."""
    units = build.register(
        build.unit("a", level="province"),
        build.unit("c", level="province"),
        build.unit("a1", "a"),
        build.unit("a2", "a"),
        changes=(merge("a", "c"),),
    )

    portal = build.portal(
        build.row("a1", "2024", 1),
        build.row("c", "2024", 5),
        build.row("c", "2025", 9),
        indicator=build.count(),
        units=units,
    )

    assert portal.total("CT", "c").comparable[0].reason == "predecessor_missing"


def test_methods_see_former_figures_on_the_units_they_judge(build):
    """Last year's point of a merged unit is the sum over its predecessors."""
    units = build.register(build.unit("a"), build.unit("c"), changes=(merge("a", "c"),))
    indicator = build.count(
        method="same_period", cumulative=True, targets=(build.every(10),), headline_unit="c"
    )

    portal = build.portal(
        build.row("a", "2024-Q2", 3),
        build.row("c", "2024-Q2", 4),
        build.row("c", "2025-Q2", 6),
        indicator=indicator,
        units=units,
    )

    verdict = portal.headlines["CT"].assessment.verdict
    assert (verdict.progress_status.value, verdict.required_value) == ("behind", 7)
    assert portal.headlines["CT"].previous.value == 7


def test_before_the_merger_units_are_compared_as_they_were(build):
    """The verdict of 2024-Q2 rests on the unit's own figure of 2023-Q2."""
    units = build.register(build.unit("a"), build.unit("c"), changes=(merge("a", "c"),))
    indicator = build.count(method="same_period", cumulative=True, targets=(build.every(10),))

    portal = build.portal(
        *(build.row("a", f"{year}-Q2", 3) for year in (2023, 2024)),
        *(build.row("c", f"{year}-Q2", 4) for year in (2023, 2024, 2025)),
        indicator=indicator,
        units=units,
    )

    found = {str(a.period): a.verdict.required_value for a in portal.assessments_of("CT", "c")}
    assert found == {"2023-Q2": None, "2024-Q2": 4, "2025-Q2": 7}


def test_between_two_mergers_earlier_figures_are_left_out(build):
    """Only today's units are worked out: the figures of 2022 are unknown on those of 2024."""
    changes = (merge("a", "c", date(2023, 1, 1)), merge("b", "c"))
    units = build.register(build.unit("a"), build.unit("b"), build.unit("c"), changes=changes)
    indicator = build.count(method="cagr")

    portal = build.portal(
        *(build.row(unit, "2022", 4) for unit in ("a", "b", "c")),
        build.row("c", "2024", 9),
        build.row("b", "2024", 4),
        indicator=indicator,
        units=units,
    )

    assert portal.latest_assessment("CT", "c").verdict.reason == "no_earlier_value"
