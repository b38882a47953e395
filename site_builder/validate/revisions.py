"""Read the ledger of changed figures."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic
from site_builder.model.registers import Revision, RevisionKind
from site_builder.model.tables import RawTables
from site_builder.validate import rules
from site_builder.validate.findings import report
from site_builder.validate.names import Names
from site_builder.validate.periods import read_period, suggest_period
from site_builder.validate.rows import Row, rows_of

REVISIONS = "data/revisions.csv"
_KINDS = tuple(kind.value for kind in RevisionKind)


def read_revisions(
    tables: RawTables, names: Names
) -> tuple[tuple[Revision, ...], tuple[Diagnostic, ...]]:
    """Read ``revisions.csv``: the sound lines in the file's order, with every problem."""
    table = tables.at(REVISIONS)
    if table is None:
        return (), ()
    rows = list(rows_of(table))
    read = [_read_line(row, names) for row in rows]
    problems = report(table, [finding for row in rows for finding in row.findings])
    return tuple(line for line in read if line is not None), problems


def _read_line(row: Row, names: Names) -> Revision | None:
    """Read one row; None where it has an error."""
    indicator, unit = row.required("indicator"), row.required("unit")
    if indicator and names.is_unknown_indicator(indicator):
        suggestion = names.suggest_indicator(indicator)
        row.note(rules.UNKNOWN_INDICATOR, "indicator", value=indicator, suggestion=suggestion)
    if unit and names.units.is_unknown(unit):
        row.note(rules.UNKNOWN_UNIT, "unit", value=unit, suggestion=names.units.suggest(unit))
    text = row.required("period")
    period = read_period(text)
    if text and period is None:
        row.note(rules.BAD_PERIOD, "period", value=text, suggestion=suggest_period(text))
    row.required("kind")
    kind = row.word("kind", _KINDS, RevisionKind.REVISION.value)
    reason = row.titled("reason", names.languages)
    day = row.required_date("date")
    known = indicator in names.indicators and unit in names.units.register.units
    if period is None or day is None or not known or not row.is_sound:
        return None
    return Revision(indicator, unit, period, RevisionKind(kind), reason, day, row.line)
