"""JSON Schemas of the YAML files, so that editors help their authors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.config.decoding import FileModel
from site_builder.config.front_matter import FrontMatterFile
from site_builder.config.indicator_file import IndicatorFile
from site_builder.config.sidecar_file import SidecarFile
from site_builder.config.site_file import SiteFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, dict[str, Any]]:
    """Return the schema of each kind of file by name, in JSON Schema draft 2020-12.

    They describe what an editor sees: a value that we read as text may look like a number
    to it (``code: 001``), so both are allowed there.
    """
    models: dict[str, type[FileModel]] = {
        "site.yaml": SiteFile,
        "indicator": IndicatorFile,
        "sidecar": SidecarFile,
        "front-matter": FrontMatterFile,
    }
    return {name: _schema(model) for name, model in models.items()}


def _schema(model: type[FileModel]) -> dict[str, Any]:
    """Return the schema of one file, with its dialect named."""
    return {"$schema": _DIALECT, **model.model_json_schema(by_alias=True)}
