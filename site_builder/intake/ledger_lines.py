"""Write the ledger's lines for official figures that become others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.intake.columns import index_of
from site_builder.intake.comparing import Change
from site_builder.intake.csv_text import edit, parse_text, write_row
from site_builder.intake.merging import FileChange
from site_builder.model.registers import RevisionKind
from site_builder.model.tables import RawTables

LEDGER = "data/revisions.csv"
_HEADER = ("indicator", "unit", "period", "kind", "reason", "reason_en", "date")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why figures change, in the site's first language, and the day on which that is noted."""

    text: str
    kind: RevisionKind
    day: date


def add_ledger_lines(
    files: Mapping[str, bytes], tables: RawTables, changes: Sequence[Change], reason: Reason
) -> FileChange | None:
    """Return the ledger with a line for each official figure that becomes another one.

    Figures of one indicator, unit and period share a line, as the ledger knows no breakdowns.

    Args:
        files: The site's files by path.
        tables: What was read from them.
        changes: What ``compare`` found; those without ``needs_line`` are passed over.
        reason: What the lines say.

    Returns:
        The file as it is to be; None where no line is needed.
    """
    figures = sorted({change.key[:3] for change in changes if change.needs_line})
    if not figures:
        return None
    lines = [dict(zip(_HEADER, figure, strict=False)) | _said(reason) for figure in figures]
    table = tables.at(LEDGER)
    if table is None:
        rows = [[line.get(name, "") for name in _HEADER] for line in lines]
        text = "".join(f"{write_row(row, ',')}\n" for row in (_HEADER, *rows))
        return FileChange(LEDGER, text.encode())
    csv = parse_text(files[LEDGER], table.delimiter)
    width = 1 + max(table.indexes or range(len(table.columns)))
    added = []
    for line in lines:
        by_place = {index_of(table, name): text for name, text in line.items()}
        added.append(write_row([by_place.get(at, "") for at in range(width)], table.delimiter))
    last = int(table.lines[-1]) if len(table.lines) else table.header_line
    return FileChange(LEDGER, edit(csv, {}, {last: added}))


def _said(reason: Reason) -> dict[str, str]:
    """Return what each line says besides the figure."""
    return {"kind": reason.kind.value, "reason": reason.text, "date": reason.day.isoformat()}
