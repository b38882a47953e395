"""The site's files as they were read, before anybody interpreted them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceTree:
    """All files below the site's folder that a build may read.

    ``files`` maps a path relative to the site's folder (forward slashes, NFC) to its
    bytes, in sorted order of paths. Themes and output are not part of it.
    """

    files: Mapping[str, bytes]

    def below(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """Return the paths below a folder that end in one of the suffixes, sorted."""
        prefix = folder.rstrip("/") + "/"
        return tuple(
            path
            for path in self.files
            if path.startswith(prefix) and (not suffixes or path.endswith(suffixes))
        )
