"""Small data sets for the assess stage: every builder has defaults that no test depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from site_builder.assess import assess
from site_builder.assess.finality import is_final
from site_builder.assess.methods.cagr import METHOD as CAGR
from site_builder.assess.methods.every_period import METHOD as EVERY_PERIOD
from site_builder.assess.methods.linear import METHOD as LINEAR
from site_builder.assess.methods.same_period import METHOD as SAME_PERIOD
from site_builder.extension import Case, Method
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import (
    Aggregate,
    Comparator,
    Indicator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.observation import FRAME_COLUMNS, Observations, ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Figure, Portal
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

TODAY = date(2026, 11, 23)
METHODS: Mapping[str, Method] = {
    "linear": LINEAR,
    "every_period": EVERY_PERIOD,
    "same_period": SAME_PERIOD,
    "cagr": CAGR,
}
NAN = float("nan")


def text(words: str) -> Text:
    return Text((("vi", words),))


def period(name: str) -> Period:
    parsed = parse_period(name)
    assert parsed is not None
    return parsed


def make_indicator(code: str = "CT", **changes: Any) -> Indicator:
    defaults: dict[str, Any] = {
        "title": text(code),
        "kind": IndicatorKind.RATIO,
        "unit_measure": "percent",
        "path": f"data/indicators/{code}.yaml",
        "audience": "public",
        "aggregate": Aggregate.SUM_RATIO,
    }
    return Indicator(code=code, **(defaults | changes))


def make_count(code: str = "CT", **changes: Any) -> Indicator:
    counted: dict[str, Any] = {
        "kind": IndicatorKind.COUNT,
        "unit_measure": "count",
        "decimals": 0,
        "aggregate": Aggregate.SUM,
    }
    return make_indicator(code, **(counted | changes))


def by(value: float, until: str = "2030", comparator: str = ">=", **changes: Any) -> Target:
    return Target(
        TargetKind.BY, Comparator(comparator), value, **({"period": period(until)} | changes)
    )


def every(value: float, comparator: str = ">=", **changes: Any) -> Target:
    return Target(TargetKind.EVERY, Comparator(comparator), value, **changes)


def row(unit: str, time: str, value: object = None, **changes: Any) -> dict[str, Any]:
    """One row of the frame: a value, or a pair as ``(numerator, denominator)``."""
    cells: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS, "")
    numerator, denominator = value if isinstance(value, tuple) else (NAN, NAN)
    if isinstance(value, tuple):
        value = numerator / denominator * 100 if denominator else NAN
    cells |= {
        "indicator": "CT",
        "unit": unit,
        "period": time,
        "value": NAN if value is None else value,
        "numerator": numerator,
        "denominator": denominator,
        "status": "missing" if value is None else "official",
        "audience": "public",
        "path": "data/observations/a.csv",
        "line": 2,
    }
    return cells | changes


def make_frame(rows: list[dict[str, Any]]) -> Observations:
    frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS))
    numbers = dict.fromkeys(("value", "numerator", "denominator"), "float64")
    return Observations(frame.astype(numbers))


def unit(name: str, parent: str | None = None, level: str = "district", **changes: Any) -> Unit:
    return Unit(name, text(name), parent=parent, level=level, **changes)


def root(name: str = "tinh", **changes: Any) -> Unit:
    return unit(name, level="province", **changes)


def register(*units: Unit, changes: tuple[UnitChange, ...] = ()) -> UnitRegister:
    return UnitRegister({one.unit: one for one in units}, changes)


TWO_DISTRICTS = register(root(), unit("a", "tinh"), unit("b", "tinh"))


def make_disclosed(
    *rows: dict[str, Any],
    indicators: tuple[Indicator, ...] = (),
    units: UnitRegister = TWO_DISTRICTS,
    **changes: Any,
) -> Disclosed:
    audience = AudienceConfig("public")
    defaults: dict[str, Any] = {
        "audience": audience,
        "site": SiteConfig(text("Cổng"), ("vi",), text("Đơn vị"), "Asia/Ho_Chi_Minh", (audience,)),
        "units": units,
        "indicators": {one.code: one for one in indicators or (make_indicator(),)},
        "observations": make_frame(list(rows)),
        "tasks": (),
        "documents": {},
        "revisions": (),
        "pages": (),
    }
    return Disclosed(**(defaults | changes))


def make_portal(
    *rows: dict[str, Any],
    indicator: Indicator | None = None,
    units: UnitRegister = TWO_DISTRICTS,
    today: date = TODAY,
) -> Portal:
    """Assess rows of one indicator."""
    indicators = (indicator,) if indicator is not None else ()
    return assess(make_disclosed(*rows, indicators=indicators, units=units), METHODS, today)


def figure(time: str, value: float, status: str = "official", **changes: Any) -> Figure:
    when = period(time)
    state = ObsStatus(status)
    final = is_final(state, when, changes.get("as_of"), TODAY)
    return Figure(when, value, state, **({"final": final} | changes))


def make_case(
    indicator: Indicator, target: Target | None, *figures: Figure, today: date = TODAY
) -> Case:
    """A case about the last of some figures."""
    return Case(indicator, target, figures[-1].period, figures, today)


class Build:
    """The builders by name, for tests: ``build.row("a", "2024", (9, 10))``."""

    text = staticmethod(text)
    period = staticmethod(period)
    indicator = staticmethod(make_indicator)
    count = staticmethod(make_count)
    by = staticmethod(by)
    every = staticmethod(every)
    row = staticmethod(row)
    frame = staticmethod(make_frame)
    unit = staticmethod(unit)
    root = staticmethod(root)
    register = staticmethod(register)
    disclosed = staticmethod(make_disclosed)
    portal: Callable[..., Portal] = staticmethod(make_portal)
    figure = staticmethod(figure)
    case = staticmethod(make_case)
    methods = METHODS
    today = TODAY


@pytest.fixture
def build() -> type[Build]:
    """Builders of small values."""
    return Build
