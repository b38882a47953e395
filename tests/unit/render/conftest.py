"""Small values for the render stage: one unit, one indicator, pages around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from site_builder.effects.themes import read_theme
from site_builder.extension import RenderContext
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import (
    Comparator,
    Indicator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.observation import Observations, ObsStatus
from site_builder.model.pages import PageSpec, SearchBody
from site_builder.model.period import Period
from site_builder.model.portal import Figure, Portal
from site_builder.model.registers import Document
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.theme import Theme
from site_builder.model.units import Unit, UnitRegister
from site_builder.render.scope import Scope
from site_builder.wording import Wording


def vi(text: str) -> Text:
    return Text((("vi", text),))


@pytest.fixture(scope="session")
def base_theme() -> Theme:
    """The theme that comes with the generator, as it is read from disk."""
    return read_theme("base", Path("no-such-site"))


@pytest.fixture
def indicator() -> Indicator:
    return Indicator(
        code="CT1",
        title=vi("Tỷ lệ chi bộ có chi ủy"),
        kind=IndicatorKind.RATIO,
        unit_measure="percent",
        path="data/indicators/ct1.yaml",
        maximum=100,
        targets=(Target(TargetKind.BY, Comparator.AT_LEAST, 100, Period(2030)),),
    )


@pytest.fixture
def make_figure_of() -> Callable[..., Figure]:
    """Build a figure: ``make_figure_of(98.3, year=2025, status=ObsStatus.PRELIMINARY)``."""

    def make(value: float | None, year: int = 2025, **fields: Any) -> Figure:
        status = ObsStatus.OFFICIAL if value is not None else ObsStatus.MISSING
        values = {"status": status, "final": value is not None, **fields}
        return Figure(Period(year), value, **values)

    return make


@pytest.fixture
def disclosed(indicator: Indicator) -> Disclosed:
    return Disclosed(
        audience=AudienceConfig("internal", notice=vi("Chỉ dùng nội bộ.")),
        site=SiteConfig(
            title=vi("Cổng thử"),
            languages=("vi", "en"),
            organisation=vi("Đơn vị thử"),
            timezone="Asia/Ho_Chi_Minh",
            audiences=(AudienceConfig("internal"),),
            notice=vi("Số liệu minh họa."),
        ),
        units=UnitRegister({"tinh": Unit("tinh", vi("Tỉnh Thử"))}),
        indicators={"CT1": indicator},
        observations=Observations(pd.DataFrame()),
        tasks=(),
        documents={"KH1": Document("KH1", "01-KH/TU", date(2022, 11, 1), vi("Kế hoạch thử"))},
        revisions=(),
        pages=(),
    )


ADDRESSES: Mapping[tuple[str, str, str], str] = {
    ("home", "", "vi"): "index.html",
    ("home", "", "en"): "en/index.html",
    ("indicators", "", "vi"): "chi-tieu/index.html",
    ("indicator", "CT1", "vi"): "chi-tieu/ct1.html",
    ("unit", "tinh", "vi"): "don-vi/tinh.html",
    ("documents", "", "vi"): "van-ban/index.html",
    ("guidance", "guidance/x", "vi"): "huong-dan/x.html",
    ("search", "", "vi"): "tim-kiem/index.html",
}


@pytest.fixture
def make_spec() -> Callable[..., PageSpec]:
    """Build a page; by default the page of an indicator that shows nothing."""

    def make(**fields: Any) -> PageSpec:
        values = {
            "kind": "indicator",
            "id": "CT1",
            "language": "vi",
            "path": "chi-tieu/ct1.html",
            "title": "Chỉ tiêu thử",
            "body": SearchBody(()),
        }
        return PageSpec(**{**values, **fields})

    return make


@pytest.fixture
def context(disclosed: Disclosed, base_theme: Theme) -> RenderContext:
    return RenderContext(
        disclosed=disclosed,
        wording=Wording("vi", base_theme.wording["vi"]),
        addresses=ADDRESSES,
        charts={},
        assets={"site.css": "site.0123456789.css"},
        as_of=date(2025, 12, 31),
        edition="2026-11-23",
        generator="site_builder 1",
    )


@pytest.fixture
def scope(make_spec: Callable[..., PageSpec], context: RenderContext) -> Scope:
    return Scope(make_spec(), context)


@pytest.fixture
def portal(disclosed: Disclosed) -> Portal:
    return Portal(disclosed, {}, (), {}, (), (), date(2025, 12, 31))


@pytest.fixture
def make_content() -> Callable[..., ContentPage]:
    """Build a text; every ``@@`` in the body stands for a call, in order."""

    def make(body: str, *names: str, **fields: Any) -> ContentPage:
        calls = []
        start = body.find("@@")
        for name in names:
            calls.append(Call(name, (), (), start, start + 2, 5, start + 1))
            start = body.find("@@", start + 2)
        values = {
            "path": "content/guidance/x.md",
            "key": "guidance/x",
            "language": "vi",
            "title": "Bài thử",
            "body": body,
            "body_line": 5,
            "calls": tuple(calls),
        }
        return ContentPage(**{**values, **fields})

    return make
