"""What pages and documents lead to: other pages, and files that are published beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, make_diagnostic
from site_builder.model.content import ContentLink, ContentPage
from site_builder.suggest import closest
from site_builder.validate import rules

CONTENT = "content"
"""The folder that holds pages and what they attach."""

PICTURES = (".jpeg", ".jpg", ".png", ".webp")
ATTACHABLE = (".csv", ".docx", ".pdf", ".pptx", ".txt", ".xlsx", ".zip", *PICTURES)
"""What may be attached, by suffix. Nothing that runs in a browser or carries macros: no HTML,
no SVG, no ``.xlsm``, no formats of old Office programs."""

LARGEST = 20 * 1024 * 1024
"""Bytes in one attachment: people open it over slow lines and from shared folders."""

_OF_THE_EDITION = re.compile(r"(?:\.\./)*api/")
"""How an address of a data file starts; the check stage follows those in the finished pages."""

Wrong = tuple[Rule, dict[str, Fact]]


def publishable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that may be attached at all, sorted by path."""
    return {
        path: files[path]
        for path in sorted(files)
        if _has_suffix(path, ATTACHABLE) and len(files[path]) <= LARGEST
    }


def check_links(pages: Sequence[ContentPage], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Report links and pictures that lead to no page or to no file that can be published.

    Args:
        pages: All pages.
        files: The other files below ``content/``, by path.
    """
    paths = {page.path for page in pages}
    for page in pages:
        folder = posixpath.dirname(page.path)
        for link in page.links:
            place = Location(page.path, link.line, link.column)
            for rule, facts in _check_link(link, folder, paths, files):
                yield make_diagnostic(rule, place, **facts)


def check_file(
    written: str, folder: str, files: Mapping[str, bytes], allowed: Sequence[str] = ATTACHABLE
) -> Iterator[Wrong]:
    """Yield why a file cannot be published.

    Args:
        written: Its path as the author wrote it, seen from ``folder``.
        folder: The folder, from the site's root.
        files: The files below ``content/``, by path.
        allowed: The suffixes that it may have.
    """
    path = posixpath.normpath(posixpath.join(folder, written))
    if path not in files:
        known = [name for name in files if _has_suffix(name, allowed)]
        yield rules.MISSING_FILE, {"value": written, "suggestion": _guess(written, folder, known)}
    elif not _has_suffix(path, allowed):
        yield rules.FILE_TYPE, {"value": written, "allowed": ", ".join(allowed)}
    elif len(files[path]) > LARGEST:
        size = -(-len(files[path]) // 1024**2)
        yield rules.FILE_TOO_LARGE, {"value": written, "size": size, "largest": LARGEST // 1024**2}


def _check_link(
    link: ContentLink, folder: str, pages: Collection[str], files: Mapping[str, bytes]
) -> Iterator[Wrong]:
    """Yield what is wrong with one address; one that may be of the edition is left alone."""
    written = posixpath.relpath(f"/{link.path}", f"/{folder}")
    if link.alt is not None:
        if not link.alt.strip():
            yield rules.NO_ALT, {"value": link.target}
        yield from check_file(written, folder, files, PICTURES)
    elif link.key and link.path not in pages:
        yield (
            rules.BROKEN_LINK,
            {"value": link.target, "suggestion": _guess(written, folder, pages)},
        )
    elif link.path in files or (
        _has_suffix(link.path, ATTACHABLE) and not _OF_THE_EDITION.match(link.target)
    ):
        yield from check_file(written, folder, files)


def _guess(written: str, folder: str, paths: Collection[str]) -> str:
    """Return what was meant, seen from a folder: the file of the nearest name, in any folder.

    Folders and suffixes would make all paths look alike, so names are compared without them.
    """
    stem, suffix = posixpath.splitext(posixpath.basename(written))
    by_stem: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (not path.endswith(suffix), path)):
        by_stem.setdefault(posixpath.splitext(posixpath.basename(path))[0], path)
    near = closest(stem, by_stem)
    return posixpath.relpath(f"/{by_stem[near]}", f"/{folder}") if near else ""


def _has_suffix(path: str, suffixes: Sequence[str]) -> bool:
    """Whether a path ends in one of some suffixes, in capitals or not."""
    return path.lower().endswith(tuple(suffixes))
