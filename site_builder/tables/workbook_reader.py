"""Read the tables of a workbook: .xlsx, .xls or .ods, tidy or wide, one sheet or many."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic
from site_builder.model.form import RECORD_SHEET
from site_builder.model.grid import SheetGrid, Workbook
from site_builder.model.spreadsheet import cell_name
from site_builder.model.tables import RawTable, TableOptions
from site_builder.suggest import closest
from site_builder.tables import rules, sheet_rules
from site_builder.tables.csv_records import MAX_ROWS
from site_builder.tables.sheet_letters import check_letters
from site_builder.tables.sheet_reader import MOST_TABLES, read_sheet
from site_builder.tables.sheet_remarks import figures_without_table
from site_builder.tables.sheet_text import TextSheet, read_texts
from site_builder.tables.workbook_file import open_workbook
from site_builder.tables.workbook_rules import TOO_MANY_SHEETS


def read_workbook(path: str, data: bytes, options: TableOptions) -> Checked[tuple[RawTable, ...]]:
    """Read one workbook.

    A sheet of the program's own record is passed over, and so is one that holds neither a
    header nor a figure: instructions. Hidden sheets, rows and columns are read, with a warning.

    Args:
        path: The file's place in the site.
        data: The file's bytes.
        options: What its sidecar says; ``sheets`` chooses sheets.

    Returns:
        The tables of all sheets, in their order. None where there is none to be read.
    """
    opened = open_workbook(path, data)
    if opened.value is None:
        return Checked(None, opened.problems)
    tables: list[RawTable] = []
    problems: list[Diagnostic] = [*opened.problems, *_not_there(path, opened.value, options)]
    for grid in _chosen(opened.value, options):
        sheet = read_texts(grid, options.locale)
        read = read_sheet(path, sheet, options, MOST_TABLES - len(tables))
        tables.extend(read.tables)
        problems.extend(read.problems)
        if any(problem.rule is TOO_MANY_SHEETS for problem in read.problems):
            return Checked(None, tuple(problems))
        if not read.tables:
            problems.extend(_without_table(path, sheet, options))
        if not any(problem.rule is rules.LEGACY_FONT for problem in read.problems):
            problems.extend(check_letters(path, sheet))
    if not tables and not any(problem.is_error for problem in problems):
        problems.append(make_diagnostic(sheet_rules.NO_TABLE, Location(path)))
    if sum(len(table.lines) for table in tables) > MAX_ROWS:
        problems.append(make_diagnostic(rules.TOO_MANY_ROWS, Location(path), limit=MAX_ROWS))
        return Checked(None, tuple(problems))
    return Checked(tuple(tables) or None, tuple(problems))


def _chosen(workbook: Workbook, options: TableOptions) -> Iterator[SheetGrid]:
    """Yield the sheets to read."""
    for grid in workbook.sheets:
        if grid.name != RECORD_SHEET and (not options.sheets or grid.name in options.sheets):
            yield grid


def _not_there(path: str, workbook: Workbook, options: TableOptions) -> Iterator[Diagnostic]:
    """Report sheets that the sidecar names and the workbook does not have."""
    names = [grid.name for grid in workbook.sheets]
    for name in options.sheets:
        if name not in names:
            yield make_diagnostic(
                sheet_rules.NO_SUCH_SHEET, Location(path), value=name, known=", ".join(names),
                suggestion=closest(name, names) or "",
            )  # fmt: skip


def _without_table(path: str, sheet: TextSheet, options: TableOptions) -> Iterator[Diagnostic]:
    """Report a sheet in which figures stand, or that was asked for, but no header."""
    address = figures_without_table(sheet)
    name = sheet.grid.name
    if address is not None:
        row, column = sheet.at(address)
        place = Location(path, sheet=name, cell=cell_name(address))
        text = sheet.columns[column][row]
        yield make_diagnostic(sheet_rules.SHEET_WITHOUT_HEADER, place, value=text, sheet=name)
    elif name in options.sheets:
        place = Location(path, sheet=name)
        yield make_diagnostic(sheet_rules.SHEET_WITHOUT_HEADER, place, value="", sheet=name)
