"""Print what large and hostile files cost: seconds and memory of ``site-builder check`` on each.

    python tests/benchmarks/hostile_files.py [--small]

Each file lies among the observations of the tiny site and is checked by a process of its own.
Lines marked ``read`` are large but right: only their reading is measured, without the rules.
``--small`` makes files of a hundredth of the size, for the test that runs this program.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.workbooks import hostile  # noqa: E402  # found by the line above

SITE_BUILDER = Path(sys.executable).with_name("site-builder")
MINIMAL = HERE.parent / "sites/minimal"
BUDGET_SECONDS = 10.0
BUDGET_MEBIBYTES = 512
MEBI = 1024 * 1024
HEAD = b"indicator,unit,period,value,numerator,denominator,status,source,as_of,note\n"
READ = """
import sys
from pathlib import Path
from site_builder.model.source import SourceTree
from site_builder.tables import read_tables
from site_builder.kinds import BUILTIN
path = Path(sys.argv[1])
tree = SourceTree({"data/observations/" + path.name: path.read_bytes()})
read = read_tables(tree, {}, BUILTIN.readers)
rows = sum(len(table.lines) for table in read.value.tables) if read.value else 0
problems = [{"code": p.rule.code, "message": ""} for p in read.problems]
import json
print(json.dumps({"problems": problems, "rows": rows}))
"""


@dataclass(frozen=True)
class Case:
    """A file: what it is, its name, and what makes its bytes, piece by piece."""

    title: str
    name: str
    pieces: Callable[[], Iterable[bytes]]
    only_read: bool = False


def whole(make: Callable[..., bytes], *sizes: int) -> Callable[[], Iterable[bytes]]:
    """Return what makes a file at once."""
    return lambda: (make(*sizes),)


def rows(size: int, dice: random.Random) -> Iterator[bytes]:
    """Yield ordinary rows, with keys that differ."""
    yield HEAD
    made = number = 0
    while made < size:
        indicator, rest = divmod(number, 150_000)
        unit, month = rest % 500, rest // 500
        whole_count = dice.randrange(1, 5000)
        figures = f"{dice.randrange(whole_count)},{whole_count},,KH211,2025-06-30"
        line = f"CT{indicator},u{unit},{2000 + month // 12}-{month % 12 + 1:02d},,{figures},\n"
        made += len(line)
        number += 1
        yield line.encode()


def repeated(line: bytes, size: int) -> Iterator[bytes]:
    """Yield a header and the same line again and again."""
    return chain((HEAD,), repeat(line * 1000, size // len(line) // 1000))


def different(size: int) -> Iterator[bytes]:
    """Yield rows of which no two cells are alike."""
    yield HEAD
    for number in range(size // 130):
        yield b",".join(b"%x%08d" % (cell, number) for cell in range(10)) + b"\n"


def ordinary(count: int) -> bytes:
    """Return a right .xlsx of many rows and ten columns."""
    import xlsxwriter  # noqa: PLC0415  # slow to load, and needed for one file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet = book.add_worksheet()
        for at, cells in enumerate(rows(count * 60, random.Random(1))):
            if at > count:
                break
            for column, cell in enumerate(cells.decode().rstrip("\n").split(",")):
                if at and cell.isdecimal():
                    sheet.write_number(at, column, int(cell))
                elif cell:
                    sheet.write_string(at, column, cell)
        book.close()
        return path.read_bytes()


def zip_bomb(size: int) -> bytes:
    """Return a workbook with a part of zeros that is honest about its size."""
    return hostile.with_parts(hostile.right(), {"xl/media/a.png": repeat(bytes(MEBI), size)})


def lying_bomb(size: int) -> bytes:
    """Return a workbook with a part of zeros that says it is small."""
    return hostile.with_size(zip_bomb(size), "xl/media/a.png", 1000)


def sheet_bomb(count: int) -> bytes:
    """Return a workbook whose sheet is all numbers, packed to almost nothing."""
    row = b'<row r="%d">' + b"<c><v>1</v></c>" * 1000 + b"</row>"
    return hostile.with_rows(row % number for number in range(1, count + 1))


def empty_rows(count: int) -> bytes:
    """Return a workbook with many rows that hold nothing."""
    return hostile.with_rows(b'<row r="%d" ht="15"/>' % n for n in range(1, count + 1))


def many_texts(count: int) -> bytes:
    """Return a workbook with many different shared texts that no cell shows."""
    texts = chain(
        (b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',),
        (b"<si><t>t%d</t></si>" % n for n in range(count)),
        (b"</sst>",),
    )
    return hostile.with_parts(hostile.right(), {"xl/sharedStrings.xml": texts})


def repeats(rows_repeated: int, columns_repeated: int) -> bytes:
    """Return an .ods with one cell that is repeated over the whole sheet."""
    return hostile.ods(
        b'<table:table table:name="A"><table:table-row table:number-rows-repeated="%d">'
        b'<table:table-cell office:value-type="float" office:value="1" '
        b'table:number-columns-repeated="%d"><text:p>1</text:p></table:table-cell>'
        b"</table:table-row></table:table>" % (rows_repeated, columns_repeated)
    )


def deep_xml(depth: int) -> bytes:
    """Return a workbook whose sheet nests without end."""
    return hostile.with_rows(chain(repeat(b"<a>" * 1000, depth // 1000)))


def circular() -> bytes:
    """Return an .xls whose table of sectors goes in a circle."""
    data = bytearray(hostile.ole({"Workbook": bytes(4096)}))
    table = (struct.unpack_from("<L", data, 76)[0] + 1) * 512
    struct.pack_into("<128L", data, table, *[*range(1, 8), 0, *[0] * 120])
    return bytes(data)


def many_records(count: int) -> bytes:
    """Return an .xls with many records that hold nothing."""
    begin = struct.pack("<2H2H12x", 0x809, 16, 0x600, 5)
    place = 24 + 13 + 4 - 4
    name = struct.pack("<2HI4B", 0x85, 9, place, 0, 0, 1, 0) + b"A"
    start = begin + name + struct.pack("<2H", 10, 0)
    start = start.replace(struct.pack("<I", place), struct.pack("<I", len(start)))
    sheet = struct.pack("<2H2H12x", 0x809, 16, 0x600, 16)
    stream = start + sheet + struct.pack("<2H", 0x1C0, 0) * count + struct.pack("<2H", 10, 0)
    from site_builder.tables.workbook_ole import pack_stream  # noqa: PLC0415

    return pack_stream("Workbook", stream)


def cases(part: int) -> list[Case]:
    """Return the files, their sizes divided by ``part``."""
    mega = MEBI // part
    one = b"CT1,huyen-a,2025,,95,100,,,,\n"
    return [
        Case("CSV, 300 MB", "b.csv", lambda: repeated(one, 300 * mega)),
        Case("CSV, 120 MB", "b.csv", lambda: repeated(one, 120 * mega)),
        Case("CSV, 60 MB, one line", "b.csv", lambda: chain((HEAD,), repeat(b"a" * mega, 60))),
        Case("CSV, 60 MB, all quotes", "b.csv", lambda: chain((HEAD,), repeat(b'"' * mega, 60))),
        Case("CSV, 60 MB, open quotes", "b.csv", lambda: repeated(b'"a,b\n', 60 * mega)),
        Case("CSV, 60 MB, all commas", "b.csv", lambda: repeated(b"," * 999 + b"\n", 60 * mega)),
        Case("CSV, 60 MB, a cell a line", "b.csv", lambda: repeated(b"a\n", 60 * mega)),
        Case("CSV, 60 MB, empty lines", "b.csv", lambda: chain((HEAD,), repeat(b"\n" * mega, 60))),
        Case("CSV, 60 MB, no two cells alike", "b.csv", lambda: different(60 * mega)),
        Case("CSV, 60 MB, one row again", "b.csv", lambda: repeated(one, 60 * mega)),
        Case("a million empty rows", "b.xlsx", whole(empty_rows, 1_048_576 // part)),
        Case("empty cells", "b.xlsx", whole(hostile.empty_cells, 300, 16_384 // part)),
        Case("cells A1 and XFD1048576", "b.xlsx", whole(hostile.far_cell)),
        Case("zip bomb, 1 GB", "b.xlsx", whole(zip_bomb, 1024 // part)),
        Case("zip bomb that lies", "b.xlsx", whole(lying_bomb, 1024 // part)),
        Case("sheet bomb, 10 million numbers", "b.xlsx", whole(sheet_bomb, 10_000 // part)),
        Case("one text in 100,000 cells", "b.xlsx", whole(hostile.long_text, 100_000 // part)),
        Case("4 million shared texts", "b.xlsx", whole(many_texts, 4_000_000 // part)),
        Case("a million merged ranges", "b.xlsx", whole(hostile.merged, 1_000_000 // part)),
        Case("XML nested a million deep", "b.xlsx", whole(deep_xml, 1_000_000)),
        Case("a billion laughs", "b.xlsx", whole(hostile.with_doctype)),
        Case("external links", "b.xlsx", whole(hostile.linked)),
        Case("macros", "b.xlsm", lambda: (hostile.fixtures()["SB243"][1],)),
        Case("password", "b.xlsx", whole(hostile.encrypted)),
        Case("cut short", "b.xlsx", lambda: (hostile.cut(hostile.right()),)),
        Case(".ods repeated 1,048,576 × 16,384", "b.ods", whole(repeats, 1_048_576, 16_384)),
        Case(".ods repeated 150,000 × 10", "b.ods", whole(repeats, 150_000 // part, 10)),
        Case(".xls in a circle", "b.xls", whole(circular)),
        Case(".xls of 8 million records", "b.xls", whole(many_records, 8_000_000 // part)),
        Case("right .xlsx, 100,000 × 10", "b.xlsx", whole(ordinary, 100_000 // part), True),
        Case("right CSV, 30 MB", "b.csv", lambda: rows(30 * mega, random.Random(1)), True),
        Case("right CSV, 60 MB", "b.csv", lambda: rows(60 * mega, random.Random(1)), True),
    ]  # fmt: skip


def make_file(case: Case, path: Path) -> None:
    """Write a file in a process of its own: the next ones would inherit its peak of memory."""
    maker = os.fork()
    if not maker:
        with path.open("wb") as file:
            file.writelines(case.pieces())
        os._exit(0)
    os.waitpid(maker, 0)


def measure(case: Case, site: Path) -> tuple[str, bool]:
    """Return the line of the table, and whether the budget was kept."""
    path = site / "data/observations" / case.name
    make_file(case, path)
    size = path.stat().st_size
    command = [str(SITE_BUILDER), "check", "--site", str(site), "--format", "json", "--lang", "en"]
    if case.only_read:
        command = [sys.executable, "-c", READ, str(path)]
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    printed = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    path.unlink()
    peak = used.ru_maxrss / 1024
    answer = (
        json.loads(printed) if printed else {"problems": [{"code": "?", "message": str(status)}]}
    )
    problems = answer["problems"]
    codes = ", ".join(dict.fromkeys(p["code"] for p in problems)) or "–"
    words = problems[0]["message"] if problems else ""
    if case.only_read:
        words = f"read only: {answer.get('rows', 0):,} rows"
    shown = f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
    line = f"| {case.title} | {shown} | {seconds:.1f} | {peak:.0f} | {codes} | {words[:70]} |"
    return line, seconds <= BUDGET_SECONDS and peak <= BUDGET_MEBIBYTES


def main() -> int:
    """Run all; 1 where a hostile file exceeds the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    print("| file | size | seconds | peak MiB | codes | message |")
    print("| --- | ---: | ---: | ---: | --- | --- |")
    exceeded = []
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(MINIMAL, site, ignore=shutil.ignore_patterns(".cache"))
        for case in cases(100 if asked.small else 1):
            if asked.only not in case.title:
                continue
            line, is_within = measure(case, site)
            print(line, flush=True)
            if not is_within:
                exceeded.append(case)
    print(f"beyond {BUDGET_SECONDS:.0f} s or {BUDGET_MEBIBYTES} MiB: "
          + (", ".join(case.title for case in exceeded) or "none"))  # fmt: skip
    return int(any(not case.only_read for case in exceeded))


if __name__ == "__main__":
    raise SystemExit(main())
