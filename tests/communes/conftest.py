"""A province whose communes were merged anew on 1 July 2025, as tables.

The proportions are those of a real reform: 233 communes of 17 districts became 78 directly
below the province; 59 official codes now denote a commune of another name, 4 changed their
type only, 15 keep their name, two of which are the same unit as before; 16 new communes bear
the name of an abolished district. The figures and most names are made up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from site_builder.assess import assess
from site_builder.diagnostics import Checked
from site_builder.disclose import disclose
from site_builder.kinds import BUILTIN
from site_builder.model.dataset import Dataset
from site_builder.model.portal import Portal
from site_builder.model.source import SourceTree
from site_builder.pipeline import read_site

REFORM = "2025-07-01"
EVE = "2025-06-30"

DISTRICTS = (
    "Tam Kỳ", "Hội An", "Tây Giang", "Đông Giang", "Đại Lộc", "Điện Bàn", "Duy Xuyên", "Quế Sơn",
    "Nam Giang", "Hiệp Đức", "Thăng Bình", "Tiên Phước", "Nam Trà My", "Núi Thành", "Phú Ninh",
    "Nông Sơn", "Phước Sơn",
)  # fmt: skip
"""The last one gave its name to no commune."""

LOOKALIKES = ("Xã Tam Dân", "Xã Tam Đàn", "Xã Trà Don", "Xã Trà Dơn")
"""Old communes told apart by their diacritics alone."""

UNCHANGED = ("Xã Tam Hải", "Xã Tân Hiệp")
REUSED, RETYPED, KEPT = 59, 4, 15
BEFORE, AFTER = 233, 78


@dataclass
class Reform:
    """The tables of the site, and who came from whom.

    ``predecessors`` holds the old communes of each new one by id, and ``figures`` the count
    of each unit by (unit, period).
    """

    units: list[tuple[str, ...]] = field(default_factory=list)
    changes: list[tuple[str, ...]] = field(default_factory=list)
    predecessors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    figures: dict[tuple[str, str], int] = field(default_factory=dict)

    def tables(self) -> dict[str, str]:
        """Return the files of the site below its folder."""
        counts = [("SL", u, p, str(n), "", "", "official") for (u, p), n in self.figures.items()]
        pairs = [
            ("TL", u, p, "", str(n), str(2 * n), "official") for (u, p), n in self.figures.items()
        ]
        columns = ("indicator", "unit", "period", "value", "numerator", "denominator", "status")
        return {
            "data/units.csv": _write(
                ("unit", "code", "name", "level", "parent", "valid_from", "valid_to"), self.units
            ),
            "data/unit_changes.csv": _write(
                ("date", "from_unit", "to_unit", "share"), self.changes
            ),
            "data/observations/a.csv": _write(columns, [*counts, *pairs]),
            "data/indicators/tl.yaml": RATIO,
            "data/indicators/sl.yaml": COUNT,
        }

    def name(self, unit: str) -> str:
        """Return a unit's name."""
        return next(row[2] for row in self.units if row[0] == unit)


COUNT = """\
code: SL
title: Số chi bộ mẫu
kind: count
unit_measure: cell
aggregate: sum
frequency: quarter
decimals: 0
audience: public
"""
RATIO = """\
code: TL
title: Tỷ lệ mẫu
kind: ratio
numerator: Số đạt
denominator: Tổng số
unit_measure: percent
aggregate: sum_ratio
frequency: quarter
audience: public
"""


def _write(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def make_reform() -> Reform:
    """Build the tables: each old commune passes into exactly one new one."""
    reform = Reform()
    reform.units.append(("tinh", "49", "Tỉnh Mẫu", "province", "", "", ""))
    for number, name in enumerate(DISTRICTS, 1):
        reform.units.append((_district(number), f"5{number:02}", name, "district", "tinh", "", EVE))
    numbers = iter(range(1, BEFORE - len(UNCHANGED) + 1))
    for index in range(AFTER - len(UNCHANGED)):
        olds = [_add_old(reform, next(numbers), index) for _ in range(_size(index))]
        _add_new(reform, index, olds)
    for number, name in enumerate(UNCHANGED, 1):
        unit = f"nguyen-{number}"
        reform.units.append((unit, f"209{number:02}", name, "commune", _district(number), "", ""))
        reform.figures |= {(unit, "2024-Q4"): 900 + number, (unit, "2026-Q1"): 900 + number}
    return reform


def _size(index: int) -> int:
    """Return how many communes make up a new one: one, three, or four, 231 in all."""
    if index == REUSED:
        return 1
    return 4 if index < 5 else 3


def _district(number: int) -> str:
    return f"huyen-{(number - 1) % len(DISTRICTS) + 1:02}"


def _add_old(reform: Reform, number: int, index: int) -> str:
    unit = f"cu-{number:03}"
    name = LOOKALIKES[number - 1] if number <= len(LOOKALIKES) else f"Xã Mẫu {number:03}"
    reform.units.append(
        (unit, f"{20000 + number:05}", name, "commune", _district(index + 1), "", EVE)
    )
    reform.figures[unit, "2024-Q4"] = 1000 + number
    return unit


def _add_new(reform: Reform, index: int, olds: Sequence[str]) -> None:
    """Add a new commune under the code of its first predecessor, as the official list does."""
    unit = f"moi-{index + 1:02}"
    first = next(row for row in reform.units if row[0] == olds[0])
    if index < len(DISTRICTS) - 1:
        name = f"Xã {DISTRICTS[index]}"
    elif index < REUSED:
        name = f"Xã Mới {index + 1:02}"
    elif index < REUSED + RETYPED:
        name = first[2].replace("Xã", "Thị trấn")
    else:
        name = first[2]
    reform.units.append((unit, first[1], name, "commune", "tinh", REFORM, ""))
    reform.changes += [(REFORM, old, unit, "") for old in olds]
    reform.predecessors[unit] = tuple(olds)
    reform.figures[unit, "2026-Q1"] = 50_000 + index


def read(tables: Mapping[str, str]) -> Checked[Dataset]:
    """Read and check the tables as a site."""
    files = {"site.yaml": SITE} | tables
    sources = SourceTree({path: text.encode() for path, text in sorted(files.items())})
    return read_site(sources, BUILTIN, lambda zone: datetime(2026, 5, 1, tzinfo=ZoneInfo(zone)))


def portal_of(tables: Mapping[str, str]) -> Portal:
    """Assess the tables for the public."""
    dataset = read(tables).value
    assert dataset is not None
    disclosed = disclose(dataset, "public").value
    assert disclosed is not None
    return assess(disclosed, BUILTIN.methods, date(2026, 5, 1))


SITE = """\
title: Cổng mẫu
languages: [vi]
organisation: Tỉnh Mẫu
timezone: Asia/Ho_Chi_Minh
audiences: {public: {}}
"""


@pytest.fixture(scope="session")
def reform() -> Reform:
    """The tables of the reform; nobody changes them."""
    return make_reform()


@pytest.fixture(scope="session")
def portal(reform: Reform) -> Portal:
    """The portal over the reform."""
    return portal_of(reform.tables())


@pytest.fixture(scope="session")
def read_tables() -> Callable[[Mapping[str, str]], Checked[Dataset]]:
    """Read and check tables of one's own."""
    return read


@pytest.fixture(scope="session")
def assess_tables() -> Callable[[Mapping[str, str]], Portal]:
    """Assess tables of one's own."""
    return portal_of
