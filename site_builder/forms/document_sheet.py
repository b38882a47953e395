"""Write the list of documents that a figure may be taken from."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from site_builder.formatting import format_date
from site_builder.forms.heights import prose_height
from site_builder.forms.sheets import Drawing, protect, set_up_page, write_text, write_title
from site_builder.model.registers import Document

FIRST_DOCUMENT = 5
"""The row of the first document."""

_ROOM = 5
"""Points between a text and the lines of the table."""

_INDENTS = 3
"""Digits of a column's width that its indent takes."""

_COLUMNS = (("document", 26), ("number", 24), ("issued", 18), ("document_title", 90))

_WIDTHS = tuple(width - _INDENTS for _, width in _COLUMNS)


def write_documents(drawing: Drawing, sheet: Worksheet) -> None:
    """Write the documents of the register in its order; nothing is entered here."""
    words = drawing.words
    lines = (words("documents.legend"),)
    write_title(drawing, sheet, words("documents.title"), lines, len(_COLUMNS))
    sheet.set_row(FIRST_DOCUMENT - 2, 22)
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(FIRST_DOCUMENT - 2, column, words(f"head.{name}"), drawing.looks("head"))
    for row, document in enumerate(drawing.spec.documents, FIRST_DOCUMENT - 1):
        texts = _texts(drawing, document)
        heights = (
            prose_height(text, _WIDTHS[column] - _INDENTS) for column, text in enumerate(texts)
        )
        sheet.set_row(row, max(heights) + _ROOM)
        for column, text in enumerate(texts):
            write_text(sheet, (row, column), text, drawing.looks("text"))
    sheet.freeze_panes(FIRST_DOCUMENT - 1, 1)
    protect(sheet)
    set_up_page(drawing, sheet, (FIRST_DOCUMENT - 1, FIRST_DOCUMENT - 1))


def _texts(drawing: Drawing, document: Document) -> tuple[str, ...]:
    language = drawing.words.language
    issued = format_date(document.issued, language) if document.issued else ""
    return document.document, document.number, issued, document.title.best(language)
