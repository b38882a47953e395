"""Read the cells of a form as texts, as people wrote them and numbers exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.filled import Entry
from site_builder.intake.number_text import VIETNAMESE, may_be_thousands, write_decimal
from site_builder.intake.sheets import Sheets
from site_builder.model.form import FormCell, FormRow
from site_builder.model.grid import CellValue, Workbook
from site_builder.model.observation import ObsStatus
from site_builder.model.spreadsheet import cell_name
from site_builder.suggest import fold

FIGURES = ("numerator", "denominator", "value")

_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; what follows is noise of its arithmetic."""

_OFFICIAL = frozenset({"", "a", ObsStatus.OFFICIAL.value, "chinh thuc"})
"""A status that says nothing by itself: beside empty figures it is one nobody touched."""


_POINT = re.compile(r"[+-]?\d[\d,]*\.\d+")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as text, or the rule that it breaks."""

    text: str
    rule: Rule | None = None


def read_entries(
    path: str, workbook: Workbook, rows: Sequence[FormRow], locale: str
) -> tuple[tuple[Entry, ...], tuple[FormRow, ...], tuple[Diagnostic, ...]]:
    """Return the figures that were entered, those that were left empty, and broken cells.

    A row is left empty where it has no figure, no note, and no status that would explain
    why: a source filled down a column enters nothing. A broken cell is entered as if it were
    empty, so that all else in its row is looked at too.
    """
    sheets = Sheets.of(workbook)
    entries: list[Entry] = []
    owed: list[FormRow] = []
    problems: list[Diagnostic] = []
    for row in rows:
        cells = {cell.field: _read_cell(sheets, cell, locale) for cell in row.cells}
        broken = [_report(path, place, cells[place.field]) for place in row.cells]
        found = [problem for problem in broken if problem is not None]
        texts = {field: "" if cell.rule else cell.text for field, cell in cells.items()}
        problems += found
        if found or _is_filled_in(texts):
            entries.append(Entry(row, texts))
        else:
            owed.append(row)
    return tuple(entries), tuple(owed), tuple(problems)


def _is_filled_in(texts: dict[str, str]) -> bool:
    """Whether anything was entered about a figure."""
    has_figure = any(texts.get(field) for field in FIGURES)
    return has_figure or bool(texts.get("note")) or fold(texts.get("status", "")) not in _OFFICIAL


def _read_cell(sheets: Sheets, place: FormCell, locale: str) -> _Cell:
    """Read one cell."""
    sheet = sheets.by_name[place.sheet]
    if place.cell in sheet.errors:
        return _Cell(sheet.errors[place.cell], rules.ERROR_CELL)
    if place.cell in sheet.unsaved:
        return _Cell("", rules.NOT_COMPUTED)
    value = sheets.value(place.sheet, place.cell)
    text = write_cell(value, locale)
    if place.field not in FIGURES:
        return _Cell(_day(text) if place.field == "as_of" else text)
    if place.cell in sheet.percents and isinstance(value, float):
        return _Cell(_shown_as_percent(value, place.field, locale))
    if locale == VIETNAMESE and _has_decimal_point(text):
        return _Cell(text, rules.DECIMAL_POINT)
    is_other = isinstance(value, bool) or not isinstance(value, (str, float, int, type(None)))
    return _Cell(text, rules.NOT_A_NUMBER if is_other else None)


def _shown_as_percent(value: float, field: str, locale: str) -> str:
    """Return what somebody typed where a spreadsheet shows 0.985 as ``98,5%``: a rate of 98.5.

    A part of a pair is no rate: the sign stays, and the checks ask for digits alone.
    """
    shown = write_decimal(Decimal(f"{value:.{_DIGITS}g}").scaleb(2), locale)
    return shown if field == "value" else f"{shown}%"


def _day(text: str) -> str:
    """Write a day typed as text in the order that the form asks for, day/month/year, as ISO."""
    typed = _DAY.fullmatch(text)
    if typed is None:
        return text
    day, _, month, year = typed.groups()
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _has_decimal_point(text: str) -> bool:
    """Whether a text is a number of another country: ``98.5``, ``1,234.5``, not ``1.234``."""
    return _POINT.fullmatch(text) is not None and not may_be_thousands(text)


def write_cell(value: CellValue, locale: str) -> str:
    """Return a cell as the text that a person would have typed; "" for an empty one.

    A number keeps the digits that a spreadsheet has, without an exponent, with the decimal
    mark of the locale; a day becomes ISO text.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, datetime):
        return value.date().isoformat() if value == _midnight(value) else value.isoformat(" ")
    if isinstance(value, (bool, date)) or not isinstance(value, (int, float)):
        return str(value)
    # Nobody types a zero with a sign.
    return write_decimal(Decimal(f"{value:.{_DIGITS}g}") or Decimal(0), locale)


def _midnight(value: datetime) -> datetime:
    return value.replace(hour=0, minute=0, second=0, microsecond=0)


def _report(path: str, place: FormCell, cell: _Cell) -> Diagnostic | None:
    """Return the problem of a broken cell, at the cell."""
    if cell.rule is None:
        return None
    where = Location(path, sheet=place.sheet, cell=cell_name(place.cell))
    if cell.rule is rules.NOT_COMPUTED:
        return make_diagnostic(cell.rule, where)
    if cell.rule is rules.DECIMAL_POINT:
        comma = cell.text.replace(",", "").replace(".", ",")
        return make_diagnostic(cell.rule, where, value=cell.text, comma=comma)
    return make_diagnostic(cell.rule, where, value=cell.text)
