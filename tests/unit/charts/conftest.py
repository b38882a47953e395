"""Small portals, and the words that charts need from other parts of the theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from site_builder.extension import Step
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations, ObsStatus
from site_builder.model.period import parse_period
from site_builder.model.portal import Assessment, Figure, Headline, Portal, Series, Verdict
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.wording import Wording

WORDING = Path(__file__).parents[3] / "themes" / "base" / "wording"

OTHERS = {
    "vi": {
        "period.quarter": "Quý {roman}/{year}",
        "comparator.reach": "đạt {value}",
        "comparator.more_than": "trên {value}",
        "comparator.at_least": "ít nhất {value}",
        "comparator.at_most": "không quá {value}",
        "obs_status.preliminary": "Sơ bộ",
        "obs_status.missing": "Chưa báo cáo",
        "status.met": "Đạt",
        "status.not_met": "Chưa đạt",
        "status.in_progress.figure_not_final": "Chờ số chính thức",
        "unit_measure.household": "hộ",
    },
    "en": {
        "period.quarter": "Q{number} {year}",
        "comparator.reach": "reach {value}",
        "comparator.more_than": "over {value}",
        "comparator.at_least": "at least {value}",
        "comparator.at_most": "at most {value}",
        "obs_status.preliminary": "Preliminary",
        "obs_status.missing": "Not reported",
        "status.met": "Met",
        "status.not_met": "Not met",
        "unit_measure.household": "households",
    },
}
"""Words of other catalogues, as short as these tests need them."""


@pytest.fixture
def make_wording() -> Callable[[str], Wording]:
    """Return the words of a language: the charts' own catalogue and a few others."""

    def make(language: str) -> Wording:
        text = (WORDING / language / "charts.yaml").read_text(encoding="utf-8")
        return Wording(language, {**yaml.safe_load(text), **OTHERS[language]})

    return make


@pytest.fixture
def vi(make_wording) -> Wording:
    """The Vietnamese words."""
    return make_wording("vi")


@pytest.fixture
def make_indicator() -> Callable[..., Indicator]:
    """Build an indicator in per cent; keyword arguments change its fields."""

    def make(**changes: Any) -> Indicator:
        plain = Indicator(
            "CT1",
            Text((("vi", "Tỷ lệ thử"), ("en", "Test rate"))),
            IndicatorKind.RATIO,
            "percent",
            "data/indicators/ct1.yaml",
            maximum=100.0,
        )
        return replace(plain, **changes)

    return make


@pytest.fixture
def make_figure() -> Callable[..., Figure]:
    """Build a final official figure from a period's text and a value; None is missing."""

    def make(period: str, value: float | None, **changes: Any) -> Figure:
        parsed = parse_period(period)
        assert parsed is not None
        status = ObsStatus.OFFICIAL if value is not None else ObsStatus.MISSING
        return replace(Figure(parsed, value, status, final=value is not None), **changes)

    return make


@pytest.fixture
def make_portal(make_figure) -> Callable[..., Portal]:
    """Build a portal with one indicator: ``series`` maps a unit to (period, value) pairs.

    ``tinh`` is the root and the headline unit; every other unit is below it.
    """

    def make(
        indicator: Indicator,
        series: Mapping[str, Sequence[tuple[str, float | None] | Figure]],
        verdicts: Mapping[tuple[str, str], Verdict] | None = None,
    ) -> Portal:
        names = dict.fromkeys(("tinh", *series))
        units = {u: Unit(u, _name(u), parent=None if u == "tinh" else "tinh") for u in names}
        code = indicator.code
        assessments = tuple(
            Assessment(code, unit, parse_period(period), 0, None, "every_period/1", verdict)
            for (unit, period), verdict in (verdicts or {}).items()
        )
        table = {
            (code, unit, ()): Series(code, unit, (), tuple(_figure(make_figure, f) for f in rows))
            for unit, rows in series.items()
        }
        return Portal(
            _disclosed(indicator, units),
            table,
            assessments,
            {code: Headline(code, "tinh", None, None, None)},
            (),
            (),
            None,
        )

    return make


def _name(unit: str) -> Text:
    return Text(
        (("vi", "Tỉnh Thử" if unit == "tinh" else f"Đơn vị {unit}"), ("en", f"Unit {unit}"))
    )


def _figure(make_figure, row) -> Figure:
    return row if isinstance(row, Figure) else make_figure(*row)


def _disclosed(indicator: Indicator, units: Mapping[str, Unit]) -> Disclosed:
    audience = AudienceConfig("public")
    text = Text((("vi", "Cổng thử"),))
    return Disclosed(
        audience,
        SiteConfig(text, ("vi", "en"), text, "Asia/Ho_Chi_Minh", (audience,)),
        UnitRegister(units),
        {indicator.code: indicator},
        Observations(pd.DataFrame(columns=list(FRAME_COLUMNS))),
        (),
        {},
        (),
        (),
    )


@pytest.fixture(scope="session")
def run_here() -> Callable[[Step, Sequence[bytes]], Sequence[bytes]]:
    """A runner that works in this process and remembers nothing."""
    return lambda step, inputs: [step.function(given) for given in inputs]
