"""Build a generated site as a whole process; print seconds, peak memory and sizes.

    python tests/benchmarks/build_site.py [--indicators 100] [--units 12] [--years 8]

Prints a cold build, a warm one after one changed value, and one where nothing changed. The
figures are made by seed.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 211
SITE_BUILDER = Path(sys.executable).with_name("site-builder")
LAST_YEAR = 2025

SITE = """title: {vi: "Cổng đo tốc độ", en: "Benchmark portal"}
languages: [vi, en]
organisation: {vi: "Đơn vị đo", en: "Benchmark"}
timezone: UTC
notice: {vi: "Số liệu sinh ngẫu nhiên.", en: "Random figures."}
audiences: {internal: {}}
"""

INDICATOR = """code: B{number}
title: {{vi: "Chỉ tiêu số {number}", en: "Indicator {number}"}}
kind: ratio
numerator: {{vi: "Tử số", en: "Numerator"}}
denominator: {{vi: "Mẫu số", en: "Denominator"}}
unit_measure: percent
baseline: {{period: "{first}", value: 60}}
targets: [{{kind: by, period: "2030", comparator: ">=", value: 100}}]
method: linear
"""


def write_site(folder: Path, indicators: int, units: int, years: int) -> None:
    """Write a site of so many indicators, units and years."""
    chance = random.Random(SEED)
    first = LAST_YEAR - years + 1
    (folder / "data/indicators").mkdir(parents=True)
    (folder / "data/observations").mkdir()
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    rows = ["unit,name,parent", "tinh,Tỉnh,"]
    rows += [f"u{unit},Đơn vị số {unit},tinh" for unit in range(units)]
    (folder / "data/units.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    figures = ["indicator,unit,period,numerator,denominator"]
    for number in range(indicators):
        text = INDICATOR.format(number=number, first=first)
        (folder / f"data/indicators/b{number}.yaml").write_text(text, encoding="utf-8")
        figures += [
            f"B{number},u{unit},{year},{chance.randint(600, 1000)},1000"
            for unit in range(units)
            for year in range(first, LAST_YEAR + 1)
        ]
    (folder / "data/observations/b.csv").write_text("\n".join(figures) + "\n", encoding="utf-8")


def change_one_value(folder: Path) -> None:
    """Make the last figure a preliminary one of another value, as a clerk would append it."""
    data = folder / "data/observations/b.csv"
    lines = data.read_text(encoding="utf-8").splitlines()
    indicator, unit, year, _, _ = lines[-1].split(",")
    lines.append(f"{indicator},{unit},{int(year) + 1},700,1000")
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")


def build(folder: Path) -> tuple[float, float]:
    """Build once; return wall seconds and the peak memory of any process so far in MiB."""
    start = time.perf_counter()
    subprocess.run([SITE_BUILDER, "build", "--site", folder], check=True, capture_output=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - start, peak


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=100)
    parser.add_argument("--units", type=int, default=12)
    parser.add_argument("--years", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        write_site(folder, given.indicators, given.units, given.years)
        cold, peak = build(folder)
        change_one_value(folder)
        warm, _ = build(folder)
        same, _ = build(folder)
        edition = folder / "output/internal/latest"
        pages = list(edition.rglob("*.html"))
        size = sum(page.stat().st_size for page in pages)
    print(f"{given.indicators} indicators, {given.units} units, {given.years} years")
    print(f"  cold     {cold:7.1f} s   {peak:6.0f} MiB   {len(pages)} pages")
    print(f"  warm     {warm:7.1f} s   after one more value; warm/cold {warm / cold:.2f}")
    print(f"  nothing  {same:7.1f} s   nothing/cold {same / cold:.2f}")
    print(f"  a page   {size / len(pages) / 1024:7.1f} KiB on average, before compression")


if __name__ == "__main__":
    main()
