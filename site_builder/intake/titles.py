"""See whether the titles above a form's figures were rewritten by hand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.intake import rules
from site_builder.intake.asked import Title
from site_builder.intake.entries import write_cell
from site_builder.intake.sheets import Sheets, filled_cells
from site_builder.model.spreadsheet import cell_name, unpack
from site_builder.suggest import spelling

_HEAD_ROWS = 2
"""Rows of column heads, which name other periods too, between the titles and the entries."""

_NUMERAL = re.compile(r"\d+|\b[ivx]+\b")
_ANY_NUMERAL = r"(?:\\d+|\\b[ivx]+\\b)"
_BRACKETS = re.compile(r"\(([^()]*)\)")


class _Named(NamedTuple):
    """A name with its code in brackets, as a cell shows it: ``Phường Hoa Sen (mã: hoa-sen)``."""

    address: int
    name: str
    code: str


def changed_titles(
    path: str, sheets: Sheets, sheet: str, top: int, titles: Sequence[Title]
) -> Iterator[Diagnostic]:
    """Yield one problem for each title that no longer stands above the figures.

    Args:
        path: The form's file, for messages.
        sheets: Its sheets.
        sheet: The one to look at.
        top: Its first row of entries.
        titles: What must stand above them.
    """
    above = {
        address: spelling(value)
        for address, value in filled_cells(sheets.by_name[sheet])
        if isinstance(value, str) and unpack(address)[0] < top - _HEAD_ROWS
    }
    for title in titles:
        wrong = _wrong_title(above, title)
        if wrong is not None:
            place = Location(path, sheet=sheet, cell=cell_name(wrong))
            value = write_cell(sheets.value(sheet, wrong), "en") or "–"
            expected = title.texts[0]
            yield make_diagnostic(rules.LABEL_CHANGED, place, expected=expected, value=value)


def _wrong_title(above: Mapping[int, str], title: Title) -> int | None:
    """Return the cell that should show a title and shows another, None where all is well."""
    wanted = [spelling(text) for text in title.texts]
    named = [one for at, shown in above.items() for one in _named(at, shown)]
    own = [one for one in named if one.code == spelling(title.code)]
    if title.names:
        wrong = [one for one in own if one.name not in wanted and _is_other(one.name, title)]
        wrong += [one for one in named if not own and _is_other_code(one.code, title)]
        if own or wrong:
            return wrong[0].address if wrong else None
    renumbered = _renumbered(above, wanted)
    if renumbered is not None:
        return renumbered
    if own or any(text in shown for text in wanted for shown in above.values()):
        return None
    return max(above, key=lambda at: _nearness(above[at], wanted), default=0)


def _is_other(name: str, title: Title) -> bool:
    """Whether a name is that of another code."""
    return any(
        spelling(text) == name
        for code, texts in title.names.items()
        for text in texts
        if code != title.code
    )


def _is_other_code(found: str, title: Title) -> bool:
    return any(spelling(code) == found for code in title.names if code != title.code)


def _named(address: int, shown: str) -> Iterator[_Named]:
    """Yield what a cell names with a code: the last of several words in brackets."""
    for found in _BRACKETS.finditer(shown):
        words = found[1].replace(":", " ").split()
        if len(words) > 1:
            name = shown[: found.start()].rpartition(":")[2].strip()
            yield _Named(address, name, words[-1])


def _renumbered(above: Mapping[int, str], wanted: Sequence[str]) -> int | None:
    """Return the cell that shows one of some texts with another number, or None.

    "Quý II/2026" beside "Quý I/2026" is what was changed by hand.
    """
    for text in wanted:
        alike = re.compile(_NUMERAL.sub(_ANY_NUMERAL, re.escape(text)))
        names_it = any(c.isalpha() for c in _NUMERAL.sub("", text))
        for address, shown in above.items() if names_it else ():
            found = alike.search(shown)
            if found and found.group() not in wanted:
                return address
    return None


def _nearness(shown: str, wanted: Sequence[str]) -> float:
    """Return how like one of some texts a title is, from 0 to 1."""
    return max(difflib.SequenceMatcher(None, shown, text).ratio() for text in wanted)
