"""Read an .xls: check its records, read what they say, and take the values by calamine."""

from __future__ import annotations

import struct

from site_builder.model.grid import Workbook
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_biff import (
    WORKSHEET,
    Globals,
    join_parts,
    read_globals,
    records,
)
from site_builder.tables.workbook_facts import Budget
from site_builder.tables.workbook_grid import Opened, fill_grid
from site_builder.tables.workbook_ole import CompoundFile, pack_stream
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_values import read_values
from site_builder.tables.workbook_xls_sheet import READERS, SheetReader

MAX_BYTES = 32 * 1024 * 1024
"""Largest .xls: 1.5 million cells take some 20 MB, and it is not compressed."""

_MEBI = 1024 * 1024
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT")
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")


def read_xls(data: bytes) -> Opened:
    """Read a workbook.

    Raises:
        RefusedError: If it is damaged, encrypted, too old, too large, or holds macros.
    """
    if len(data) > MAX_BYTES:
        raise RefusedError(rules.TOO_LARGE, megabytes=len(data) // _MEBI, limit=MAX_BYTES // _MEBI)
    content = _find_workbook(CompoundFile(data))
    try:
        found = read_globals(content)
        readers = _read_sheets(content, found)
    except (struct.error, IndexError) as failed:
        raise RefusedError(rules.DAMAGED) from failed
    facts = {reader.name: reader.facts() for reader in readers}
    boxes = [(name, sheet.box) for name, sheet in facts.items()]
    parts = {reader.name: reader.made for reader in readers}
    del content, readers
    checked = pack_stream("Workbook", join_parts(found, parts))
    grids = [fill_grid(values, facts[values.name]) for values in read_values(checked, boxes)]
    linked = tuple((name, cell) for name, sheet in facts.items() for cell in sheet.linked)
    return Opened(Workbook(tuple(grids), found.dates_from_1904), linked)


def _find_workbook(file: CompoundFile) -> bytes:
    """Return the stream that holds the workbook."""
    if file.has(*_ENCRYPTED):
        raise RefusedError(rules.ENCRYPTED)
    stream = file.find("Workbook", "WORKBOOK")
    if stream is None:
        raise RefusedError(rules.TOO_OLD if file.find("Book") else rules.NO_WORKBOOK)
    if file.has(*_MACROS):
        raise RefusedError(rules.MACROS)
    return file.read(stream)


def _read_sheets(content: bytes, found: Globals) -> list[SheetReader]:
    """Read the records of every sheet that has cells, none of them twice."""
    budget = Budget()
    readers: dict[str, SheetReader] = {}
    offsets = [place.offset for place in found.sheets]
    for place in found.sheets:
        if place.kind != WORKSHEET:
            continue
        if place.name in readers or offsets.count(place.offset) > 1:
            raise RefusedError(rules.DAMAGED)
        reader = readers[place.name] = SheetReader(place.name, content, found, budget)
        stop = min((at for at in offsets if at > place.offset), default=len(content))
        for kind, start, end in records(content, place.offset, stop):
            read = READERS.get(kind)
            if read is not None:
                read(reader, start, end)
    return list(readers.values())
