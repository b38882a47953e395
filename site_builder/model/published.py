"""Published editions of one audience, and the actions that change what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.artifact import Artifact, Asset


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One line of ``editions.json``.

    ``published`` is an ISO instant, or the ISO day where only that is known (inside an
    edition, so that its bytes do not depend on the hour); ``inputs`` is the digest of what
    the edition was made from, as far as its audience may read it; ``as_of`` the newest as-of
    date of its data,
    ISO or "". ``withdrawn`` is empty, or the dated reason.
    """

    edition: str
    published: str
    inputs: str
    as_of: str
    pages: int
    generator: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class PublishedState:
    """What lies in one audience's web root before a build.

    ``records`` are in the order of publication; ``latest`` is where the link points.
    ``observations`` and ``revisions`` are the newest edition's ``api/v1`` files, None
    where there is no earlier edition; ``unreadable`` says that one should be there but
    could not be read, which is not the same. ``unlisted`` are complete editions that lie
    there although no list names them: what a build left that was killed while it
    published. ``missing`` are listed editions, not withdrawn, whose folder is gone.
    ``names`` are all names in the web root, so that none is used twice.
    """

    records: tuple[EditionRecord, ...] = ()
    latest: str | None = None
    observations: bytes | None = None
    revisions: bytes | None = None
    unreadable: bool = False
    unlisted: tuple[EditionRecord, ...] = ()
    missing: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AddAsset:
    """Write a shared asset if it is not there yet; it is never changed or removed."""

    asset: Asset


@dataclass(frozen=True, slots=True)
class AddEdition:
    """Write an edition's folder whole, under a name that does not exist yet."""

    edition: str
    artifacts: tuple[Artifact, ...]


@dataclass(frozen=True, slots=True)
class SwitchLatest:
    """Point ``latest`` at an edition, in one rename."""

    edition: str


@dataclass(frozen=True, slots=True)
class ReplaceFile:
    """Replace a file of the web root, in one rename."""

    artifact: Artifact


Action = AddAsset | AddEdition | SwitchLatest | ReplaceFile


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build would do to one audience's web root.

    ``edition`` is None where the inputs are those of an edition already there
    (``unchanged`` then names it) and there is nothing to do.
    """

    audience: str
    edition: str | None
    unchanged: str | None
    actions: tuple[Action, ...]
    notes: Mapping[str, str]
