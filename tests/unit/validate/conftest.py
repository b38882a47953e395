"""Small values with defaults that never matter to the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from site_builder.diagnostics import Checked, Diagnostic
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.grid import SheetGrid
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.tables import RawTables, TableOptions
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.tables.sheet_reader import read_sheet
from site_builder.tables.sheet_text import read_texts
from site_builder.validate import Known, apply_corrections, hold_back, validate

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


HELD_UNITS = b"unit,name\nhuyen-a,A\nhuyen-b,B\n"
HELD_INDICATORS = (
    indicator("P", IndicatorKind.VALUE, audience="public"),
    indicator("I", IndicatorKind.VALUE),
)


@pytest.fixture
def hold() -> Check:
    """Hold back what is wrong in rows: ``hold({path: text}, sheet, options=…)``.

    The indicators P and I are a public and an internal value; the sheets are those of one
    workbook, ``data/observations/b.xlsx``. Corrections are applied first.
    """

    def run(
        files: Mapping[str, str],
        *sheets: SheetGrid,
        options: Mapping[str, TableOptions] | None = None,
    ) -> Checked[Dataset]:
        sources = {"data/units.csv": HELD_UNITS} | {p: t.encode() for p, t in files.items()}
        tree = SourceTree(dict(sorted(sources.items())))
        read = read_tables(tree, options or {}, {".csv": read_csv})
        assert read.value is not None
        path = "data/observations/b.xlsx"
        of_sheets = [read_sheet(path, read_texts(one, None), TableOptions()) for one in sheets]
        tables = [*read.value.tables, *(table for one in of_sheets for table in one.tables)]
        problems = (*read.problems, *(problem for one in of_sheets for problem in one.problems))
        corrected = apply_corrections(RawTables(tuple(tables), read.value.rejected), problems)
        audience = AudienceConfig("internal")
        site = SiteConfig(text("T"), ("vi",), text("O"), "UTC", (audience,))
        configured = Configured(site, {i.code: i for i in HELD_INDICATORS}, (), {})
        dataset = validate(configured, corrected.tables, KNOWN, TODAY, keep_rejected=True)
        return hold_back(corrected.tables, corrected.problems, dataset)

    return run


def places(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Return code and place (without the folder) of problems."""
    return [(p.rule.code, str(p.location).removeprefix("data/")) for p in problems]
