"""Annotations stay within what GitHub keeps, and survive what stands in files."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.observation import RowCounts
from site_builder.report import show
from site_builder.report.as_github import LONGEST, MOST_ANNOTATIONS

BAD = Rule("SB901")
ODD = Rule("SB902", Severity.WARNING)
WORDS = {
    "SB901": {"message": "bad {value}", "help": "mend: a, b"},
    "SB902": {"message": "odd {value}", "help": "look"},
    "report.error": {"message": "error"},
    "report.warning": {"message": "warning"},
    "report.error_other": {"message": "{count} errors"},
    "report.error_one": {"message": "{count} error"},
    "report.warning_other": {"message": "{count} warnings"},
    "report.file_one": {"message": "{count} file"},
    "report.file_other": {"message": "{count} files"},
    "report.count_total": {"message": "{errors}, {warnings} in {files}"},
    "report.left_out": {"message": "left out: {count} (100 %)"},
}


def _lines(*problems: Diagnostic) -> list[str]:
    return show("github", problems, RowCounts(), WORDS, {}).split("\n")


def _bad(value: str, *place: object, rule: Rule = BAD, **named: str) -> Diagnostic:
    return make_diagnostic(rule, Location(*place, **named), value=value)  # type: ignore[arg-type]


def test_a_cell_stands_in_the_text():
    """GitHub knows files, lines and columns; a cell is said in words."""
    problem = _bad("x", "Biểu 1,2.xlsx", sheet="A:B, C", cell="D14")

    first, *_ = _lines(problem)

    assert first == (
        "::error file=Biểu 1%2C2.xlsx,title=SB901::Biểu 1,2.xlsx[A:B, C]!D14: bad x%0Amend: a, b"
    )


@pytest.mark.parametrize(
    ("path", "escaped"),
    [
        ("a%b", "a%25b"),
        ("a:b", "a%3Ab"),
        ("a,b", "a%2Cb"),
        ("a\r\nb", "a%0D%0Ab"),
        ("%3A", "%253A"),
    ],
)
def test_signs_of_a_property_are_escaped(path: str, escaped: str):
    """No path can end its property, or the command."""
    first, *_ = _lines(_bad("x", path, 1, 2))

    assert first == f"::error file={escaped},line=1,col=2,title=SB901::bad x%0Amend: a, b"


def test_errors_come_first_and_the_rest_is_counted():
    """Ten of each kind are what GitHub shows; one notice tells of the others, which follow."""
    odd = [_bad("x", "a", n, rule=ODD) for n in range(1, 13)]
    bad = [_bad("x", "z", n) for n in range(1, 14)]

    lines = _lines(*odd, *bad)

    kinds = [line.split(" ")[0] for line in lines[: 2 * MOST_ANNOTATIONS]]
    assert kinds == ["::error"] * MOST_ANNOTATIONS + ["::warning"] * MOST_ANNOTATIONS
    assert lines[20] == "::notice::left out: 5 (100 %25)"
    assert lines[21:] == [
        "  z:11: error[SB901]: bad x",
        "  z:12: error[SB901]: bad x",
        "  z:13: error[SB901]: bad x",
        "  a:11: warning[SB902]: odd x",
        "  a:12: warning[SB902]: odd x",
        "13 errors, 12 warnings in 2 files",
    ]


@pytest.mark.parametrize("letter", ["x", "ế", "%", "😀"])
def test_a_long_text_is_cut_where_github_would_cut_it(letter: str):
    """Bytes count, not letters; no letter and no escape is cut in two."""
    first, *_ = _lines(_bad(letter * 5000, "a"))

    text = first.split("::", 2)[2]
    assert LONGEST - 8 <= len(text.encode()) <= LONGEST
    assert text.endswith("…")
    assert set(text.removeprefix("bad ").removesuffix("…").replace("%25", "%")) == {letter}
