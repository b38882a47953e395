"""Print the measured figures of the project: ``make bench``."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
SITE_BUILDER = Path(sys.executable).with_name("site-builder")
RUNS = 15


def help_milliseconds() -> float:
    """Return the median time of ``site-builder --help``."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([SITE_BUILDER, "--help"], check=True, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Run each benchmark as a command of its own."""
    print(f"site-builder --help: {help_milliseconds():.0f} ms (median of {RUNS})", flush=True)
    for command in (
        ["build_site.py", "--indicators", "1"],
        ["build_site.py", "--indicators", "100"],
        ["charts.py"],
        ["validate_rows.py", "1000000"],
        ["suggestions.py"],
        ["hostile_files.py"],
    ):
        subprocess.run([sys.executable, HERE / command[0], *command[1:]], check=True)


if __name__ == "__main__":
    main()
