"""``site-builder schema``: the JSON Schema of each YAML file, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from site_builder.config import schemas
from site_builder.errors import UsageError


def run_schema(name: str | None, to: Path | None) -> int:
    """Print one schema or all of them, or write each to a file of its own."""
    known = schemas()
    short = None if name is None else name.removesuffix(".yaml")
    if short is not None and short not in known:
        raise UsageError("unknown_schema", (("name", str(name)), ("known", ", ".join(known))))
    chosen = known if short is None else {short: known[short]}
    if to is not None:
        to.mkdir(parents=True, exist_ok=True)
        for key, schema in chosen.items():
            (to / f"{key}.schema.json").write_text(_text(schema) + "\n", encoding="utf-8")
        return 0
    click.echo(_text(chosen[short] if short is not None else chosen))
    return 0


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
