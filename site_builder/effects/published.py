"""Read what lies in an audience's web root.

A file that is not there and a file that cannot be read are different: the first may mean
"nothing was published yet", the second always stops the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.editions import DamagedError, is_edition_name, parse_build, parse_editions
from site_builder.editions.records import BUILD_PATH, LIST_PATH, published_records
from site_builder.effects.disk import explained
from site_builder.effects.latest import read_latest
from site_builder.errors import DiskError
from site_builder.model.published import EditionRecord, PublishedState

_OBSERVATIONS = "api/v1/observations.csv"
_REVISIONS = "api/v1/revisions.csv"


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What the ledger is checked against."""

    observations: bytes | None
    revisions: bytes | None
    unreadable: bool


def read_published(root: Path) -> PublishedState:
    """Read the state of one audience's web root; an empty state where there is none.

    Raises:
        DiskError: If a file is there but cannot be read or understood.
    """
    with explained(root):
        names = _names_in(root)
        records = _read_list(root / LIST_PATH)
        latest = read_latest(root)
        listed = {record.edition for record in records}
        unlisted = _read_unlisted(root, sorted(names - listed))
        known = published_records(PublishedState(records, latest, unlisted=unlisted))
        earlier = _read_earlier(root, known, lost=bool(unlisted) or latest is not None)
        kept = {record.edition for record in records if not record.withdrawn}
    return PublishedState(
        records,
        latest,
        observations=earlier.observations,
        revisions=earlier.revisions,
        unreadable=earlier.unreadable,
        unlisted=unlisted,
        missing=frozenset(kept - names),
        names=names,
    )


def _names_in(root: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in root.iterdir())
    except FileNotFoundError:
        return frozenset()


def read_optional(path: Path) -> bytes | None:
    """Return a file's bytes, or None only if there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _read_list(path: Path) -> tuple[EditionRecord, ...]:
    content = read_optional(path)
    if content is None:
        return ()
    try:
        return parse_editions(content)
    except DamagedError as failed:
        facts = (("path", str(path)), ("reason", str(failed)))
        raise DiskError("list_damaged", facts) from failed


def _read_unlisted(root: Path, names: Sequence[str]) -> tuple[EditionRecord, ...]:
    """Return the records of complete editions among folders that no list names."""
    found = []
    for name in names:
        content = read_optional(root / name / BUILD_PATH) if is_edition_name(name) else None
        if content is None:
            continue
        try:
            record = parse_build(content)
        except DamagedError:
            continue
        if record.edition == name:
            found.append(record)
    return tuple(found)


def _read_earlier(root: Path, known: Sequence[EditionRecord], *, lost: bool) -> _Earlier:
    """Read the newest edition's figures and ledger.

    Args:
        root: The web root.
        known: The published editions in order.
        lost: Whether there are signs of editions where none is known.
    """
    kept = [record for record in known if not record.withdrawn]
    if not kept:
        return _Earlier(None, None, unreadable=lost)
    folder = root / kept[-1].edition
    observations = read_optional(folder / _OBSERVATIONS)
    revisions = read_optional(folder / _REVISIONS)
    if observations is None:
        return _Earlier(None, None, unreadable=True)
    return _Earlier(observations, revisions, unreadable=False)
