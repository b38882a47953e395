"""Put accepted figures into the site's files: each row where it belongs, nothing else moved.

A figure that is there is rewritten in its own row, cell by cell. A new one is put in where
the order of its file has a place for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Checked, Diagnostic, make_diagnostic, sort_problems
from site_builder.intake import rules
from site_builder.intake.columns import (
    Fields,
    figure_fields,
    full_header,
    index_of,
    lacking,
    row_fields,
)
from site_builder.intake.comparing import Change, ChangeKind, Reported
from site_builder.intake.csv_text import edit, is_quoted, parse_text, write_row
from site_builder.intake.filled import FigureKey
from site_builder.intake.homes import SiteFiles, find_homes
from site_builder.intake.sorting import Placed, place_rows
from site_builder.model.tables import RawTable, TableOptions

_DELIMITER = ","


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the site as it is to be; it may be a new one."""

    path: str
    content: bytes


def merge(site: SiteFiles, changes: Sequence[Change]) -> Checked[tuple[FileChange, ...]]:
    """Work out the files that hold the changed figures.

    Args:
        site: The files as they are, free of errors.
        changes: What ``compare`` found, in any order; unchanged figures are passed over.

    Returns:
        The files that differ, sorted by path. None, with an error each, where a figure stands
        in a workbook, or in a file without a column for what was entered: those are changed
        by hand.
    """
    wanted = sorted(
        (change for change in changes if change.kind is not ChangeKind.UNCHANGED),
        key=lambda change: change.key,
    )
    problems = [problem for change in wanted for problem in _obstacles(site, change)]
    if problems:
        return Checked(None, sort_problems(problems))
    cells: dict[str, dict[tuple[int, int], str]] = {}
    added: dict[str, list[Change]] = {}
    new = [change for change in wanted if change.old is None]
    for change, path in zip(new, find_homes(site, new), strict=True):
        added.setdefault(path, []).append(change)
    for change in wanted:
        if change.old is not None:
            cells.setdefault(change.old.path, {}).update(_rewritten(site, change.old, change))
    made = (
        FileChange(path, _content(site, path, cells.get(path, {}), added.get(path, [])))
        for path in sorted(cells.keys() | added.keys())
    )
    return Checked(tuple(one for one in made if site.files.get(one.path) != one.content))


def _obstacles(site: SiteFiles, change: Change) -> Iterator[Diagnostic]:
    """Yield why the row of a figure that is there cannot be rewritten."""
    old = change.old
    if old is None:
        return
    place, figure = old.location, dict(zip(FigureKey._fields, change.key, strict=True))
    if old.cell:
        yield make_diagnostic(rules.FIGURE_IN_WORKBOOK, place, **figure)
        return
    table = _table(site, old.path)
    for name in lacking(table, _differing(old, change.new, table.options)):
        yield make_diagnostic(rules.NO_COLUMN, place, **figure, column=name)


def _table(site: SiteFiles, path: str) -> RawTable:
    """Return the table of a file that figures were read from.

    Raises:
        LookupError: If the tables are not those of the observations.
    """
    table = site.tables.at(path)
    if table is None:
        raise LookupError(path)
    return table


def _differing(old: Reported, new: Reported, options: TableOptions) -> Fields:
    """Return the fields of a figure that are to be others."""
    before, after = figure_fields(old, options), figure_fields(new, options)
    return {name: text for name, text in after.items() if text != before[name]}


def _rewritten(site: SiteFiles, old: Reported, change: Change) -> dict[tuple[int, int], str]:
    """Return the cells of a figure's row that become others, by (line, place)."""
    table = _table(site, old.path)
    differing = _differing(old, change.new, table.options)
    places = {name: index_of(table, name) for name in differing}
    return {(old.line, at): differing[name] for name, at in places.items() if at is not None}


def _content(
    site: SiteFiles,
    path: str,
    cells: Mapping[tuple[int, int], str],
    added: Sequence[Change],
) -> bytes:
    """Return a file with cells rewritten and rows put in."""
    if path not in site.files:
        return _new_file(site, added)
    table = _table(site, path)
    csv = parse_text(site.files[path], table.delimiter)
    always = is_quoted(csv, table.header_line)
    new = [_placed(one, _row(table, one), table.delimiter, always=always) for one in added]
    found = place_rows(_placed_rows(site, path), new, site.units) if new else {}
    rows = {line or table.header_line: texts for line, texts in found.items()}
    return edit(csv, cells, rows)


def _new_file(site: SiteFiles, added: Sequence[Change]) -> bytes:
    """Return a file for figures that have none yet."""
    codes = dict.fromkeys(change.key.indicator for change in added)
    header = full_header(site.indicators[code] for code in codes)
    fields = [row_fields(change, TableOptions()) for change in added]
    cells = [[texts.get(name, "") for name in header] for texts in fields]
    rows = [_placed(*one, _DELIMITER) for one in zip(added, cells, strict=True)]
    texts = place_rows((), rows, site.units)[0]
    return "".join(f"{line}\n" for line in (_DELIMITER.join(header), *texts)).encode()


def _row(table: RawTable, change: Change) -> list[str]:
    """Return the cells of a new row of a file."""
    fields = row_fields(change, table.options)
    by_place = {index_of(table, name): text for name, text in fields.items()}
    width = 1 + max(table.indexes or range(len(table.columns)))
    return [by_place.get(at, "") for at in range(width)]


def _placed(
    change: Change, cells: Sequence[str], delimiter: str, *, always: bool = False
) -> Placed:
    """Return a new row; in quotation marks throughout where its file's head is so."""
    return Placed(change.key, "", 0, write_row(cells, delimiter, always=always))


def _placed_rows(site: SiteFiles, path: str) -> list[Placed]:
    """Return the rows that a file has, in its order."""
    frame = site.observations.frame
    rows = frame[frame["path"] == path].sort_values("line")
    names = [*FigureKey._fields, "variant", "line"]
    columns = (rows[name].tolist() for name in names)
    return [
        Placed(FigureKey(*map(str, key)), str(variant), int(line))
        for *key, variant, line in zip(*columns, strict=True)
    ]
