"""Read and validate N generated rows, and print seconds by step and peak memory.

    python tests/benchmarks/validate_rows.py 1000000 --seed 1 [--bad 0.01]

The rows are series as a province has them: indicators × 500 units × 20 quarters, each series
moving by some per cent from quarter to quarter; every second indicator is a rate from two
counts, every tenth is broken down. Some faults are planted, and the program fails where one of
them is not found. ``--bad`` is the share of rows with an unknown unit. The rows are made before
the clock starts.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from site_builder.diagnostics import Diagnostic, facts_of
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate

UNITS = 500
PERIODS = tuple(f"{year}-Q{quarter}" for year in range(2020, 2025) for quarter in range(1, 5))
PER_INDICATOR = UNITS * len(PERIODS)
BUDGET_SECONDS_PER_MILLION = 20.0
BUDGET_MEBIBYTES = 1536
HEADER = "indicator,unit,period,value,numerator,denominator,sex,status,source,as_of,note"
MORE = ("SB398", "SB399")

Row = tuple[str, ...]
Plant = Callable[[Row], Iterator[Row]]


def text(words: str) -> Text:
    """Make a Vietnamese text."""
    return Text((("vi", words),))


def is_rate(number: int) -> bool:
    """Whether an indicator is a rate; the others are counts."""
    return number % 2 == 0


def is_broken_down(number: int) -> bool:
    """Whether an indicator has two cells beside each total."""
    return number % 10 == 1


def make_configured(indicators: int) -> Configured:
    """Make indicators, every second of them a rate."""
    site = SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),))
    made = {}
    for number in range(indicators):
        kind = IndicatorKind.RATIO if is_rate(number) else IndicatorKind.COUNT
        code = f"CT{number:03d}"
        made[code] = Indicator(
            code, text(code), kind, "percent" if is_rate(number) else "người",
            f"data/indicators/{code}.yaml", frequency=Frequency.QUARTER,
            dimensions=("sex",) if is_broken_down(number) else (),
            maximum=100.0 if is_rate(number) else None,
        )  # fmt: skip
    return Configured(site, made, (), {})


def series_of(number: int, unit: int, dice: random.Random) -> Iterator[Row]:
    """Write one unit's series of one indicator."""
    whole = dice.randrange(400, 4000)
    share = dice.uniform(0.5, 0.95)
    for at, period in enumerate(PERIODS):
        size = whole + whole * at // 100
        part = round(size * min(0.98, share * dice.uniform(0.95, 1.05)))
        figure = ("", str(part), str(size)) if is_rate(number) else (str(size), "", "")
        note = f"ghi chú {unit}" if at == 0 else ""
        about = (f"CT{number:03d}", f"u{unit}", period)
        rest = ("", "KH211", "2024-12-31", note)
        yield (*about, *figure, "", *rest)
        if is_broken_down(number):
            yield (*about, str(part), "", "", "f", *rest)
            yield (*about, str(size - part), "", "", "m", *rest)


def all_rows(dice: random.Random) -> Iterator[Row]:
    """Write the series of one indicator after the other, without end."""
    number = 0
    while True:
        for unit in range(UNITS):
            yield from series_of(number, unit, dice)
        number += 1


def times(factor: float) -> Plant:
    """Multiply the first figure of a row."""

    def _plant(row: Row) -> Iterator[Row]:
        at = 3 if row[3] else 4
        yield (*row[:at], str(round(float(row[at]) * factor)), *row[at + 1 :])

    return _plant


def cell(at: int, written: str) -> Plant:
    """Write something else in one cell."""
    return lambda row: iter([(*row[:at], written, *row[at + 1 :])])


def left_out(_row: Row) -> Iterator[Row]:
    """Leave a row out."""
    yield from ()


def twice(row: Row) -> Iterator[Row]:
    """Write a row twice."""
    yield from (row, row)


def contradicted(row: Row) -> Iterator[Row]:
    """Write a row twice, the second time with another figure."""
    yield row
    yield from times(0.99)(row)


PLANTS: tuple[tuple[str, bool, Plant], ...] = (
    ("SB334", False, left_out),
    ("SB338", False, times(10)),
    ("SB301", False, cell(3, "abc")),
    ("SB309", False, cell(7, "so bo")),
    ("SB311", False, cell(1, "u9999")),
    ("SB312", False, cell(2, "2024-Q7")),
    ("SB315", False, cell(3, "-5")),
    ("SB316", False, cell(3, "12.5")),
    ("SB319", True, cell(4, "99999")),
    ("SB322", False, cell(9, "31/12/2024")),
    ("SB327", False, twice),
    ("SB332", False, cell(3, "0900000000")),
    ("SB332", False, cell(10, "gọi 0900000000")),
    ("SB385", False, contradicted),
)
"""The code that must be found, whether the row must be one of a rate, and how to plant it."""


def make_rows(count: int, seed: int, bad: float) -> tuple[bytes, int, Counter[str]]:
    """Write rows; return them with the number of indicators and what was planted."""
    dice = random.Random(seed)
    every = max(count // 200, 61)
    lines, planted, last, due = [HEADER], Counter[str](), 0, 0
    for number, row in enumerate(all_rows(dice)):
        if len(lines) > count:
            break
        last = int(row[0][2:])
        code, of_rate, plant = PLANTS[due % len(PLANTS)]
        in_middle = row[2] == PERIODS[10] and row[6] == "" and not is_broken_down(last)
        written = iter([row])
        if number >= every * (due + 1) and in_middle and of_rate == is_rate(last):
            written, due = plant(row), due + 1
            planted[code] += 1
        elif bad and dice.random() < bad:
            written = iter([(row[0], "x" + row[1], *row[2:])])
        lines.extend(",".join(cells) for cells in written)
    return ("\n".join(lines) + "\n").encode(), last + 1, planted


def count_found(problems: tuple[Diagnostic, ...]) -> Counter[str]:
    """Count problems by code, those that are only counted in the files included."""
    found: Counter[str] = Counter()
    for problem in problems:
        facts = facts_of(problem)
        is_sum = problem.rule.code in MORE
        found[str(facts["of"]) if is_sum else problem.rule.code] += int(
            facts["count"] if is_sum else 1
        )
    return found


def report(dataset: Dataset, found: Counter[str], planted: Counter[str]) -> bool:
    """Print what was found; whether nothing planted was passed over."""
    for code in sorted(set(found) | set(planted)):
        sys.stdout.write(f"  {code}: {planted[code]} planted, {found[code]} found\n")
    counts = dataset.counts
    sys.stdout.write(
        f"  {counts.read} read = {counts.accepted} accepted + {counts.rejected} rejected"
        f" + {counts.blank} blank\n"
    )
    return all(found[code] >= number for code, number in planted.items())


def main() -> int:
    """Run the benchmark; 1 where a budget is exceeded or a planted fault is passed over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.0)
    asked = parser.parse_args()
    rows, indicators, planted = make_rows(asked.rows, asked.seed, asked.bad)
    units = "unit,name\n" + "".join(f"u{n},Đơn vị {n}\n" for n in range(UNITS))
    files = {"data/observations/a.csv": rows, "data/units.csv": units.encode()}
    configured = make_configured(indicators)
    start, busy = time.perf_counter(), time.process_time()
    tables = read_tables(SourceTree(files), {}, {".csv": read_csv})
    read = time.perf_counter()
    assert tables.value is not None
    known = Known(frozenset(), frozenset())
    checked = validate(configured, tables.value, known, date(2026, 1, 1))
    end, busy = time.perf_counter(), time.process_time() - busy
    assert checked.value is not None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{checked.value.counts.read} rows: read {read - start:.1f} s, "
        f"validate {end - read:.1f} s, together {end - start:.1f} s "
        f"({busy:.1f} s of work), {asked.rows / (end - start):,.0f} rows/s, peak {peak:.0f} MiB\n"
    )
    found = count_found((*tables.problems, *checked.problems))
    has_all = report(checked.value, found, planted)
    budget = max(BUDGET_SECONDS_PER_MILLION * asked.rows / 1e6, 2.0)
    return int(end - start > budget or peak > BUDGET_MEBIBYTES or not has_all)


if __name__ == "__main__":
    raise SystemExit(main())
