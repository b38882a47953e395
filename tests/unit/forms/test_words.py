"""What forms say: in the words of the portal, and as figures are read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from site_builder.forms.words import (
    breakdown_name,
    describe_figure,
    measure_name,
    period_text,
    read_words,
    status_names,
)
from site_builder.model.observation import ObsStatus

WORDING = Path(__file__).parents[3] / "themes/base/wording"


def theme_words(language):
    folder = WORDING / language
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yaml")]
    return {key: text for file in files for key, text in file.items()}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms_and_pages_use_the_same_words(make, language):
    """Units of measure and statuses are called the same on paper and on the portal."""
    words, theme = make.words(language), theme_words(language)
    measures = {
        key: text
        for key, text in theme.items()
        if key.startswith("unit_measure.") and not key.endswith(".one")
    }

    assert {key: text for key, text in words.texts.items() if key in measures} == measures
    assert status_names(words) == tuple(
        theme[f"obs_status.{status.value}"]
        for status in ObsStatus
        if status is not ObsStatus.SUPPRESSED
    )


@pytest.mark.parametrize(
    ("when", "vi", "en"),
    [
        ("2026", "Năm 2026", "2026"),
        ("2026-S1", "6 tháng đầu năm 2026", "H1 2026"),
        ("2026-Q4", "Quý IV/2026", "Q4 2026"),
        ("2026-03", "Tháng 3/2026", "03/2026"),
    ],
)
def test_periods_stand_alone(make, when, vi, en):
    """Each as an office writes it above a table."""
    assert period_text(make.words("vi"), make.period(when)) == vi
    assert period_text(make.words("en"), make.period(when)) == en


def test_figures_are_written_in_one_line(make):
    """A pair, a value, what is not certain, and why there is none."""
    words, indicator = make.words(), make.indicator()
    described = [
        describe_figure(words, indicator, figure)
        for figure in (
            None,
            make.pair("2026", 1234, 2000),
            make.pair("2026", 1.5, 3, status=ObsStatus.ESTIMATED),
            make.figure("2026", 98.3),
            make.figure("2026", None, status=ObsStatus.NIL),
        )
    ]

    assert described == [
        "",
        "1.234/2.000 (61,7\N{NO-BREAK SPACE}%)",
        "1,500/3 (50,0\N{NO-BREAK SPACE}%); Ước tính",
        "98,3\N{NO-BREAK SPACE}%",
        "Không phát sinh",
    ]


def test_a_site_s_own_words_can_be_added(make):
    """Categories and measures have the names that a theme gives them, else their codes."""
    indicator = make.indicator(unit_measure="tree", dimensions=("muc",))
    portal = make.portal(
        indicator, figures={("CT1", "a", (("muc", "tot"),)): (make.figure("2025-Q4"),)}
    )
    total, part = make.plan(portal, unit="a")[0].figures
    added = {
        "unit_measure.tree": {"message": "cây"},
        "dimension.muc": {"message": "Mức"},
        "category.tot": {"message": "Tốt"},
    }
    plain, full = make.words(), read_words({**make.catalogue("vi"), **added}, "vi")

    assert [breakdown_name(words, part) for words in (plain, full)] == ["muc: tot", "Mức: Tốt"]
    assert [measure_name(words, indicator) for words in (plain, full)] == ["tree", "cây"]
    assert breakdown_name(full, total) == "Tổng số"
