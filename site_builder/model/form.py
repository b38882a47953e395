"""An entry form: which figures one workbook asks for, and where each of them is entered.

``forms`` writes such a workbook and ``intake`` reads it back. What the form was made for lies in
the workbook itself, on a sheet that Excel does not show (``RECORD_SHEET``), so that a form
that was filled in weeks later, by whatever program, still says what it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.portal import Breakdown

RECORD_SHEET = "_form"
"""The very hidden sheet that tells what a form asks for. Sheets of this name hold no figures."""

RECORD_FORMAT = "site-builder-form/1"

ENTRY_FIELDS = ("numerator", "denominator", "value", "status", "source", "as_of", "note")
"""What can be entered about a figure; a pair or a value, never both."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """Where one field of one figure is entered: ``cell`` is a packed address of ``sheet``."""

    field: str
    sheet: str
    cell: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """One figure that a form asks for; ``period`` is the standard text (``2026-Q1``).

    ``cells`` are the places of its fields, the figures first.
    """

    indicator: str
    unit: str
    period: str
    breakdown: Breakdown
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormRecord:
    """What a form is: for which period, for whom, made from which definitions.

    ``unit`` is "" in a form for all units. ``fingerprint`` is a digest of what is asked: the
    definitions of the indicators, the units, the layout. ``site`` names the portal.
    """

    site: str
    period: str
    unit: str
    fingerprint: str
    rows: tuple[FormRow, ...]
