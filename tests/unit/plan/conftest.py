"""Small portals, built by hand: no earlier stage is needed to plan one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from site_builder.extension import ChartKind, PageKind, PlanContext
from site_builder.model.charts import ChartRequest, ChartSpec
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations, ObsStatus
from site_builder.model.period import Period, parse_period
from site_builder.model.portal import Figure, Headline, Portal, Series
from site_builder.model.registers import Document
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.plan.pages import PLANS
from site_builder.wording import Wording

WORDS = {
    "vi": {
        "plan.title.home": "Trang chủ",
        "plan.title.indicators": "Chỉ tiêu",
        "plan.title.indicator": "{title} ({code})",
        "plan.title.units": "Đơn vị",
        "plan.title.tasks": "Nhiệm vụ",
        "plan.title.guidance": "Hướng dẫn",
        "plan.title.documents": "Văn bản",
        "plan.title.data": "Số liệu",
        "plan.title.reporting": "Báo cáo",
        "plan.title.reporting_of": "Báo cáo: {title} ({code})",
        "plan.title.changes": "Thay đổi",
        "plan.title.search": "Tìm kiếm",
        "plan.description.indicators": "Mọi chỉ tiêu.",
        "plan.description.unit": "Số liệu của {name}.",
        "plan.description.units": "Mọi đơn vị.",
        "plan.description.tasks": "Mọi nhiệm vụ.",
        "plan.description.documents": "Mọi văn bản.",
        "plan.description.data": "Mọi số liệu.",
        "plan.description.reporting": "Mọi báo cáo.",
        "plan.description.changes": "Mọi thay đổi.",
        "plan.description.search": "Mọi trang.",
    }
}
WORDS["en"] = {key: f"en {text}" for key, text in WORDS["vi"].items()}


def text(vi: str, en: str | None = None) -> Text:
    """Make a text in Vietnamese and perhaps in English."""
    return Text((("vi", vi), *([("en", en)] if en is not None else [])))


def period(written: str) -> Period:
    """Read a period that is known to be one."""
    found = parse_period(written)
    assert found is not None
    return found


def make_indicator(code: str = "CT1", **values: Any) -> Indicator:
    """Make a ratio in percent; any field may be given."""
    given = {
        "title": text(f"Chỉ tiêu {code}"),
        "kind": IndicatorKind.RATIO,
        "unit_measure": "percent",
        "path": f"data/indicators/{code.lower()}.yaml",
        **values,
    }
    return Indicator(code=code, **given)


def make_figure(when: str, value: float | None = 90.0, **values: Any) -> Figure:
    """Make a final official figure; None makes a missing one."""
    status = ObsStatus.OFFICIAL if value is not None else ObsStatus.MISSING
    return Figure(
        **{
            "period": period(when),
            "value": value,
            "status": status,
            "final": value is not None,
            **values,
        }
    )


def make_series(
    indicator: str, unit: str, breakdown: tuple[tuple[str, str], ...] = (), **values: float | None
) -> Series:
    """Make yearly figures from ``y2024=90.0`` pairs."""
    figures = tuple(make_figure(year[1:], value) for year, value in values.items())
    return Series(indicator, unit, breakdown, figures)


def make_text_page(key: str, language: str = "vi", **values: Any) -> ContentPage:
    """Make a Markdown page that lies where its key says."""
    suffix = "" if language == "vi" else f".{language}"
    given = {
        "path": f"content/{key}{suffix}.md",
        "title": key,
        "body": "",
        "body_line": 5,
        "audience": "public",
        **values,
    }
    return ContentPage(key=key, language=language, **given)


def make_call(name: str, *arguments: str, **options: str) -> Call:
    """Make an embedded call."""
    return Call(name, arguments, tuple(options.items()), start=0, end=1, line=7, column=3)


def make_portal(  # noqa: PLR0913 - each part of a portal may matter to a test
    *,
    indicators: tuple[Indicator, ...] = (),
    units: tuple[Unit, ...] = (),
    series: tuple[Series, ...] = (),
    pages: tuple[ContentPage, ...] = (),
    documents: tuple[Document, ...] = (),
    headlines: Mapping[str, Headline] | None = None,
    languages: tuple[str, ...] = ("vi",),
    paths: Mapping[str, str] | None = None,
    **values: Any,
) -> Portal:
    """Make the portal of the public audience; what is not given is empty."""
    site = SiteConfig(
        title=text("Cổng thử"),
        languages=languages,
        organisation=text("Đơn vị thử"),
        timezone="Asia/Ho_Chi_Minh",
        audiences=(AudienceConfig("public"),),
        **({"paths": paths} if paths is not None else {}),
    )
    disclosed = Disclosed(
        audience=site.audience("public"),
        site=site,
        units=UnitRegister({unit.unit: unit for unit in units}, values.pop("changes", ())),
        indicators={indicator.code: indicator for indicator in indicators},
        observations=Observations(pd.DataFrame(columns=list(FRAME_COLUMNS))),
        tasks=tuple(assessed.task for assessed in values.get("tasks", ())),
        documents={document.document: document for document in documents},
        revisions=values.pop("revisions", ()),
        pages=pages,
    )
    given: dict[str, Any] = {
        "assessments": (),
        "tasks": (),
        "dues": (),
        "as_of": date(2025, 11, 30),
        **values,
    }
    return Portal(
        disclosed=disclosed,
        series={(s.indicator, s.unit, s.breakdown): s for s in series},
        headlines=headlines or {},
        **given,
    )


def prepare_fake(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Make a chart of whatever has a figure, named after what was asked for."""
    if not portal.series_of(request.indicator):
        return None
    parts = (request.kind, request.indicator, request.unit, request.period)
    name = "-".join(str(part).lower() for part in parts if part is not None)
    return ChartSpec(name, request.kind, wording.language, name, name, ())


CHARTS = MappingProxyType(
    {
        name: ChartKind(name, prepare_fake, lambda _: {}, ())
        for name in ("trend", "ranking", "progress", "spark")
    }
)

PAGES = MappingProxyType(
    {name: PageKind(name, plan, lambda *_: None, "") for name, plan in PLANS.items()}
)

WORDINGS = MappingProxyType(
    {language: Wording(language, texts) for language, texts in WORDS.items()}
)


def context_for(portal: Portal, language: str = "vi") -> PlanContext:
    """Make what a page kind plans from."""
    return PlanContext(portal, WORDINGS[language], CHARTS)


@pytest.fixture
def build() -> SimpleNamespace:
    """The builders above, by short names."""
    return BUILDERS


BUILDERS = SimpleNamespace(
    text=text,
    period=period,
    indicator=make_indicator,
    figure=make_figure,
    series=make_series,
    page=make_text_page,
    call=make_call,
    portal=make_portal,
    context=context_for,
    charts=CHARTS,
    pages=PAGES,
    wordings=WORDINGS,
)
