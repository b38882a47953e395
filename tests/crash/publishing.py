"""A tiny portal that publishes itself, and disks that break at a chosen operation."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.editions import (
    add_record,
    build_record,
    decide,
    manifest,
    plan_publication,
    published_records,
)
from site_builder.effects.disk import DISK, Disk
from site_builder.effects.publish import apply
from site_builder.effects.published import read_published
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.published import EditionRecord, Publication

DAY = date(2026, 11, 23)
OBSERVATIONS = b"indicator,unit,period,variant,value,numerator,denominator,status,aggregated\n"
REVISIONS = b"indicator,unit,period,kind,reason,reason_en,date\n"


def plan_build(root: Path, text: str) -> Publication:
    """Plan the edition of a portal that consists of one text."""
    state = read_published(root)
    inputs = hashlib.sha256(text.encode()).hexdigest()
    decision = decide(state, inputs, None, DAY)
    asset = Asset(f"css/style.{inputs[:8]}.css", text.encode())
    record = EditionRecord(
        decision.edition or "", "2026-11-23T08:00:00+07:00", inputs, "", 1, "site-builder test"
    )
    files = [
        Artifact("index.html", f"<link href='../assets/{asset.path}'>{text}".encode()),
        Artifact("api/v1/observations.csv", OBSERVATIONS),
        Artifact("api/v1/revisions.csv", REVISIONS),
        build_record(record, "public", {}, {}),
    ]
    files.append(manifest(record, "public", (), files))
    records = published_records(state) if decision.unchanged else add_record(state, record)
    names = " ".join(r.edition for r in records)
    pages = [
        Artifact("index.html", b"latest/index.html"),
        Artifact("404.html", b"none"),
        Artifact("editions.html", names.encode()),
    ]
    return plan_publication("public", decision, files, [asset], pages, records, state)


def build(root: Path, text: str, disk: Disk = DISK) -> bool:
    """Publish the edition of a text; returns whether anything changed."""
    return apply(plan_build(root, text), root, disk)


@dataclass(frozen=True)
class View:
    """What readers get, and what the next build takes as published."""

    latest: str | None
    records: tuple[str, ...]
    texts: tuple[str, ...]


def view(root: Path) -> View:
    """Look at a published site, and make sure that everything in it is whole."""
    state = read_published(root)
    records = tuple(r.edition for r in published_records(state))
    listed = [r.edition for r in state.records]
    for name in {*records, *listed, *([state.latest] if state.latest else [])}:
        check_edition(root, name)
    if (root / "index.html").exists():
        assert (root / (root / "index.html").read_text(encoding="utf-8")).is_file()
        assert (root / "editions.html").is_file()
        assert (root / "editions.json").is_file()
    texts = tuple((root / name / "index.html").read_text(encoding="utf-8") for name in records)
    return View(state.latest, records, texts)


def check_edition(root: Path, name: str) -> None:
    """Hold an edition against its own manifest, and its asset against its name."""
    folder = root / name
    listed = json.loads((folder / "manifest.json").read_bytes())
    assert listed["edition"] == name
    for entry in listed["files"]:
        content = (folder / entry["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    asset = (folder / page.split("'")[1]).resolve()
    assert hashlib.sha256(asset.read_bytes()).hexdigest()[:8] == asset.name.split(".")[1]


def tree(root: Path) -> dict[str, str]:
    """Return every name below a folder with its content or target, hidden ones too."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        else:
            found[name] = path.read_text(encoding="utf-8") if path.is_file() else "folder"
    return found


class Killed(BaseException):
    """The process is gone: nothing after this runs, no clean-up either."""


class BreakingDisk(Disk):
    """A disk that calls ``break_with`` at its n-th operation, counted from 1.

    Args:
        at: The operation; 0 never breaks and only counts.
        break_with: Called instead of the operation, with its number; it raises.
    """

    def __init__(self, at: int, break_with: Callable[[int], None]) -> None:
        self.count = 0
        self.at = at
        self.break_with = break_with

    def _step(self) -> None:
        self.count += 1
        if self.at and self.count >= self.at:
            self.break_with(self.count - self.at)

    def make_folder(self, path: Path) -> None:
        self._step()
        super().make_folder(path)

    def write(self, path: Path, content: bytes) -> None:
        if self.at == self.count + 1:
            super().write(path, content[: len(content) // 2])
        self._step()
        if not path.exists():
            super().write(path, content)

    def sync(self, path: Path) -> None:
        self._step()
        super().sync(path)

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def link(self, path: Path, target: str) -> None:
        self._step()
        super().link(path, target)

    def remove_folder(self, path: Path) -> None:
        self._step()
        super().remove_folder(path)

    def remove_tree(self, path: Path) -> None:
        self._step()
        super().remove_tree(path)


def kill(since: int) -> None:
    """Break as a killed process does: for ever."""
    raise Killed(since)


def fail_once(since: int) -> None:
    """Break as a full disk does that has room again for what undoes the work."""
    if since == 0:
        raise OSError(errno.ENOSPC, "No space left on device")


def fail_for_ever(since: int) -> None:
    """Break as a disk does that was pulled out."""
    raise OSError(errno.EIO, f"Input/output error {since}")


def count_operations(root: Path, text: str) -> int:
    """Publish on a disk that works, and return how many operations that took."""
    disk = BreakingDisk(0, kill)
    build(root, text, disk)
    return disk.count
