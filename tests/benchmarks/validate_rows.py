"""Read and validate N generated rows, and print seconds, rows a second and peak memory.

    python tests/benchmarks/validate_rows.py 1000000 --seed 1 [--bad 0.01]

The rows are made before the clock starts. Half of them are pairs of counts; ``--bad`` is
the share of rows with an unknown unit.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from datetime import date

from site_builder.model.dataset import Configured
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate

UNITS = 500
PERIODS = tuple(f"{year}-{month:02d}" for year in range(2000, 2025) for month in range(1, 13))
BUDGET_SECONDS_PER_MILLION = 20.0
BUDGET_MEBIBYTES = 1536


def text(words: str) -> Text:
    """Make a Vietnamese text."""
    return Text((("vi", words),))


def make_configured(indicators: int) -> Configured:
    """Make indicators, every second of them a rate."""
    site = SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),))
    made = {}
    for number in range(indicators):
        kind = IndicatorKind.VALUE if number % 2 else IndicatorKind.RATIO
        code = f"CT{number}"
        made[code] = Indicator(
            code, text(code), kind, "percent", f"data/indicators/{code}.yaml",
            frequency=Frequency.MONTH,
        )  # fmt: skip
    return Configured(site, made, (), {})


def make_rows(count: int, seed: int, bad: float) -> tuple[bytes, int]:
    """Write rows with different keys; return them with the number of indicators."""
    dice = random.Random(seed)
    per_indicator = UNITS * len(PERIODS)
    lines = ["indicator,unit,period,value,numerator,denominator,status,source,as_of,note"]
    for row in range(count):
        indicator, rest = divmod(row, per_indicator)
        unit, period = rest % UNITS, rest // UNITS
        name = f"u{unit}" if dice.random() >= bad else f"x{unit}"
        whole = dice.randrange(1, 5000)
        if indicator % 2:
            figure = f"{dice.random() * 100:.4f},,"
        else:
            figure = f",{dice.randrange(whole)},{whole}"
        note = f"ghi chú {row}" if row % 10 == 0 else ""
        lines.append(f"CT{indicator},{name},{PERIODS[period]},{figure},,KH211,2025-06-30,{note}")
    return ("\n".join(lines) + "\n").encode(), count // per_indicator + 1


def main() -> int:
    """Run the benchmark; 1 where a budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.0)
    asked = parser.parse_args()
    rows, indicators = make_rows(asked.rows, asked.seed, asked.bad)
    units = "unit,name\n" + "".join(f"u{n},Đơn vị {n}\n" for n in range(UNITS))
    files = {"data/observations/a.csv": rows, "data/units.csv": units.encode()}
    configured = make_configured(indicators)
    start = time.perf_counter()
    tables = read_tables(SourceTree(files), {}, {".csv": read_csv})
    read = time.perf_counter()
    assert tables.value is not None
    known = Known(frozenset(), frozenset())
    checked = validate(configured, tables.value, known, date(2026, 1, 1))
    end = time.perf_counter()
    assert checked.value is not None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{asked.rows} rows: read {read - start:.1f} s, validate {end - read:.1f} s, "
        f"{asked.rows / (end - start):,.0f} rows/s, peak {peak:.0f} MiB, "
        f"{len(tables.problems) + len(checked.problems)} problems, {checked.value.counts}\n"
    )
    budget = max(BUDGET_SECONDS_PER_MILLION * asked.rows / 1e6, 2.0)
    return int(end - start > budget or peak > BUDGET_MEBIBYTES)


if __name__ == "__main__":
    raise SystemExit(main())
