"""Which parts an .xlsx has, and what its styles and shared texts say."""

from __future__ import annotations

import posixpath
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import (
    BUILT_IN_DATES,
    LEGACY_FONT,
    MAX_CELLS,
    MAX_SHEETS,
    MAX_STYLES,
    MAX_TEXT,
    is_date_format,
    is_percent_format,
)
from site_builder.tables.workbook_rules import RefusedError
from site_builder.tables.workbook_xml import Counting, scan
from site_builder.tables.workbook_zip import Archive

WORKBOOK = "xl/workbook.xml"
TRUE = ("1", "true")

_RELATIONS = "xl/_rels/workbook.xml.rels"
_PERCENTS = frozenset({9, 10})
"""Built-in number formats that show a hundred times the value and a percent sign."""


@dataclass(slots=True)
class Parts:
    """The sheets (name, part, kind of relation), and what holds for all of them.

    ``recalculates`` is set by programs that write formulas and compute nothing: the values
    that stand beside them in the file are not those that Excel will show.
    """

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    strings: str = ""
    styles: str = ""
    dates_from_1904: bool = False
    recalculates: bool = False
    relations: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Styles:
    """By the number of a cell's style: a legacy font's name; whether it shows per cent, a date."""

    fonts: dict[str, str] = field(default_factory=dict)
    percents: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Strings:
    """Per shared text: how long it is; the legacy font in which part of it is set."""

    lengths: array[int] = field(default_factory=lambda: array("q"))
    fonts: dict[int, str] = field(default_factory=dict)


def read_parts(archive: Archive) -> Parts:
    """Read which sheets there are and where.

    Raises:
        RefusedError: If they are too many, or the workbook is damaged.
    """
    targets = _Relations()
    scan(archive.chunks(_RELATIONS), targets)
    listed = _Sheets(targets.found)
    scan(archive.chunks(WORKBOOK), listed)
    if len(listed.parts.sheets) > MAX_SHEETS:
        count = len(listed.parts.sheets)
        raise RefusedError(rules.TOO_MANY_SHEETS, count=count, limit=MAX_SHEETS)
    return listed.parts


def read_styles(archive: Archive, part: str) -> Styles:
    """Read what the styles say of fonts and per cent; nothing where there is no such part."""
    listener = _StyleListener()
    if part in archive:
        scan(archive.chunks(part), listener)
    return listener.styles


def read_strings(archive: Archive, part: str) -> Strings:
    """Measure the shared texts; none where there is no such part."""
    listener = _StringListener()
    if part in archive:
        scan(archive.chunks(part), listener)
    return listener.strings


class _Relations(Counting):
    """Collects (kind, part) by the id of the relation."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relation to another part."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, target.lstrip("/"))


class _Sheets(Counting):
    """Collects the sheets in their order."""

    def __init__(self, targets: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        by_kind = dict(targets.values())
        self.targets = targets
        self.parts = Parts(
            strings=by_kind.get("sharedStrings", ""),
            styles=by_kind.get("styles", ""),
            relations=[kind for kind, _ in targets.values()],
        )

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet, or what holds for the workbook."""
        parts = self.parts
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if self.names[k] == "id"), "")
            kind, part = self.targets.get(relation, ("", ""))
            parts.sheets.append((attributes.get("name", ""), part, kind))
        elif name == "workbookPr":
            parts.dates_from_1904 = attributes.get("date1904") in TRUE
        elif name == "calcPr":
            parts.recalculates = attributes.get("fullCalcOnLoad") in TRUE


class _StyleListener(Counting):
    """Follows a cell's style to its font and its number format."""

    def __init__(self) -> None:
        super().__init__()
        self.styles = Styles()
        self.within = ""
        self.fonts: list[str] = []
        self.percents = set(map(str, _PERCENTS))
        self.dates = set(map(str, BUILT_IN_DATES))
        self.count = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take a font, a number format or the style of cells."""
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self.within = name
        elif name == "font" and self.within == "fonts":
            self.fonts.append("")
        elif name == "name" and self.within == "fonts" and self.fonts:
            self.fonts[-1] = attributes.get("val", "")
        elif name == "numFmt" and self.within != "dxfs":
            self._take_format(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "xf" and self.within == "cellXfs":
            self._take_style(attributes)

    def _take_format(self, number: str, code: str) -> None:
        for found, is_one in (
            (self.percents, is_percent_format(code)),
            (self.dates, is_date_format(code)),
        ):
            if is_one:
                found.add(number)
            else:
                found.discard(number)

    def _take_style(self, attributes: dict[str, str]) -> None:
        number = str(self.count)
        self.count += 1
        if self.count > MAX_STYLES or len(self.fonts) > MAX_STYLES:
            raise RefusedError(rules.ODD_ARCHIVE, value="styles.xml")
        font = attributes.get("fontId", "0")
        named = self.fonts[int(font)] if font.isdecimal() and int(font) < len(self.fonts) else ""
        if LEGACY_FONT.match(named):
            self.styles.fonts[number] = named
        if attributes.get("numFmtId", "0") in self.percents:
            self.styles.percents.add(number)
        if attributes.get("numFmtId", "0") in self.dates:
            self.styles.dates.add(number)


class _StringListener(Counting):
    """Measures each shared text without its reading aids."""

    def __init__(self) -> None:
        super().__init__()
        self.strings = Strings()
        self.length = 0
        self.total = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of a text, or a font within it."""
        if name == "si":
            self.length = 0
        elif name == "rFont" and LEGACY_FONT.match(attributes.get("val", "")):
            self.strings.fonts[len(self.strings.lengths)] = attributes["val"]

    def finish(self, name: str) -> None:
        """Take the end of a text."""
        if name == "si":
            self.strings.lengths.append(self.length)
            self.total += self.length
            if self.total > MAX_TEXT or len(self.strings.lengths) > MAX_CELLS:
                raise RefusedError(rules.TOO_MUCH_TEXT, limit=MAX_TEXT // 1_000_000)

    def text(self, text: str) -> None:
        """Count the characters."""
        self.length += len(text)
