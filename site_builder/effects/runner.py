"""Run slow pure steps: from the cache where it knows the answer, else in other processes.

Steps always run in processes of their own, even one alone: there the fonts are the theme's
and nothing else, and the building process never starts the drawing engine. How many
processes there are, and what the cache knew, changes no byte of an answer.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Self

from site_builder import __version__
from site_builder.effects.cache import Cache
from site_builder.effects.fonts import digest_fonts, use_fonts, write_font_configuration
from site_builder.extension import Runner, Step

BATCH = 8
"""Inputs sent to a process at once. A process costs half a second to start, about what
forty charts take, so few inputs do not wake them all."""

_FOR_ONE = 24
"""Up to so many inputs one process is quicker than two."""

_TOOLS = ("vl-convert-python",)


@contextmanager
def make_runner(
    jobs: int, cache: Path | None, fonts: Path, *, remember: bool = True
) -> Iterator[Runner]:
    """Offer a runner; its processes end with the ``with`` block, whatever ends it.

    Args:
        jobs: How many processes at most; at least 1.
        cache: Folder for answers of earlier builds; None to know and remember nothing.
        fonts: The theme's folder of TrueType fonts.
        remember: Whether new answers go into the cache; a check writes nothing at all.
    """
    memory = Cache(cache, _salt(fonts)) if cache is not None else None
    with tempfile.TemporaryDirectory(prefix="site-builder-") as folder:
        configuration = write_font_configuration(fonts, Path(folder))
        with _Workers(max(jobs, 1), fonts, configuration) as workers:
            yield _remembering(workers.answer, memory, remember=remember)


def _salt(fonts: Path) -> bytes:
    """Return what answers hang on besides their inputs."""
    tools = [f"{tool} {version(tool)}" for tool in _TOOLS]
    return "\n".join([f"site-builder {__version__}", *tools, digest_fonts(fonts)]).encode()


def _remembering(answer: Runner, memory: Cache | None, *, remember: bool) -> Runner:
    """Put a memory before a runner; alike inputs are answered once."""

    def run(step: Step, inputs: Sequence[bytes]) -> Sequence[bytes]:
        """Answer from memory what it knows, and make the rest."""
        missing = list(dict.fromkeys(inputs))
        known: dict[bytes, bytes] = {}
        if memory is not None:
            known = memory.recall(step, missing)
            missing = [given for given in missing if given not in known]
        made = dict(zip(missing, answer(step, missing), strict=True))
        if memory is not None and remember:
            memory.remember(step, made)
        return [known[given] if given in known else made[given] for given in inputs]

    return run


class _Workers:
    """Processes that are started when there is work, and never outlive the block."""

    def __init__(self, jobs: int, fonts: Path, configuration: Path) -> None:
        self._jobs = jobs
        self._pool = ProcessPoolExecutor(
            jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(fonts, configuration),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Work that has not begun is dropped; what runs takes milliseconds.
        self._pool.shutdown(wait=True, cancel_futures=True)

    def answer(self, step: Step, inputs: Sequence[bytes]) -> list[bytes]:
        """Answer a step for each input, in order."""
        if not inputs:
            return []
        size = len(inputs) if len(inputs) <= _FOR_ONE or self._jobs == 1 else BATCH
        batches = [inputs[i : i + size] for i in range(0, len(inputs), size)]
        futures: list[Future[list[bytes]]] = [
            self._pool.submit(_answer_batch, step.function, batch) for batch in batches
        ]
        return [made for future in futures for made in future.result()]


def _answer_batch(function: Callable[[bytes], bytes], inputs: Sequence[bytes]) -> list[bytes]:
    return [function(given) for given in inputs]


def _start_worker(fonts: Path, configuration: Path) -> None:
    """Prepare a process: the fonts, and an end that follows the building process's."""
    # Ctrl-C reaches the whole group: the building process decides, and says so once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_fonts(fonts, configuration)


def _end_with_parent() -> None:
    """Leave when the building process is gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
