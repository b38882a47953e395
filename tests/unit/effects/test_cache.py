"""The cache: it gives back what was put in, or says that it has nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.effects.cache import Cache
from site_builder.extension import Step

STEP = Step("upper", 1, bytes.upper)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_answer_is_remembered(tmp_path: Path):
    """A later cache over the same folder knows it."""
    Cache(tmp_path).remember(STEP, {b"a": b"A"})

    assert Cache(tmp_path).recall(STEP, [b"a", b"b"]) == {b"a": b"A"}


@pytest.mark.parametrize(
    ("step", "salt", "given"),
    [
        (Step("lower", 1, bytes.lower), b"tools 1", b"a"),
        (Step("upper", 2, bytes.upper), b"tools 1", b"a"),
        (STEP, b"tools 2", b"a"),
        (STEP, b"tools 1", b"b"),
    ],
)
def test_another_step_version_tool_or_input_is_another_key(tmp_path, step, salt, given):
    """Whatever the answer hangs on is part of the key."""
    Cache(tmp_path, b"tools 1").remember(STEP, {b"a": b"A"})

    assert Cache(tmp_path, salt).recall(step, [given]) == {}


def test_parts_of_a_key_do_not_run_together(tmp_path: Path):
    """Step "a" version 11 and step "a1" version 1 are two things."""
    cache = Cache(tmp_path)

    assert cache.key("a", 11, b"") != cache.key("a1", 1, b"")


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b + b"x", lambda _: b"", lambda b: b"\0" + b[1:]]
)
def test_a_damaged_entry_counts_as_not_there(tmp_path: Path, damage):
    """Cut short, prolonged, emptied or changed: it is made again, and then kept again."""
    cache = Cache(tmp_path)
    cache.remember(STEP, {b"a": b"A"})
    (entry,) = _files(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))

    assert cache.recall(STEP, [b"a"]) == {}

    cache.remember(STEP, {b"a": b"A"})

    assert cache.recall(STEP, [b"a"]) == {b"a": b"A"}


def test_no_half_written_file_stays(tmp_path: Path):
    """An entry appears under its name at once, whole."""
    Cache(tmp_path).remember(STEP, {b"a": b"A", b"b": b"B"})

    assert [path.suffix for path in _files(tmp_path)] == ["", ""]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path):
    """Nothing is remembered, nothing fails."""
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")

    cache.remember(STEP, {b"a": b"A"})

    assert cache.recall(STEP, [b"a"]) == {}
