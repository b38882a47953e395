"""Read a filled form: is it ours and today's, is everything in its place, what was entered.

What stands in a cell is judged by the checks that all figures pass (``form_table``). Here
only that is told which a table of texts could no longer show: the form, its layout, and
cells that hold no text and no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic, sort_problems
from site_builder.intake import rules
from site_builder.intake.asked import Asked
from site_builder.intake.entries import read_entries
from site_builder.intake.filled import FigureKey, FilledForm, key_of
from site_builder.intake.layout import check_layout, find_heads
from site_builder.intake.offered import check_validations
from site_builder.model.form import RECORD_SHEET, FormRecord, parse_record
from site_builder.model.grid import Workbook


def read_form(path: str, data: bytes, workbook: Workbook, asked: Asked) -> Checked[FilledForm]:
    """Read one form.

    Args:
        path: The file's name as its sender gave it, for messages.
        data: Its bytes, which hold what a grid does not: the checks on its cells.
        workbook: Its sheets.
        asked: What the form is held against.

    Returns:
        What was entered and what was not; None where the workbook is no form, or not one of
        this site's of today. Rows that are not in their place are reported and among neither;
        a cell that holds no text and no number is reported and entered as empty.
    """
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == RECORD_SHEET), None)
    if sheet is None:
        return Checked(None, (make_diagnostic(rules.NO_FORM, Location(path)),))
    record = parse_record(sheet.rows)
    if record is None:
        return Checked(None, (make_diagnostic(rules.DAMAGED_RECORD, Location(path)),))
    refused = _refusal(path, record, asked)
    if refused is not None:
        return Checked(None, (refused,))
    layout = check_layout(path, workbook, record, asked)
    entries, owed, problems = read_entries(path, workbook, layout.rows, asked.locale)
    heads = find_heads(workbook, layout.rows)
    form = FilledForm(path, record, entries, owed, asked.locale, heads)
    found = [*layout.problems, *problems, *check_validations(path, data, workbook, layout.rows)]
    if not entries and not any(problem.is_error for problem in found):
        found.append(make_diagnostic(rules.NOTHING_FILLED_IN, Location(path), owed=len(owed)))
    return Checked(form, sort_problems(found))


def _refusal(path: str, record: FormRecord, asked: Asked) -> Diagnostic | None:
    """Return why a form is none of this site's of today.

    One that asks the very same is ours, whatever the site was called when it was made.
    """
    place = Location(path)
    fingerprint = asked.fingerprint(record)
    if fingerprint == record.fingerprint:
        return None
    if record.site != asked.site:
        return make_diagnostic(rules.OTHER_SITE, place, value=record.site, site=asked.site)
    facts = {"period": record.period, "unit": record.unit or "–"}
    if fingerprint is None:
        return make_diagnostic(rules.NOTHING_DUE, place, **facts)
    option = f"--unit {record.unit}" if record.unit else "--all"
    return make_diagnostic(rules.OLD_FORM, place, **facts, option=option)


def owed_figures(forms: Iterable[FilledForm]) -> Mapping[str, tuple[FigureKey, ...]]:
    """Return the figures that each form leaves empty, by the form's path."""
    return {form.path: tuple(key_of(row) for row in form.owed) for form in forms}
