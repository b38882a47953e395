"""The runner: same answers however many processes there are and whatever the cache knows."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.charts.drawing import COMPILE, DRAW
from site_builder.charts.kinds import CHARTS
from site_builder.effects.runner import make_runner
from site_builder.extension import Step

FONTS = Path(__file__).parents[3] / "themes" / "base" / "fonts"
UPPER = Step("upper", 1, bytes.upper)


def _orders(vega: bytes, count: int) -> list[bytes]:
    """Orders of sparks that differ in one value."""
    rows = [
        [{"x": x, "y": float(y), "segment": "a", "filled": True} for x, y in ((0.0, 1), (1.0, i))]
        for i in range(count)
    ]
    return [
        json.dumps(
            {
                "vega": json.loads(vega),
                "datasets": {"figures": r, "last": r[1:], "goals": []},
                "height": None,
                "left": None,
                "language": "vi",
                "id": f"spark-{i}",
                "kind": "spark",
                "title": "Tên",
                "sentence": "Câu.",
            }
        ).encode()
        for i, r in enumerate(rows)
    ]


def _draw(jobs: int, cache: Path | None, count: int = 30) -> list[bytes]:
    """Compile the spark kind and draw some."""
    draft = json.dumps(CHARTS["spark"].draw("vi")).encode()
    with make_runner(jobs, cache, FONTS) as run:
        (vega,) = run(COMPILE, [draft])
        return list(run(DRAW, _orders(vega, count)))


@pytest.mark.slow
def test_jobs_and_cache_change_no_byte(tmp_path: Path):
    """One process, two, cold, warm, and with a damaged entry."""
    alone = _draw(1, None)
    together = _draw(2, tmp_path)
    warm = _draw(2, tmp_path)
    entry = next(path for path in sorted(tmp_path.rglob("*")) if path.is_file())
    entry.write_bytes(b"damaged")
    mended = _draw(1, tmp_path)

    assert all(json.loads(answer)["svg"] for answer in alone)
    assert together == alone
    assert warm == alone
    assert mended == alone


def test_answers_come_in_the_order_of_the_inputs():
    """Batches are put together again; alike inputs each get their answer."""
    given = [f"{i % 50}a".encode() for i in range(100)]

    with make_runner(2, None, FONTS) as run:
        answers = run(UPPER, given)

    assert answers == [text.upper() for text in given]


def test_what_the_cache_knows_starts_no_process(tmp_path: Path):
    """A warm build is quick, and works where no process can be started."""
    with make_runner(1, tmp_path, FONTS) as run:
        run(UPPER, [b"a", b"b"])

    with make_runner(1, tmp_path, FONTS) as run:
        answers = run(UPPER, [b"b", b"a"])
        children = multiprocessing.active_children()

    assert answers == [b"B", b"A"]
    assert children == []


def test_no_process_outlives_the_block():
    """Also where the block ends in an exception."""

    def interrupted() -> None:
        with make_runner(2, None, FONTS) as run:
            run(UPPER, [b"a"] * 3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert multiprocessing.active_children() == []


def test_workers_see_our_font_configuration_and_this_process_does_not():
    """What fonts a machine has must not reach a drawing; the setting stays where it is needed."""
    before = os.environ.get("FONTCONFIG_FILE")

    with make_runner(1, None, FONTS) as run:
        (seen,) = run(Step("environment", 1, os.getenvb), [b"FONTCONFIG_FILE"])

    assert Path(seen.decode()).name == "fonts.conf"
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_an_error_of_a_step_arrives():
    """A bug in a step is not swallowed by the processes."""
    with (
        make_runner(1, None, FONTS) as run,
        pytest.raises(json.JSONDecodeError),
    ):
        run(DRAW, [b"no JSON"])


KILLED = """
import multiprocessing, sys, time
from pathlib import Path
from site_builder.effects.runner import make_runner
from site_builder.extension import Step

if __name__ == "__main__":
    with make_runner(1, None, Path(sys.argv[1])) as run:
        run(Step("upper", 1, bytes.upper), [b"a"])
        print(multiprocessing.active_children()[0].pid, flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_a_build_that_is_killed_or_interrupted(tmp_path: Path, end):
    """Neither a killed build nor Ctrl-C leaves a process behind."""
    script = tmp_path / "build.py"
    script.write_text(KILLED, encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, str(script), str(FONTS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert build.stdout is not None
    worker = int(build.stdout.readline())

    build.send_signal(end)
    build.wait(timeout=20)
    build.stdout.close()

    deadline = time.monotonic() + 20
    while _is_alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(worker)


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
