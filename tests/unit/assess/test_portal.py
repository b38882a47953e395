"""The stage as a whole: order, rivals, warnings."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess import assess, check_reconciliation
from site_builder.diagnostics import facts_of
from site_builder.model.registers import Task


def test_rival_figures_are_kept_with_their_source_and_never_judged(build):
    """Three totals were printed for one congress; one is used, the others stand beside it."""
    portal = build.portal(
        build.row("tinh", "2020", 69036, source="A"),
        build.row("tinh", "2020", 69111, source="C", variant="báo C"),
        build.row("tinh", "2020", 69039, source="B", variant="báo B", as_of="2020-10-12"),
        indicator=build.count(),
    )

    series = portal.total("CT", "tinh")
    assert [f.value for f in series.figures] == [69036]
    assert [(v.name, v.figure.value, v.figure.sources) for v in series.variants] == [
        ("báo B", 69039, ("B",)),
        ("báo C", 69111, ("C",)),
    ]
    assert portal.as_of == date(2020, 10, 12)


def test_a_series_may_consist_of_rivals_only(build):
    """A rival figure without one in use is still shown."""
    portal = build.portal(build.row("tinh", "2020", 5, variant="x"), indicator=build.count())

    assert portal.total("CT", "tinh").figures == ()
    assert portal.headlines["CT"].latest is None


def test_series_and_verdicts_are_sorted(build):
    """By indicator, unit, breakdown; verdicts by period and target."""
    disclosed = build.disclosed(
        build.row("b", "2024", 3, indicator="Z"),
        build.row("a", "2024", 3, indicator="Z", breakdown="sex=f"),
        build.row("a", "2024", 3, indicator="Z"),
        build.row("a", "2024", 3, indicator="B"),
        indicators=(build.count("Z"), build.count("B")),
        tasks=(Task("A", build.text("A")),),
    )

    portal = assess(disclosed, build.methods, build.today)

    assert [key[:2] for key in portal.series] == [
        ("B", "a"), ("B", "tinh"), ("Z", "a"), ("Z", "a"), ("Z", "b"), ("Z", "tinh"), ("Z", "tinh"),
    ]  # fmt: skip
    assert [(a.indicator, a.unit) for a in portal.assessments] == [
        ("B", "a"), ("B", "tinh"), ("Z", "a"), ("Z", "b"), ("Z", "tinh"),
    ]  # fmt: skip
    assert list(portal.headlines) == ["Z", "B"]
    assert [one.task.task for one in portal.tasks] == ["A"]


def test_the_order_of_rows_does_not_matter(build):
    """Shuffled rows give the same portal."""
    rows = [
        build.row(unit, str(year), (year % 7, 10), source=unit)
        for unit in ("tinh", "a", "b")
        for year in range(2015, 2026)
    ]
    shuffled = [*rows[1::2], *reversed(rows[::2])]

    one, other = build.portal(*rows), build.portal(*shuffled)

    assert one.series == other.series
    assert one.assessments == other.assessments


def test_an_unknown_period_is_a_bug(build):
    """The validate stage lets no such row through."""
    with pytest.raises(ValueError, match="the validate stage lets no such period through: 'Tết'"):
        build.portal(build.row("tinh", "Tết", 5))


@pytest.mark.parametrize(
    ("own", "below", "value", "summed"),
    [
        ((15, 20), {"a": (7, 10), "b": (8, 10)}, None, None),
        ((30, 40), {"a": (7, 10), "b": (8, 10)}, "75.0 (30/40)", "75.0 (15/20)"),
        (75.04, {"a": (7, 10), "b": (8, 10)}, None, None),
        (75.06, {"a": (7, 10), "b": (8, 10)}, "75.1", "75.0 (15/20)"),
        (70.0, {"a": (7, 10)}, None, None),
        (80.0, {"a": (7, 10)}, None, None),
    ],
)
def test_totals_are_reconciled(build, own, below, value, summed):
    """Counts exactly, published rates to their decimals, incomplete sums not at all."""
    rows = [build.row("tinh", "2024", own), *(build.row(u, "2024", v) for u, v in below.items())]

    problems = check_reconciliation(build.portal(*rows))

    found = [(facts_of(p)["value"], facts_of(p)["summed"]) for p in problems]
    assert found == ([(value, summed)] if value else [])


def test_a_warning_without_the_rows_points_at_the_indicator(build):
    """A portal does not know where rows stand; rival rows are not the place either."""
    rows = [
        build.row("tinh", "2024", 5, line=7),
        build.row("tinh", "2024", 6, variant="x", line=8),
        build.row("a", "2024", 1),
        build.row("b", "2024", 2),
    ]
    portal = build.portal(*rows, indicator=build.count())

    (blind,) = check_reconciliation(portal)
    (placed,) = check_reconciliation(portal, build.frame(rows))

    assert str(blind.location) == "data/indicators/CT.yaml"
    assert str(placed.location) == "data/observations/a.csv:7"
    assert facts_of(placed)["own_source"] == "–"


def test_a_unit_stands_where_the_register_puts_it_on_the_day(build):
    """Its first and its last day are days in force; figures and their dates do not matter."""
    units = build.register(
        build.root(),
        build.unit("cu", "tinh", valid_to=date(2026, 11, 22)),
        build.unit("het", "tinh", valid_to=date(2026, 11, 23)),
        build.unit("moi", "tinh", valid_from=date(2026, 11, 23)),
        build.unit("mai", "tinh", valid_from=date(2026, 11, 24)),
    )

    portal = build.portal(build.row("cu", "2024", (1, 2), as_of="2025-01-15"), units=units)

    assert {unit: state.value for unit, state in portal.unit_states.items()} == {
        "tinh": "in_force",
        "cu": "ended",
        "het": "in_force",
        "moi": "in_force",
        "mai": "announced",
    }
