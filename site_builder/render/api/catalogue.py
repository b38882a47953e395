"""What there is to read: the index of the data files, and the list of editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_builder.model.pages import Download, SitePlan
from site_builder.model.portal import Portal
from site_builder.model.published import EditionRecord
from site_builder.render.api.writing import day, translations

FOLDER = "api/v1/"


def describe_api(portal: Portal, plan: SitePlan, edition: str, generator: str) -> dict[str, Any]:
    """Return the index: every file below ``api/v1``, its path as seen from the index.

    An indicator's file bears its code, or where that is not fit for a file name what the
    plan made of it: so programs find it here by ``code``.
    """
    site = portal.disclosed.site
    return {
        "version": "v1",
        "edition": edition,
        "audience": portal.disclosed.audience.name,
        "generator": generator,
        "title": translations(site.title),
        "organisation": translations(site.organisation),
        "languages": list(site.languages),
        "as_of": day(portal.as_of),
        **_held_back(portal),
        "files": [{"path": _local(d), "kind": d.kind} for d in plan.downloads],
        "indicators": [
            {
                "code": d.id,
                "title": translations(portal.disclosed.indicators[d.id].title),
                "path": _local(d),
            }
            for d in plan.downloads
            if d.kind == "indicator"
        ],
    }


def _held_back(portal: Portal) -> dict[str, int]:
    """Return how many figures wait to be put right; nothing where there are none."""
    count = len(portal.disclosed.held_back)
    return {"held_back": count} if count else {}


def list_editions(
    portal: Portal,
    plan: SitePlan,
    edition: str,
    records: Sequence[EditionRecord],
    generator: str,
) -> dict[str, Any]:
    """Return this edition and the earlier ones, in the order of publication.

    The files of an edition never change, so what was withdrawn or published later stands
    only in ``../editions.json``, the live list. ``published`` is null where the moment is
    not known yet.
    """
    as_of = day(portal.as_of) or ""
    own = EditionRecord(edition, "", "", as_of, len(plan.pages), generator)
    known = [*records, *([] if any(r.edition == edition for r in records) else [own])]
    return {"edition": edition, "editions": [_record(record) for record in known]}


def _record(record: EditionRecord) -> dict[str, Any]:
    return {
        "edition": record.edition,
        "published": record.published or None,
        "as_of": record.as_of or None,
        "pages": record.pages,
        "generator": record.generator,
        "withdrawn": record.withdrawn or None,
    }


def _local(download: Download) -> str:
    return download.path.removeprefix(FOLDER)
