"""The tree of a YAML file, its places, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from site_builder.config.tree import MapNode, ScalarNode, YamlFile, compose
from site_builder.diagnostics import Location

ROOT = Path(__file__).parents[3]


def _tree(text: str) -> YamlFile:
    checked = compose("a.yaml", text)
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value


def _found(text: str) -> list[tuple[str, int | None, int | None]]:
    problems = compose("a.yaml", text).problems
    return [(p.rule.code, p.location.line, p.location.column) for p in problems]


def test_keys_and_values_have_their_places():
    """A path of keys and numbers leads to a value's place, or to its key's."""
    tree = _tree("code: CT1\ntargets:\n  - {kind: by, value: 90}\n")

    assert tree.at("code") == Location("a.yaml", 1, 7)
    assert tree.at("targets", 0, "value") == Location("a.yaml", 3, 23)
    assert tree.at("targets", 0, "value", key=True) == Location("a.yaml", 3, 16)


def test_a_missing_step_has_the_place_of_what_should_hold_it():
    """Where a key is missing, the map that lacks it is pointed at."""
    tree = _tree("code: CT1\nbaseline:\n  value: 1\n")

    assert tree.at("baseline", "period") == Location("a.yaml", 3, 3)
    assert tree.at("title") == Location("a.yaml", 1, 1)


def test_scalars_stay_text():
    """What YAML makes of no, 001, 1_000 or a date is not asked."""
    tree = _tree("a: no\nb: 001\nc: 2024-01-01\nd: 1_000\ne: 0x1F\nf: ''\ng: ~\n")

    texts = {
        key.text: value.text for key, value in tree.root.entries if isinstance(value, ScalarNode)
    }
    nulls = [key.text for key, value in tree.root.entries if value.is_null]

    assert texts == dict(
        zip("abcdefg", ["no", "001", "2024-01-01", "1_000", "0x1F", "", "~"], strict=True)
    )
    assert nulls == ["g"]


def test_letters_are_composed_and_places_are_those_of_the_file():
    """A decomposed text gives NFC values at the columns that the file really has."""
    tree = _tree("{te\u0302n: Que\u0302\u0301, x: 1}")

    assert tree.root.get("tên") == ScalarNode(tree.root.entries[0][1].place, "Quế", plain=True)
    assert tree.at("x") == Location("a.yaml", 1, 18)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n\tb: 2", [("SB111", 2, 1)]),
        ("a: &x 1\nb: *x", [("SB112", 1, 4), ("SB112", 2, 4)]),
        ("a: !!int 3", [("SB113", 1, 4)]),
        ("<<: {a: 1}", [("SB114", 1, 1)]),
        ("a: 1\nb: 2\na: 3\na: 4", [("SB115", 3, 1), ("SB115", 4, 1)]),
        ("a: 1\n---\nb: 1", [("SB116", 2, 1)]),
        ("a: b: c", [("SB119", 1, 5)]),
        ("a: 'x", [("SB120", 1, 4)]),
        ("a: [1, 2", [("SB121", 1, 4)]),
        ("a: %x", [("SB122", 1, 4)]),
        ("a: >=", [("SB122", 1, 4)]),
        ("a: 1\nb\nc: 1", [("SB123", 2, 1)]),
        (" a: 1\nb: 2", [("SB124", 2, 1)]),
        ('a: "C:\\d"', [("SB125", 1, 8)]),
        ("", [("SB109", None, None)]),
        ("- a", [("SB133", 1, 1)]),
    ],
)
def test_what_is_not_taken(text: str, found: list[tuple[str, int, int]]):
    """Each unwanted feature and each usual slip has its rule and its place."""
    assert _found(text) == found


@pytest.mark.parametrize("bomb", ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000])
def test_a_bomb_is_a_problem_and_no_crash(bomb: str):
    """Deep nesting is left at the first level too deep."""
    codes = {code for code, _, _ in _found(bomb)}

    assert codes == {"SB117"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/sites").rglob("*.yaml")), ids=lambda p: p.name
)
def test_the_fast_parser_gives_the_same_places(path: Path):
    """Both of PyYAML's parsers agree on every event, so places do not depend on the machine."""
    text = path.read_text(encoding="utf-8") + "e:\nf: 'x'\ng: |\n  đ\nh: [a, {b: ế}]\n"

    slow, fast = (
        [
            (type(e).__name__, e.start_mark.line, e.start_mark.column, getattr(e, "value", None))
            for e in yaml.parse(text, Loader=loader)
            if isinstance(e, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        ]
        for loader in (yaml.SafeLoader, yaml.CSafeLoader)
    )

    assert slow == fast


def test_a_map_says_none_for_a_key_it_lacks():
    """Looking up a missing key is no error."""
    node = _tree("a: {b: 1}").root

    assert isinstance(node.get("a"), MapNode)
    assert node.get("z") is None
