"""Small data sets for the disclose stage: everything is public unless a test says otherwise."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from site_builder.disclose import disclose
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Dataset, Disclosed
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.period import parse_period
from site_builder.model.registers import Document, Revision, RevisionKind, Task
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister

NAN = float("nan")


def text(words: str) -> Text:
    return Text((("vi", words),))


def make_indicator(code: str = "CT", kind: str = "count", **changes: Any) -> Indicator:
    defaults: dict[str, Any] = {
        "title": text(code),
        "unit_measure": "percent" if kind == "ratio" else "count",
        "path": f"data/indicators/{code}.yaml",
        "audience": "public",
    }
    return Indicator(code=code, kind=IndicatorKind(kind), **(defaults | changes))


def row(unit: str, value: object = None, **changes: Any) -> dict[str, Any]:
    """One row of 2024: a value, or a pair as ``(numerator, denominator)``."""
    cells: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS, "")
    numerator, denominator = value if isinstance(value, tuple) else (NAN, NAN)
    if isinstance(value, tuple):
        value = numerator / denominator * 100
    cells |= {
        "indicator": "CT",
        "unit": unit,
        "period": "2024",
        "value": NAN if value is None else value,
        "numerator": numerator,
        "denominator": denominator,
        "status": "missing" if value is None else "official",
        "audience": "public",
        "path": "data/observations/a.csv",
        "line": 2,
    }
    return cells | changes


def make_frame(*rows: dict[str, Any]) -> Observations:
    frame = pd.DataFrame(list(rows), columns=list(FRAME_COLUMNS))
    numbers = dict.fromkeys(("value", "numerator", "denominator"), "float64")
    return Observations(frame.astype(numbers))


def make_units(*pairs: tuple[str, str | None]) -> UnitRegister:
    return UnitRegister({name: Unit(name, text(name), parent=parent) for name, parent in pairs})


UNITS = make_units(("tinh", None), ("a", "tinh"), ("b", "tinh"), ("c", "tinh"))


def document(name: str, audience: str = "public", **changes: Any) -> Document:
    return Document(name, f"{name}/QĐ", date(2024, 1, 1), text(name), audience=audience, **changes)


def task(name: str, audience: str = "public", **changes: Any) -> Task:
    return Task(name, text(name), audience=audience, **changes)


def revision(unit: str = "a", line: int = 2) -> Revision:
    period = parse_period("2024")
    assert period is not None
    day = date(2025, 1, 1)
    return Revision("CT", unit, period, RevisionKind.CORRECTION, text("Đếm sót"), day, line)


def call(name: str, *arguments: str, places: tuple[Any, ...] = (), **options: str) -> Call:
    return Call(name, arguments, tuple(options.items()), 0, 0, 7, 4, places)


def page(key: str, *calls: Call, audience: str = "public", draft: bool = False) -> ContentPage:
    path = f"content/{key}.md"
    return ContentPage(path, key, "vi", key, "", 5, calls, audience=audience, draft=draft)


def make_dataset(*rows: dict[str, Any], **changes: Any) -> Dataset:
    indicators = changes.pop("indicators", (make_indicator(),))
    documents = changes.pop("documents", ())
    minimum = changes.pop("minimum", 0)
    audiences = (
        AudienceConfig("internal", notice=text("Nội bộ")),
        AudienceConfig("public", minimum_count=minimum),
    )
    defaults: dict[str, Any] = {
        "site": SiteConfig(text("Cổng"), ("vi",), text("Đơn vị"), "Asia/Ho_Chi_Minh", audiences),
        "units": UNITS,
        "indicators": {one.code: one for one in indicators},
        "observations": make_frame(*rows),
        "tasks": (),
        "documents": {one.document: one for one in documents},
        "revisions": (),
        "pages": (),
    }
    return Dataset(**(defaults | changes))


def publish(*rows: dict[str, Any], **changes: Any) -> Disclosed:
    """Disclose a sound data set to the public."""
    checked = disclose(make_dataset(*rows, **changes), "public")
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value


def shown(disclosed: Disclosed) -> dict[str, object]:
    """Return what is shown, by unit (or breakdown, or variant, where there is one)."""
    frame = disclosed.observations.frame
    names = ("unit", "breakdown", "variant", "value", "status")
    return {
        variant or breakdown or unit: status if math.isnan(value) else value
        for unit, breakdown, variant, value, status in zip(
            *(frame[n].tolist() for n in names), strict=True
        )
    }


class Build:
    """The builders by name, for tests."""

    indicator = staticmethod(make_indicator)
    row = staticmethod(row)
    units = staticmethod(make_units)
    document = staticmethod(document)
    task = staticmethod(task)
    revision = staticmethod(revision)
    call = staticmethod(call)
    page = staticmethod(page)
    dataset = staticmethod(make_dataset)
    publish = staticmethod(publish)
    shown = staticmethod(shown)


@pytest.fixture
def build() -> type[Build]:
    """Builders of small values."""
    return Build
