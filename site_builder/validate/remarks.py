"""Check what stands beside a figure: as-of date, audience, source, unit of measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.model.site import AUDIENCES
from site_builder.suggest import closest
from site_builder.validate import rules
from site_builder.validate.arrays import Ints
from site_builder.validate.columns import Column
from site_builder.validate.dates import read_date, suggest_date
from site_builder.validate.findings import Finding, find
from site_builder.validate.keys import Keys
from site_builder.validate.measures import measure_name
from site_builder.validate.names import Names
from site_builder.validate.sheet import Sheet

LONGEST_AHEAD = 366
"""Days before its period within which a figure may be fixed, as quotas are the year before."""

_LIKE_AN_ID = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^\s:]{2,24}")


def check_remarks(sheet: Sheet, keys: Keys) -> list[Finding]:
    """Find wrong dates, unknown audiences and sources, other units of measure."""
    return [
        *_check_as_of(sheet, keys),
        *_check_received(sheet),
        *_check_audience(sheet),
        *_check_source(sheet),
        *_check_unit_measure(sheet, keys),
    ]


def _check_as_of(sheet: Sheet, keys: Keys) -> Iterator[Finding]:
    """Find dates that cannot be the cut-off of the row's figure."""
    column = sheet.column("as_of")
    day, wrong = _check_date(sheet, "as_of", column)
    starts = keys.of_periods([p.start.toordinal() if p else 0 for p in keys.periods])
    too_early = (day > 0) & (day < starts - LONGEST_AHEAD)

    def _of_row(row: int) -> Mapping[str, Fact]:
        period = keys.periods[keys.period.codes[row]]
        return {
            "value": column.text(row),
            "period": keys.period.text(row),
            "start": str(period.start) if period else "",
        }

    yield from wrong
    yield find(rules.AS_OF_TOO_EARLY, too_early, "as_of", _of_row)


def _check_received(sheet: Sheet) -> Iterator[Finding]:
    """Find arrival dates that are no dates, or are still to come."""
    _, wrong = _check_date(sheet, "received", sheet.column("received"))
    yield from wrong


def _check_date(sheet: Sheet, name: str, column: Column) -> tuple[Ints, list[Finding]]:
    """Return each row's day as a number, 0 where there is none, with what is wrong about them."""
    days = [read_date(text) for text in column.texts]
    bad = column.spread([day is None for day in days], np.bool_) & ~column.is_empty()
    day = column.spread([entry.toordinal() if entry else 0 for entry in days], np.int64)
    return day, [
        find(
            rules.BAD_DATE, bad, name,
            lambda row: {"value": column.text(row), "suggestion": suggest_date(column.text(row))},
        ),
        find(
            rules.AS_OF_IN_FUTURE, day > sheet.today.toordinal(), name,
            lambda row: {"value": column.text(row), "today": str(sheet.today)},
        ),
    ]  # fmt: skip


def _check_audience(sheet: Sheet) -> Iterator[Finding]:
    """Find audiences that do not exist."""
    column = sheet.column("audience")
    unknown = column.map(lambda text: bool(text) and text not in AUDIENCES, np.bool_)

    def _of_row(row: int) -> Mapping[str, Fact]:
        text = column.text(row)
        suggestion = closest(text, AUDIENCES) or ""
        return {"value": text, "allowed": ", ".join(AUDIENCES), "suggestion": suggestion}

    yield find(rules.NOT_ONE_OF, unknown, "audience", _of_row)


def is_unknown_source(text: str, names: Names) -> bool:
    """Whether a source looks like a document's id and is none; free text is always right."""
    if not names.documents.documents or _LIKE_AN_ID.fullmatch(text) is None:
        return False
    return names.documents.is_unknown(text)


def _check_source(sheet: Sheet) -> Iterator[Finding]:
    """Find sources that look like ids of documents that nobody registered."""
    column = sheet.column("source")
    unknown = column.map(lambda text: is_unknown_source(text, sheet.names), np.bool_)

    def _of_row(row: int) -> Mapping[str, Fact]:
        text = column.text(row)
        return {"value": text, "suggestion": sheet.names.documents.suggest(text)}

    yield find(rules.UNKNOWN_SOURCE, unknown, "source", _of_row)


def _check_unit_measure(sheet: Sheet, keys: Keys) -> Iterator[Finding]:
    """Find rows in another unit of measure than their indicator's: nothing is converted."""
    column = sheet.column("unit_measure")
    due = [measure_name(entry.unit_measure) for entry in sheet.indicators]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(due))}
    given = column.map(lambda text: numbers.get(measure_name(text), -1), np.int64)
    expected = np.array([*(numbers[text] for text in due), -2])[keys.indicator]
    other = ~column.is_empty() & (keys.indicator >= 0) & (given != expected)

    def _of_row(row: int) -> Mapping[str, Fact]:
        indicator = sheet.indicators[keys.indicator[row]]
        return {
            "value": column.text(row),
            "indicator": indicator.code,
            "due": indicator.unit_measure,
        }

    yield find(rules.OTHER_UNIT_MEASURE, other, "unit_measure", _of_row)
