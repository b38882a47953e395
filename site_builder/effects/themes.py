"""Read a theme with its parents.

A theme is looked for in the site's ``themes/`` first, then among those that come with the
package. One without ``theme.yaml``, or whose ``theme.yaml`` names no parent, rests on
``base``; ``base`` itself, and one that says ``parent: ""``, on nothing. A site that has
its own ``themes/base`` thereby replaces the package's altogether; to change only parts of
it, a theme takes another name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import site_builder
from site_builder.effects.catalogues import parse_catalogue
from site_builder.effects.disk import explained
from site_builder.effects.source_tree import walk
from site_builder.errors import DiskError, UsageError
from site_builder.model.theme import Theme
from site_builder.suggest import closest

BASE = "base"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class _Single:
    """One theme by itself, and the name of its parent ("" for none)."""

    name: str
    parent: str
    templates: Mapping[str, str]
    wording: Mapping[str, Mapping[str, str]]
    assets: Mapping[str, bytes]


def package_themes() -> Path:
    """Return the folder of the themes that come with the package.

    A wheel has them inside the package; a checkout beside it.
    """
    package = Path(site_builder.__file__).parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def read_theme(name: str, site_folder: Path, package: Path | None = None) -> Theme:
    """Read a theme and join its parents in, the nearest winning.

    Args:
        name: The theme that ``site.yaml`` names.
        site_folder: The site; its ``themes/`` come first.
        package: Folder of the themes that come along; None for the package's own.

    Raises:
        UsageError: If there is no such theme or parent (``theme_unknown``), or themes are each
            other's parents (``theme_circle``).
        DiskError: If a file of a theme cannot be read or understood.
    """
    places = (site_folder / "themes", package or package_themes())
    chain: list[_Single] = []
    wanted = name
    while wanted:
        seen = [theme.name for theme in chain]
        if wanted in seen:
            raise UsageError("theme_circle", (("names", " → ".join([*seen, wanted])),))
        chain.append(_read_single(wanted, places))
        wanted = chain[-1].parent
    return _join(name, chain)


def theme_folders(name: str, site_folder: Path) -> tuple[Path, ...]:
    """Return the folders that a theme of this name would be read from, nearest first."""
    return (site_folder / "themes" / name, package_themes() / name)


def _read_single(name: str, places: Sequence[Path]) -> _Single:
    found = (place / name for place in places if _NAME.fullmatch(name))
    folder = next((folder for folder in found if folder.is_dir()), None)
    if folder is None:
        known = _known_themes(places)
        facts = (("theme", name), ("known", ", ".join(known)))
        suggestion = (("suggestion", closest(name, known) or ""),)
        raise UsageError("theme_unknown", facts + suggestion)
    with explained(folder):
        files = {path: where.read_bytes() for path, where in _walk_theme(folder)}
    return _make_single(name, files)


def _walk_theme(folder: Path) -> Sequence[tuple[str, Path]]:
    root = folder.resolve()
    return tuple(walk(root, root))


def _known_themes(places: Sequence[Path]) -> list[str]:
    return sorted(
        {
            path.name
            for place in places
            if place.is_dir()
            for path in place.iterdir()
            if path.is_dir() and _NAME.fullmatch(path.name)
        }
    )


def _make_single(name: str, files: Mapping[str, bytes]) -> _Single:
    return _Single(
        name,
        _parent_of(name, files.get("theme.yaml")),
        {path: _text(content, name, path) for path, content in _below("templates", files)},
        _wording(name, files),
        dict(_below("assets", files)),
    )


def _below(folder: str, files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    prefix = f"{folder}/"
    return [(path.removeprefix(prefix), files[path]) for path in files if path.startswith(prefix)]


def _text(content: bytes, name: str, path: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as failed:
        facts = (("path", f"themes/{name}/templates/{path}"), ("reason", str(failed)))
        raise DiskError("catalogue_damaged", facts) from failed


def _parent_of(name: str, content: bytes | None) -> str:
    default = "" if name == BASE else BASE
    if content is None:
        return default
    return str(parse_catalogue(content, f"themes/{name}/theme.yaml").get("parent", default))


def _wording(name: str, files: Mapping[str, bytes]) -> Mapping[str, Mapping[str, str]]:
    """Join ``wording/<language>.yaml`` and ``wording/<language>/*.yaml`` by language."""
    joined: dict[str, dict[str, str]] = {}
    for path, content in _below("wording", files):
        if path.endswith(".yaml"):
            language = path.removesuffix(".yaml").split("/")[0]
            texts = parse_catalogue(content, f"themes/{name}/wording/{path}")
            joined.setdefault(language, {}).update({k: str(v) for k, v in texts.items()})
    return joined


def _join(name: str, chain: Sequence[_Single]) -> Theme:
    """Lay the themes over each other, the farthest parent first."""
    templates: dict[str, str] = {}
    wording: dict[str, dict[str, str]] = {}
    assets: dict[str, bytes] = {}
    for theme in reversed(chain):
        templates |= theme.templates
        templates |= {f"{theme.name}/{path}": text for path, text in theme.templates.items()}
        for language, texts in theme.wording.items():
            wording.setdefault(language, {}).update(texts)
        assets |= theme.assets
    return Theme(
        name,
        {path: templates[path] for path in sorted(templates)},
        {language: wording[language] for language in sorted(wording)},
        {path: assets[path] for path in sorted(assets)},
    )
