"""Small portals for the forms stage: what is owed, and what was reported before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import yaml

from site_builder.forms import FormOrder, FormSpec, plan_forms, write_form
from site_builder.forms.words import read_words
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations, ObsStatus
from site_builder.model.period import Frequency, Period, parse_period
from site_builder.model.portal import Breakdown, Figure, Portal, Series
from site_builder.model.registers import Document
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.wording import Wording

MESSAGES = Path(__file__).parents[3] / "site_builder/messages"
AUDIENCE = AudienceConfig("internal")
KINDS = {
    IndicatorKind.RATIO: {"unit_measure": "percent", "maximum": 100.0},
    IndicatorKind.COUNT: {"unit_measure": "member", "decimals": 0},
    IndicatorKind.VALUE: {"unit_measure": "day"},
    IndicatorKind.DISTRIBUTION: {"unit_measure": "village", "decimals": 0, "dimensions": ("muc",)},
}


def text(vi: str, en: str | None = None) -> Text:
    return Text((("vi", vi),) if en is None else (("vi", vi), ("en", en)))


def period(written: str) -> Period:
    parsed = parse_period(written)
    assert parsed is not None
    return parsed


def indicator(
    code: str = "CT1", kind: IndicatorKind = IndicatorKind.RATIO, **values: Any
) -> Indicator:
    defaults: dict[str, Any] = {
        "title": text(f"Chỉ tiêu {code}", f"Indicator {code}"),
        "path": f"data/indicators/{code}.yaml",
        "frequency": Frequency.QUARTER,
        "numerator": text("Số đạt", "Those that met it"),
        "denominator": text("Tổng số", "All of them"),
        "definition": text("Định nghĩa", "What it means"),
        "due_days": 15,
        **KINDS[kind],
    }
    return Indicator(code=code, kind=kind, **{**defaults, **values})


def unit(key: str, parent: str | None = "tinh", **values: Any) -> Unit:
    defaults: dict[str, Any] = {"name": text(f"Đơn vị {key}", f"Unit {key}")}
    return Unit(key, parent=parent, **{**defaults, **values})


def figure(when: str, value: float | None = 90.0, **values: Any) -> Figure:
    status = values.pop("status", ObsStatus.OFFICIAL)
    number = None if value is None else float(value)
    return Figure(period(when), number, status, final=True, **values)


def pair(when: str, numerator: float, denominator: float, **values: Any) -> Figure:
    value = numerator * 100 / denominator
    parts = {"numerator": float(numerator), "denominator": float(denominator)}
    return figure(when, value, **parts, **values)


def portal(
    *indicators: Indicator,
    units: tuple[Unit, ...] = (unit("a"), unit("b")),
    figures: Mapping[tuple[str, str, Breakdown], tuple[Figure, ...]] | None = None,
    owing: Mapping[str, frozenset[str]] | None = None,
    documents: tuple[Document, ...] = (),
) -> Portal:
    """Make a portal in which every unit but the root owes every indicator."""
    site = SiteConfig(
        text("Cổng thử", "Test portal"),
        ("vi", "en"),
        text("Ban Tổng hợp", "Compiling office"),
        "Asia/Ho_Chi_Minh",
        (AUDIENCE,),
    )
    everybody = frozenset(u.unit for u in units)
    disclosed = Disclosed(
        audience=AUDIENCE,
        site=site,
        units=UnitRegister({u.unit: u for u in (unit("tinh", None), *units)}),
        indicators={i.code: i for i in indicators},
        observations=Observations(pd.DataFrame(columns=list(FRAME_COLUMNS))),
        tasks=(),
        documents={d.document: d for d in documents},
        revisions=(),
        pages=(),
    )
    series = {key: Series(*key, found) for key, found in sorted((figures or {}).items())}
    owed = {i.code: everybody for i in indicators} if owing is None else owing
    return Portal(disclosed, series, (), {}, (), (), None, owed)


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the forms' entries of a language's messages."""
    found = yaml.safe_load((MESSAGES / language / "forms.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def words(language: str = "vi") -> Wording:
    return read_words(catalogue(language), language)


def plan(made: Portal, when: str = "2026-Q1", **order: Any) -> tuple[FormSpec, ...]:
    return plan_forms(made, period(when), FormOrder(**order))


def write(spec: FormSpec, language: str = "vi") -> bytes:
    return write_form(spec, catalogue(language), language)


@pytest.fixture
def make() -> SimpleNamespace:
    """Everything that makes small values, by name."""
    makers: tuple[Callable[..., Any], ...] = (
        text, period, indicator, unit, figure, pair, portal, catalogue, words, plan, write,
    )  # fmt: skip
    return SimpleNamespace(**{maker.__name__: maker for maker in makers})
