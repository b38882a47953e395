"""What `explain` says of a rule besides its words."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Severity
from site_builder.report import list_codes
from site_builder.report.levels import level_of, severity_of

WORDS = {
    "SB301": {"message": "“{value}” is\nno number"},
    "SB384": {"message": "odd"},
    "SB801": {"message": "broken link"},
    "report.error": {"message": "error"},
    "report.warning": {"message": "warning"},
    "report.levels": {"message": "Levels: …"},
}


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("SB201", 0),
        ("SB289", 0),
        ("SB295", 1),
        ("SB299", 0),
        ("SB301", 1),
        ("SB319", 1),
        ("SB901", 2),
        ("SB909", 2),
        ("SB327", 3),
        ("SB451", 3),
        ("SB101", None),
        ("SB801", None),
        ("SB404", None),
    ],
)
def test_each_code_has_its_level(code: str, level: int | None):
    """File, row, earlier edition, between files; settings and pages have none."""
    assert level_of(code) == level


def test_a_code_weighs_what_its_rule_does():
    """Errors unless named."""
    assert severity_of("SB301") is Severity.ERROR
    assert severity_of("SB384") is Severity.WARNING


def test_the_table_of_codes():
    """One line a code: level, severity, sentence; the levels are named below."""
    assert list_codes(WORDS).split("\n") == [
        "SB301  1  error    “…” is no number",
        "SB384  3  warning  odd",
        "SB801  –  error    broken link",
        "",
        "Levels: …",
    ]
