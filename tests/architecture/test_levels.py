"""Each rule about figures has a level, its weight is told rightly, and two cases show it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from site_builder.report.levels import LEVELS, WARNINGS, level_of

ROOT = Path(__file__).parents[2]
INVALID = ROOT / "tests/invalid"
LEVELLED = re.compile(r"SB(?:2\d\d|3\d\d|45\d|9\d\d)")
ENOUGH = 40
"""Rules with a failing and a passing case that the portal promises at least."""


@cache
def _rules() -> dict[str, bool]:
    """Return all rules in the source: code, and whether it is a warning."""
    found: dict[str, bool] = {}
    for path in sorted((ROOT / "site_builder").rglob("*.py")):
        found |= find_rules(path.read_text(encoding="utf-8"))
    return found


def find_rules(source: str) -> dict[str, bool]:
    """Return the rules of a module: code, and whether it is a warning."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"
    ]
    return {
        str(call.args[0].value): "Severity.WARNING" in ast.unparse(call)
        for call in calls
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def _has_both(code: str) -> bool:
    return (INVALID / code / "input").is_dir() and (INVALID / code / "passes").is_dir()


def test_rules_are_found_in_the_source():
    """The search sees both kinds, or the tests below would prove nothing."""
    source = 'A = Rule("SB201")\nB = Rule("SB202", Severity.WARNING)\nC = Rule(code)'

    assert find_rules(source) == {"SB201": False, "SB202": True}


def test_each_rule_about_figures_has_a_level():
    """Of files, rows, editions and sums; rules of settings and pages have none."""
    without = [c for c in _rules() if LEVELLED.fullmatch(c) and level_of(c) not in LEVELS]

    assert without == []


def test_warnings_are_listed_as_such():
    """`explain` and SARIF tell the weight of a rule without loading every stage."""
    assert sorted(code for code, is_warning in _rules().items() if is_warning) == sorted(WARNINGS)


def test_who_has_a_failing_case_has_a_passing_one():
    """A rule that cried at everything would show its case just as well."""
    codes = [path.parent.name for path in sorted(INVALID.glob("SB*/input"))]

    assert [c for c in codes if LEVELLED.fullmatch(c) and not _has_both(c)] == []


def test_enough_rules_are_shown_from_both_sides():
    """At least forty, and some at each level."""
    shown = [level_of(code) for code in _rules() if _has_both(code)]

    assert sum(level is not None for level in shown) >= ENOUGH
    assert set(LEVELS) <= set(shown)
