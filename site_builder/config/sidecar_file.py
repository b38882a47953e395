"""``<file>.yaml`` beside a table: how the table is to be read."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from site_builder.config.decoding import FileModel, decode
from site_builder.config.tree import YamlFile
from site_builder.config.values import choice
from site_builder.diagnostics import Checked
from site_builder.model.tables import TableOptions

LOCALES = ("vi", "en")
"""Ways of writing numbers: 1.234,5 and 1,234.5."""

Locale = Annotated[str, PlainValidator(choice(*LOCALES)), WithJsonSchema({"enum": list(LOCALES)})]


class SidecarFile(FileModel):
    """Options of one table."""

    locale: Locale | None = Field(
        default=None, description="How numbers are written: vi is 1.234,5 and en is 1,234.5."
    )


def read_sidecar(file: YamlFile) -> Checked[TableOptions]:
    """Decode a sidecar; None where it has errors."""
    decoded = decode(SidecarFile, file)
    options = None if decoded.value is None else TableOptions(locale=decoded.value.locale)
    return Checked(options, decoded.problems)
