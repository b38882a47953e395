"""Figures over changes of territory: what merges, splits and renames must not lose."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from site_builder.assess import assess
from site_builder.assess.methods.every_period import METHOD
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.portal import Comparable, Portal
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

DAY = date(2025, 7, 1)
EVE = date(2025, 6, 30)
NAN = float("nan")
counts = st.integers(0, 10_000)


def text(words: str) -> Text:
    """Make a Vietnamese text."""
    return Text((("vi", words),))


def make_portal(units: list[Unit], changes: list[UnitChange], pairs: dict[str, tuple]) -> Portal:
    """Assess a ratio of 2024 by unit; ``pairs`` are numerator and denominator."""
    register = UnitRegister({u.unit: u for u in units}, tuple(changes))
    rows = [
        dict.fromkeys(FRAME_COLUMNS, "")
        | {"indicator": "T", "unit": unit, "period": "2024", "value": NAN, "numerator": float(n)}
        | {"denominator": float(d), "status": "official", "audience": "public", "line": 2}
        for unit, (n, d) in pairs.items()
    ]
    audience = AudienceConfig("public")
    site = SiteConfig(text("C"), ("vi",), text("O"), "Asia/Ho_Chi_Minh", (audience,))
    indicator = Indicator(
        "T", text("T"), IndicatorKind.RATIO, "percent", "t.yaml", aggregate=Aggregate.SUM_RATIO
    )
    frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS))
    disclosed = Disclosed(
        audience, site, register, {"T": indicator}, Observations(frame), (), {}, (), ()
    )
    return assess(disclosed, {"linear": METHOD, "every_period": METHOD}, date(2026, 5, 1))


def old(unit: str) -> Unit:
    """Make a unit that ends on the eve of the change."""
    return Unit(unit, text(unit), valid_to=EVE)


def new(unit: str) -> Unit:
    """Make a unit that begins with the change."""
    return Unit(unit, text(unit), valid_from=DAY)


def restated(portal: Portal, unit: str) -> Comparable:
    """Return the one figure of a unit on today's units."""
    (found,) = portal.total("T", unit).comparable
    return found


@given(st.lists(st.tuples(counts, st.integers(1, 10_000), st.integers(0, 3)), min_size=4))
def test_a_merger_loses_nothing(rows):
    """However old units are dealt out to new ones, both counts add up to what they were."""
    pairs = {f"cu-{i}": (n, d) for i, (n, d, _) in enumerate(rows)}
    into = {f"cu-{i}": f"moi-{target}" for i, (_, _, target) in enumerate(rows)}
    units = [*map(old, pairs), *map(new, sorted(set(into.values())))]
    changes = [UnitChange(DAY, a, b) for a, b in into.items()]

    portal = make_portal(units, changes, pairs)
    figures = [restated(portal, unit).figure for unit in sorted(set(into.values()))]

    assert sum(f.numerator for f in figures) == sum(n for n, _ in pairs.values())
    assert sum(f.denominator for f in figures) == sum(d for _, d in pairs.values())


@given(counts, st.integers(1, 10_000), st.lists(st.integers(1, 100), min_size=2, max_size=6))
def test_a_split_with_shares_gives_back_the_whole(numerator, denominator, weights):
    """The parts are estimates; together they are the unit that was divided."""
    shares = {f"moi-{i}": weight / sum(weights) for i, weight in enumerate(weights)}
    changes = [UnitChange(DAY, "cu", unit, share) for unit, share in shares.items()]

    portal = make_portal([old("cu"), *map(new, shares)], changes, {"cu": (numerator, denominator)})
    found = [restated(portal, unit) for unit in shares]

    assert {one.reason for one in found} == {"scaled_by_share"}
    assert math.isclose(math.fsum(f.figure.numerator for f in found), numerator, abs_tol=1e-6)
    assert math.isclose(math.fsum(f.figure.denominator for f in found), denominator)


@given(counts, st.integers(1, 10_000), st.integers(2, 6), st.data())
def test_a_split_that_merges_again_is_what_it_was(numerator, denominator, parts, data):
    """Divided by shares one day and put together another: the whole comes back."""
    weights = data.draw(st.lists(st.integers(1, 50), min_size=parts, max_size=parts))
    shares = {f"phan-{i}": weight / sum(weights) for i, weight in enumerate(weights)}
    later = date(2026, 1, 1)
    units = [
        old("cu"),
        *(Unit(u, text(u), valid_from=DAY, valid_to=date(2025, 12, 31)) for u in shares),
        Unit("moi", text("moi"), valid_from=later),
    ]
    changes = [UnitChange(DAY, "cu", u, share) for u, share in shares.items()]
    changes += [UnitChange(later, u, "moi") for u in shares]

    portal = make_portal(units, changes, {"cu": (numerator, denominator)})
    figure = restated(portal, "moi").figure

    assert math.isclose(figure.numerator, numerator, abs_tol=1e-6)
    assert math.isclose(figure.denominator, denominator)


@given(counts, st.integers(1, 10_000))
def test_a_rename_changes_no_figure(numerator, denominator):
    """A new id with all of the old one: its past is the old one's, as it was reported."""
    portal = make_portal(
        [old("cu"), new("moi")], [UnitChange(DAY, "cu", "moi")], {"cu": (numerator, denominator)}
    )

    (reported,) = portal.total("T", "cu").figures
    figure = restated(portal, "moi").figure

    assert (figure.value, figure.numerator, figure.denominator, figure.status) == (
        reported.value, reported.numerator, reported.denominator, reported.status,
    )  # fmt: skip
