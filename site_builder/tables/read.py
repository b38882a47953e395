"""Read all data files of a site that are tables, each through the reader of its suffix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic
from site_builder.extension import Reader
from site_builder.model.source import SourceTree
from site_builder.model.tables import RawTable, RawTables, TableOptions
from site_builder.suggest import closest
from site_builder.tables import rules
from site_builder.tables.schemas import OBSERVATIONS, SCHEMAS, schema_of
from site_builder.tables.sidecar import add_fixed, check_named_columns

REQUIRED = "data/units.csv"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".numbers")
"""Suffixes that certainly hold figures: leaving such a file out would be silent loss."""

_SIDECARS = (".yaml", ".yml")
_IGNORED = (".md",)


def read_tables(
    sources: SourceTree, options: Mapping[str, TableOptions], readers: Mapping[str, Reader]
) -> Checked[RawTables]:
    """Read every table of a site.

    Args:
        sources: The site's files.
        options: What the sidecars say, by the table's path.
        readers: By suffix, in lower case (``.csv``).

    Returns:
        The tables, sorted by path and sheet, and the paths of those that could not be read or
        whose header is broken. Never None.
    """
    tables: list[RawTable] = []
    rejected: list[str] = []
    problems: list[Diagnostic] = list(_unexpected(sources, readers))
    for path in _paths(sources, readers):
        reader = readers[_suffix(path)]
        read = _with_sidecar(
            path, reader(path, sources.files[path], options.get(path, TableOptions())), options
        )
        tables.extend(read.value or ())
        problems.extend(read.problems)
        if _is_unreadable(path, read):
            rejected.append(path)
    unread = (p.location.path for p in problems if p.rule in (rules.NO_READER, rules.FILE_MISSING))
    return Checked(
        RawTables(
            tuple(sorted(tables, key=lambda table: (table.path, table.sheet or ""))),
            tuple(sorted({*rejected, *unread})),
        ),
        tuple(problems),
    )


def _with_sidecar(
    path: str, read: Checked[tuple[RawTable, ...]], options: Mapping[str, TableOptions]
) -> Checked[tuple[RawTable, ...]]:
    """Add what the sidecar says of all rows of a file to its tables."""
    if path not in options or read.value is None:
        return read
    fixed = [add_fixed(table) for table in read.value]
    return Checked(
        tuple(table for table, _ in fixed),
        (
            *read.problems,
            *(problem for _, problems in fixed for problem in problems),
            *check_named_columns(path, options[path], read.value),
        ),
    )


def _is_unreadable(path: str, read: Checked[tuple[RawTable, ...]]) -> bool:
    """Whether no row of a file could be read: it is no table, or its header is broken."""
    schema = schema_of(path)
    required = set(schema.required) if schema else set()
    of_all_rows = (
        rules.COLUMN_TWICE,
        rules.MISSING_COLUMN,
        rules.SDMX_NO_INDICATOR,
        rules.FIXED_AND_COLUMN,
    )
    return (
        not read.value
        or any(problem.rule in of_all_rows for problem in read.problems)
        or any(not required <= set(table.columns) for table in read.value)
    )


def _paths(sources: SourceTree, readers: Mapping[str, Reader]) -> Iterator[str]:
    """Yield the paths of the tables that have a reader."""
    for path in SCHEMAS:
        if path in sources.files and _suffix(path) in readers:
            yield path
    for path in sources.below(OBSERVATIONS):
        if not _is_hidden(path) and _suffix(path) in readers:
            yield path


def _suffix(path: str) -> str:
    """Return how a file's name ends (``.csv``), in lower case; "" where it has no suffix."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return dot + ending.lower() if stem else ""


def _is_hidden(path: str) -> bool:
    """Whether a file is a program's own: a lock of Excel's, a dot file."""
    return path.rpartition("/")[2].startswith((".", "~$"))


def _unexpected(sources: SourceTree, readers: Mapping[str, Reader]) -> Iterator[Diagnostic]:
    """Report files that are due and missing, or there and not read."""
    if REQUIRED not in sources.files:
        yield make_diagnostic(rules.FILE_MISSING, Location(REQUIRED))
    known = ", ".join(sorted(readers))
    for path in sources.below(OBSERVATIONS):
        suffix = _suffix(path)
        if suffix in readers or suffix in _SIDECARS + _IGNORED or _is_hidden(path):
            continue
        rule = rules.NO_READER if suffix in WORKBOOKS else rules.UNKNOWN_SUFFIX
        yield make_diagnostic(rule, Location(path), value=suffix, known=known)
    for path in sources.below("data", *readers, *WORKBOOKS):
        if path.count("/") == 1 and path not in SCHEMAS:
            suggestion = closest(path, SCHEMAS) or ""
            yield make_diagnostic(
                rules.UNKNOWN_FILE, Location(path), value=path, suggestion=suggestion
            )
