"""One build at a time publishes into an output folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.effects.lock import hold_lock
from site_builder.errors import DiskError, LockedError

HOLD = """
import sys
from pathlib import Path
from site_builder.effects.lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _start_holder(output: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_build_is_refused_at_once(tmp_path: Path):
    """It ends with 75 and names the lock; it does not wait."""
    output = tmp_path / "output"
    with _start_holder(output) as holder:
        with pytest.raises(LockedError) as refused, hold_lock(output):
            pass
        holder.communicate()

    assert refused.value.exit_code == 75
    assert refused.value.key == "locked"
    assert refused.value.facts == (("path", str(output / ".lock")),)


def test_the_lock_of_a_killed_build_blocks_nobody(tmp_path: Path):
    """The file stays, the lock does not."""
    with _start_holder(tmp_path) as holder:
        holder.kill()
        holder.communicate()

    with hold_lock(tmp_path):
        pass

    assert (tmp_path / ".lock").exists()


def test_the_lock_ends_with_its_block(tmp_path: Path):
    """Also when the build inside fails."""
    with pytest.raises(ValueError, match="wrong"), hold_lock(tmp_path):
        raise ValueError("wrong")

    with hold_lock(tmp_path):
        pass


def test_an_output_that_is_a_file_is_a_matter_of_the_disk(tmp_path: Path):
    """The folder cannot be made, and that is said with its name."""
    output = tmp_path / "output"
    output.write_text("", encoding="utf-8")

    with pytest.raises(DiskError) as refused, hold_lock(output):
        pass

    assert dict(refused.value.facts)["path"] == str(output)
