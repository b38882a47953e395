"""Write the sheet on which sources, cut-off dates and notes are entered, a row for each figure."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from site_builder.forms.document_sheet import FIRST_DOCUMENT
from site_builder.forms.heights import row_height
from site_builder.forms.layout import SheetPlan
from site_builder.forms.limits import limit_day, limit_value, suggest_sources
from site_builder.forms.naming import DOCUMENTS
from site_builder.forms.sheets import (
    Drawing,
    protect,
    set_up_page,
    set_widths,
    write_labels,
    write_title,
)

_STYLES = {"source": "words", "as_of": "day", "note": "words"}


def write_notes(drawing: Drawing, sheet: Worksheet, plan: SheetPlan) -> None:
    """Write the sheet: all of it is optional, and follows the figures."""
    words = drawing.words
    set_widths(sheet, plan)
    lines = (words("subject.line", subject=drawing.subject), words("notes.legend"))
    write_title(drawing, sheet, words("notes.title"), lines, len(plan.columns))
    texts = {
        name: words("head.rate" if name == "value" else f"head.{name}") for name in plan.columns
    }
    sheet.set_row(plan.head - 1, row_height(texts, 34.0, is_bold=True))
    for number, name in enumerate(plan.columns):
        style = drawing.looks("entry_head" if name in {*_STYLES, "value"} else "head")
        sheet.write_string(plan.head - 1, number, texts[name], style)
    for index in range(len(plan.figures)):
        write_labels(drawing, sheet, plan, index)
        _write_entries(drawing, sheet, plan, index)
    _limit_columns(drawing, sheet, plan)
    sheet.freeze_panes(plan.head, plan.names)
    protect(sheet)
    set_up_page(drawing, sheet, (plan.head, plan.head))


def _write_entries(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, index: int) -> None:
    """Write the cells to fill of one row; a rate alone only where there could be a pair."""
    row = plan.row(index) - 1
    for name, style in _STYLES.items():
        sheet.write_blank(row, plan.column(name) - 1, None, drawing.looks(style))
    if "value" not in plan.columns:
        return
    figure = plan.figures[index]
    column = plan.column("value") - 1
    if figure.is_ratio:
        sheet.write_blank(row, column, None, drawing.looks("number", "General"))
        sheet.data_validation(
            row, column, row, column, limit_value(drawing.words, figure.indicator)
        )
    else:
        sheet.write_blank(row, column, None, drawing.looks("not_asked"))


def _limit_columns(drawing: Drawing, sheet: Worksheet, plan: SheetPlan) -> None:
    """Check the dates, and offer the documents as sources."""
    last = plan.row(len(plan.figures)) - 2
    days = plan.column("as_of") - 1
    sheet.data_validation(plan.head, days, last, days, limit_day(drawing.words, drawing.spec))
    count = len(drawing.spec.documents)
    if count:
        name = quote_sheetname(drawing.names[DOCUMENTS])
        area = f"={name}!$A${FIRST_DOCUMENT}:$A${FIRST_DOCUMENT + count - 1}"
        column = plan.column("source") - 1
        offered = suggest_sources(drawing.words, area)
        sheet.data_validation(plan.head, column, last, column, offered)
