"""Read the register of basis documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic
from site_builder.model.registers import Document
from site_builder.model.tables import RawTables
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.attachments import CONTENT, check_file
from site_builder.validate.findings import report
from site_builder.validate.rows import Row, note_taken_ids, rows_of

DOCUMENTS = "data/documents.csv"
_WEB = re.compile(r"https?://[^\s/]+\S*")
_FILE = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[^\s/\\:][^\\:]*")


@dataclass(frozen=True, slots=True)
class Documents:
    """The register, and the ids that stand in it though their rows have errors."""

    documents: Mapping[str, Document]
    silent: frozenset[str]
    is_complete: bool

    def is_unknown(self, document: str) -> bool:
        """Whether a reference to this id is to be reported."""
        known = document in self.documents or document in self.silent
        return self.is_complete and not known

    def suggest(self, word: str) -> str:
        """Return the id that was meant, by id or number; or ""."""
        numbers = {entry.number: entry.document for entry in self.documents.values()}
        if word in numbers:
            return numbers[word]
        near = closest(word, [*self.documents, *numbers]) or ""
        return numbers.get(near, near)


def read_documents(
    tables: RawTables, languages: Sequence[str], files: Mapping[str, bytes]
) -> tuple[Documents, tuple[Diagnostic, ...]]:
    """Read ``documents.csv``: the sound documents in the file's order, with every problem.

    ``files`` are those below ``content/``, by path: a document may be one of them.
    """
    table = tables.at(DOCUMENTS)
    if table is None:
        return Documents({}, frozenset(), DOCUMENTS not in tables.rejected), ()
    rows = list(rows_of(table))
    read = [(row, _read_document(row, languages, files)) for row in rows]
    note_taken_ids(rows, "document")
    _note_same(read)
    _note_replaced(read, table.fragments)
    problems = report(table, [finding for row in rows for finding in row.findings])
    sound = {entry.document: entry for row, entry in read if row.is_sound}
    silent = (frozenset(entry.document for _, entry in read) - sound.keys()) | table.fragments
    return Documents(sound, silent, DOCUMENTS not in tables.rejected), problems


def _read_document(row: Row, languages: Sequence[str], files: Mapping[str, bytes]) -> Document:
    """Read one row."""
    valid_from, valid_to = row.dates_in_order("valid_from", "valid_to")
    for column, pattern in (("url", _WEB), ("file", _FILE)):
        if row.text(column) and pattern.fullmatch(row.text(column)) is None:
            row.note(rules.BAD_LINK, column, value=row.text(column))
        elif column == "file" and row.text(column):
            for rule, facts in check_file(row.text(column), CONTENT, files):
                row.note(rule, column, **facts)
    return Document(
        document=row.id("document"),
        number=row.required("number"),
        issued=row.date("issued"),
        title=row.titled("title", languages),
        issuer=row.text("issuer"),
        url=row.text("url"),
        file=row.text("file"),
        replaces=row.parts("replaces"),
        valid_from=valid_from,
        valid_to=valid_to,
        audience=row.audience(),
        group=row.text("group"),
    )


def _note_same(read: Sequence[tuple[Row, Document]]) -> None:
    """Note a number with a date that an earlier row has: they identify a document."""
    first: dict[tuple[str, object], tuple[Row, Document]] = {}
    for row, entry in read:
        if not entry.number or entry.issued is None:
            continue
        earlier = first.setdefault((entry.number, entry.issued), (row, entry))
        if earlier[1].document != entry.document:
            row.note(
                rules.SAME_DOCUMENT, "number", value=entry.number, issued=str(entry.issued),
                other=earlier[1].document, first_line=earlier[0].line,
            )  # fmt: skip


def _note_replaced(read: Sequence[tuple[Row, Document]], fragments: frozenset[str]) -> None:
    """Note replaced documents that the register does not have, and circles."""
    by_id = {entry.document: entry for _, entry in reversed(read)}
    for row, entry in read:
        for other in entry.replaces:
            if other not in by_id and other not in fragments:
                suggestion = closest(other, by_id) or ""
                row.note(rules.UNKNOWN_DOCUMENT, "replaces", value=other, suggestion=suggestion)
        if entry.document in _replaced_by(entry, by_id):
            row.note(rules.REPLACES_ITSELF, "replaces", value=entry.document)


def _replaced_by(entry: Document, by_id: Mapping[str, Document]) -> set[str]:
    """Return all ids that a document replaces, at first or second hand."""
    found: set[str] = set()
    waiting = list(entry.replaces)
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(by_id[other].replaces if other in by_id else ())
    return found
