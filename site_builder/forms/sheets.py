"""What all sheets of a form have in common: the head, the protection, the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from site_builder.forms.heights import row_height
from site_builder.forms.layout import Layout, SheetPlan
from site_builder.forms.looks import WIDTHS, Looks
from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.forms.words import breakdown_name, measure_name
from site_builder.wording import Wording

_A4 = 9
_ALLOWED = {"format_columns": True, "format_rows": True}
"""What may be done to a protected sheet besides filling it in: make room."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A workbook that is being written, and all that is known about it."""

    book: Workbook
    looks: Looks
    words: Wording
    spec: FormSpec
    layout: Layout
    names: Mapping[str, str]

    @property
    def subject(self) -> str:
        """Who is asked: the unit with its id, or all units."""
        unit = self.spec.unit
        if unit is None:
            return self.words("subject.all")
        name = unit.name.best(self.words.language)
        return self.words("subject.unit", name=name, unit=unit.unit)


def protect(sheet: Worksheet) -> None:
    """Lock all cells but those to fill; without a password, for it guards only against slips."""
    sheet.protect("", _ALLOWED)
    sheet.hide_gridlines(2)


def set_up_page(drawing: Drawing, sheet: Worksheet, head: tuple[int, int] | None) -> None:
    """Print on A4, as wide as the page; ``head`` are the rows repeated on each page, from 1.

    A sheet without such rows is prose and stands upright.
    """
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if head is not None:
        sheet.set_landscape()
        sheet.repeat_rows(head[0] - 1, head[1] - 1)
    subject = drawing.subject.replace("&", "&&")[:120]
    page = drawing.words("page", page="&P", pages="&N")
    sheet.set_footer(f'&L&"Times New Roman,Regular"&9{subject}&R&"Times New Roman,Regular"&9{page}')


def write_title(
    drawing: Drawing, sheet: Worksheet, title: str, lines: Sequence[str], columns: int
) -> None:
    """Write a sheet's title, a rule below it across all columns, and lines of text."""
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, title, drawing.looks("title"))
    for column in range(columns):
        sheet.write_blank(1, column, None, drawing.looks("rule"))
    for row, line in enumerate(lines, 1):
        sheet.set_row(row, 21 if row == 1 else 17)
        style = drawing.looks("rule") if row == 1 else drawing.looks("line")
        sheet.write_string(row, 0, line, style)


def set_widths(sheet: Worksheet, plan: SheetPlan) -> None:
    """Set the width of each column."""
    for number, name in enumerate(plan.columns):
        sheet.set_column(number, number, WIDTHS[name])


def write_text(sheet: Worksheet, place: tuple[int, int], text: str, style: Format) -> None:
    """Write a text at (row, column), both from 0; an empty one leaves the cell empty."""
    if text:
        sheet.write_string(*place, text, style)
    else:
        sheet.write_blank(*place, None, style)


def write_labels(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, index: int) -> None:
    """Write what one row is about, and make it high enough for that."""
    figure = plan.figures[index]
    row = plan.row(index) - 1
    texts = _labels(drawing, figure)
    shown = {name: texts[name] for name in plan.columns if name in texts}
    sheet.set_row(row, row_height(shown))
    for name, text in shown.items():
        style = drawing.looks("code" if name in {"indicator", "measure"} else "text")
        write_text(sheet, (row, plan.column(name) - 1), text, style)


def _labels(drawing: Drawing, figure: AskedFigure) -> Mapping[str, str]:
    language = drawing.words.language
    return {
        "indicator": figure.indicator.code,
        "title": figure.indicator.title.best(language),
        "unit": figure.unit.unit,
        "unit_name": figure.unit.name.best(language),
        "breakdown": breakdown_name(drawing.words, figure),
        "measure": measure_name(drawing.words, figure.indicator),
    }
