"""Whatever stops a build, readers have the old portal or the new one, and the next build heals."""

from __future__ import annotations

import importlib.util
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from site_builder.effects.disk import Disk
from site_builder.effects.latest import redirect_page
from site_builder.errors import DiskError

HERE = Path(__file__).parent


def _load_publishing() -> ModuleType:
    """Load the tiny portal beside this file; test folders are not packages."""
    spec = importlib.util.spec_from_file_location("crash_publishing", HERE / "publishing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


portal = _load_publishing()

Prepare = Callable[[Path], None]


def nothing_yet(root: Path) -> None:
    """Leave the folder away altogether."""
    del root


def one_edition(root: Path) -> None:
    portal.build(root, "một")


def copied_latest(root: Path) -> None:
    """Turn the link into a folder, as copying programs do that follow links."""
    portal.build(root, "một")
    (root / "latest").unlink()
    shutil.copytree(root / "2026-11-23", root / "latest")


def a_redirect(root: Path) -> None:
    """Put the page in place of the link, as on a share that knows no links."""
    portal.build(root, "một")
    (root / "latest").unlink()
    (root / "latest").mkdir()
    (root / "latest/index.html").write_bytes(redirect_page("2026-11-23"))


STARTS = [nothing_yet, one_edition, a_redirect]


@pytest.fixture(params=STARTS, ids=lambda start: start.__name__)
def start(request: pytest.FixtureRequest) -> Prepare:
    prepare: Prepare = request.param
    return prepare


def _roots(tmp_path: Path, start: Prepare):
    """Yield (n, root in its first state) for every operation n of publishing one more text."""
    whole = tmp_path / "whole"
    start(whole)
    total = portal.count_operations(whole, "hai")
    assert total > 20
    for at in range(1, total + 1):
        root = tmp_path / str(at)
        start(root)
        yield at, root


def _failure_of(root: Path, disk: Disk) -> DiskError | None:
    """Publish one more text on a bad disk; return the error, None where it succeeded."""
    try:
        portal.build(root, "hai", disk)
    except DiskError as failed:
        return failed
    return None


def test_a_killed_build_leaves_the_old_portal_or_the_new_one(tmp_path: Path, start: Prepare):
    """Killed at every single operation in turn; then the same build completes what is missing."""
    for at, root in _roots(tmp_path, start):
        old = portal.view(root)

        with pytest.raises(portal.Killed):
            portal.build(root, "hai", portal.BreakingDisk(at, portal.kill))

        between = portal.view(root)
        portal.build(root, "hai")
        new = portal.view(root)
        assert between in (old, new), at
        assert new.texts[: len(old.texts)] == old.texts
        assert len(new.texts) == len(old.texts) + 1
        assert new.latest == new.records[-1]
        listed = (root / "editions.html").read_text(encoding="utf-8")
        assert listed == " ".join(new.records)
        assert not list(root.glob(".staging-*"))
        assert not portal.build(root, "hai"), at


def test_a_copied_latest_is_made_a_link_again(tmp_path: Path):
    """It cannot be replaced in one step: killed in between there is none until the next build."""
    without = 0
    for at, root in _roots(tmp_path, copied_latest):
        with pytest.raises(portal.Killed):
            portal.build(root, "hai", portal.BreakingDisk(at, portal.kill))
        without += not (root / "latest" / "index.html").exists()

        portal.build(root, "hai")

        assert (root / "latest").is_symlink()
        assert portal.view(root).texts[-1].endswith("hai")
    assert without == 2


def test_after_a_kill_other_inputs_publish_as_well(tmp_path: Path):
    """Somebody mends a figure meanwhile: the next build is another edition, and whole."""
    for at, root in _roots(tmp_path, one_edition):
        with pytest.raises(portal.Killed):
            portal.build(root, "hai", portal.BreakingDisk(at, portal.kill))

        portal.build(root, "ba")

        found = portal.view(root)
        assert found.latest == found.records[-1]
        assert found.texts[-1].endswith("ba")
        assert found.texts[0].endswith("một")


def test_a_full_disk_changes_nothing(tmp_path: Path, start: Prepare):
    """One failure at every operation in turn: not a name differs, not even a hidden one."""
    for at, root in _roots(tmp_path, start):
        old = portal.tree(root)
        disk = portal.BreakingDisk(at, portal.fail_once)

        failed = _failure_of(root, disk)

        if failed is None:
            # Only the removal of the hidden folder comes after the last rename.
            assert portal.view(root).texts[-1].endswith("hai")
            assert at == disk.count
        else:
            assert (failed.exit_code, failed.key) == (74, "disk_full")
            assert portal.tree(root) == old, at
            assert root.exists() == bool(old)


def test_a_disk_that_dies_leaves_the_old_portal_or_the_new_one(tmp_path: Path, start: Prepare):
    """Not even taking back works: readers still have one or the other."""
    for at, root in _roots(tmp_path, start):
        old = portal.view(root)

        failed = _failure_of(root, portal.BreakingDisk(at, portal.fail_for_ever))

        assert failed is None or failed.key == "disk"
        between = portal.view(root)
        portal.build(root, "hai")
        assert between in (old, portal.view(root)), at


def test_an_interrupted_build_changes_nothing(tmp_path: Path):
    """Ctrl-C at every operation takes everything back; after the last rename it is too late."""

    def interrupt(since: int) -> None:
        if since == 0:
            raise KeyboardInterrupt

    for at, root in _roots(tmp_path, one_edition):
        old = portal.tree(root)
        disk = portal.BreakingDisk(at, interrupt)

        interrupted = True
        with suppress(KeyboardInterrupt):
            portal.build(root, "hai", disk)
            interrupted = False

        if interrupted:
            assert portal.tree(root) == old, at
        else:
            assert at == disk.count
            assert portal.view(root).texts[-1].endswith("hai")


KILL_ITSELF = """
import importlib.util, os, signal, sys
from pathlib import Path
here, root, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
spec = importlib.util.spec_from_file_location("publishing", here / "publishing.py")
portal = importlib.util.module_from_spec(spec)
sys.modules["publishing"] = portal
spec.loader.exec_module(portal)
portal.build(root, "hai", portal.BreakingDisk(at, lambda n: os.kill(os.getpid(), signal.SIGKILL)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_process_that_is_really_killed(tmp_path: Path):
    """SIGKILL at points drawn by a fixed seed, in a process of its own."""
    whole = tmp_path / "whole"
    one_edition(whole)
    total = portal.count_operations(whole, "hai")
    for at in random.Random(211).sample(range(1, total), 6):  # noqa: S311 - not for secrets
        root = tmp_path / str(at)
        one_edition(root)
        old = portal.view(root)

        ended = subprocess.run(
            [sys.executable, "-c", KILL_ITSELF, str(HERE), str(root), str(at)], check=False
        )

        assert ended.returncode == -signal.SIGKILL
        between = portal.view(root)
        portal.build(root, "hai")
        new = portal.view(root)
        assert between in (old, new)
        assert new.texts[-1].endswith("hai")
