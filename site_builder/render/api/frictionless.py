"""``datapackage.json``: what the CSV files hold, in the words of Frictionless Data."""

from __future__ import annotations

from typing import Any

from site_builder.model.portal import Portal
from site_builder.render.api.reporting import names_units, reporting_table
from site_builder.render.api.rows import (
    assessment_table,
    observation_table,
    revision_table,
    unit_change_table,
    unit_table,
)
from site_builder.render.api.writing import Column, Table, day, translations

_NOTE = (
    "UTF-8 without BOM, comma, LF, decimal point. A text that begins with = + - @, a tab or a "
    "carriage return has an apostrophe put in front, so that no spreadsheet takes it for a formula."
)

_OF_UNIT = {"fields": "unit", "reference": {"resource": "units", "fields": "unit"}}
_ABOVE = {"fields": "parent", "reference": {"resource": "", "fields": "unit"}}


def describe_package(portal: Portal, edition: str) -> dict[str, Any]:
    """Return the description; paths are as seen from the file itself."""
    site, disclosed = portal.disclosed.site, portal.disclosed
    return {
        "profile": "tabular-data-package",
        "name": f"progress-{portal.disclosed.audience.name}",
        "version": edition,
        "title": site.title.best(site.default_language),
        "titles": translations(site.title),
        "description": _NOTE,
        "as_of": day(portal.as_of),
        "resources": [
            _resource("observations", observation_table(portal), {"foreignKeys": [_OF_UNIT]}),
            _resource("assessments", assessment_table(portal), {"foreignKeys": [_OF_UNIT]}),
            _resource(
                "reporting",
                reporting_table(portal),
                {"foreignKeys": [_OF_UNIT]} if names_units(portal) else {},
            ),
            _resource("revisions", revision_table(disclosed), {"foreignKeys": [_OF_UNIT]}),
            _resource(
                "units", unit_table(disclosed), {"primaryKey": "unit", "foreignKeys": [_ABOVE]}
            ),
            _resource("unit_changes", unit_change_table(disclosed), {}),
        ],
    }


def _resource(name: str, table: Table, keys: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **keys,
        },
    }


def _field(column: Column) -> dict[str, Any]:
    booleans = {"trueValues": ["true"], "falseValues": ["false"]}
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"sdmx": column.sdmx} if column.sdmx else {}),
        **(booleans if column.type == "boolean" else {}),
    }
