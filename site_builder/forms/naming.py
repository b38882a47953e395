"""Name files and sheets so that every program takes the names as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from site_builder.forms.layout import FIGURES, NOTES, arrange
from site_builder.forms.spec import FormSpec
from site_builder.model.form import RECORD_SHEET
from site_builder.suggest import fold
from site_builder.wording import Wording

GUIDE = "guide"
DOCUMENTS = "documents"

_LONGEST = 31
"""Characters of the longest name that a sheet may have."""

_ALL_UNITS: Mapping[str, str] = {"vi": "tat-ca"}


def form_name(spec: FormSpec) -> str:
    """Return the name of a form's file: ``huyen-a-2026-Q1.xlsx``, ASCII only."""
    of = spec.unit.unit if spec.unit else _ALL_UNITS.get(spec.language, "all")
    return f"{_plain(of)}-{spec.period}.xlsx"


def _plain(unit: str) -> str:
    """Return an id without what a file system or a mail program may not like.

    An id that has such letters gets a number of its own: two that differ by accents alone
    must not share a file.
    """
    if re.fullmatch(r"[A-Za-z0-9._-]+", unit):
        return unit
    plain = re.sub(r"[^a-z0-9._-]+", "-", fold(unit)).strip("-")
    return "-".join((plain or "x", *(f"{ord(c):x}" for c in unit if not c.isascii())))


def sheet_names(spec: FormSpec, words: Wording) -> Mapping[str, str]:
    """Return the name of each sheet by its key, all different as Excel tells them apart."""
    fixed = {key: words(f"sheet.{key}") for key in (GUIDE, FIGURES, NOTES, DOCUMENTS)}
    taken = [*fixed.values(), RECORD_SHEET, "History"]
    names = dict(fixed)
    for sheet in arrange(spec).sheets:
        if sheet.key not in names:
            names[sheet.key] = _free_name(sheet.key.partition(":")[2], taken)
            taken.append(names[sheet.key])
    return names


def _free_name(code: str, taken: Iterable[str]) -> str:
    """Return a code as the name of a sheet, numbered where another has the name."""
    used = {name.casefold() for name in taken}
    plain = re.sub(r"[\[\]:*?/\\]", "-", code).strip("'")
    name, number = plain[:_LONGEST], 1
    while name.casefold() in used:
        number += 1
        name = f"{plain[: _LONGEST - 5]} ({number})"
    return name
