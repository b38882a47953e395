"""A site that sends out forms, and a person at the keyboard who fills them in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result
from openpyxl.cell import MergedCell

from site_builder.cli import main

FILES = {
    "content/index.md": "---\ntitle: Trang chủ\naudience: public\n---\nTrang thử.\n",
    "data/units.csv": "unit,name,level,parent\ntinh,Tỉnh A,tinh,\nh1,Huyện Một,huyen,tinh\n"
    "h2,Huyện Hai,huyen,tinh\n",
    "data/indicators/ct1.yaml": "code: CT1\ntitle: {vi: Tỷ lệ, en: Rate}\nkind: ratio\n"
    "unit_measure: percent\nnumerator: {vi: Số đạt, en: Met}\n"
    "denominator: {vi: Tổng số, en: All}\naggregate: sum_ratio\nfrequency: quarter\n"
    "audience: public\n",
    "data/observations/a.csv": "indicator,unit,period,numerator,denominator,status\n"
    "CT1,h1,2026-Q2,80,100,\nCT1,h2,2026-Q2,45,50,\n",
}


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "--site", str(site), *arguments[1:]])


def fill(path: Path, figures: Iterable[object]) -> None:
    """Type figures into the first empty cells that may be typed into, as a person would."""
    waiting = list(figures)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell) or cell.protection.locked or not waiting:
                    continue
                if cell.value is None:
                    cell.value = waiting.pop(0)
    book.save(path)
