"""Name a theme's assets after their content, so that every edition can share them.

A changed file gets a new name and the old one stays: a reader who holds last week's page
still finds last week's style.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Checked, Diagnostic, Location, make_diagnostic
from site_builder.model.artifact import Asset
from site_builder.model.theme import Theme
from site_builder.render.rules import ASSET_MISSING

_PUBLISHED = (".css", ".js", ".woff2", ".woff", ".svg", ".png", ".ico")
_URL = re.compile(rb"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assets:
    """The files to publish; ``names`` maps a theme's path to the path with its digest."""

    files: tuple[Asset, ...]
    names: Mapping[str, str]


def render_assets(theme: Theme) -> Checked[Assets]:
    """Give each asset of a theme its hashed name and let styles refer to those names.

    What styles refer to is named first, since a style's own digest covers the addresses
    in it. Files of other kinds (licences, notes) are not published.

    Returns:
        The assets, sorted by path. A reference to a file that the theme does not have is
        an error at its place in the style.
    """
    names: dict[str, str] = {}
    files: list[Asset] = []
    problems: list[Diagnostic] = []
    for path in sorted(theme.assets, key=lambda p: (p.endswith(".css"), p)):
        if not path.endswith(_PUBLISHED):
            continue
        content = theme.assets[path]
        if path.endswith(".css"):
            content = _rewrite(path, content, names, problems, theme.name)
        names[path] = _hashed_name(path, content)
        files.append(Asset(names[path], content))
    ordered = tuple(sorted(files, key=lambda asset: asset.path))
    return Checked(Assets(ordered, names), tuple(problems))


def style_names(names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the hashed styles in the order of loading: tokens, site, then a theme's own."""
    first = ("tokens.css", "site.css")
    styles = sorted(path for path in names if path.endswith(".css") and "/" not in path)
    return tuple(
        names[p] for p in (*(f for f in first if f in styles), *sorted({*styles} - {*first}))
    )


def _hashed_name(path: str, content: bytes) -> str:
    stem, suffix = posixpath.splitext(path)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{suffix}"


def _rewrite(
    path: str,
    content: bytes,
    names: Mapping[str, str],
    problems: list[Diagnostic],
    theme: str,
) -> bytes:
    """Replace the addresses in a style by the hashed ones; report those that lead nowhere."""
    return _URL.sub(_replacement(path, content, names, problems, theme), content)


def _replacement(
    path: str,
    content: bytes,
    names: Mapping[str, str],
    problems: list[Diagnostic],
    theme: str,
) -> Callable[[re.Match[bytes]], bytes]:
    folder = posixpath.dirname(path)

    def replace(match: re.Match[bytes]) -> bytes:
        """Return the hashed address, or what stood there where it leads nowhere."""
        address = match[2].decode("utf-8", "replace")
        if _OUTSIDE.match(address):
            return match[0]
        named = posixpath.normpath(posixpath.join(folder, address))
        if named in names:
            upwards = "../" * folder.count("/") + ("../" if folder else "")
            return f'url("{upwards}{names[named]}")'.encode()
        line = content.count(b"\n", 0, match.start()) + 1
        column = match.start() - content.rfind(b"\n", 0, match.start())
        place = Location(f"themes/{theme}/assets/{path}", line, column)
        problems.append(make_diagnostic(ASSET_MISSING, place, value=address))
        return match[0]

    return replace
