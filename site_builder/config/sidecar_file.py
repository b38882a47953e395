"""``<file>.yaml`` beside a table: how the table is to be read."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from site_builder.config import rules
from site_builder.config.decoding import FileModel, decode
from site_builder.config.fields import Word, at_least_one
from site_builder.config.tree import YamlFile
from site_builder.config.values import RefusedError, choice, read_word
from site_builder.diagnostics import Checked
from site_builder.model.tables import TableOptions
from site_builder.suggest import closest

LOCALES = ("vi", "en")
"""Ways of writing numbers: 1.234,5 and 1,234.5."""

KEYS = ("indicator", "unit", "period", "variant", "status", "source", "as_of", "audience")
"""Columns that one text can stand for, in all rows of a file; so can a dimension."""

FIGURES = ("value", "numerator", "denominator")
"""Columns that no text can stand for: no two units have the same figure by rule."""

Locale = Annotated[str, PlainValidator(choice(*LOCALES)), WithJsonSchema({"enum": list(LOCALES)})]
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}


def _read_column(value: object) -> str:
    """Take the name of one of our columns; nothing means that the file's is to be left out."""
    return "" if value is None or value == "" else read_word(value)


def _read_fixed(value: object) -> str:
    """Take the name of a column that one text may stand for."""
    name = read_word(value)
    if name in FIGURES:
        guess = closest(name, KEYS) or ""
        raise RefusedError(
            rules.UNKNOWN_CHOICE, value=name, suggestion=guess, allowed=", ".join(KEYS)
        )
    return name


Columns = Annotated[
    dict[Word, Annotated[str, PlainValidator(_read_column)]],
    WithJsonSchema({"type": "object", "additionalProperties": _SCALAR}),
]
Fixed = Annotated[
    dict[Annotated[str, PlainValidator(_read_fixed)], Word],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"not": {"enum": list(FIGURES)}},
            "additionalProperties": {"type": ["string", "number", "boolean"]},
        }
    ),
]
Sheets = Annotated[list[Word], AfterValidator(at_least_one)]


class SidecarFile(FileModel):
    """Options of one table."""

    locale: Locale | None = Field(
        default=None, description="How numbers are written: vi is 1.234,5 and en is 1,234.5."
    )
    columns: Columns = Field(
        default={},
        description='Our column for each of the file\'s own names; "" for one to leave out.',
    )
    fixed: Fixed = Field(
        default={}, description="What stands for every row of the file, such as its indicator."
    )
    sheets: Sheets | None = Field(
        default=None, description="The sheets of a workbook to read; all where it is left out."
    )


def read_sidecar(file: YamlFile) -> Checked[TableOptions]:
    """Decode a sidecar; None where it has errors."""
    decoded = decode(SidecarFile, file)
    found = decoded.value
    if found is None:
        return Checked(None, decoded.problems)
    options = TableOptions(found.locale, found.columns, found.fixed, tuple(found.sheets or ()))
    return Checked(options, decoded.problems)
