"""Decide whether there is anything to publish, and under which name.

A name is used once: an edition that readers may have cited is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from site_builder.editions.names import is_edition_name
from site_builder.editions.records import published_records
from site_builder.errors import UsageError
from site_builder.model.published import EditionRecord, PublishedState


@dataclass(frozen=True, slots=True)
class Decision:
    """What a build is going to publish.

    Exactly one of ``edition`` (the name to publish under) and ``unchanged`` (the edition
    that already has these inputs) is set. ``adopted`` is the record of an edition that a
    killed build left behind complete: its folder is used as it is.
    """

    edition: str | None
    unchanged: str | None
    adopted: EditionRecord | None = None


def decide(state: PublishedState, inputs: str, requested: str | None, day: date) -> Decision:
    """Decide what a build publishes.

    The same inputs as the newest edition, or as the one that readers see, publish
    nothing. Both count: after a rollback they differ, and neither the inputs that were
    taken back nor those that are shown again are news. An edition whose folder somebody
    removed by hand counts for nothing.

    Args:
        state: What lies in the audience's web root.
        inputs: Digest of what the edition would be made from.
        requested: The name asked for, or None for the day's.
        day: The day of the build in the site's time zone.

    Raises:
        UsageError: If the name asked for cannot be one (``edition_name``) or belongs to an
            edition with other inputs (``edition_exists``).
    """
    records = published_records(state)
    if requested is not None:
        _check_name(requested)
        own = next((r for r in records if r.edition == requested), None)
        if own is not None and own.inputs != inputs:
            raise _already_there(state, records, requested)
    present = [record for record in records if record.edition not in state.missing]
    same = _find_same(present, state.latest, inputs, requested)
    if same is not None:
        return Decision(None, same)
    return _choose_name(state, records, inputs, requested, day)


def _check_name(name: str) -> None:
    if not is_edition_name(name):
        raise UsageError("edition_name", (("edition", name),))


def _find_same(
    records: Sequence[EditionRecord], latest: str | None, inputs: str, requested: str | None
) -> str | None:
    """Return the edition that makes publishing these inputs needless, or None."""
    compared = [
        record
        for record in records
        if record.edition in (requested, latest) or record is records[-1]
    ]
    same = [record.edition for record in compared if record.inputs == inputs]
    return requested if requested in same else next(reversed(same), None)


def _choose_name(
    state: PublishedState,
    records: Sequence[EditionRecord],
    inputs: str,
    requested: str | None,
    day: date,
) -> Decision:
    """Take the first free name; a complete edition left over with these inputs is free."""
    left = {r.edition: r for r in state.unlisted if r.inputs == inputs}
    taken = _taken_names(state, records)
    for name in [requested] if requested is not None else _names_from(day.isoformat()):
        if name in left:
            return Decision(name, None, adopted=left[name])
        if name.casefold() not in taken:
            return Decision(name, None)
    raise _already_there(state, records, str(requested))


def _taken_names(state: PublishedState, records: Sequence[EditionRecord]) -> frozenset[str]:
    """Return the names in use, folded: shares on Windows do not tell the case apart."""
    names = {*state.names, *(record.edition for record in records)}
    return frozenset(name.casefold() for name in names)


def _names_from(stem: str) -> Iterator[str]:
    """Yield ``stem``, ``stem.2``, ``stem.3`` and so on."""
    yield stem
    yield from (f"{stem}.{number}" for number in count(2))


def _already_there(
    state: PublishedState, records: Sequence[EditionRecord], name: str
) -> UsageError:
    taken = _taken_names(state, records)
    free = (n for n in _names_from(name) if n.casefold() not in taken)
    return UsageError("edition_exists", (("edition", name), ("free", ", ".join(islice(free, 2)))))
