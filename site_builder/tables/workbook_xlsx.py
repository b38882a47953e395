"""Read an .xlsx: check its parts, read what they say, and take the values from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.model.grid import Workbook
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import Budget, SheetFacts
from site_builder.tables.workbook_grid import Opened, fill_grid
from site_builder.tables.workbook_ooxml import (
    WORKBOOK,
    Parts,
    Styles,
    read_parts,
    read_strings,
    read_styles,
)
from site_builder.tables.workbook_ooxml_mend import mend, needs_mending
from site_builder.tables.workbook_ooxml_sheet import Setting, SheetListener
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_values import read_values
from site_builder.tables.workbook_xml import Counting, scan
from site_builder.tables.workbook_zip import Archive

_PACKAGE = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, "xl/_rels/workbook.xml.rels")
_MACROS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")


def read_xlsx(archive: Archive) -> Opened:
    """Read a workbook.

    Raises:
        RefusedError: If it is damaged, larger than anyone needs, or holds macros.
    """
    if any(name not in archive for name in _PACKAGE):
        raise RefusedError(rules.DAMAGED)
    parts = read_parts(archive)
    if any(kind in _MACROS for kind in parts.relations):
        raise RefusedError(rules.MACROS)
    sheets = [(name, part) for name, part, kind in parts.sheets if kind == "worksheet"]
    styles = read_styles(archive, parts.styles)
    facts = _read_facts(archive, parts, sheets, styles)
    boxes = [(name, facts[name].box) for name, _ in sheets]
    mended = {
        part: mend(archive.chunks(part), styles.dates)
        for name, part in sheets
        if needs_mending(facts[name].errors.values())
    }
    checked = _repack(archive, parts, [part for _, part in sheets], mended)
    del archive
    grids = [fill_grid(values, facts[values.name]) for values in read_values(checked, boxes)]
    return Opened(
        Workbook(tuple(grids), parts.dates_from_1904),
        tuple((name, cell) for name, _ in sheets for cell in facts[name].linked),
    )


def _has_links(parts: Parts) -> bool:
    return "externalLink" in parts.relations


def _read_facts(
    archive: Archive, parts: Parts, sheets: list[tuple[str, str]], styles: Styles
) -> dict[str, SheetFacts]:
    """Read every sheet's XML."""
    setting = Setting(
        styles,
        read_strings(archive, parts.strings),
        parts.recalculates,
        _has_links(parts),
    )
    budget = Budget()
    facts: dict[str, SheetFacts] = {}
    for name, part in sheets:
        if part not in archive or name in facts:
            raise RefusedError(rules.DAMAGED)
        listener = SheetListener(name, setting, budget)
        scan(archive.chunks(part), listener)
        facts[name] = listener.facts()
    return facts


def _repack(
    archive: Archive, parts: Parts, sheets: list[str], mended: Mapping[str, Iterator[bytes]]
) -> bytes:
    """Return the workbook without the parts that hold no values."""
    for name in _PACKAGE:
        scan(archive.chunks(name), Counting())
    archive.drain()
    names = [*_PACKAGE, *dict.fromkeys([parts.strings, parts.styles, *sheets])]
    return archive.repack([name for name in names if name in archive], mended)
