"""Find cells that a spreadsheet damaged: errors, days that were codes, uncomputed formulas.

Such a cell makes its row unreadable, so that one mistake is told once: validate never sees
the row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, make_diagnostic
from site_builder.model.spreadsheet import cell_name
from site_builder.tables import rules, sheet_rules
from site_builder.tables.header import Header
from site_builder.tables.headings import LABEL
from site_builder.tables.misshapen import MOST_PER_RULE
from site_builder.tables.sheet_blocks import Block
from site_builder.tables.sheet_labels import FIGURES
from site_builder.tables.sheet_lines import Mask
from site_builder.tables.sheet_table import Source
from site_builder.tables.sheet_text import Odd, Oddity, TextSheet

_RULES: Mapping[Odd, Rule] = MappingProxyType(
    {
        Odd.ERROR: sheet_rules.ERROR_CELL,
        Odd.UNSAVED: sheet_rules.FORMULA_NOT_COMPUTED,
        Odd.DATE: sheet_rules.DATE_CELL,
        Odd.TIME: sheet_rules.TIME_CELL,
        Odd.TRUTH: sheet_rules.TRUTH_CELL,
        Odd.FONT: rules.LEGACY_FONT,
    }
)
_DAYS = ("as_of", "received")
_PROSE = ("note", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Damage:
    """Which tidy rows cannot be read, by (row of the block, group), and why."""

    bad: Mask
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What damage is looked for in: the columns used and which (row, group) hold a tidy row."""

    path: str
    sheet: TextSheet
    block: Block
    used: Mapping[str, Source]
    filled: Mask


def used_sources(header: Header, sources: Sequence[Source]) -> Mapping[str, Source]:
    """Return the sources of the columns that a header has."""
    return dict(zip(header.columns, (sources[i] for i in header.indexes), strict=True))


def find_damage(frame: Frame) -> Damage:
    """Find the damaged cells of the rows that would be read."""
    bad = np.zeros_like(frame.filled)
    odd: dict[int, dict[int, Oddity]] = defaultdict(dict)
    for address, oddity in frame.sheet.odd.items():
        row, column = frame.sheet.at(address)
        odd[column][row] = oddity
    problems: list[Diagnostic] = []
    for name, source in frame.used.items():
        if source.held:
            problems.extend(_in_heads(frame, name, source, bad))
        else:
            for column in sorted(set(source.columns) & odd.keys()):
                problems.extend(_in_column(frame, name, column, odd[column], bad))
    return Damage(bad, (*_once_per_font(problems), *_merged_figures(frame, bad)))


def _in_heads(frame: Frame, name: str, source: Source, bad: Mask) -> Iterator[Diagnostic]:
    """Report damaged cells that stand for many rows, and mark these."""
    for group, (_, address) in enumerate(source.held):
        oddity = frame.sheet.odd.get(address)
        rows = frame.filled[:, group]
        if oddity is not None and not _is_right(oddity, name) and rows.any():
            bad[:, group] |= rows
            yield _report(frame, address, oddity, name)


def _in_column(
    frame: Frame, name: str, column: int, odd: Mapping[int, Oddity], bad: Mask
) -> Iterator[Diagnostic]:
    """Report damaged cells of one column of the sheet, and mark their rows."""
    source, block = frame.used[name], frame.block
    wrong = {row: oddity for row, oddity in odd.items() if not _is_right(oddity, name)}
    owners = np.arange(frame.sheet.height)
    if source.fills:
        owners = frame.sheet.owners(column)
    owners = owners[block.first : block.end]
    groups = np.array([own == column for own in source.columns])
    touched = np.isin(owners, list(wrong))[:, np.newaxis] & groups & frame.filled
    bad |= touched
    for row in np.unique(owners[touched.any(axis=1)]).tolist():
        yield _report(frame, frame.sheet.address(row, column), wrong[row], name)


def _is_right(oddity: Oddity, name: str) -> bool:
    """Whether a column may hold a cell of this kind."""
    if oddity.kind is Odd.DATE:
        return name in (*_DAYS, *_PROSE) or name.endswith(LABEL)
    if oddity.kind in (Odd.TIME, Odd.TRUTH):
        return name in _PROSE or name.endswith(LABEL)
    return False


def _report(frame: Frame, address: int, oddity: Oddity, name: str) -> Diagnostic:
    """Report one cell, with what was probably typed into it."""
    place = Location(frame.path, sheet=frame.sheet.grid.name, cell=cell_name(address))
    facts: dict[str, Fact] = {"column": frame.used[name].name}
    row, column = frame.sheet.at(address)
    text = frame.sheet.columns[column][row]
    day = oddity.day
    if oddity.kind is Odd.FONT:
        return make_diagnostic(rules.LEGACY_FONT, place, font=oddity.detail, value=text)
    if day is not None:
        typed = f"{day:%Y-%m}" if name == "period" else f"{day.day}-{day.month}"
        facts |= {"value": text, "suggestion": typed}
    elif oddity.kind is not Odd.UNSAVED:
        facts["value"] = text
    return make_diagnostic(_RULES[oddity.kind], place, **facts)


def _once_per_font(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Keep the first problem of each font: where one cell has it, thousands do."""
    fonts: set[Fact] = set()
    for problem in problems:
        font = dict(problem.facts).get("font", "") if problem.rule is rules.LEGACY_FONT else ""
        if font not in fonts:
            yield problem
        if font:
            fonts.add(font)


def _merged_figures(frame: Frame, bad: Mask) -> Iterator[Diagnostic]:
    """Report one figure that is merged over several cells, and mark the rows under it."""
    grid = frame.sheet.grid
    columns = {c for name in FIGURES if name in frame.used for c in frame.used[name].columns}
    for merged in grid.merged:
        row, column = merged.first_row - grid.first_row, merged.first_column - grid.first_column
        if (
            column not in columns
            or not frame.block.first <= row < frame.block.end
            or not frame.sheet.columns[column][row]
            or merged[:2] == merged[2:]
        ):
            continue
        start = row - frame.block.first
        under = slice(start, start + merged.last_row - merged.first_row + 1)
        if not frame.filled[under].any():
            continue
        bad[under] |= frame.filled[under]
        address = frame.sheet.address(row, column)
        last = cell_name(
            frame.sheet.address(
                merged.last_row - grid.first_row, merged.last_column - grid.first_column
            )
        )
        place = Location(frame.path, sheet=grid.name, cell=cell_name(address))
        yield make_diagnostic(
            sheet_rules.MERGED_FIGURES, place, value=frame.sheet.columns[column][row], last=last
        )


def at_most(path: str, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Pass on so many problems of each rule, and say at the end how many more there are."""
    counts: dict[Rule, int] = {}
    for problem in problems:
        counts[problem.rule] = counts.get(problem.rule, 0) + 1
        if counts[problem.rule] <= MOST_PER_RULE:
            yield problem
    for rule, count in counts.items():
        if count > MOST_PER_RULE:
            more = count - MOST_PER_RULE
            yield make_diagnostic(rules.MORE_OF_THE_SAME, Location(path), count=more, of=rule.code)
