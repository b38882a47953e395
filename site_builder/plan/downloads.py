"""The data files of an edition: which there are, and where."""

from __future__ import annotations

import re

from site_builder.extension import PlanContext
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.pages import Download
from site_builder.plan.addresses import is_device, make_slug

FOLDER = "api/v1"

_WHOLE = (
    ("index", "index.json"),
    ("observations", "observations.csv"),
    ("assessments", "assessments.csv"),
    ("reporting", "reporting.csv"),
    ("revisions", "revisions.csv"),
    ("units", "units.csv"),
    ("unit_changes", "unit_changes.csv"),
    ("tasks", "tasks.json"),
    ("documents", "documents.json"),
    ("editions", "editions.json"),
    ("datapackage", "datapackage.json"),
)
"""(kind, file) of what covers the whole portal. A program finds each in every edition,
if only to read that it is empty; readers are offered those that hold something."""

_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")


def plan_downloads(disclosed: Disclosed) -> tuple[Download, ...]:
    """Return every file below ``api/``, those of the whole portal first."""
    whole = tuple(Download(f"{FOLDER}/{file}", kind) for kind, file in _WHOLE)
    return (*whole, *(indicator_download(i) for i in disclosed.indicators.values()))


def indicator_download(indicator: Indicator) -> Download:
    """Return the file of one indicator: named by its code, made fit where it must be."""
    code = indicator.code
    plain = _PLAIN.fullmatch(code) is not None and not is_device(code)
    name = code if plain else make_slug(code)
    return Download(f"{FOLDER}/indicators/{name}.json", "indicator", code)


def offered_downloads(context: PlanContext) -> tuple[Download, ...]:
    """Return the files of the whole portal that hold something for a reader."""
    disclosed = context.portal.disclosed
    holds = {
        "assessments": bool(context.portal.assessments),
        "reporting": bool(context.portal.reporting),
        "revisions": bool(disclosed.revisions),
        "unit_changes": bool(disclosed.units.changes),
        "tasks": bool(disclosed.tasks),
        "documents": bool(disclosed.documents),
    }
    whole = plan_downloads(disclosed)[: len(_WHOLE)]
    return tuple(download for download in whole if holds.get(download.kind, True))
