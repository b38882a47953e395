"""Read an .ods: check its content, read what it says, and take the values by calamine."""

from __future__ import annotations

from site_builder.model.grid import Workbook
from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import MAX_SHEETS, Budget
from site_builder.tables.workbook_grid import Opened, fill_grid
from site_builder.tables.workbook_ods_content import ContentListener
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_values import read_values
from site_builder.tables.workbook_xml import Counting, scan
from site_builder.tables.workbook_zip import Archive

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_MACROS = ("Basic/script-lc.xml",)
_LIBRARY = b"<library:library "


def is_ods(archive: Archive) -> bool:
    """Whether an archive says that it is a spreadsheet of this kind."""
    return "mimetype" in archive and CONTENT in archive and archive.read("mimetype") == _KIND


def read_ods(archive: Archive) -> Opened:
    """Read a workbook.

    Raises:
        RefusedError: If it is damaged, encrypted, larger than anyone needs, or holds macros.
    """
    _check_manifest(archive)
    if any(_holds_library(archive, name) for name in _MACROS):
        raise RefusedError(rules.MACROS)
    listener = ContentListener(Budget())
    scan(archive.chunks(CONTENT), listener)
    if len(listener.sheets) > MAX_SHEETS:
        raise RefusedError(rules.TOO_MANY_SHEETS, count=len(listener.sheets), limit=MAX_SHEETS)
    archive.drain()
    facts = dict(listener.sheets)
    if len(facts) != len(listener.sheets):
        raise RefusedError(rules.DAMAGED)
    checked = archive.repack(["mimetype", MANIFEST, CONTENT], {})
    boxes = [(name, sheet.box) for name, sheet in listener.sheets]
    grids = [fill_grid(values, facts[values.name]) for values in read_values(checked, boxes)]
    linked = tuple((name, cell) for name, sheet in listener.sheets for cell in sheet.linked)
    return Opened(Workbook(tuple(grids)), linked)


def _check_manifest(archive: Archive) -> None:
    """Refuse a workbook with a password: its parts are listed with how they are encrypted."""
    if MANIFEST not in archive:
        raise RefusedError(rules.DAMAGED)
    listener = _Manifest()
    scan(archive.chunks(MANIFEST), listener)
    if listener.is_encrypted:
        raise RefusedError(rules.ENCRYPTED)


def _holds_library(archive: Archive, name: str) -> bool:
    """Whether a list of Basic libraries has one in it."""
    return name in archive and _LIBRARY in archive.read(name)


class _Manifest(Counting):
    """Looks for encrypted parts."""

    def __init__(self) -> None:
        super().__init__()
        self.is_encrypted = False

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        """Take note of an encrypted part."""
        self.is_encrypted |= name == "encryption-data"
