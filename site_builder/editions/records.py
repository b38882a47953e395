"""The list of editions (``editions.json``) and each edition's own record (``build.json``).

Both are read back by later builds, so what is written here and what is understood here
stand side by side. A file that cannot be understood is an error, never an empty list:
the next build would otherwise publish over what it failed to see.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from site_builder.editions.names import is_edition_name
from site_builder.model.published import EditionRecord, PublishedState

LIST_PATH = "editions.json"
"""The live list in an audience's web root."""

BUILD_PATH = "build.json"
"""An edition's own record, in its folder."""


class DamagedError(ValueError):
    """A file of the published site does not say what it should; the text says why."""


def to_json(value: object) -> bytes:
    """Write a JSON file: UTF-8, two spaces, one final line break."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def editions_json(records: Sequence[EditionRecord], latest: str | None) -> bytes:
    """Write the list of editions.

    Args:
        records: The editions in the order of publication.
        latest: The edition that ``latest`` points at; None where there is none.
    """
    return to_json({"latest": latest, "editions": [_record_to_json(r) for r in records]})


def _record_to_json(record: EditionRecord) -> dict[str, object]:
    """Turn a record into an object; ``withdrawn`` stands only where it says something."""
    written: dict[str, object] = {
        "edition": record.edition,
        "published": record.published,
        "as_of": record.as_of,
        "pages": record.pages,
        "generator": record.generator,
        "inputs": record.inputs,
    }
    return written | ({"withdrawn": record.withdrawn} if record.withdrawn else {})


def parse_editions(content: bytes) -> tuple[EditionRecord, ...]:
    """Read the list of editions back, in the order of publication.

    Raises:
        DamagedError: If it is not such a list, or names an edition twice.
    """
    listed = _parse_object(content).get("editions")
    if not isinstance(listed, list):
        raise DamagedError('no list "editions"')
    records = tuple(_record_from_json(entry) for entry in listed)
    names = [record.edition for record in records]
    if len(set(names)) < len(names):
        raise DamagedError("an edition is listed twice")
    return records


def parse_build(content: bytes) -> EditionRecord:
    """Read an edition's own record back from its ``build.json``.

    Raises:
        DamagedError: If it is not such a record.
    """
    return _record_from_json(_parse_object(content))


def _parse_object(content: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as failed:
        raise DamagedError(str(failed)) from failed
    if not isinstance(value, dict):
        raise DamagedError("not a JSON object")
    return value


def _record_from_json(entry: object) -> EditionRecord:
    if not isinstance(entry, dict):
        raise DamagedError("an edition is not a JSON object")
    texts = {name: _text(entry, name) for name in ("edition", "published", "inputs", "generator")}
    pages = entry.get("pages")
    if not isinstance(pages, int):
        raise DamagedError('an edition without "pages"')
    if not is_edition_name(texts["edition"]):
        raise DamagedError(f"no name of an edition: {texts['edition']!r}")
    return EditionRecord(
        **texts, as_of=_text(entry, "as_of"), pages=pages, withdrawn=str(entry.get("withdrawn", ""))
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise DamagedError(f'an edition without "{name}"')
    return value


def published_records(state: PublishedState) -> tuple[EditionRecord, ...]:
    """Return all published editions in order, the list's last line restored where it lacks.

    ``latest`` is switched before the list is rewritten, so a build killed in between
    leaves readers an edition that the list does not name yet. It is the newest.
    """
    listed = {record.edition for record in state.records}
    newest = tuple(
        record
        for record in state.unlisted
        if record.edition == state.latest and record.edition not in listed
    )
    return state.records + newest


def add_record(state: PublishedState, record: EditionRecord) -> tuple[EditionRecord, ...]:
    """Return the list as it is after publishing one more edition."""
    return (*published_records(state), record)


def inner_record(record: EditionRecord) -> EditionRecord:
    """Return a record as it stands inside its own edition: the day, without the hour."""
    return replace(record, published=record.published[:10])
