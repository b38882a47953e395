"""Earlier figures on today's units."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess import assess
from site_builder.model.dataset import HeldBack
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


RENAMED = {"a": ENDED, "c": STARTED}


def test_a_count_that_is_not_summed_has_no_sum_of_predecessors(build, compare):
    """What the units below are not added up for is not added up over time either."""
    rows = {("a", "2024"): 30, ("b", "2024"): 50, ("c", "2025"): 70}

    (found,) = compare(
        rows, (merge("a", "c"), merge("b", "c")), indicator=build.count(aggregate=Aggregate.NONE)
    )

    assert (found.figure, found.reason) == (None, "not_additive")


@pytest.mark.parametrize("kind", [IndicatorKind.VALUE, IndicatorKind.RATIO, IndicatorKind.COUNT])
def test_a_rename_carries_any_figure_over(build, compare, kind):
    """An average and a rate without counts are the same figure under a new name."""
    indicator = build.indicator(kind=kind, aggregate=Aggregate.NONE)

    (found,) = compare(
        {("a", "2024"): 50, ("c", "2025"): 55}, (merge("a", "c"),), indicator=indicator, **RENAMED
    )

    assert (found.figure.value, found.reason) == (50, "")
    assert (found.figure.restated, found.figure.final, found.figure.aggregated) == (
        True, True, False
    )  # fmt: skip


def test_a_rename_carries_no_figure_where_there_is_none(compare):
    """The unit said that it had none."""
    (found,) = compare({("a", "2024"): None, ("c", "2025"): 5}, (merge("a", "c"),), **RENAMED)

    assert (found.figure, found.reason) == (None, "predecessor_missing")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"value": 50.0}, "predecessor_rate_only"),
        ({"value": None, "status": "suppressed"}, "predecessor_withheld"),
        ({"value": None}, "predecessor_missing"),
    ],
)
def test_what_a_predecessor_lacks_is_said(build, cells, reason):
    """A rate is there, and a withheld figure exists: neither is missing."""
    units = build.register(
        build.unit("a"),
        build.unit("b"),
        build.unit("c", **STARTED),
        changes=(merge("a", "c"), merge("b", "c")),
    )

    portal = build.portal(
        build.row("a", "2024", (1, 2)),
        build.row("b", "2024", **cells),
        build.row("c", "2025", (3, 4)),
        units=units,
    )

    assert portal.total("CT", "c").comparable[0].reason == reason


def test_the_plainest_lack_is_said_first(build):
    """Of a missing, a withheld and a rate-only predecessor the missing one."""
    changes = (merge("a", "c"), merge("b", "c"), merge("d", "c"))
    rows = [
        build.row("a", "2024", 50.0),
        build.row("b", "2024", None, status="suppressed"),
        build.row("c", "2025", (3, 4)),
    ]

    def reason(*givers):
        units = (build.unit("a"), build.unit("b"), build.unit("d"), build.unit("c", **STARTED))
        passed = tuple(change for change in changes if change.from_unit in givers)
        register = build.register(*units, changes=passed)
        return build.portal(*rows, units=register).total("CT", "c").comparable[0].reason

    assert (reason("a", "b", "d"), reason("a", "b")) == (
        "predecessor_missing", "predecessor_withheld"
    )  # fmt: skip


def test_a_period_of_the_change_that_only_a_predecessor_reported_is_named(compare):
    """The year in which a ended: its figure is of no whole year of c, and it does not vanish."""
    midyear = date(2024, 7, 1)

    found = compare(
        {("a", "2023"): 3, ("a", "2024"): 2, ("c", "2025"): 8},
        (merge("a", "c", midyear),),
        a={"valid_to": date(2024, 6, 30)},
        c={"valid_from": midyear},
    )

    assert [(str(c.period), c.figure and c.figure.value, c.reason) for c in found] == [
        ("2023", 3, ""),
        ("2024", None, "period_of_change"),
    ]
    assert [c.from_unit for c in found[1].changes] == ["a"]


def test_a_period_of_the_change_with_an_own_figure_is_left_alone(compare):
    """C reported it: there is a figure on its units."""
    changes = (merge("a", "c", date(2024, 7, 1)),)

    assert compare({("a", "2024"): 2, ("c", "2024"): 5}, changes) == ()


def test_a_change_still_ahead_is_no_period_of_change(compare):
    """A merger announced for December has happened in no figure."""
    changes = (merge("a", "c", date(2026, 12, 1)),)

    assert compare({("a", "2026"): 2, ("c", "2025"): 5}, changes) == ()


@pytest.mark.parametrize(
    ("time", "reason"), [("2023", "predecessor_missing"), ("2024", "period_of_change")]
)
def test_a_figure_held_back_is_a_hole_not_a_silence(build, time, reason):
    """Whoever sent it did report: the period has a row with a reason."""
    units = build.register(
        build.unit("a"), build.unit("c"), changes=(merge("a", "c", date(2024, 7, 1)),)
    )
    disclosed = build.disclosed(
        build.row("c", "2025", (1, 2)),
        units=units,
        held_back=(HeldBack("CT", "a", time), HeldBack("CT", "", "")),
    )

    portal = assess(disclosed, build.methods, build.today)

    (found,) = portal.total("CT", "c").comparable
    assert (str(found.period), found.figure, found.reason) == (time, None, reason)
