"""JSON Schemas say the same as the stage itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.config import schemas
from site_builder.model.site import SECTIONS

ROOT = Path(__file__).parents[3]
COUNT = "code: CT1\ntitle: x\nkind: count\nunit_measure: m"
SITES = (ROOT, ROOT / "tests/sites/minimal")


class _EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: dates stay text, numbers and truth values do not."""


_EditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _errors(name: str, text: str) -> list[str]:
    value = yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - a SafeLoader
    return [error.message for error in Draft202012Validator(schemas()[name]).iter_errors(value)]


def _maps(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from _maps(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _maps(part)


def test_there_is_one_for_each_kind_of_file():
    """Four kinds of YAML, each a good schema of the dialect that it names."""
    assert sorted(schemas()) == ["front-matter", "indicator", "sidecar", "site.yaml"]
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", ["front-matter", "indicator", "sidecar", "site.yaml"])
def test_every_key_is_described(name: str):
    """Editors show a sentence for each key, and refuse others."""
    for found in _maps(schemas()[name]):
        assert found["additionalProperties"] is False
        assert [
            key for key, field in found["properties"].items() if not field.get("description")
        ] == []


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name)
def test_real_files_are_right(site: Path):
    """What the stage accepts, an editor accepts."""
    assert _errors("site.yaml", (site / "site.yaml").read_text(encoding="utf-8")) == []
    for path in sorted((site / "data/indicators").glob("*.yaml")):
        assert _errors("indicator", path.read_text(encoding="utf-8")) == []


def test_values_that_look_like_others_are_right():
    """A year without quotes, a code of digits, a quoted number are all read, so allowed."""
    text = "code: 001\ntitle: 2025\nkind: count\nunit_measure: no\nlimit: '3.5'\n"
    text += (
        "targets: [{kind: by, period: 2030, comparator: '>=', value: 1, valid_from: 2022-11-01}]"
    )

    assert _errors("indicator", text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("indicator", "code: CT1\ntitle: x\nkind: count"),
        ("indicator", "code: CT1\ntitle: {xx1: a}\nkind: count\nunit_measure: m"),
        ("indicator", "code: CT1\ntitle: x\nkind: cuont\nunit_measure: m"),
        ("indicator", f"{COUNT}\ntargets: [{{kind: by, comparator: '>=', value: 1}}]"),
        ("sidecar", "locale: fr"),
        ("front-matter", "order: first"),
    ],
)
def test_wrong_files_are_wrong(name: str, text: str):
    """What the stage refuses for its shape, an editor marks."""
    assert _errors(name, text) != []


def test_the_sections_are_those_of_the_site():
    """A section added to the model needs its key in site.yaml."""
    paths = schemas()["site.yaml"]["$defs"]["PathsEntry"]["properties"]

    assert {key: f"Default: {word}." for key, word in SECTIONS.items()} == {
        key: field["description"] for key, field in paths.items()
    }
