"""Write a form as a workbook: the same form gives the same bytes, whenever and wherever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from site_builder.forms.document_sheet import write_documents
from site_builder.forms.figure_sheet import write_figures
from site_builder.forms.guide_sheet import write_guide
from site_builder.forms.layout import arrange
from site_builder.forms.looks import FONT, SIZE, Looks
from site_builder.forms.naming import DOCUMENTS, GUIDE, sheet_names
from site_builder.forms.note_sheet import write_notes
from site_builder.forms.record import make_record
from site_builder.forms.sheets import Drawing
from site_builder.forms.spec import FormSpec
from site_builder.forms.words import read_words
from site_builder.model.form import RECORD_SHEET, record_lines

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The day of creation in every form: a clock would make two equal forms differ."""

_OPTIONS = {
    "in_memory": True,
    # Texts of a site are texts, whatever they begin with.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE, "font_scheme": False},
}


def write_form(spec: FormSpec, words: Mapping[str, Mapping[str, str]], language: str) -> bytes:
    """Return a form as an .xlsx file.

    Args:
        spec: What it asks for.
        words: The catalogue of messages of the language; entries ``unit_measure.…``,
            ``dimension.…`` and ``category.…`` of a site's theme may be added to it.
        language: The language that the form speaks.
    """
    target = BytesIO()
    book = Workbook(target, _OPTIONS)
    texts = read_words(words, language)
    drawing = Drawing(book, Looks(book), texts, spec, arrange(spec), sheet_names(spec, texts))
    book.set_properties({"title": texts("title"), "created": _CREATED})
    book.set_size(1900, 1200)
    write_guide(drawing, book.add_worksheet(drawing.names[GUIDE]))
    for sheet in drawing.layout.sheets:
        write_figures(drawing, book.add_worksheet(drawing.names[sheet.key]), sheet)
    notes = drawing.layout.notes
    write_notes(drawing, book.add_worksheet(drawing.names[notes.key]), notes)
    if spec.documents:
        write_documents(drawing, book.add_worksheet(drawing.names[DOCUMENTS]))
    _write_record(drawing)
    book.close()
    return target.getvalue()


def _write_record(drawing: Drawing) -> None:
    """Add the sheet that says what the form is; no menu of Excel shows it."""
    sheet = drawing.book.add_worksheet(RECORD_SHEET)
    for row, line in enumerate(record_lines(make_record(drawing.spec, drawing.words))):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    sheet.protect()
    sheet.very_hidden()
