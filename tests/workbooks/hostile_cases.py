"""Files that are made to exhaust or to crash whoever reads them, and the largest honest ones.

Each is made when it is asked for: some take a second, none is kept. ``CASES`` gives by name the
file's own name, what makes it, and the code that a reader is to answer with ("": it is read).
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import xlsxwriter

from tests.workbooks import hostile
from tests.workbooks.hostile import ods, ole, pack, right, with_parts, with_rows

MEBI = 1024 * 1024
LARGE_ROWS = 100_000
MOST_ROWS = 150_000

_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Case:
    """A file's name, what makes its bytes, and the code expected."""

    file: str
    make: Callable[[], bytes]
    code: str = ""


def zip_bomb(declared: int | None = None) -> bytes:
    """Return a workbook whose sheet unpacks to 1 GiB, whatever its header says."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * MEBI) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * 1024 + packer.flush()
    size = 1024 * MEBI if declared is None else declared
    return replaced_packed(right(), hostile.SHEET, packed, size)


def replaced_packed(data: bytes, name: str, packed: bytes, size: int) -> bytes:
    """Put packed bytes in the place of a part's; its size is what is said."""
    mark = b"@@@@" * 16
    parts = hostile.parts_of(data)
    parts[name] = mark
    made = pack(parts.items())
    return _swap(made, name, packed, size)


def _swap(made: bytes, name: str, packed: bytes, size: int) -> bytes:
    """Write an archive anew, one part with other packed bytes."""
    body, directory, count = b"", b"", 0
    at = made.find(b"PK\x01\x02")
    while made[at : at + 4] == b"PK\x01\x02":
        fields = list(struct.unpack_from("<4s6H3L5H2L", made, at))
        written = made[at + 46 : at + 46 + fields[10]]
        local = fields[16]
        lengths = struct.unpack_from("<2H", made, local + 26)
        start = local + 30 + sum(lengths)
        content = made[start : start + fields[8]]
        if written.decode() == name:
            content, fields[9] = packed, size
        about = (20, 0, fields[4], 0, 0x21, fields[7], len(content), fields[9], len(written), 0)
        here = len(body)
        body += struct.pack("<4s5H3L2H", b"PK\x03\x04", *about) + written + content
        rest = (*about, 0, 0, 0, 0, here)
        directory += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *rest) + written
        at += 46 + sum(fields[10:13])
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def overlapping() -> bytes:
    """Return a workbook with parts that are all made of the same packed bytes."""
    made = bytearray(pack([*hostile.parts_of(right()).items(), ("xl/a", b"a"), ("xl/b", b"b")]))
    first, second = made.rfind(b"xl/a") - 46, made.rfind(b"xl/b") - 46
    made[second + 42 : second + 46] = made[first + 42 : first + 46]
    return bytes(made)


def many_entries() -> bytes:
    """Return an archive of 100,000 empty parts."""
    names = (f"x/{n}".encode() for n in range(100_000))
    entry = struct.Struct("<4s6H3L5H2L")
    directory = b"".join(
        entry.pack(b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(n), 0, 0, 0, 0, 0, 0) + n
        for n in names
    )
    return b"PK\x03\x04" + directory + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, 34464, 34464, len(directory), 4, 0
    )  # fmt: skip


def nested_zip() -> bytes:
    """Return archives in archives, the outermost called a workbook."""
    inner = b"PK"
    for _ in range(20):
        inner = pack((f"{n}.zip", inner) for n in range(4))
        inner = inner[: 4 * MEBI]
    return inner


def unpackable(data: bytes) -> bytes:
    """Return a workbook whose sheet's packed bytes are noise."""
    noise = random.Random(1).randbytes(5_000)  # noqa: S311 # noise by seed
    return replaced_packed(data, hostile.SHEET, noise, 10_000)


def empty_rows() -> bytes:
    """Return a right workbook with a million rows below that hold nothing."""
    rows = (b'<row r="%d" ht="15" customHeight="1"/>' % n for n in range(1, 1_048_577))
    return with_rows(rows)


def repeated_words(element: bytes, count: int) -> Iterator[bytes]:
    """Yield an element many times."""
    for _ in range(count // 1000):
        yield element * 1000


def many_strings(count: int, text: bytes) -> bytes:
    """Return a workbook with shared texts that no cell shows."""

    def content() -> Iterator[bytes]:
        yield b'<sst xmlns="' + _MAIN + b'">'
        yield from repeated_words(b"<si><t>" + text + b"</t></si>", count)
        yield b"</sst>"

    return with_parts(right(), {_STRINGS: content()})


def many_styles() -> bytes:
    """Return a workbook with a million formats of cells."""

    def content() -> Iterator[bytes]:
        yield b'<styleSheet xmlns="' + _MAIN + b'"><cellXfs>'
        yield from repeated_words(b'<xf numFmtId="9" fontId="0"/>', 1_000_000)
        yield b"</cellXfs></styleSheet>"

    return with_parts(right(), {_STYLES: content()})


def deep() -> bytes:
    """Return a sheet of elements within elements."""
    return with_rows(repeated_words(b"<a>", 10_000_000))


def long_tag() -> bytes:
    """Return a sheet with one attribute of 100 MB."""

    def rows() -> Iterator[bytes]:
        yield b'<row r="1" x="'
        yield from repeated_words(b"abcdefghij" * 10, 1_000_000)
        yield b'"/>'

    return with_rows(rows())


def many_names() -> bytes:
    """Return a sheet in which each element has another name."""
    return with_rows(
        b"".join(b"<a%d/>" % n for n in range(k, k + 1000)) for k in range(0, 10**7, 1000)
    )


def large(rows: int, *, text_columns: int = 4, formulas: bool = False) -> bytes:
    """Return an honest workbook of ten columns."""
    dice = random.Random(1)  # noqa: S311 # figures by seed
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("D")
    head = ("Mã chỉ tiêu", "Mã đơn vị", "Kỳ báo cáo", "Ghi chú", "Giá trị", "Tử số", "Mẫu số")
    for column, name in enumerate((*head, "x", "y", "z")):
        sheet.write_string(0, column, name)
    for row in range(1, rows):
        for column in range(10):
            if column < text_columns:
                sheet.write_string(row, column, f"đv {dice.randrange(5000)} {column}")
            elif formulas:
                sheet.write_formula(row, column, f"=A{row}+1", None, dice.random())
            else:
                sheet.write_number(row, column, dice.random() * 1000)
    book.close()
    return out.getvalue()


def large_ods(rows: int) -> bytes:
    """Return an honest .ods of ten columns."""

    def tables() -> Iterator[bytes]:
        yield b'<table:table table:name="D">'
        for row in range(rows):
            yield b"<table:table-row>"
            for column in range(10):
                number = b"%d.5" % (row * column)
                yield (
                    b'<table:table-cell office:value-type="float" office:value="' + number
                    + b'"><text:p>' + number + b"</text:p></table:table-cell>"
                )  # fmt: skip
            yield b"</table:table-row>"
        yield b"</table:table>"

    return ods(tables())


def ods_table(rows: bytes) -> bytes:
    """Return an .ods with one sheet."""
    return ods(b'<table:table table:name="S">' + rows + b"</table:table>")


def ods_cell(more: bytes = b"", inside: bytes = b"<text:p>1</text:p>") -> bytes:
    """Return a cell with a number."""
    return (
        b'<table:table-cell office:value-type="float" office:value="1" ' + more + b">" + inside
        + b"</table:table-cell>"
    )  # fmt: skip


def record(kind: int, content: bytes) -> bytes:
    """Return a record of an .xls."""
    return struct.pack("<2H", kind, len(content)) + content


def number_at(row: int, column: int, value: float = 1.0) -> bytes:
    """Return the record of a number; both count from 0."""
    return record(0x203, struct.pack("<3Hd", row, column, 0, value))


def xls(*cells: bytes, before: bytes = b"", sheets: int = 1, version: int = 0x600) -> bytes:
    """Return an .xls with one sheet of these records, listed once or many times."""
    return ole({"Workbook": xls_stream(*cells, before=before, sheets=sheets, version=version)})


def xls_stream(*cells: bytes, before: bytes = b"", sheets: int = 1, version: int = 0x600) -> bytes:
    """Return the records of such an .xls."""
    start = struct.pack("<HHHHII", version, 5, 0x0DBB, 0x07CC, 0, 6)
    styles = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\5\0Arial")
    styles += record(0xE0, bytes(20))
    globals_end = len(record(0x809, start) + styles + before) + sheets * 13 + 4
    place = struct.pack("<IBBBB", globals_end, 0, 0, 1, 0)
    entries = b"".join(record(0x85, place + bytes((65 + n,))) for n in range(sheets))
    sheet = record(0x809, start[:2] + b"\x10\0" + start[4:]) + b"".join(cells) + record(10, b"")
    return record(0x809, start) + styles + before + entries + record(10, b"") + sheet


def circular() -> bytes:
    """Return an .xls whose table of sectors goes in a circle."""
    made = bytearray(xls(number_at(0, 0)))
    at = (struct.unpack_from("<I", made, 76)[0] + 1) * 512
    struct.pack_into("<3I", made, at, 1, 2, 0)
    return bytes(made)


def xls_texts(count: int, cells: int) -> bytes:
    """Return an .xls in which many cells show a text of 8,000 letters."""
    text = struct.pack("<HB", 8_000, 0) + b"a" * 8_000
    shared = record(0xFC, struct.pack("<II", cells, count) + text)
    shown = b"".join(
        record(0xFD, struct.pack("<3HI", n % 65_536, n // 65_536, 0, 0)) for n in range(cells)
    )
    return xls(shown, before=shared)


def csv_of(megabytes: int) -> bytes:
    """Return a CSV file of some size."""
    line = b"CT1,huyen-a,2025,95,100\n"
    return b"indicator,unit,period,numerator,denominator\n" + line * (megabytes * MEBI // len(line))


_REPEAT_ROW = b'table:number-rows-repeated="1000000"'
_REPEAT_CELL = b'table:number-columns-repeated="16384"'
_ROW = b"<table:table-row>%s</table:table-row>"

CASES: Mapping[str, Case] = {
    "empty file": Case("a.xlsx", lambda: b"", "SB230"),
    "cut short": Case("a.xlsx", lambda: hostile.cut(right()), "SB230"),
    "noise in a part": Case("a.xlsx", lambda: unpackable(right()), "SB230"),
    "password": Case("a.xlsx", hostile.encrypted, "SB231"),
    "CSV named .xlsx": Case("a.xlsx", hostile.LINES.encode, "SB232"),
    "web page named .xls": Case("a.xls", hostile.PAGE.encode, "SB233"),
    "XML of Excel 2003": Case("a.xls", lambda: b'<?xml version="1.0"?>\n<Workbook/>', "SB233"),
    "archives in archives": Case("a.xlsx", nested_zip, "SB235"),
    "70 MB": Case("a.xlsx", lambda: right().ljust(70 * MEBI, b"\0"), "SB236"),
    "zip bomb of 1 GiB": Case("a.xlsx", zip_bomb, "SB237"),
    "zip bomb that lies": Case("a.xlsx", lambda: zip_bomb(4_096), "SB238"),
    "overlapping parts": Case("a.xlsx", overlapping, "SB238"),
    "100,000 parts": Case("a.xlsx", many_entries, "SB238"),
    "elements 10 million deep": Case("a.xlsx", deep, "SB238"),
    "attribute of 100 MB": Case("a.xlsx", long_tag, "SB238"),
    "10 million names": Case("a.xlsx", many_names, "SB238"),
    "1 million styles": Case("a.xlsx", many_styles, "SB238"),
    "entities": Case("a.xlsx", hostile.with_doctype, "SB239"),
    "1,000 sheets": Case("a.xlsx", lambda: hostile.with_sheets(1_000), "SB240"),
    "4 million formatted cells": Case("a.xlsx", lambda: hostile.empty_cells(400_000, 10), "SB241"),
    "cell at XFD1048576": Case("a.xlsx", hostile.far_cell, "SB242"),
    "one text in 1 million cells": Case("a.xlsx", lambda: hostile.long_text(1_000_000), "SB245"),
    "shared texts of 100 MB": Case("a.xlsx", lambda: many_strings(1000, b"a" * 100_000), "SB245"),
    "10 million shared texts": Case("a.xlsx", lambda: many_strings(10_000_000, b""), "SB245"),
    "1 million merged ranges": Case("a.xlsx", lambda: hostile.merged(1_000_000), "SB246"),
    "million empty rows": Case("a.xlsx", empty_rows),
    "dimension A1:XFD1048576": Case(
        "a.xlsx",
        lambda: hostile.changed(
            right(),
            sheet=lambda x: x.replace(b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x='),
        ),
    ),
    "ods: row a million times": Case(
        "a.ods",
        lambda: ods_table(
            b"<table:table-row " + _REPEAT_ROW + b">" + ods_cell() * 2 + b"</table:table-row>"
        ),
        "SB241",
    ),
    "ods: cell 16,384 times, 1 million rows": Case(
        "a.ods",
        lambda: ods_table(
            b"<table:table-row "
            + _REPEAT_ROW
            + b">"
            + ods_cell(_REPEAT_CELL)
            + b"</table:table-row>"
        ),
        "SB241",
    ),
    "ods: far cells": Case(
        "a.ods",
        lambda: ods_table(
            (_ROW % (b'<table:table-cell table:number-columns-repeated="16383"/>' + ods_cell()))
            * 1000
        ),
        "SB242",
    ),
    "ods: a billion spaces": Case(
        "a.ods",
        lambda: ods_table(
            _ROW % b'<table:table-cell office:value-type="string"><text:p>'
            b'<text:s text:c="999999999"/></text:p></table:table-cell>'
        ),
        "SB245",
    ),
    "xls: chain in a circle": Case("a.xls", circular, "SB230"),
    "xls: cut short": Case("a.xls", lambda: hostile.cut(xls(number_at(0, 0))), "SB230"),
    "xls: cell at IV65536": Case(
        "a.xls", lambda: xls(number_at(0, 0), number_at(65_535, 255)), "SB242"
    ),
    "xls: one text in 100,000 cells": Case("a.xls", lambda: xls_texts(1, 100_000), "SB245"),
    "xls: 1.5 million records": Case("a.xls", lambda: xls(record(0x99, b"") * 1_500_000)),
    "xls: one sheet listed 100 times": Case(
        "a.xls", lambda: xls(record(0x99, b"") * 1_000_000, sheets=100), "SB230"
    ),
    "csv: 300 MB": Case("a.csv", lambda: csv_of(300), "SB204"),
    "100,000 rows × 10": Case("a.xlsx", lambda: large(LARGE_ROWS)),
    "150,000 rows × 10 of formulas": Case(
        "a.xlsx", lambda: large(MOST_ROWS, text_columns=5, formulas=True)
    ),
    "ods: 100,000 rows × 10": Case("a.ods", lambda: large_ods(LARGE_ROWS)),
}
