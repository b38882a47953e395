"""Let a build go on without the rows that have errors, and lose none of them.

Only rows of observations can be held back. What is wrong with a file as a whole, a register, an
indicator or a page still stops the build, and so does a published figure that would be gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.diagnostics import Checked, Diagnostic, Location, Severity, sort_problems
from site_builder.fingerprint import digest
from site_builder.model.dataset import Dataset, HeldBack, RejectedRow
from site_builder.model.site import INTERNAL
from site_builder.model.tables import RawTable, RawTables
from site_builder.validate import rules
from site_builder.validate.sheet import OBSERVATIONS

_COUNTS_OF_ROWS = frozenset({rules.MORE_OF_THE_SAME.code, "SB299"})
"""Problems that only say how many more there are of a kind."""


_SWALLOWS_ROWS = frozenset({"SB215"})
"""A quotation mark that is never closed: what follows it may be many rows, so nothing is right."""


def hold_back(
    tables: RawTables, about_tables: Iterable[Diagnostic], dataset: Checked[Dataset]
) -> Checked[Dataset]:
    """Turn errors of single rows of observations into warnings.

    Args:
        tables: The tables of the site.
        about_tables: The problems that the tables stage found.
        dataset: What ``validate`` answered with ``keep_rejected``.

    Returns:
        The data set with all rows that are held back, in the order of the files, and the
        problems of both stages. Errors that are still there must stop the build.
    """
    about_tables = tuple(about_tables)
    if dataset.value is None:
        return Checked(None, sort_problems((*about_tables, *dataset.problems)))
    broken = [row for table in tables.below(OBSERVATIONS) for row in _broken(table, about_tables)]
    rejected = sorted((*dataset.value.rejected, *broken), key=lambda row: row.place.sort_key())
    of_rows = {problem for row in rejected for problem in row.problems}
    found = (*about_tables, *dataset.problems)
    softened = (_soften(p) if _is_of_row(p, of_rows) else p for p in found)
    held = replace(dataset.value, rejected=tuple(rejected))
    return Checked(held, sort_problems(softened))


def correction_mark(row: RejectedRow) -> str:
    """Return what names a row in the column ``replaces``: its place and a digest of its cells.

    The digest makes sure that a correction is never applied to another row that has since
    taken the place.
    """
    return f"{row.place}#{cells_digest(text for _, text in row.cells)}"


def cells_digest(texts: Iterable[str]) -> str:
    """Return a short digest of a row's texts, in the order of the file."""
    return digest(tuple(texts))[:10]


def _is_of_row(problem: Diagnostic, of_rows: set[Diagnostic]) -> bool:
    if problem.rule.code in _SWALLOWS_ROWS:
        return False
    in_observations = problem.location.path.startswith(OBSERVATIONS + "/")
    return problem in of_rows or (in_observations and problem.rule.code in _COUNTS_OF_ROWS)


def _soften(problem: Diagnostic) -> Diagnostic:
    return replace(problem, rule=replace(problem.rule, severity=Severity.WARNING))


def _broken(table: RawTable, problems: Iterable[Diagnostic]) -> Iterator[RejectedRow]:
    """Yield the rows of a table that could not be put into cells."""
    if not table.broken:
        return
    by_line: dict[int, list[Diagnostic]] = {line: [] for line, _ in table.broken}
    for problem in problems:
        place = problem.location
        if (place.path, place.sheet) == (table.path, table.sheet) and place.line in by_line:
            by_line[place.line].append(problem)
    names = table.columns
    for line, texts in table.broken:
        surplus = [""] * max(0, len(texts) - len(names))
        yield RejectedRow(
            place=Location(table.path, line, sheet=table.sheet),
            cells=tuple(zip((*names, *surplus), texts, strict=False)),
            problems=tuple(by_line[line]),
            about=HeldBack("", "", ""),
            audience=INTERNAL,
        )
