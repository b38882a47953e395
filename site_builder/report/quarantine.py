"""Write the rows that were held back into files that a person corrects and the program re-reads.

Each row has the words of its problems beside it, and its cells exactly as they stood. Numbers
are not rewritten, so rows of files that write numbers in different ways go into different
files, each with the sidecar that says how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from site_builder.diagnostics import Diagnostic
from site_builder.model.corrections import CORRECTION_COLUMNS, PROBLEM, REPLACES, guard
from site_builder.model.dataset import RejectedRow
from site_builder.report.sentences import Messages, make_visible, word, word_problem

KEYS = ("indicator", "unit", "period")
FIGURES = ("value", "numerator", "denominator", "status")
OTHERS = (
    *("source", "as_of", "note", "audience", "variant", "unit_measure", "received"),
    *("indicator_label", "unit_label"),
)
"""The columns after the figures, in their order; dimensions come after them."""

SURPLUS = ""
"""The name under which a row keeps what no column is there for."""

_BETWEEN = " | "
_DIGITS = 8


def write_quarantine(rows: Sequence[RejectedRow], messages: Messages) -> Mapping[str, bytes]:
    """Write rows for a person to correct.

    Args:
        rows: The rows that were held back, in the order of the files.
        messages: The sentences of the language in which problems are told.

    Returns:
        The contents of the files by name, sorted. A name follows from the rows alone, so the
        same rows always have the same file, and other rows never take its place. Empty where
        no row was held back.
    """
    files: dict[str, bytes] = {}
    for locale in sorted({row.locale or "" for row in rows}):
        mine = [row for row in rows if (row.locale or "") == locale]
        name = _name(mine, locale)
        files[name] = _table(mine, messages)
        if locale:
            files[f"{name}.yaml"] = f"locale: {locale}\n".encode()
    return dict(sorted(files.items()))


def _name(rows: Sequence[RejectedRow], locale: str) -> str:
    """Return the name of the file of some rows."""
    marks = "\n".join(row.mark for row in rows)
    stem = f"quarantine-{hashlib.sha256(marks.encode()).hexdigest()[:_DIGITS]}"
    return f"{stem}-{locale}.csv" if locale else f"{stem}.csv"


def _table(rows: Sequence[RejectedRow], messages: Messages) -> bytes:
    """Write rows of one locale, with the mark by which Excel knows the encoding."""
    columns = _columns(rows)
    lines: list[Sequence[str]] = [(REPLACES, PROBLEM, *columns)]
    for row in rows:
        cells = dict(row.cells)
        lines.append((row.mark, _problem(row, messages), *(cells.get(c, "") for c in columns)))
    text = "".join(",".join(_quote(guard(text)) for text in line) + "\n" for line in lines)
    return b"\xef\xbb\xbf" + text.encode()


def _quote(text: str) -> str:
    """Put a text between quotation marks where it would not be read back as one cell."""
    if any(sign in text for sign in ',;"\n\r\t'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _columns(rows: Iterable[RejectedRow]) -> tuple[str, ...]:
    """Return the columns that the rows need, keys and figures first."""
    found = {name for row in rows for name, _ in row.cells} - {SURPLUS, *CORRECTION_COLUMNS}
    figures = tuple(name for name in FIGURES if name in found) or FIGURES[:1]
    others = tuple(name for name in OTHERS if name in found)
    dimensions = sorted(found - {*KEYS, *FIGURES, *OTHERS})
    return (*KEYS, *figures, *others, *dimensions)


def _problem(row: RejectedRow, messages: Messages) -> str:
    """Say what is wrong with a row, and repeat what none of its columns can hold."""
    told = [_sentence(problem, messages) for problem in row.problems]
    surplus = [str(make_visible(text)) for name, text in row.cells if name == SURPLUS and text]
    if surplus:
        facts = {"cells": "; ".join(surplus)}
        told.append(word(messages, "quarantine.surplus", facts=facts))
    return _BETWEEN.join(dict.fromkeys(told)) or word(messages, "quarantine.unlisted")


def _sentence(problem: Diagnostic, messages: Messages) -> str:
    """Say one problem and what to do, with its cell where a workbook has one."""
    worded = word_problem(problem, messages)
    cell = problem.location.cell
    return " ".join([*([f"{cell}:"] if cell else []), worded.message, worded.help])
