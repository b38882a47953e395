"""Where everything stands in a form: sheets, columns and cells, before any words.

Cells to fill depend only on what is asked, never on figures that are there already: a
form that is out in the field keeps its layout whatever else is reported meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.model.form import FormCell
from site_builder.model.spreadsheet import pack

FIGURES = "figures"
NOTES = "notes"

FIGURE_HEAD = 7
"""The row of the column heads on a sheet of figures; the row above joins some of them."""

NOTE_HEAD = 5
"""The row of the column heads on the sheet of sources and notes."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet with a row for each of its figures.

    ``key`` stands for its name, ``columns`` for its columns from the first on; ``head`` is the
    row of their heads. The first ``names`` columns say what a row is about.
    """

    key: str
    columns: tuple[str, ...]
    figures: tuple[AskedFigure, ...]
    head: int
    names: int

    def column(self, name: str) -> int:
        """Return the number of a column, from 1."""
        return self.columns.index(name) + 1

    def row(self, index: int) -> int:
        """Return the row of the n-th figure, both as people count: rows from 1, figures from 0."""
        return self.head + 1 + index

    def cell(self, index: int, field: str) -> FormCell:
        """Return the place in which a field of the n-th figure is entered."""
        return FormCell(field, self.key, pack(self.row(index), self.column(field)))


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheets of figures, and the one with sources and notes on all of them."""

    sheets: tuple[SheetPlan, ...]
    notes: SheetPlan


def arrange(spec: FormSpec) -> Layout:
    """Lay a form out.

    A unit's form has all figures on one sheet; a form for all units one sheet an indicator, a
    row for each unit, as compiling offices keep their tables. Sources, cut-off dates and
    notes follow on a sheet of their own, so that all figures come first.
    """
    is_of_unit = spec.unit is not None
    if is_of_unit:
        parts = {FIGURES: spec.figures}
    else:
        parts = {
            f"{FIGURES}:{indicator.code}": tuple(
                figure for figure in spec.figures if figure.indicator is indicator
            )
            for indicator in spec.indicators
        }
    names = ("indicator", "title") if is_of_unit else ("indicator", "unit", "unit_name")
    return Layout(
        tuple(
            SheetPlan(key, _figure_columns(spec, names, figures), figures, FIGURE_HEAD, len(names))
            for key, figures in parts.items()
        ),
        SheetPlan(NOTES, _note_columns(names, spec.figures), spec.figures, NOTE_HEAD, len(names)),
    )


def _figure_columns(
    spec: FormSpec, names: tuple[str, ...], figures: Sequence[AskedFigure]
) -> tuple[str, ...]:
    """Return the columns of a sheet of figures; what no row needs is left out."""
    has_pairs = any(figure.is_ratio for figure in figures)
    previous, year_before = spec.period.previous(), spec.period.year_before()
    grows = any(figure.indicator.cumulative for figure in figures) and previous != year_before
    return (
        *names,
        *_breakdown_column(figures),
        *(("measure",) if spec.unit is not None else ()),
        *(("before_numerator", "before_denominator") if has_pairs else ()),
        "before_value",
        *(("same_point",) if grows else ()),
        *(("numerator", "denominator") if has_pairs else ()),
        "value",
        "status",
        # Last, for it comes and goes with what is reported: no cell to fill may move.
        *(("present",) if any(figure.present for figure in figures) else ()),
    )


def _note_columns(names: tuple[str, ...], figures: Sequence[AskedFigure]) -> tuple[str, ...]:
    """Return the columns of the sheet of notes."""
    has_pairs = any(figure.is_ratio for figure in figures)
    rate = ("value",) if has_pairs else ()
    return (*names, *_breakdown_column(figures), "source", "as_of", "note", *rate)


def _breakdown_column(figures: Sequence[AskedFigure]) -> tuple[str, ...]:
    return ("breakdown",) if any(figure.breakdown for figure in figures) else ()
