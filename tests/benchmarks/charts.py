"""What charts cost: milliseconds for each kind, cold and warm, and what processes gain.

Run by hand: ``python tests/benchmarks/charts.py [COUNT]``. The figures are generated from a
seed, so two runs draw the same charts.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from site_builder.charts import draw_charts
from site_builder.charts.kinds import CHARTS
from site_builder.effects.runner import make_runner
from site_builder.model.charts import ChartSpec, Scalar
from site_builder.model.pages import PageSpec, SearchBody, SitePlan

FONTS = Path(__file__).parents[2] / "themes" / "base" / "fonts"
SEED = 211
Row = Mapping[str, Scalar]
Datasets = Mapping[str, tuple[Row, ...]]


def trend_data(chance: random.Random) -> Datasets:
    """Eleven years of figures with a grid, years, a target and two labels."""
    points = [{"x": 2015.0 + i, "y": chance.uniform(70, 99), "filled": True} for i in range(11)]
    last = points[-1]
    label = {"align": "right", "dy": -12, "goal": False, "text": f"{last['y']:.1f} %"}
    return {
        "figures": tuple({**point, "segment": 0} for point in points),
        "grid": tuple(
            {"x": 2014.6, "x2": 2025.4, "y": float(y), "label": str(y)} for y in (70, 80, 90, 100)
        ),
        "years": tuple(
            {"x": float(year), "y": 70.0, "label": str(year)} for year in range(2015, 2026, 2)
        ),
        "goals": ({"x": 2020.0, "y": 90.0, "x2": 2025.4, "y2": 90.0},),
        "labels": ({"x": last["x"], "y": last["y"], **label},),
    }


def ranking_data(chance: random.Random) -> Datasets:
    """Twenty-two units and a target."""
    values = sorted(chance.uniform(50, 100) for _ in range(22))
    return {
        "bars": tuple(
            {
                "unit": f"u{i}",
                "name": f"Đảng bộ huyện số {i}",
                "value": value,
                "label": f"{value:.1f} %",
                "behind": value < 90,
            }
            for i, value in enumerate(values)
        ),
        "goal": ({"value": 90.0, "label": "Chỉ tiêu > 90 %"},),
    }


def progress_data(chance: random.Random) -> Datasets:
    """A figure on its way."""
    value = chance.uniform(91, 99)
    places = {"baseline": 90.0, "now": value, "target": 100.0}
    return {
        "now": ({"x": value},),
        "bar": ({"x": 90.0, "x2": value},),
        "track": ({"x": 90.0, "x2": 100.0},),
        "ticks": tuple({"x": x, "kind": kind} for kind, x in places.items()),
        "labels": tuple(
            {"x": x, "kind": kind, "text": f"{x:.1f} %", "align": "center"}
            for kind, x in places.items()
        ),
    }


def spark_data(chance: random.Random) -> Datasets:
    """Eleven figures without a word."""
    points = tuple(
        {"x": 2015.0 + i, "y": chance.uniform(70, 99), "segment": "main-0", "filled": True}
        for i in range(11)
    )
    return {"figures": points, "last": points[-1:]}


MAKERS = {
    "trend": trend_data,
    "ranking": ranking_data,
    "progress": progress_data,
    "spark": spark_data,
}


def make_plan(kind: str, count: int) -> SitePlan:
    """Plan one page with so many different charts of a kind."""
    chance = random.Random(SEED)  # figures for measuring, not secrets
    plain = ChartSpec("", kind, "vi", "Tên biểu đồ", "Câu mô tả.", ())
    specs = tuple(
        replace(plain, id=f"{kind}-{i}", datasets=tuple(MAKERS[kind](chance).items()))
        for i in range(count)
    )
    page = PageSpec("other", "", "vi", "trang.html", "Trang", SearchBody(()), specs)
    return SitePlan((page,), {}, ())


def seconds(plan: SitePlan, jobs: int, cache: Path | None) -> float:
    """Draw a plan with processes of its own, and say how long that took."""
    start = time.perf_counter()
    with make_runner(jobs, cache, FONTS) as run:
        drawn = draw_charts(plan, CHARTS, run)
    took = time.perf_counter() - start
    if drawn.problems or drawn.value is None:
        raise SystemExit(f"not drawn: {drawn.problems[:3]}")
    return took


def emit(line: str) -> None:
    """Write one line of the answer."""
    sys.stdout.write(f"{line}\n")


def main(count: int) -> None:
    """Print one line for each kind, then the gain of a second process."""
    seconds(make_plan("spark", 1), 1, None)
    emit(f"{count} charts of each kind; 'start' is one chart, engine and all")
    emit("kind      start s   cold ms/chart   warm ms/chart   2 jobs / 1 job")
    for kind in MAKERS:
        plan = make_plan(kind, count)
        start = seconds(make_plan(kind, 1), 1, None)
        with tempfile.TemporaryDirectory() as folder:
            alone = seconds(plan, 1, Path(folder))
            warm = seconds(plan, 1, Path(folder))
        both = seconds(plan, 2, None)
        cold_each = (alone - start) / (count - 1) * 1000
        ratio = both / alone
        emit(f"{kind:9} {start:7.2f} {cold_each:15.2f} {warm / count * 1000:15.2f} {ratio:16.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
