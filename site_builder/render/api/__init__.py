"""The data behind the pages, for programs: ``api/v1`` as JSON and CSV.

Files name things as the contract does and only ever gain keys. Numbers are unrounded,
those worked out have fifteen digits; the same portal gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model.artifact import Artifact
from site_builder.model.pages import Download, SitePlan
from site_builder.model.portal import Portal
from site_builder.model.published import EditionRecord
from site_builder.render.api.catalogue import describe_api, list_editions
from site_builder.render.api.frictionless import describe_package
from site_builder.render.api.indicators import describe_indicator, group_by_indicator
from site_builder.render.api.registers import describe_documents, describe_tasks
from site_builder.render.api.reporting import reporting_table
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
    indicators = portal.disclosed.indicators
    known = group_by_indicator(portal)
    whole = {
        "index": describe_api(portal, plan, edition, generator),
        "editions": list_editions(portal, plan, edition, records, generator),
        "datapackage": describe_package(portal, edition),
        "tasks": describe_tasks(portal),
        "documents": describe_documents(portal.disclosed, plan),
    }

    def content(file: Download) -> bytes:
        """Write one file: an indicator's, one of the whole portal, or a table."""
        if file.kind == "indicator":
            code = file.id
            return json_bytes(
                describe_indicator(portal.disclosed, plan, indicators[code], known[code])
            )
        if file.kind in whole:
            return json_bytes(whole[file.kind])
        return _csv_bytes(portal, file.kind)

    return tuple(Artifact(file.path, content(file)) for file in plan.downloads)


def _csv_bytes(portal: Portal, kind: str) -> bytes:
    """Write one of the tables.

    Raises:
        ValueError: If the plan offers a kind of file that nobody writes: a bug.
    """
    match kind:
        case "observations":
            return table_bytes(observation_table(portal))
        case "assessments":
            return table_bytes(assessment_table(portal))
        case "reporting":
            return table_bytes(reporting_table(portal))
        case "revisions":
            return table_bytes(revision_table(portal.disclosed))
        case "units":
            return table_bytes(unit_table(portal.disclosed))
        case "unit_changes":
            return table_bytes(unit_change_table(portal.disclosed))
        case _:
            raise ValueError(f"no data file of kind {kind!r}")
