"""Write a sheet on which figures are entered, beside those of earlier periods."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from site_builder.formatting import round_half_up
from site_builder.forms.heights import row_height
from site_builder.forms.layout import NOTES, SheetPlan
from site_builder.forms.limits import (
    limit_denominator,
    limit_numerator,
    limit_status,
    limit_value,
)
from site_builder.forms.looks import decimals_format
from site_builder.forms.sheets import (
    Drawing,
    protect,
    set_up_page,
    set_widths,
    write_labels,
    write_text,
    write_title,
)
from site_builder.forms.spec import AskedFigure
from site_builder.forms.words import (
    describe_figure,
    due_text,
    measure_name,
    period_name,
    period_text,
    status_names,
)
from site_builder.model.indicator import IndicatorKind
from site_builder.model.portal import Figure
from site_builder.model.spreadsheet import cell_name, pack

_ENTRIES = ("numerator", "denominator", "value", "status")
_BEFORE = ("before_numerator", "before_denominator", "before_value")
_WHOLE = "#,##0"
_AS_TYPED = "#,##0.###"


def write_figures(drawing: Drawing, sheet: Worksheet, plan: SheetPlan) -> None:
    """Write one sheet of figures; the cells to fill come in the order in which they are read."""
    set_widths(sheet, plan)
    write_title(drawing, sheet, _title(drawing), _lines(drawing, plan), len(plan.columns))
    _write_heads(drawing, sheet, plan)
    for index in range(len(plan.figures)):
        write_labels(drawing, sheet, plan, index)
        _write_known(drawing, sheet, plan, index)
        _write_entries(drawing, sheet, plan, index)
    _finish(drawing, sheet, plan)


def _title(drawing: Drawing) -> str:
    return drawing.words("figures.title", period=period_text(drawing.words, drawing.spec.period))


def _lines(drawing: Drawing, plan: SheetPlan) -> tuple[str, ...]:
    """Return what stands above the table: who, what, when, and how to fill it in."""
    words, spec = drawing.words, drawing.spec
    first = words("subject.line", subject=drawing.subject)
    if spec.unit is None:
        indicator = plan.figures[0].indicator
        title = indicator.title.best(words.language)
        measure = measure_name(words, indicator)
        first = words("indicator.line", code=indicator.code, title=title, measure=measure)
    when = words(
        "period.line",
        period=period_name(words, spec),
        due=due_text(words, spec),
        organisation=spec.organisation.best(words.language),
    )
    return first, when, words("legend")


def _write_heads(drawing: Drawing, sheet: Worksheet, plan: SheetPlan) -> None:
    """Write the names of columns, with one name above those of a period."""
    row = plan.head - 1
    texts = {name: _head(drawing, plan, name) for name in plan.columns}
    sheet.set_row(row, row_height(texts, 34.0, is_bold=True))
    for number, name in enumerate(plan.columns):
        style = drawing.looks("entry_head" if name in _ENTRIES else "head")
        sheet.write_string(row, number, texts[name], style)
    words, period = drawing.words, drawing.spec.period
    now = words("group.now", period=period_text(words, period))
    sheet.set_row(row - 1, 20 if _has_pairs(plan) else 35)
    _write_group(drawing, sheet, plan, _ENTRIES, now)
    if _has_pairs(plan):
        before = words("group.before", period=period_text(words, period.previous()))
        _write_group(drawing, sheet, plan, _BEFORE, before)


def _has_pairs(plan: SheetPlan) -> bool:
    return "numerator" in plan.columns


def _head(drawing: Drawing, plan: SheetPlan, name: str) -> str:
    """Return the name of a column; one that stands alone says which period it is of."""
    words, period = drawing.words, drawing.spec.period
    if name == "same_point":
        return words("head.same_point", period=period_text(words, period.year_before()))
    if name == "before_value" and not _has_pairs(plan):
        return words("head.before_alone", period=period_text(words, period.previous()))
    return words(f"head.{name}")


def _write_group(
    drawing: Drawing, sheet: Worksheet, plan: SheetPlan, names: tuple[str, ...], text: str
) -> None:
    """Write one name above several columns."""
    columns = [plan.column(name) - 1 for name in names if name in plan.columns]
    style = drawing.looks("entry_head" if names is _ENTRIES else "head")
    row = plan.head - 2
    sheet.merge_range(row, columns[0], row, columns[-1], text, style)


def _write_known(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, index: int) -> None:
    """Write earlier figures, and the one that is there already."""
    figure = plan.figures[index]
    row = plan.row(index) - 1
    for name in _BEFORE:
        if name in plan.columns:
            _write_before(drawing, sheet, (row, plan.column(name) - 1), figure, name)
    for name, known in (("same_point", figure.same_point), ("present", figure.present)):
        if name in plan.columns:
            text = describe_figure(drawing.words, figure.indicator, known)
            write_text(sheet, (row, plan.column(name) - 1), text, drawing.looks("known_text"))


def _write_before(
    drawing: Drawing, sheet: Worksheet, place: tuple[int, int], figure: AskedFigure, name: str
) -> None:
    """Write a part of the previous figure: its number, or why there is none."""
    number = _before_number(figure.before, name)
    if number is not None:
        is_value = name == "before_value"
        decimals = figure.indicator.decimals if is_value else 0
        pattern = decimals_format(decimals) if is_value or number.is_integer() else _AS_TYPED
        # What is shown is what is copied: rounded as the portal rounds it.
        shown = float(round_half_up(number, decimals)) if is_value else number
        sheet.write_number(*place, shown, drawing.looks("known", pattern))
    elif name == "before_value" and figure.before is not None:
        text = describe_figure(drawing.words, figure.indicator, figure.before)
        sheet.write_string(*place, text, drawing.looks("known_text"))
    else:
        sheet.write_blank(*place, None, drawing.looks("known"))


def _before_number(before: Figure | None, name: str) -> float | None:
    if before is None:
        return None
    return {
        "before_numerator": before.numerator,
        "before_denominator": before.denominator,
        "before_value": before.value,
    }[name]


def _write_entries(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, index: int) -> None:
    """Write the cells to fill of one row, and lock those that do not apply to it."""
    figure = plan.figures[index]
    row = plan.row(index) - 1
    if figure.is_ratio:
        _write_pair(drawing, sheet, plan, index)
    else:
        for name in ("numerator", "denominator"):
            if name in plan.columns:
                sheet.write_blank(row, plan.column(name) - 1, None, drawing.looks("not_asked"))
        column = plan.column("value") - 1
        pattern = "General" if figure.indicator.kind is IndicatorKind.VALUE else _WHOLE
        sheet.write_blank(row, column, None, drawing.looks("number", pattern))
        sheet.data_validation(
            row, column, row, column, limit_value(drawing.words, figure.indicator)
        )
    column = plan.column("status") - 1
    usual = status_names(drawing.words)[0]
    sheet.write_string(row, column, usual, drawing.looks("choice"))


def _write_pair(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, index: int) -> None:
    """Write the two cells of a ratio, and the rate that follows from them."""
    figure = plan.figures[index]
    row = plan.row(index)
    columns = [plan.column(name) for name in ("numerator", "denominator")]
    cells = [cell_name(pack(row, column)) for column in columns]
    limits = (
        limit_numerator(drawing.words, figure, *cells),
        limit_denominator(drawing.words, figure, *reversed(cells)),
    )
    for column, limit in zip(columns, limits, strict=True):
        sheet.write_blank(row - 1, column - 1, None, drawing.looks("number", _WHOLE))
        sheet.data_validation(row - 1, column - 1, row - 1, column - 1, limit)
    numerator, denominator = cells
    scale = "*100" if figure.indicator.is_percent else ""
    rate = f'IF(N({denominator})>0,{numerator}{scale}/{denominator},"")'
    formula = f'=IF(AND(ISNUMBER({numerator}),ISNUMBER({denominator})),{rate},"")'
    style = drawing.looks("computed", decimals_format(figure.indicator.decimals))
    # The value as it stands: empty, so that programs that do not compute show none.
    sheet.write_formula(row - 1, plan.column("value") - 1, formula, style, "")


def _finish(drawing: Drawing, sheet: Worksheet, plan: SheetPlan) -> None:
    """Add what holds for the sheet as a whole."""
    last = plan.row(len(plan.figures)) - 1
    status = plan.column("status") - 1
    sheet.data_validation(plan.head, status, last - 1, status, limit_status(drawing.words))
    _show_parts(drawing, sheet, plan, last)
    target = drawing.names[NOTES]
    link = f"internal:'{target.replace(chr(39), chr(39) * 2)}'!A1"
    more = drawing.words("more", notes=target)
    sheet.write_url(last + 1, 0, link, drawing.looks("link"), more)
    first = plan.columns.index("numerator" if plan.figures[0].is_ratio else "value")
    sheet.set_selection(plan.head, first, plan.head, first)
    sheet.freeze_panes(plan.head, plan.names)
    protect(sheet)
    set_up_page(drawing, sheet, (plan.head - 1, plan.head))


def _show_parts(drawing: Drawing, sheet: Worksheet, plan: SheetPlan, last: int) -> None:
    """Show decimals where somebody enters them: a rounded look would hide a slip."""
    for name in ("numerator", "denominator"):
        if name in plan.columns:
            column = plan.column(name)
            cell = cell_name(pack(plan.head + 1, column))
            rule = {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({cell}),{cell}<>INT({cell}))",
                "format": drawing.book.add_format({"num_format": _AS_TYPED}),
            }
            sheet.conditional_format(plan.head, column - 1, last - 1, column - 1, rule)
