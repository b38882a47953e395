"""File names work on every system that the portal is copied to or opened from."""

from __future__ import annotations

import re
import unicodedata

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.extension import FinishedSite

SAME_PATH = Rule("SB814")
UNSAFE_PATH = Rule("SB815")
MISSING_PAGE = Rule("SB816")

LONGEST = 180
"""Windows stops at 260 characters; the folder that holds the portal needs some of them."""

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def check_paths(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look at the paths of all artifacts, and that every planned page was made."""
    paths = [artifact.path for artifact in finished.artifacts]
    problems: list[Diagnostic] = []
    seen: dict[str, str] = {}
    for path in paths:
        key = unicodedata.normalize("NFC", path).casefold()
        if key in seen:
            problems.append(make_diagnostic(SAME_PATH, Location(path), other=seen[key]))
        seen.setdefault(key, path)
        if not is_safe(path):
            problems.append(make_diagnostic(UNSAFE_PATH, Location(path)))
    made = set(paths)
    planned = [page.path for page in finished.plan.pages]
    planned += [download.path for download in finished.plan.downloads]
    planned += [attachment.path for attachment in finished.plan.attachments]
    problems += [
        make_diagnostic(MISSING_PAGE, Location(path))
        for path in dict.fromkeys(planned)
        if path not in made
    ]
    return tuple(problems)


def is_safe(path: str) -> bool:
    """Whether a path can be written and opened on Windows, Linux and macOS alike."""
    parts = path.split("/")
    return len(path) <= LONGEST and all(
        part not in {"", ".", ".."}
        and part == unicodedata.normalize("NFC", part)
        and not part.endswith((" ", "."))
        and _FORBIDDEN.search(part) is None
        and _RESERVED.match(part) is None
        for part in parts
    )
