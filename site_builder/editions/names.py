"""What an edition may be called: the name of a folder, on any file system and server."""

from __future__ import annotations

import re

_FIT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")
_TAKEN_ENDINGS = (".html", ".json", ".xml", ".txt", ".ico", ".js", ".css")
_RESERVED = frozenset(
    [
        *("latest", "assets", "draft", "con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    ]
)
"""Names of the web root itself, and those that Windows keeps for devices."""


def is_edition_name(name: str) -> bool:
    """Whether a name may be the folder of an edition, on any file system and server."""
    folded = name.casefold()
    return (
        _FIT.fullmatch(name) is not None
        and ".." not in name
        and folded.split(".")[0] not in _RESERVED
        and not folded.endswith(_TAKEN_ENDINGS)
    )
