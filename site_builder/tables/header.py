"""Read a header line: which column is which, and what is wrong with their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.tables import TableOptions
from site_builder.suggest import closest, fold, spelling
from site_builder.tables import rules
from site_builder.tables.headings import LABEL, LABELS, Heading, Rank, normal_heading
from site_builder.tables.personal import is_personal_column
from site_builder.tables.schemas import FIGURES, MEANT, OBSERVATION_SCHEMA, Schema, schema_of
from site_builder.tables.sdmx import is_sdmx, sdmx_headings

NO_OPTIONS = TableOptions()

Place = Callable[[int], Location]
"""The place of the header's n-th cell, from 0."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns that can be read.

    ``width`` is the number of cells that a row may fill; ``nameless`` are the places of
    empty names. A header with an error that makes all rows unreadable is ``is_broken``.
    ``is_sdmx`` tells a file of a statistical office.
    """

    columns: tuple[str, ...]
    written: tuple[str, ...]
    indexes: tuple[int, ...]
    width: int
    nameless: tuple[int, ...]
    is_broken: bool
    problems: tuple[Diagnostic, ...]
    is_sdmx: bool = False


def read_header(
    path: str, names: Sequence[str], place: Place, options: TableOptions = NO_OPTIONS
) -> Header:
    """Match the names of a header line with the columns that the file may have.

    What only repeats a key in words ("Chỉ tiêu" beside "Mã chỉ tiêu") becomes the column
    ``indicator_label``; the number of the row ("STT") and what the sidecar leaves out become
    none.

    Args:
        path: Tells the kind of file; one that is none of a table has any columns.
        names: The cells as written, stripped.
        place: Where each stands.
        options: What the sidecar says of the columns.
    """
    schema = schema_of(path) or Schema((), (), is_open=True)
    from_office = schema is OBSERVATION_SCHEMA and path.lower().endswith(".csv") and is_sdmx(names)
    headings = sdmx_headings(names) if from_office else [_heading(n, schema) for n in names]
    columns: list[str] = []
    indexes: list[int] = []
    problems: list[Diagnostic] = []
    for index, column in enumerate(_columns_meant(names, headings, options)):
        name = names[index]
        if column is None and _is_personal(name, schema):
            problems.append(make_diagnostic(rules.PERSONAL_COLUMN, place(index), value=name))
        if column is None or (column in LABELS and column in columns):
            continue
        problem = _problem_of(name, column, columns, schema, place(index))
        if problem is not None:
            problems.append(problem)
        else:
            columns.append(column)
            indexes.append(index)
    written = tuple(names[index] for index in indexes)
    present = (*columns, *options.fixed)
    missing = _missing_columns(present, schema)
    meant = _meant(names, present, schema)
    twice = any(p.rule is rules.COLUMN_TWICE for p in problems)
    told = _report_missing(missing, meant, schema, Location(path, place(0).line))
    if from_office and "indicator" in missing:
        told = [make_diagnostic(rules.SDMX_NO_INDICATOR, place(0)), *told[1:]]
    return Header(
        tuple(columns),
        written,
        tuple(indexes),
        max((i for i, name in enumerate(names) if name), default=-1) + 1,
        tuple(i for i, name in enumerate(names) if not name),
        bool(missing) or twice,
        (*problems, *told),
        from_office,
    )


def _columns_meant(
    names: Sequence[str], headings: Sequence[Heading], options: TableOptions
) -> Iterator[str | None]:
    """Yield what column each name stands for; None for one that is read over."""
    told = {spelling(name): Heading(column) for name, column in options.columns.items()}
    headings = [
        told.get(spelling(name), heading) for name, heading in zip(names, headings, strict=True)
    ]
    best: dict[str, Rank] = {}
    for heading in headings:
        best[heading.column] = min(heading.rank, best.get(heading.column, heading.rank))
    for name, heading in zip(names, headings, strict=True):
        is_label = heading.rank is Rank.LABEL or heading.rank > best[heading.column]
        column = heading.column + LABEL if is_label else heading.column
        yield column if name and column else None


def canonical_name(name: str, schema: Schema) -> str:
    """Return the contract's name of a column, or the name as written where it has none.

    "" for a column that is read over, such as the number of the row.
    """
    heading = _heading(name, schema)
    return heading.column + LABEL if heading.rank is Rank.LABEL else heading.column


def _heading(name: str, schema: Schema) -> Heading:
    """Return what one name means, whatever stands beside it."""
    lower = name.casefold()
    own = schema.aliases.get(lower, lower)
    known = schema.headings.get(normal_heading(name))
    if own in schema.columns and (known is None or name in (lower, name.upper())):
        return Heading(own)
    if known is not None:
        return known
    bare = normal_heading(name)
    return Heading(bare if bare in schema.columns else name)


def _problem_of(
    name: str, column: str, earlier: Sequence[str], schema: Schema, place: Location
) -> Diagnostic | None:
    """Say what is wrong with one name, if anything."""
    if column in earlier:
        return make_diagnostic(rules.COLUMN_TWICE, place, value=name, column=column)
    if _is_personal(name, schema):
        return make_diagnostic(rules.PERSONAL_COLUMN, place, value=name)
    if column in schema.columns or column in LABELS or schema.is_open:
        return None
    return make_diagnostic(
        rules.UNKNOWN_COLUMN,
        place,
        value=name,
        suggestion=suggest_column(name, schema) or "",
        known=", ".join(schema.columns),
    )


def _is_personal(name: str, schema: Schema) -> bool:
    """Whether a column would hold data on persons, whatever the sidecar makes of it."""
    known = _heading(name, schema).column in (*schema.columns, *LABELS)
    return bool(name) and not known and is_personal_column(name)


def suggest_column(name: str, schema: Schema = OBSERVATION_SCHEMA) -> str | None:
    """Guess which column a name was meant to be."""
    meant = MEANT.get(fold(name))
    return meant if meant in schema.columns else closest(name, schema.columns)


def _meant(names: Sequence[str], columns: Sequence[str], schema: Schema) -> dict[str, str]:
    """Return, by missing column, the name in the header that was perhaps meant for it."""
    unknown = [name for name in names if name and name not in schema.columns]
    guesses = {suggest_column(name, schema): name for name in reversed(unknown)}
    return {column: name for column, name in guesses.items() if column and column not in columns}


def _missing_columns(columns: Sequence[str], schema: Schema) -> list[str]:
    """Return the columns without which no row can be read."""
    missing = [column for column in schema.required if column not in columns]
    if schema is OBSERVATION_SCHEMA and not any(set(part) <= set(columns) for part in FIGURES):
        missing.append("value")
    return missing


def _report_missing(
    missing: Sequence[str], meant: dict[str, str], schema: Schema, place: Location
) -> list[Diagnostic]:
    """Report missing columns, but not where an unknown column was already taken for one."""
    return [
        make_diagnostic(
            rules.MISSING_COLUMN, place, column=column, suggestion=meant.get(column, "")
        )
        for column in missing
        if schema.is_open or column not in meant
    ]
