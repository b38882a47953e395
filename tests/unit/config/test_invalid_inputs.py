"""Each rule of the stage has a site that breaks it: the same sites as those of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from site_builder.config import configure, rules
from site_builder.diagnostics import Rule
from site_builder.model.observation import RowCounts
from site_builder.model.source import SourceTree
from site_builder.report import show

TESTS = Path(__file__).parents[2]
MESSAGES = TESTS.parent / "site_builder/messages"
CODES = sorted(rule.code for rule in vars(rules).values() if isinstance(rule, Rule))


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _site_of(code: str) -> SourceTree:
    files = _read(TESTS / "sites/minimal") | _read(TESTS / "invalid" / code / "input")
    for name in [name for name in files if name.endswith(".remove")]:
        del files[name]
        files.pop(name.removesuffix(".remove"), None)
    return SourceTree(dict(sorted(files.items())))


@pytest.mark.parametrize("code", CODES)
def test_a_broken_rule_is_reported(code: str):
    """The one thing that is wrong with the site is found, and nothing beside it."""
    checked = configure(_site_of(code))

    assert {problem.rule.code for problem in checked.problems} == {code}
    assert checked.value is not None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_can_be_worded(language: str):
    """The facts of each problem fill its sentences in both languages."""
    messages = {
        code: entry
        for name in ("report.yaml", "sb1xx.yaml")
        for code, entry in yaml.safe_load((MESSAGES / language / name).read_bytes()).items()
    }

    for code in CODES:
        problems = configure(_site_of(code)).problems
        assert code in show("text", problems, RowCounts(), messages, {})


def test_no_two_rules_share_a_code():
    """A code means one thing for ever."""
    assert len(CODES) == len(set(CODES))


def test_the_minimal_site_has_no_problem():
    """The site that the invalid ones are laid over is right."""
    assert configure(SourceTree(_read(TESTS / "sites/minimal"))).problems == ()
