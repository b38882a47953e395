"""Let a build go on without the rows that have errors, and lose none of them.

Only rows of observations can be held back. What is wrong with a file as a whole, a register, an
indicator or a page still stops the build, and so does a published figure that would be gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.diagnostics import Checked, Diagnostic, Severity, sort_problems
from site_builder.model.corrections import write_mark
from site_builder.model.dataset import Dataset, HeldBack, RejectedRow
from site_builder.model.site import AUDIENCES, INTERNAL, PUBLIC
from site_builder.model.tables import RawTable, RawTables
from site_builder.validate import rules
from site_builder.validate.broken import OF_ONE_ROW, broken_place, problems_of_broken
from site_builder.validate.kept_rows import Cells, broken_cells, own_cells, own_columns
from site_builder.validate.periods import read_period
from site_builder.validate.personal_data import find_personal
from site_builder.validate.sheet import OBSERVATIONS

_MORE_IN_TABLES = "SB299"


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
    broken = (
        row
        for table in tables.below(OBSERVATIONS)
        if table.broken
        for row in _broken(table, about_tables, dataset.value)
    )
    rejected = sorted((*dataset.value.rejected, *broken), key=lambda row: row.place.sort_key())
    of_rows = {problem for row in rejected for problem in row.problems}
    found = (*about_tables, *dataset.problems)
    softened = (_soften(p) if p in of_rows or _counts_rows(p) else p for p in found)
    held = replace(dataset.value, rejected=tuple(_without_persons(row) for row in rejected))
    return Checked(held, sort_problems(softened))


def _counts_rows(problem: Diagnostic) -> bool:
    """Whether a problem only says how many more rows have an error of a kind."""
    if not problem.location.path.startswith(OBSERVATIONS + "/"):
        return False
    if problem.rule is rules.MORE_OF_THE_SAME:
        return True
    return problem.rule.code == _MORE_IN_TABLES and dict(problem.facts)["of"] in OF_ONE_ROW


def _soften(problem: Diagnostic) -> Diagnostic:
    return replace(problem, rule=replace(problem.rule, severity=Severity.WARNING))


def _without_persons(row: RejectedRow) -> RejectedRow:
    """Mask what may be data on a person in what is said of a row: its file is passed on."""
    return replace(row, problems=tuple(_masked(problem) for problem in row.problems))


def _masked(problem: Diagnostic) -> Diagnostic:
    facts = tuple(
        (name, find_personal(fact) or fact if isinstance(fact, str) else fact)
        for name, fact in problem.facts
    )
    return replace(problem, facts=facts)


def _broken(
    table: RawTable, problems: Iterable[Diagnostic], dataset: Dataset
) -> Iterator[RejectedRow]:
    """Yield the rows of a table that could not be put into cells."""
    told = problems_of_broken(table, problems)
    columns = own_columns(dataset.indicators)
    for (line, texts), own in zip(table.broken, told, strict=True):
        place, cells = broken_place(table, line), broken_cells(table, texts)
        yield RejectedRow(
            place=place,
            mark=write_mark(place, cells),
            cells=own_cells(cells, columns),
            locale=table.options.locale,
            problems=own,
            about=_about(cells, dataset),
            audience=_audience(table, cells, dataset),
        )


def _about(cells: Cells, dataset: Dataset) -> HeldBack:
    """Return what a row would have been about, as far as its cells name what there is."""
    texts = dict(cells)
    indicator, unit = texts.get("indicator", ""), texts.get("unit", "")
    period = read_period(texts.get("period", ""))
    return HeldBack(
        indicator=indicator if indicator in dataset.indicators else "",
        unit=unit if unit in dataset.units.units else "",
        period=str(period) if period is not None else "",
    )


def _audience(table: RawTable, cells: Cells, dataset: Dataset) -> str:
    """Return who could have read a row's figure.

    In a line of the wrong shape no cell can be trusted to say so; in a sheet each cell has its
    column, whatever stands in it.
    """
    texts = dict(cells)
    indicator = dataset.indicators.get(texts.get("indicator", ""))
    own = texts.get("audience", "")
    if table.sheet is None or indicator is None or (own and own not in AUDIENCES):
        return INTERNAL
    return PUBLIC if {indicator.audience, own} <= {PUBLIC, ""} else INTERNAL
