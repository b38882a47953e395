"""Each rule of the stage has a site that breaks it: the same sites as those of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.config import configure, rules
from site_builder.diagnostics import Rule
from site_builder.model.source import SourceTree

TESTS = Path(__file__).parents[2]
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


def test_no_two_rules_share_a_code():
    """A code means one thing for ever."""
    assert len(CODES) == len(set(CODES))


def test_the_minimal_site_has_no_problem():
    """The site that the invalid ones are laid over is right."""
    assert configure(SourceTree(_read(TESTS / "sites/minimal"))).problems == ()
