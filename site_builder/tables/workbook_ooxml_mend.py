"""Put harmless values where calamine would give up a whole sheet of an .xlsx.

Those are errors of later versions of Excel (``#SPILL!``), and numbers in cells that are to
show a day that does not exist. The facts of the sheet hold what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from site_builder.tables.workbook_facts import is_no_date, is_number

_KNOWN = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)
_ERROR_VALUE = re.compile(rb"(<(?:\w+:)?v(?:\s[^<>]*)?>)#[^<]{1,40}<")
_STYLED_VALUE = re.compile(
    rb"""(<(?:\w+:)?c\s(?:[^<>]*\s)?s=["'](\d+)["'][^<>]*>\s*"""
    rb"(?:<(?:\w+:)?f[^<>]*/>\s*|<(?:\w+:)?f[^<>]*>[^<]*<[^<>]*>\s*)?"
    rb"<(?:\w+:)?v(?:\s[^<>]*)?>)([^<]*)<"
)
_ROW = re.compile(rb"<(?:\w+:)?row\b")


def needs_mending(errors: Iterable[str]) -> bool:
    """Whether the errors of a sheet are more than calamine knows."""
    return not _KNOWN.issuperset(errors)


def mend(chunks: Iterable[bytes], dates: AbstractSet[str]) -> Iterator[bytes]:
    """Yield a sheet's XML anew, row by row; ``dates`` are the styles that show days or times."""

    def _harmless(cell: re.Match[bytes]) -> bytes:
        text = cell[3].decode("utf-8", "replace")
        if cell[2].decode() in dates and is_number(text) and is_no_date(float(text)):
            return cell[1] + b"0<"
        return cell[0]

    def _mended(part: bytes) -> bytes:
        return _STYLED_VALUE.sub(_harmless, _ERROR_VALUE.sub(rb"\1#N/A<", part))

    waiting = b""
    for chunk in chunks:
        waiting += chunk
        last = 0
        for row in _ROW.finditer(waiting):
            last = row.start()
        yield _mended(waiting[:last])
        waiting = waiting[last:]
    yield _mended(waiting)
