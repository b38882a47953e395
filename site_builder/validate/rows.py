"""Read one row of a register, cell by cell, noting what is wrong.

Registers have hundreds of rows, not millions: here each cell is a plain text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from site_builder.diagnostics import Fact, Rule, Severity
from site_builder.model.site import AUDIENCES, INTERNAL
from site_builder.model.tables import RawTable
from site_builder.model.text import Text
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.dates import read_date, suggest_date
from site_builder.validate.findings import Finding, found_one
from site_builder.validate.numbers import (
    Reading,
    read_number,
    suggest_number,
    written_out,
)

ID = re.compile(r"[^\s/\\|=#?%&\"'<>;:,]+")
"""An id stands in addresses and in keys: no space, no slash, no mark with a meaning there."""

NUMBER_RULES = {
    Reading.COMMA: rules.COMMA_UNDECLARED,
    Reading.POINT: rules.NOT_VIETNAMESE,
    Reading.BAD: rules.NOT_A_NUMBER,
    Reading.COMMA_OF_THREE: rules.AMBIGUOUS_POINT,
    Reading.EXPONENT: rules.EXPONENT,
    Reading.DATE: rules.DATE_FOR_NUMBER,
    Reading.HIDDEN: rules.HIDDEN_NUMBER,
    Reading.WORD: rules.WORD_FOR_NUMBER,
}
"""The rule that each way of being no number breaks."""


def number_facts(reading: Reading, text: str, locale: str | None) -> dict[str, Fact]:
    """Return what the sentence of the broken rule tells of a cell."""
    facts: dict[str, Fact] = {"value": text}
    if reading in (Reading.POINT_OF_THREE, Reading.COMMA_OF_THREE):
        facts |= {"whole": re.sub("[.,]", "", text), "decimal": text.replace(".", ",")}
        if locale is not None:
            facts["suggestion"] = re.split("[.,]", text)[0]
    elif reading is Reading.EXPONENT:
        facts["shown"] = written_out(text)
    elif reading in (Reading.BAD, Reading.COMMA, Reading.POINT):
        facts["suggestion"] = suggest_number(text, locale)
    return facts


class Row:
    """One row while it is read; ``findings`` grows with each cell that is wrong."""

    def __init__(self, table: RawTable, index: int) -> None:
        self.table = table
        self.index = index
        self.findings: list[Finding] = []

    @property
    def is_sound(self) -> bool:
        """Whether nothing read so far was an error."""
        return not any(finding.rule.severity is Severity.ERROR for finding in self.findings)

    @property
    def line(self) -> int:
        """The row's line in its file."""
        return int(self.table.lines[self.index])

    def note(self, rule: Rule, column: str | None, **facts: Fact) -> None:
        """Note that a cell breaks a rule."""
        self.findings.append(found_one(rule, self.index, column, **facts))

    def text(self, column: str) -> str:
        """Return a cell, or "" where the file has no such column."""
        if column not in self.table.columns:
            return ""
        return str(self.table.cells[column].iloc[self.index])

    def required(self, column: str) -> str:
        """Return a cell that must not be empty."""
        text = self.text(column)
        if not text:
            self.note(rules.EMPTY_CELL, column)
        return text

    def id(self, column: str) -> str:
        """Return the row's own id."""
        text = self.required(column)
        if text and ID.fullmatch(text) is None:
            self.note(rules.BAD_ID, column, value=text)
        return text

    def date(self, column: str) -> dt.date | None:
        """Return a date, or None where the cell is empty."""
        text = self.text(column)
        found = read_date(text)
        if text and found is None:
            self.note(rules.BAD_DATE, column, value=text, suggestion=suggest_date(text))
        return found

    def required_date(self, column: str) -> dt.date | None:
        """Return a date that must be given; None where it is not, or cannot be read."""
        return self.date(column) if self.required(column) else None

    def dates_in_order(self, first: str, last: str) -> tuple[dt.date | None, dt.date | None]:
        """Return two dates, the second of which is not before the first."""
        start, end = self.date(first), self.date(last)
        if start is not None and end is not None and end < start:
            self.note(rules.DATES_REVERSED, last, value=str(end), first=first, start=str(start))
        return start, end

    def word(self, column: str, allowed: Sequence[str], default: str) -> str:
        """Return one of a few words, or the default where the cell is empty."""
        text = self.text(column)
        if not text or text in allowed:
            return text or default
        suggestion = closest(text, allowed) or ""
        self.note(
            rules.NOT_ONE_OF, column, value=text, allowed=", ".join(allowed), suggestion=suggestion
        )
        return default

    def audience(self) -> str:
        """Return who may read the row; internal where it does not say."""
        return self.word("audience", AUDIENCES, INTERNAL)

    def number(self, column: str) -> float | None:
        """Return a number, or None where the cell is empty or none can be read."""
        text = self.text(column)
        reading, value = read_number(text, self.table.options.locale)
        if reading in NUMBER_RULES:
            facts = number_facts(reading, text, self.table.options.locale)
            self.note(NUMBER_RULES[reading], column, **facts)
        return value if reading in (Reading.NUMBER, Reading.POINT_OF_THREE) else None

    def parts(self, column: str) -> tuple[str, ...]:
        """Return a list of words, which semicolons separate."""
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def titled(self, column: str, languages: Sequence[str]) -> Text:
        """Return a text with its English form from ``<column>_en``, the first language first."""
        found = {languages[0]: self.required(column)}
        english = self.text(f"{column}_en")
        if english:
            found.setdefault("en", english)
        return Text(tuple(found.items()))


def rows_of(table: RawTable | None) -> Iterator[Row]:
    """Yield the rows of a table; none where there is no table."""
    if table is not None:
        yield from (Row(table, index) for index in range(len(table.lines)))


def note_taken_ids(rows: Sequence[Row], column: str) -> None:
    """Note each row whose id an earlier row has."""
    first: dict[str, int] = {}
    for row in rows:
        text = row.text(column)
        if text and text in first:
            row.note(rules.TAKEN_ID, column, value=text, first_line=first[text])
        elif text:
            first[text] = row.line
