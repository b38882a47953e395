"""Find texts of a sheet that are no Vietnamese to anyone but an old font, or that are damaged."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.spreadsheet import cell_name
from site_builder.tables import rules
from site_builder.tables.encoding import DAMAGED, find_old_font
from site_builder.tables.sheet_text import TextSheet


def check_letters(path: str, sheet: TextSheet) -> Iterator[Diagnostic]:
    """Report old fonts and damaged letters, each once a sheet, at the first cell."""
    texts = sorted({t for column in sheet.columns for t in set(column) if not t.isascii()})
    old = find_old_font("\n".join(texts))
    if old is not None:
        font, at = old
        told = "\n".join(texts)[:at].count("\n")
        yield _at_cell(path, sheet, texts[told], rules.LEGACY_FONT, font=font, value=texts[told])
    damaged = [text for text in texts if DAMAGED in text]
    if damaged:
        count = sum(text.count(DAMAGED) for column in sheet.columns for text in column)
        yield _at_cell(path, sheet, damaged[0], rules.DAMAGED_LETTER, count=count)


def _at_cell(path: str, sheet: TextSheet, text: str, rule: Rule, **facts: str | int) -> Diagnostic:
    """Report a text at the first cell that holds it."""
    cells = (
        sheet.address(column.index(text), index)
        for index, column in enumerate(sheet.columns)
        if text in column
    )
    place = Location(path, sheet=sheet.grid.name, cell=cell_name(min(cells)))
    return make_diagnostic(rule, place, **facts)
