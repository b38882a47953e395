"""Say of a form what it asks for, in which cells, and by which definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.fingerprint import digest
from site_builder.forms.layout import Layout, SheetPlan, arrange
from site_builder.forms.naming import sheet_names
from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.model.form import RECORD_FORMAT, FormCell, FormRecord, FormRow
from site_builder.model.indicator import Indicator
from site_builder.wording import Wording

_FINGERPRINT = 16
"""Hexadecimal digits kept: enough against chance, short enough to be read out."""


def make_record(spec: FormSpec, words: Wording) -> FormRecord:
    """Return the record that goes into the workbook; its sheets bear the names of a language."""
    names = sheet_names(spec, words)
    rows = tuple(
        replace(row, cells=tuple(replace(cell, sheet=names[cell.sheet]) for cell in row.cells))
        for row in _rows(spec)
    )
    return FormRecord(
        site=spec.site.best(spec.language),
        period=str(spec.period),
        unit=spec.unit.unit if spec.unit else "",
        fingerprint=form_fingerprint(spec),
        rows=rows,
    )


def form_fingerprint(spec: FormSpec) -> str:
    """Return the digest of what a form asks: definitions, figures, and where they go.

    It is the same in every language, and stays when figures are reported or indicators
    change that the form does not ask for.
    """
    asked = [_definition(indicator) for indicator in spec.indicators]
    return digest(RECORD_FORMAT, str(spec.period), asked, _rows(spec))[:_FINGERPRINT]


def _definition(indicator: Indicator) -> tuple[object, ...]:
    """Return what decides which number is right; titles, targets and owners do not."""
    return (
        indicator.code,
        indicator.kind,
        indicator.unit_measure,
        indicator.numerator,
        indicator.denominator,
        indicator.definition,
        indicator.method_note,
        indicator.maximum,
        indicator.dimensions,
        indicator.cumulative,
    )


def _rows(spec: FormSpec) -> tuple[FormRow, ...]:
    """Return the figures with their cells; sheets by key."""
    layout = arrange(spec)
    placed = (
        (figure, sheet, i) for sheet in layout.sheets for i, figure in enumerate(sheet.figures)
    )
    return tuple(
        FormRow(
            figure.indicator.code,
            figure.unit.unit,
            str(spec.period),
            figure.breakdown,
            tuple(_cells(figure, sheet, index, layout, place)),
        )
        for place, (figure, sheet, index) in enumerate(placed)
    )


def _cells(
    figure: AskedFigure, sheet: SheetPlan, index: int, layout: Layout, place: int
) -> Iterator[FormCell]:
    """Yield the cells of one figure, the figures first; ``place`` is its row of notes."""
    if figure.is_ratio:
        yield sheet.cell(index, "numerator")
        yield sheet.cell(index, "denominator")
        yield layout.notes.cell(place, "value")
    else:
        yield sheet.cell(index, "value")
    yield sheet.cell(index, "status")
    for field in ("source", "as_of", "note"):
        yield layout.notes.cell(place, field)
