"""Small sites and forms for the intake stage, in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from site_builder.config import configure
from site_builder.diagnostics import Checked
from site_builder.intake import Asked, FilledForm, SiteFiles, Title, change_words, read_form
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.source import SourceTree
from site_builder.model.tables import RawTables
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.tables import read_csv, read_tables
from site_builder.tables.workbook_file import open_workbook
from site_builder.validate import Known, validate
from site_builder.wording import Wording
from tests.workbooks import forms_by_hand

ROOT = Path(__file__).parents[3]
MINIMAL = ROOT / "tests/sites/minimal"
TODAY = date(2026, 11, 23)
KNOWN = Known(frozenset({"every_period", "linear"}), frozenset({"trend"}))
OBSERVATIONS = "data/observations/a.csv"


def site_files(**changed: Any) -> dict[str, bytes]:
    """Return the minimal site's files; ``a_csv`` replaces its observations."""
    found = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in sorted(MINIMAL.rglob("*"))
        if path.is_file()
    }
    if "a_csv" in changed:
        found[OBSERVATIONS] = changed.pop("a_csv")
    return dict(sorted({**found, **changed.pop("more", {})}.items()))


def check(configured: Configured, tables: RawTables) -> Checked[Dataset]:
    return validate(configured, tables, KNOWN, TODAY)


def read_site(files: Mapping[str, bytes]) -> tuple[SiteFiles, Configured]:
    """Read files that are free of errors."""
    tree = SourceTree(files)
    configured = configure(tree)
    assert configured.value is not None
    readers = {".csv": read_csv}
    tables = read_tables(tree, configured.value.options, readers)
    assert tables.value is not None
    dataset = check(configured.value, tables.value)
    errors = [p for part in (configured, tables, dataset) for p in part.problems if p.is_error]
    assert errors == []
    assert dataset.value is not None
    observations, units = dataset.value.observations, tuple(dataset.value.units.units)
    indicators = configured.value.indicators
    return SiteFiles(files, tables.value, observations, indicators, units), configured.value


def asked(**values: Any) -> Asked:
    given: dict[str, Any] = {
        "site": forms_by_hand.SITE,
        "locale": "vi",
        "fingerprint": lambda _record: forms_by_hand.FINGERPRINT,
        "titles": lambda _record: (
            Title(("Huyện A", "District A")),
            Title(("Năm 2025", "2025")),
        ),
    }
    return Asked(**{**given, **values})


def read(data: bytes, path: str = "huyen-a-2025.xlsx", **values: Any) -> Checked[FilledForm]:
    """Read a form that is a workbook in order."""
    opened = open_workbook(path, data)
    assert opened.value is not None
    return read_form(path, data, opened.value, asked(**values))


def units(site: SiteFiles) -> UnitRegister:
    names = {"tinh": "Tỉnh Thử", "huyen-a": "Huyện A", "huyen-b": "Huyện B"}
    return UnitRegister({unit: Unit(unit, Text((("vi", names[unit]),))) for unit in site.units})


def words(language: str = "vi") -> Wording:
    path = ROOT / f"site_builder/messages/{language}/intake.yaml"
    return change_words(yaml.safe_load(path.read_text(encoding="utf-8")), language)


def found(checked: Checked[Any]) -> list[tuple[str, str, str]]:
    """Return (code, place, value) of problems."""
    return [
        (p.rule.code, str(p.location), str(dict(p.facts).get("value", "")))
        for p in checked.problems
    ]


@pytest.fixture
def make() -> SimpleNamespace:
    """Everything that makes small values, by name."""
    makers: tuple[Callable[..., Any], ...] = (
        site_files, check, read_site, asked, read, units, words, found,
    )  # fmt: skip
    return SimpleNamespace(
        **{maker.__name__: maker for maker in makers}, today=TODAY, forms=forms_by_hand
    )
