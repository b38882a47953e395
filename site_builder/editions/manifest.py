"""Say what an edition consists of (``manifest.json``) and what made it (``build.json``)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from site_builder.editions.records import BUILD_PATH, inner_record, to_json
from site_builder.model.artifact import Artifact
from site_builder.model.pages import PageSpec
from site_builder.model.published import EditionRecord

MANIFEST_PATH = "manifest.json"
"""An edition's list of pages and files, in its folder."""

PAGE_KINDS = frozenset(
    {
        "home",
        "indicator",
        "indicators",
        "unit",
        "units",
        "task",
        "tasks",
        "guidance",
        "documents",
        "data",
        "changes",
        "search",
        "glossary",
        "other",
    }
)
"""The kinds that readers of the list know; a page of any further kind is ``other`` to them."""


def manifest(
    record: EditionRecord,
    audience: str,
    pages: Iterable[PageSpec],
    artifacts: Iterable[Artifact],
) -> Artifact:
    """Write the list of an edition's pages and of all its files but itself.

    Args:
        record: The edition.
        audience: Whose edition it is.
        pages: The planned pages.
        artifacts: All other files of the edition, ``build.json`` among them.
    """
    return Artifact(
        MANIFEST_PATH,
        to_json(
            {
                "edition": record.edition,
                "audience": audience,
                "generator": record.generator,
                "pages": [_page_entry(p) for p in sorted(pages, key=lambda p: p.path)],
                "files": [
                    _file_entry(a)
                    for a in sorted(artifacts, key=lambda a: a.path)
                    if a.path != MANIFEST_PATH
                ],
            }
        ),
    )


def _page_entry(page: PageSpec) -> dict[str, str]:
    return {
        "path": page.path,
        "kind": page.kind if page.kind in PAGE_KINDS else "other",
        "id": page.id,
        "language": page.language,
        "title": page.title,
    }


def _file_entry(artifact: Artifact) -> dict[str, str | int]:
    return {
        "path": artifact.path,
        "sha256": hashlib.sha256(artifact.content).hexdigest(),
        "bytes": len(artifact.content),
    }


def build_record(
    record: EditionRecord,
    audience: str,
    digests: Mapping[str, str],
    tools: Mapping[str, str],
) -> Artifact:
    """Write what an edition was made from and with.

    It holds the day and not the hour, so that the same inputs give the same bytes. It
    also is the edition's line of the list, should a build be killed before it writes that.

    Args:
        record: The edition.
        audience: Whose edition it is.
        digests: Digest of each input, by its name. Each must be made from what the audience
            may read: a digest of more would let small internal tables be guessed.
        tools: Version of each tool, by its name.
    """
    inner = inner_record(record)
    return Artifact(
        BUILD_PATH,
        to_json(
            {
                "edition": inner.edition,
                "audience": audience,
                "published": inner.published,
                "as_of": inner.as_of,
                "pages": inner.pages,
                "generator": inner.generator,
                "inputs": inner.inputs,
                "digests": dict(sorted(digests.items())),
                "tools": dict(sorted(tools.items())),
            }
        ),
    )
