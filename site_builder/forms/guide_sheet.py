"""Write the first sheet: how to fill the form in, by when, and what each figure means."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from site_builder.formatting import format_date, format_number
from site_builder.forms.heights import prose_height
from site_builder.forms.layout import NOTES
from site_builder.forms.sheets import Drawing, protect, set_up_page, write_title
from site_builder.forms.words import ENTERED_STATUSES, due_text, measure_name, period_name
from site_builder.model.indicator import Indicator
from site_builder.model.text import Text

_WIDTHS = (26, 92)
_STEPS = 8
_LISTED = 4

Line = tuple[str, str, str]
"""A style, and the texts of both columns."""


def write_guide(drawing: Drawing, sheet: Worksheet) -> None:
    """Write the guide; nothing is entered on it."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = drawing.words("title")
    write_title(drawing, sheet, title, (), len(_WIDTHS))
    for row, (style, term, text) in enumerate(_lines(drawing), 1):
        _write_line(drawing, sheet, row, style, (term, text))
    protect(sheet)
    set_up_page(drawing, sheet, None)


def _write_line(
    drawing: Drawing, sheet: Worksheet, row: int, style: str, texts: tuple[str, str]
) -> None:
    """Write one line of the guide."""
    term, text = texts
    if style == "section":
        sheet.set_row(row, 27)
        sheet.write_string(row, 0, term, drawing.looks("section"))
        return
    height = max(
        prose_height(term, _WIDTHS[0], is_bold=True),
        prose_height(text, _WIDTHS[1], is_bold=style == "indicator"),
    )
    sheet.set_row(row, height + (8 if row == 1 else 0))
    if term:
        name = "indicator" if style == "indicator" else "term"
        sheet.write_string(row, 0, term, drawing.looks("rule_term" if row == 1 else name))
    if text:
        name = "indicator" if style == "indicator" else "prose"
        sheet.write_string(row, 1, text, drawing.looks("rule_prose" if row == 1 else name))


def _lines(drawing: Drawing) -> Iterator[Line]:
    """Yield the whole guide."""
    words = drawing.words
    yield from _facts(drawing)
    yield "section", words("guide.steps"), ""
    facts = {
        "figures": _sheets(drawing),
        "notes": drawing.names[NOTES],
        "organisation": drawing.spec.organisation.best(words.language),
        "due": due_text(words, drawing.spec),
    }
    for number in range(1, _STEPS + 1):
        yield "", words(f"step.{number}.title"), words(f"step.{number}", **facts)
    yield "section", words("guide.statuses"), ""
    for status in ENTERED_STATUSES:
        yield "", words(f"status.{status.value}"), words(f"status.{status.value}.meaning")
    yield "section", words("guide.indicators"), ""
    for indicator in drawing.spec.indicators:
        yield from _define(drawing, indicator)


def _sheets(drawing: Drawing) -> str:
    """Name the sheets of figures: all of a few, the first and the last of many."""
    names = [drawing.names[sheet.key] for sheet in drawing.layout.sheets]
    if len(names) > _LISTED:
        return drawing.words("sheets.many", first=names[0], last=names[-1])
    return ", ".join(f"“{name}”" for name in names)


def _facts(drawing: Drawing) -> Iterator[Line]:
    """Yield whom the form is for, and by when it goes where."""
    words, spec = drawing.words, drawing.spec
    language = words.language
    yield "", words("guide.subject"), drawing.subject
    yield "", words("guide.period"), period_name(words, spec)
    yield "", words("guide.due"), due_text(words, spec)
    yield "", words("guide.return_to"), spec.organisation.best(language)
    yield "", words("guide.portal"), spec.site.best(language)
    yield "", words("guide.count"), format_number(len(spec.figures), 0, language)


def _define(drawing: Drawing, indicator: Indicator) -> Iterator[Line]:
    """Yield what an indicator counts and how; what its file does not say is left out."""
    words = drawing.words
    yield "indicator", indicator.code, indicator.title.best(words.language)
    yield "", words("define.measure"), _measure(drawing, indicator)
    for name, text in _parts(indicator):
        if text is not None:
            yield "", words(f"define.{name}"), text.best(words.language)
    day = format_date(drawing.spec.due_date(indicator), words.language)
    yield "", words("define.due"), day


def _parts(indicator: Indicator) -> tuple[tuple[str, Text | None], ...]:
    return (
        ("definition", indicator.definition),
        ("numerator", indicator.numerator),
        ("denominator", indicator.denominator),
        ("method_note", indicator.method_note),
    )


def _measure(drawing: Drawing, indicator: Indicator) -> str:
    """Write the unit of measure, and whether the figure is added up from the year's start."""
    name = measure_name(drawing.words, indicator)
    return drawing.words("define.cumulative", measure=name) if indicator.cumulative else name
