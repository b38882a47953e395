"""Remember finished work between builds, by what it was made from.

A key is a digest of the step's name, its version, its inputs and the versions of the tools
that did it: never a file's date, never the order of the build. So the cache may be deleted,
damaged or shared at any moment, and no stage knows that it exists.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from site_builder.extension import Step

_CHECKSUM = hashlib.sha256().digest_size


class Cache:
    """Bytes by key, one file each, under one folder.

    Each file starts with a checksum of the rest: what was cut short or changed on the disk
    counts as not there. A folder that cannot be written only costs time.
    """

    def __init__(self, folder: Path, salt: bytes = b"") -> None:
        """Take the folder, and what else the answers hang on (versions of tools, fonts)."""
        self._folder = folder
        self._salt = salt

    def key(self, step: str, version: int, given: bytes) -> str:
        """Return the key of a step's answer to the given bytes."""
        parts = (step.encode(), str(version).encode(), self._salt, given)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()

    def recall(self, step: Step, inputs: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the answers that were kept, by their inputs."""
        found = ((given, self.get(self.key(step.name, step.version, given))) for given in inputs)
        return {given: answer for given, answer in found if answer is not None}

    def remember(self, step: Step, answers: Mapping[bytes, bytes]) -> None:
        """Keep answers, given by their inputs."""
        for given, answer in answers.items():
            self.put(self.key(step.name, step.version, given), answer)

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key; None where nothing was, or it is damaged."""
        try:
            stored = self._path(key).read_bytes()
        except OSError:
            return None
        checksum, content = stored[:_CHECKSUM], stored[_CHECKSUM:]
        return content if hashlib.sha256(content).digest() == checksum else None

    def put(self, key: str, content: bytes) -> None:
        """Keep an answer. Readers see it whole or not at all."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(partial).replace(path)
        except OSError:
            # Not being able to remember is no reason to stop a build that works.
            return

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key
