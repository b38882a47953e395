"""Read an .xlsx: check its parts, read what they say, and take the values from the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.model.grid import Workbook
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import Budget, SheetFacts
from site_builder.tables.workbook_grid import Opened, fill_grid
from site_builder.tables.workbook_ooxml import (
    WORKBOOK,
    Parts,
    read_parts,
    read_strings,
    read_styles,
)
from site_builder.tables.workbook_ooxml_sheet import Setting, SheetListener
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_values import read_values
from site_builder.tables.workbook_xml import Counting, scan
from site_builder.tables.workbook_zip import Archive

_PACKAGE = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, "xl/_rels/workbook.xml.rels")
_MACROS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
_KNOWN_ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)
_ERROR_VALUE = re.compile(rb"(<(?:\w+:)?v(?:\s[^<>]*)?>)#[^<]{1,40}<")


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
    facts = _read_facts(archive, parts, sheets)
    boxes = [(name, facts[name].box) for name, _ in sheets]
    checked = _repack(archive, parts, sheets, facts)
    del archive
    grids = [fill_grid(values, facts[values.name]) for values in read_values(checked, boxes)]
    return Opened(
        Workbook(tuple(grids), parts.dates_from_1904),
        tuple((name, cell) for name, _ in sheets for cell in facts[name].linked),
    )


def _has_links(parts: Parts) -> bool:
    return "externalLink" in parts.relations


def _read_facts(
    archive: Archive, parts: Parts, sheets: list[tuple[str, str]]
) -> dict[str, SheetFacts]:
    """Read every sheet's XML."""
    setting = Setting(
        read_styles(archive, parts.styles),
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
    archive: Archive,
    parts: Parts,
    sheets: list[tuple[str, str]],
    facts: Mapping[str, SheetFacts],
) -> bytes:
    """Return the workbook without the parts that hold no values.

    Error values that came with later versions of Excel make calamine give up the whole
    sheet: they are written as an older one. The sheet's facts hold what they were.
    """
    for name in _PACKAGE:
        scan(archive.chunks(name), Counting())
    archive.drain()
    read = [part for _, part in sheets]
    names = [*_PACKAGE, *dict.fromkeys([parts.strings, parts.styles, *read])]
    changed = {
        part: _ERROR_VALUE.sub(rb"\1#N/A<", archive.read(part))
        for name, part in sheets
        if not _KNOWN_ERRORS.issuperset(facts[name].errors.values())
    }
    return archive.repack([name for name in names if name in archive], changed)
