"""Sums and comparisons: order, scale, and mergers against splits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.assess import assess
from site_builder.assess.methods.every_period import METHOD
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.portal import Portal
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

WORD = Text((("vi", "x"),))
TODAY = date(2026, 11, 23)
PUBLIC = AudienceConfig("public")
COUNT = Indicator(
    "CT", WORD, IndicatorKind.COUNT, "count", "ct.yaml", aggregate=Aggregate.SUM, decimals=0
)
count = st.integers(0, 10**9)


def row(unit: str, period: str, value: float) -> dict[str, Any]:
    nan = float("nan")
    cells: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS, "")
    cells |= {"indicator": "CT", "unit": unit, "period": period, "value": float(value)}
    return cells | {"numerator": nan, "denominator": nan, "status": "official"}


def portal(
    rows: list[dict[str, Any]], *units: Unit, changes: tuple[UnitChange, ...] = ()
) -> Portal:
    disclosed = Disclosed(
        audience=PUBLIC,
        site=SiteConfig(WORD, ("vi",), WORD, "UTC", (PUBLIC,)),
        units=UnitRegister({unit.unit: unit for unit in units}, changes),
        indicators={"CT": COUNT},
        observations=Observations(pd.DataFrame(rows, columns=list(FRAME_COLUMNS))),
        tasks=(),
        documents={},
        revisions=(),
        pages=(),
    )
    return assess(disclosed, {"every_period": METHOD}, TODAY)


@given(values=st.lists(count, min_size=1, max_size=8), seed=st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_order(values: list[int], seed: Any) -> None:
    """Rows in any order, units in any order: the same exact sum."""
    units = [Unit(f"u{n}", WORD, parent="goc") for n in range(len(values))]
    rows = [row(f"u{n}", "2024", value) for n, value in enumerate(values)]
    seed.shuffle(units)
    seed.shuffle(rows)

    total = portal(rows, Unit("goc", WORD), *units).total("CT", "goc")

    assert total is not None
    assert total.figures[0].value == sum(values)


@given(values=st.lists(count, min_size=2, max_size=6))
def test_a_merger_keeps_the_whole(values: list[int]) -> None:
    """However many units merge, the comparable figure is all they had."""
    new_year = date(2025, 1, 1)
    units = [Unit(f"u{n}", WORD, valid_to=date(2024, 12, 31)) for n in range(len(values))]
    changes = tuple(UnitChange(new_year, unit.unit, "moi") for unit in units)
    successor = Unit("moi", WORD, valid_from=new_year)
    rows = [row(f"u{n}", "2024", value) for n, value in enumerate(values)]

    made = portal([*rows, row("moi", "2025", 1)], *units, successor, changes=changes)

    found = made.total("CT", "moi")
    assert found is not None
    assert found.comparable[0].figure is not None
    assert found.comparable[0].figure.value == sum(values)


@given(first=count, second=count, percent=st.integers(1, 99))
def test_splitting_what_was_merged_keeps_the_whole(first: int, second: int, percent: int) -> None:
    """Two units merge, the whole is divided by shares: the parts' former figures add up again."""
    share = percent / 100
    changes = (
        UnitChange(date(2024, 1, 1), "a", "m"),
        UnitChange(date(2024, 1, 1), "b", "m"),
        UnitChange(date(2025, 1, 1), "m", "x", share),
        UnitChange(date(2025, 1, 1), "m", "y", 1 - share),
    )
    over = date(2023, 12, 31)
    units = (
        Unit("a", WORD, valid_to=over),
        Unit("b", WORD, valid_to=over),
        Unit("m", WORD, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31)),
        Unit("x", WORD, valid_from=date(2025, 1, 1)),
        Unit("y", WORD, valid_from=date(2025, 1, 1)),
    )
    rows = [row("a", "2023", first), row("b", "2023", second)]
    rows += [row("x", "2025", 1), row("y", "2025", 1)]

    made = portal(rows, *units, changes=changes)

    former = [made.total("CT", unit) for unit in ("x", "y")]
    values = [s.comparable[0].figure.value for s in former if s and s.comparable[0].figure]
    assert sum(value or 0.0 for value in values) == pytest.approx(first + second)
