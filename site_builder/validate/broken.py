"""The rows that the tables stage could not put into cells, with what it said of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from site_builder.diagnostics import Diagnostic, Location
from site_builder.model.spreadsheet import cell_name, pack, parse_cell_name, unpack
from site_builder.model.tables import RawTable

OF_ONE_ROW = frozenset(
    {"SB213", "SB214", "SB216", "SB217", "SB228", "SB229", "SB290"}
    | {"SB254", "SB255", "SB256", "SB257", "SB258", "SB259", "SB263"}
)
"""Rules of the tables stage that speak of a single row; any other speaks of the file.

A quotation mark that is never closed is none of them: what follows it may be many rows.
"""


def broken_place(table: RawTable, line: int) -> Location:
    """Return where a row stands that has no cells: its line, or the start of its sheet row."""
    if table.sheet is None:
        return Location(table.path, line)
    return Location(table.path, sheet=table.sheet, cell=cell_name(pack(line, 1)))


def problems_of_broken(
    table: RawTable, problems: Iterable[Diagnostic]
) -> list[tuple[Diagnostic, ...]]:
    """Return the problems of each row of ``table.broken``, in its order.

    A line of a sheet may give several rows: each has all problems of the line. Of a cell that
    is merged over several rows the first row's problem stands for those below it.
    """
    lines = [line for line, _ in table.broken]
    by_line: dict[int, list[Diagnostic]] = {}
    for problem in problems:
        line = _line_of(table, problem, lines)
        if line is not None:
            by_line.setdefault(line, []).append(problem)
    found = [tuple(by_line.get(line, ())) for line in lines]
    return found if table.sheet is None else _spread(lines, found)


def _line_of(table: RawTable, problem: Diagnostic, lines: Sequence[int]) -> int | None:
    """Return the line of the row that a problem is about; None where it is about no row."""
    place = problem.location
    is_here = (place.path, place.sheet) == (table.path, table.sheet)
    if not is_here or problem.rule.code not in OF_ONE_ROW:
        return None
    if table.sheet is None:
        # A row may run over several lines, and its problem stand on a later one.
        at = bisect_right(lines, place.line or 0)
        return lines[at - 1] if at else None
    address = parse_cell_name(place.cell or "")
    return unpack(address)[0] if address is not None else None


def _spread(
    lines: Sequence[int], found: Sequence[tuple[Diagnostic, ...]]
) -> list[tuple[Diagnostic, ...]]:
    """Give rows that follow each other what was said of the first of them."""
    spread: list[tuple[Diagnostic, ...]] = []
    for at, own in enumerate(found):
        follows = at > 0 and lines[at] - lines[at - 1] <= 1
        spread.append(own or (spread[-1] if follows else ()))
    return spread
