"""Small values with defaults that never matter to the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from site_builder.diagnostics import Checked, Diagnostic
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate

TODAY = date(2026, 11, 23)
KNOWN = Known(frozenset({"linear", "every_period"}), frozenset({"trend", "ranking"}))
UNITS = """unit,code,name,level,parent,valid_from,valid_to
tinh,49,Tỉnh Thử,province,,,
huyen-a,501,Huyện A,district,tinh,,2025-06-30
xa-b,901,Xã B,commune,tinh,2025-07-01,
"""
OBSERVATIONS = "data/observations/a.csv"


def text(words: str) -> Text:
    """Make a Vietnamese text."""
    return Text((("vi", words),))


def indicator(code: str, kind: IndicatorKind, **settings: Any) -> Indicator:
    """Make an indicator."""
    settings.setdefault("unit_measure", "percent" if kind is IndicatorKind.RATIO else "người")
    return Indicator(
        code=code,
        title=text(f"Tên {code}"),
        kind=kind,
        path=f"data/indicators/{code}.yaml",
        **settings,
    )


INDICATORS = (
    indicator("R", IndicatorKind.RATIO, maximum=100.0, audience="public"),
    indicator("C", IndicatorKind.COUNT, frequency=Frequency.MONTH, dimensions=("sex", "level")),
    indicator("V", IndicatorKind.VALUE),
)


def page(*calls: Call, path: str = "content/index.md", key: str = "index") -> ContentPage:
    """Make a page with calls."""
    return ContentPage(path, key, "vi", "Trang", "", 5, calls)


Check = Callable[..., Checked[Dataset]]


@pytest.fixture
def check() -> Check:
    """Validate a small site: ``check("R,tinh,2025,...", tasks=..., pages=...)``.

    The first argument is an observation file, header included; the others are tables by
    name, or parts of ``Configured``.
    """

    def run(observations: str = "", **given: Any) -> Checked[Dataset]:
        config = {k: given.pop(k) for k in ("pages", "broken", "places", "files") if k in given}
        locale = given.pop("locale", None)
        made = given.pop("indicators", INDICATORS)
        files = {"data/units.csv": UNITS.encode()}
        if observations:
            files[OBSERVATIONS] = observations.encode()
        files |= {f"data/{name.replace('__', '/')}.csv": t.encode() for name, t in given.items()}
        site = SiteConfig(
            text("T"), ("vi", "en"), text("O"), "Asia/Ho_Chi_Minh", (AudienceConfig("internal"),)
        )
        configured = Configured(
            site, {i.code: i for i in made}, config.pop("pages", ()), {}, **config
        )
        options = {OBSERVATIONS: TableOptions(locale)}
        tables = read_tables(SourceTree(dict(sorted(files.items()))), options, {".csv": read_csv})
        assert tables.value is not None
        checked = validate(configured, tables.value, KNOWN, TODAY)
        assert checked.value is not None
        return Checked(checked.value, (*tables.problems, *checked.problems))

    return run


def places(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Return code and place (without the folder) of problems."""
    return [(p.rule.code, str(p.location).removeprefix("data/")) for p in problems]
