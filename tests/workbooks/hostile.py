"""Workbooks that are damaged, disguised or made to do harm: run it for fixtures.

Small bytes are made by taking a right workbook apart and putting it together otherwise.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.workbooks.sheets import RIGHT, Formula, table, write_workbook

INVALID = Path(__file__).parents[1] / "invalid"
REPORTS = Path(__file__).parent
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT = "content.xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:m">%s</manifest:manifest>'

_DAY = (2026, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NAMES = (
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    b'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)

Bytes = bytes | Iterable[bytes]


def right() -> bytes:
    """Return a small right workbook with one figure."""
    return write_workbook({"Biểu 02": table(RIGHT)})


def pack(parts: Iterable[tuple[str, Bytes]]) -> bytes:
    """Return an archive of parts, in this order; a name may come twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, Bytes]:
    """Take an archive apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """Change parts of a workbook: ``sheet``, ``book``, ``relations``."""
    parts = parts_of(data)
    names = {"sheet": SHEET, "book": BOOK, "relations": RELATIONS, "content": CONTENT}
    for short, change in changes.items():
        part = parts[names[short]]
        assert isinstance(part, bytes)
        assert change(part) != part
        parts[names[short]] = change(part)
    return pack(parts.items())


def with_parts(data: bytes, more: Mapping[str, Bytes]) -> bytes:
    """Add parts to a workbook, or put others in their place."""
    return pack((parts_of(data) | more).items())


def with_rows(rows: Bytes, tail: bytes = b"") -> bytes:
    """Return a workbook whose first sheet has these rows as XML, and ``tail`` behind them."""
    start = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()

    def pieces() -> Iterable[bytes]:
        yield start
        yield from (rows,) if isinstance(rows, bytes) else rows
        yield b"</sheetData>" + tail + b"</worksheet>"

    return with_parts(right(), {SHEET: pieces()})


def with_relation(data: bytes, kind: str, target: str) -> bytes:
    """Add a relation of the workbook to another part."""
    link = f'<Relationship Id="rIdX" Type="{_OFFICE}{kind}" Target="{target}"/>'.encode()
    return changed(
        data, relations=lambda x: x.replace(b"</Relationships>", link + b"</Relationships>")
    )


def ods(tables: Bytes, manifest: bytes = b"", styles: bytes = b"") -> bytes:
    """Return an .ods file; ``tables`` is what stands in its spreadsheet as XML."""

    def content() -> Iterable[bytes]:
        yield b"<office:document-content " + _NAMES + b">" + styles
        yield b"<office:body><office:spreadsheet>"
        yield from (tables,) if isinstance(tables, bytes) else tables
        yield b"</office:spreadsheet></office:body></office:document-content>"

    return pack(
        (
            ("mimetype", ODS),
            (CONTENT, content()),
            ("META-INF/manifest.xml", MANIFEST % manifest),
        )
    )


def with_size(data: bytes, name: str, size: int) -> bytes:
    """Let the directory of an archive say another size of a part."""
    at = data.rfind(name.encode())
    start = at - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    return data[: start + 24] + struct.pack("<L", size) + data[start + 28 :]


def cut(data: bytes) -> bytes:
    """Return the first two thirds."""
    return data[: len(data) * 2 // 3]


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE file with these streams, each of 4096 bytes at least."""
    body, directory, chain = bytearray(), bytearray(), []
    directory += _directory_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1 if streams else 0xFFFFFFFF)
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % 512)
        first = len(chain)
        count = len(padded) // 512
        chain += [*range(first + 1, first + count), 0xFFFFFFFE]
        body += padded
        following = number + 1 if number < len(streams) else 0xFFFFFFFF
        directory += _directory_entry(
            name, 2, first, max(len(content), 4096), 0xFFFFFFFF, following
        )
    directory += bytes(-len(directory) % 512)
    first_directory = len(chain)
    count = len(directory) // 512
    chain += [*range(first_directory + 1, first_directory + count), 0xFFFFFFFE]
    tables = next(n for n in range(1, 100) if n * 128 >= len(chain) + n)
    first_table = len(chain)
    chain += [0xFFFFFFFD] * tables
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    header = struct.pack(
        "<8s16s6H", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, 0
    )
    header += struct.pack(
        "<10L", 0, 0, tables, first_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    places = [first_table + n if n < tables else 0xFFFFFFFF for n in range(109)]
    header += struct.pack("<109L", *places)
    return header + bytes(body) + bytes(directory) + struct.pack(f"<{len(chain)}L", *chain)


def _directory_entry(
    name: str, kind: int, first: int, size: int, child: int, following: int = 0xFFFFFFFF
) -> bytes:
    """Return one entry of an OLE directory; siblings hang to the right of each other."""
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3L", 0xFFFFFFFF, following, child)
    start = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1) + links
    return start + bytes(36) + struct.pack("<LQ", first, size)


def encrypted() -> bytes:
    """Return what Excel writes for a workbook with a password, its secret left out."""
    return ole({"EncryptedPackage": b"\7" * 4096, "EncryptionInfo": b"\4\0\4\0@\0\0\0"})


def linked() -> bytes:
    """Return a workbook whose figure comes from another one."""
    row = (*RIGHT[:3], Formula("=[1]Tong!D5", 95), 100)
    data = with_relation(
        write_workbook({"Biểu 02": table(row)}), "externalLink", "externalLinks/externalLink1.xml"
    )
    return with_parts(data, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def with_doctype() -> bytes:
    """Return a workbook with the entities that grow without end."""
    laughs = [b'<!ENTITY a0 "ha">']
    laughs += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    start = b"<!DOCTYPE worksheet [%s]>" % b"".join(laughs)
    return changed(
        right(),
        sheet=lambda part: part.replace(b"<worksheet", start + b"<worksheet", 1).replace(
            b"</worksheet>", b"&a9;</worksheet>"
        ),
    )


def with_sheets(count: int) -> bytes:
    """Return a workbook with one sheet that is listed many times."""
    more = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, count + 1))
    return changed(
        right(), book=lambda part: part.replace(b"</sheets>", more.encode() + b"</sheets>")
    )


def empty_cells(rows: int, columns: int) -> bytes:
    """Return a workbook with cells that hold nothing but a style."""
    row = b'<row r="%d">' + b'<c s="1"/>' * columns + b"</row>"
    return with_rows(row % number for number in range(1, rows + 1))


def far_cell() -> bytes:
    """Return a workbook with one value at the start of a sheet and one at its end."""
    return with_rows(
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def long_text(cells: int) -> bytes:
    """Return a workbook in which many cells show one long text."""
    texts = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (_MAIN.encode(), b"a" * 32_000)
    rows = (b'<row r="%d"><c t="s"><v>0</v></c></row>' % n for n in range(1, cells + 1))
    return with_parts(with_rows(rows), {"xl/sharedStrings.xml": texts})


def merged(count: int) -> bytes:
    """Return a workbook with many merged ranges."""
    ranges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(10, count + 10))
    tail = b"<mergeCells>%s</mergeCells>" % ranges
    return changed(right(), sheet=lambda x: x.replace(b"</sheetData>", b"</sheetData>" + tail))


PAGE = "<html><table><tr><td>Mã chỉ tiêu</td><td>Giá trị</td></tr></table></html>"
LINES = "Mã chỉ tiêu;Mã đơn vị;Kỳ báo cáo;Tử số;Mẫu số\nCT1;huyen-a;2025;95;100\n"
EXCEL_5 = bytes.fromhex("0908080000051000dbed0c07") + bytes(200)


def fixtures() -> dict[str, tuple[str, bytes, str, bytes]]:
    """Return by code (name, content) of what is wrong and of what is nearly that but right."""
    good = right()
    xls = (REPORTS / "report.xls").read_bytes()
    doubled = pack([*parts_of(good).items(), (BOOK, parts_of(good)[BOOK])])
    padded = with_parts(good, {"xl/media/image1.png": b"\x89PNG"})
    return {
        "SB230": ("b.xlsx", cut(good), "b.xlsx", good),
        "SB231": ("b.xlsx", encrypted(), "b.xlsx", good),
        "SB232": ("b.xls", LINES.encode(), "b.xls", xls),
        "SB233": ("b.xls", PAGE.encode(), "b.xls", xls),
        "SB234": ("b.xls", good, "b.xlsx", good),
        "SB235": ("b.xlsx", pack([("word/document.xml", b"<w/>")]), "b.xlsx", good),
        "SB237": ("b.xlsx", with_size(padded, "xl/media/image1.png", 1 << 30), "b.xlsx", padded),
        "SB238": ("b.xlsx", doubled, "b.xlsx", good),
        "SB239": ("b.xlsx", with_doctype(), "b.xlsx", good),
        "SB240": ("b.xlsx", with_sheets(251), "b.xlsx", good),
        "SB241": ("b.xlsx", empty_cells(190, 16_384), "b.xlsx", good),
        "SB242": ("b.xlsx", far_cell(), "b.xlsx", good),
        "SB243": ("b.xlsm", with_relation(good, "vbaProject", "vbaProject.bin"), "b.xlsm", good),
        "SB244": (
            "b.xlsx",
            linked(),
            "b.xlsx",
            write_workbook({"Biểu 02": table((*RIGHT[:3], Formula("=90+5", 95), 100))}),
        ),
        "SB245": ("b.xlsx", long_text(1_600), "b.xlsx", good),
        "SB246": ("b.xlsx", merged(20_001), "b.xlsx", merged(2)),
        "SB247": ("b.xls", EXCEL_5, "b.xls", xls),
    }


def main() -> None:
    """Write the workbooks of ``tests/invalid`` anew."""
    for code, (name, wrong, good_name, good) in fixtures().items():
        for folder, file, content in (("input", name, wrong), ("passes", good_name, good)):
            place = INVALID / code / folder / "data/observations"
            place.mkdir(parents=True, exist_ok=True)
            (place / file).write_bytes(content)


if __name__ == "__main__":
    main()
