"""A filled form: what was entered, and what is still owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model.form import FormRecord, FormRow


class FigureKey(NamedTuple):
    """The key of a figure that is used, as ``Observations`` writes it.

    ``period`` is the standard text, ``breakdown`` the pairs joined by ``|``.
    """

    indicator: str
    unit: str
    period: str
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered for one figure: a text for each field that the form asks for.

    Numbers are written in the form's locale; an empty cell is "".
    """

    row: FormRow
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it came back.

    ``entries`` are the figures that were entered, in the form's order, ``owed`` those that
    were left empty. ``locale`` is how its numbers are written. ``heads`` gives, by sheet and field,
    what the form calls a column.
    """

    path: str
    record: FormRecord
    entries: tuple[Entry, ...]
    owed: tuple[FormRow, ...]
    locale: str
    heads: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that the form has cells on, in its order."""
        return tuple(dict.fromkeys(cell.sheet for row in self.record.rows for cell in row.cells))


def key_of(row: FormRow) -> FigureKey:
    """Return the key of the figure that a row of a form asks for."""
    breakdown = "|".join(f"{name}={code}" for name, code in row.breakdown)
    return FigureKey(row.indicator, row.unit, row.period, breakdown)
