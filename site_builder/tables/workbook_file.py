"""Turn the bytes of a workbook into sheets of typed cells, or say why they cannot be used."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from site_builder.diagnostics import Checked, Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.grid import Workbook
from site_builder.model.spreadsheet import cell_name
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_grid import Opened
from site_builder.tables.workbook_ods import is_ods, read_ods
from site_builder.tables.workbook_ole import SIGNATURE
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_xls import read_xls
from site_builder.tables.workbook_xlsx import read_xlsx
from site_builder.tables.workbook_zip import open_archive

MAX_BYTES = 64 * 1024 * 1024
"""Largest workbook that is read; one of a million filled cells takes some ten MB."""

_MEBI = 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BEFORE_OLE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How .xls files of Excel 2 to 4 begin."""

_OTHER_FILES = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_WEB_PAGES = (b"<", b"mime-version:")
_SAMPLE = 4096
_ENDINGS = {".xlsx": (".xlsx", ".xlsm"), ".ods": (".ods",), ".xls": (".xls",)}


def open_workbook(path: str, data: bytes) -> Checked[Workbook]:
    """Read a workbook: .xlsx, .xlsm, .xls or .ods, told by its content.

    Args:
        path: Names the file in problems; its suffix is compared with the content.
        data: The file's bytes.

    Returns:
        All sheets with cells, hidden ones too; None where the file cannot be used. Whatever
        is wrong with the file, nothing is raised.
    """
    try:
        kind, read = _recognise(data)
        opened = read(data)
    except RefusedError as refused:
        place = Location(path, sheet=refused.sheet, cell=refused.cell)
        return Checked(None, (make_diagnostic(refused.rule, place, **refused.facts),))
    return Checked(opened.workbook, (*_wrong_suffix(path, kind), *_links(path, opened)))


def _recognise(data: bytes) -> tuple[str, Callable[[bytes], Opened]]:
    """Return what the content is, as a suffix, and what reads it."""
    if len(data) > MAX_BYTES:
        raise RefusedError(rules.TOO_LARGE, megabytes=len(data) // _MEBI, limit=MAX_BYTES // _MEBI)
    if data.startswith(_ZIP):
        return _recognise_archive(data)
    if data.startswith(SIGNATURE):
        return ".xls", read_xls
    raise RefusedError(_name_other(data))


def _recognise_archive(data: bytes) -> tuple[str, Callable[[bytes], Opened]]:
    """Tell the kinds of archives apart."""
    archive = open_archive(data)
    if "xl/workbook.xml" in archive:
        return ".xlsx", lambda _data: read_xlsx(archive)
    if is_ods(archive):
        return ".ods", lambda _data: read_ods(archive)
    raise RefusedError(rules.NO_WORKBOOK)


def _name_other(data: bytes) -> Rule:
    """Return the rule that a file breaks which is no workbook at all."""
    start = data[:_SAMPLE].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(_WEB_PAGES):
        return rules.WEB_PAGE
    if data.startswith(_BEFORE_OLE):
        return rules.TOO_OLD
    if data.startswith(_OTHER_FILES):
        return rules.NO_WORKBOOK
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return rules.TEXT_INSIDE
    return rules.DAMAGED if b"\0" in data[:_SAMPLE] or not start else rules.TEXT_INSIDE


def _wrong_suffix(path: str, kind: str) -> tuple[Diagnostic, ...]:
    """Warn of a file that is a workbook of another kind than its name says."""
    suffix = "." + path.rpartition(".")[2].lower()
    if suffix in _ENDINGS[kind]:
        return ()
    facts = {"value": suffix, "found": kind}
    return (make_diagnostic(rules.OTHER_SUFFIX, Location(path), **facts),)


def _links(path: str, opened: Opened) -> tuple[Diagnostic, ...]:
    """Warn of values that were fetched from another workbook, at the first of them."""
    if not opened.linked:
        return ()
    sheet, first = opened.linked[0]
    place = Location(path, sheet=sheet, cell=cell_name(first))
    return (make_diagnostic(rules.EXTERNAL_LINKS, place, count=len(opened.linked)),)
