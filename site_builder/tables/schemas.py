"""Which columns the data files have, by name, and the other names that mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from site_builder.tables.headings import (
    DOCUMENT_HEADINGS,
    OBSERVATION_HEADINGS,
    REVISION_HEADINGS,
    TASK_HEADINGS,
    UNIT_HEADINGS,
    Heading,
)

OBSERVATIONS = "data/observations"


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of one kind of file.

    ``is_open`` files may have columns of other names: dimensions, which only the
    indicators name. ``aliases`` gives the contract's name for other standards' names, in
    lower case; ``headings`` what people write above the columns.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    is_open: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Heading] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All names that the file may have."""
        return self.required + self.optional


SDMX_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ref_area": "unit",
        "time_period": "period",
        "obs_value": "value",
        "obs_status": "status",
    }
)
"""SDMX's names where they differ from ours; ``INDICATOR`` and ``UNIT_MEASURE`` do not."""

OBSERVATION_SCHEMA = Schema(
    required=("indicator", "unit", "period"),
    optional=(
        "value",
        "numerator",
        "denominator",
        "status",
        "source",
        "as_of",
        "note",
        "audience",
        "variant",
        "unit_measure",
        "received",
    ),
    is_open=True,
    aliases=SDMX_NAMES,
    headings=OBSERVATION_HEADINGS,
)

SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {
        "data/units.csv": Schema(
            required=("unit", "name"),
            optional=(
                "code",
                "name_en",
                "level",
                "parent",
                "valid_from",
                "valid_to",
                "map_column",
                "map_row",
            ),
            headings=UNIT_HEADINGS,
        ),
        "data/unit_changes.csv": Schema(("date", "from_unit", "to_unit"), ("share",)),
        "data/tasks.csv": Schema(
            required=("task", "title"),
            optional=(
                "title_en",
                "group",
                "lead",
                "cooperating",
                "start",
                "deadline",
                "state",
                "progress",
                "result",
                "evidence",
                "updated",
                "audience",
            ),
            headings=TASK_HEADINGS,
        ),
        "data/documents.csv": Schema(
            required=("document", "number", "title"),
            optional=(
                "issued",
                "issuer",
                "title_en",
                "group",
                "url",
                "file",
                "replaces",
                "valid_from",
                "valid_to",
                "audience",
            ),
            headings=DOCUMENT_HEADINGS,
        ),
        "data/revisions.csv": Schema(
            ("indicator", "unit", "period", "kind", "reason", "date"),
            ("reason_en",),
            headings=REVISION_HEADINGS,
        ),
    }
)
"""The files that stand alone, by path."""

FIGURES = (("value",), ("numerator", "denominator"), ("status",))
"""An observation file has a column for a figure, or at least the reason why there is none."""

MEANT: Mapping[str, str] = MappingProxyType(
    {
        "chi tieu": "indicator",
        "ma chi tieu": "indicator",
        "don vi": "unit",
        "don vi bao cao": "unit",
        "ma don vi": "unit",
        "ky": "period",
        "ky bao cao": "period",
        "nam": "period",
        "year": "period",
        "gia tri": "value",
        "so lieu": "value",
        "so luong": "value",
        "thuc hien": "value",
        "ket qua thuc hien": "value",
        "tu so": "numerator",
        "mau so": "denominator",
        "trang thai": "status",
        "nguon": "source",
        "nguon so lieu": "source",
        "ghi chu": "note",
        "don vi tinh": "unit_measure",
        "pham vi cong khai": "audience",
        "thoi diem chot so lieu": "as_of",
        "ten": "name",
        "ten don vi": "name",
        "cap": "level",
        "don vi cap tren": "parent",
        "nhiem vu": "task",
        "ten nhiem vu": "title",
        "co quan chu tri": "lead",
        "co quan phoi hop": "cooperating",
        "han hoan thanh": "deadline",
        "ket qua": "result",
        "so, ky hieu": "number",
        "so ky hieu": "number",
        "ngay ban hanh": "issued",
        "co quan ban hanh": "issuer",
        "trich yeu": "title",
        "ly do": "reason",
        "ngay": "date",
    }
)
"""What a column in Vietnamese was meant to be, without accents: only ever a suggestion."""


def schema_of(path: str) -> Schema | None:
    """Return the columns of a file, or None where its path is none of a table."""
    if path.startswith(OBSERVATIONS + "/"):
        return OBSERVATION_SCHEMA
    return SCHEMAS.get(path)
