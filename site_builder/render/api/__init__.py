"""The data behind the pages, for programs: ``api/v1`` as JSON and CSV.

Files name things as the contract does and only ever gain keys. Numbers are unrounded;
the same portal gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model.artifact import Artifact
from site_builder.model.pages import Download, SitePlan
from site_builder.model.portal import Portal
from site_builder.model.published import EditionRecord
from site_builder.render.api.catalogue import describe_api, list_editions
from site_builder.render.api.frictionless import describe_package
from site_builder.render.api.indicators import describe_indicator
from site_builder.render.api.registers import describe_documents, describe_tasks
from site_builder.render.api.rows import (
    assessment_table,
    observation_table,
    revision_table,
    unit_change_table,
    unit_table,
)
from site_builder.render.api.writing import json_bytes, table_bytes

__all__ = ["data_files"]


def data_files(
    portal: Portal,
    plan: SitePlan,
    edition: str,
    records: Sequence[EditionRecord],
    generator: str,
) -> tuple[Artifact, ...]:
    """Return the content of every file that the plan offers below ``api/``.

    Args:
        portal: What the audience may read.
        plan: Decides which files there are and where.
        edition: Id of the edition they become part of.
        records: Earlier editions in the order of publication; this one may be among them.
        generator: Name and version of the program.
    """
    return tuple(
        Artifact(d.path, _content(d, portal, plan, (edition, generator), records))
        for d in plan.downloads
    )


def _content(
    download: Download,
    portal: Portal,
    plan: SitePlan,
    made: tuple[str, str],
    records: Sequence[EditionRecord],
) -> bytes:
    edition, generator = made
    match download.kind:
        case "indicator":
            return json_bytes(describe_indicator(portal, plan, download.id))
        case "index":
            return json_bytes(describe_api(portal, plan, edition, generator))
        case "editions":
            return json_bytes(list_editions(portal, plan, edition, records, generator))
        case "datapackage":
            return json_bytes(describe_package(portal, edition))
        case _:
            return _register_bytes(portal, download.kind)


def _register_bytes(portal: Portal, kind: str) -> bytes:
    """Write a file that depends on the portal alone.

    Raises:
        ValueError: If the plan offers a kind of file that nobody writes: a bug.
    """
    match kind:
        case "observations":
            return table_bytes(observation_table(portal))
        case "assessments":
            return table_bytes(assessment_table(portal))
        case "revisions":
            return table_bytes(revision_table(portal.disclosed))
        case "units":
            return table_bytes(unit_table(portal.disclosed))
        case "unit_changes":
            return table_bytes(unit_change_table(portal.disclosed))
        case _:
            return _json_register(portal, kind)


def _json_register(portal: Portal, kind: str) -> bytes:
    match kind:
        case "tasks":
            return json_bytes(describe_tasks(portal))
        case "documents":
            return json_bytes(describe_documents(portal.disclosed))
        case _:
            raise ValueError(f"no data file of kind {kind!r}")
