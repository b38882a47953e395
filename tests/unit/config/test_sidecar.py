"""The file beside a table: what it may say, and how its mistakes are reported."""

from __future__ import annotations

import pytest

from site_builder.config.sidecar_file import read_sidecar
from site_builder.config.tree import compose
from site_builder.diagnostics import facts_of
from site_builder.model.tables import TableOptions

PATH = "data/observations/a.csv.yaml"


def read(text: str):
    file = compose(PATH, text).value
    assert file is not None
    return read_sidecar(file)


def test_all_options_are_read():
    """Names of columns are words of the file; an empty one of ours leaves a column out."""
    text = (
        'locale: vi\ncolumns: {Số: value, 2025: ""}\nfixed: {indicator: CT1}\nsheets: [Biểu 02]\n'
    )

    assert read(text).value == TableOptions(
        "vi", {"Số": "value", "2025": ""}, {"indicator": "CT1"}, ("Biểu 02",)
    )


def test_nothing_is_fixed_by_default():
    """A sidecar with only numbers leaves the columns as they are."""
    assert read("locale: en\n").value == TableOptions("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fixed: {value: 5}\n", "SB140"),
        ("fixed: {indicator: }\n", "SB132"),
        ("sheets: []\n", "SB151"),
        ("sheets: [a, a]\n", "SB149"),
        ("columns: [a]\n", "SB133"),
        ("colums: {a: value}\n", "SB130"),
    ],
)
def test_mistakes_are_reported_in_the_sidecar(text, code):
    """No figure is fixed for all rows; lists and maps are what they should be."""
    problem = read(text).problems[0]

    assert problem.rule.code == code
    assert str(problem.location).startswith(f"{PATH}:1:")


def test_a_figure_cannot_be_fixed():
    """The choices are named, for a figure of all rows is a slip."""
    facts = facts_of(read("fixed: {value: 5}\n").problems[0])

    assert facts["allowed"] == "indicator, unit, period, variant, status, source, as_of, audience"
