"""The site that a command works on: found, read, and in which language to speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.config import configure
from site_builder.effects.messages import read_messages
from site_builder.effects.source_tree import find_site, read_tree
from site_builder.errors import UsageError
from site_builder.model.source import SourceTree

FALLBACK_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")

Messages = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class OpenedSite:
    """A site's folder, its files, and the messages in the language asked for."""

    folder: Path
    sources: SourceTree
    language: str
    messages: Messages


def site_folder(site: Path | None) -> Path:
    """Return the folder of the site: the one named, or the nearest one upwards.

    Raises:
        UsageError: If there is no ``site.yaml`` there.
    """
    found = find_site(Path.cwd()) if site is None else site
    if found is None or not (found / "site.yaml").is_file():
        raise UsageError("no_site", (("folder", str(site or Path.cwd())),))
    return found


def open_site(site: Path | None, language: str | None) -> OpenedSite:
    """Find and read a site.

    Args:
        site: Its folder, or None for the nearest one upwards.
        language: Language of messages, or None for the site's first language.
    """
    folder = site_folder(site)
    sources = read_tree(folder)
    spoken = language or language_of(sources)
    return OpenedSite(folder, sources, spoken, read_messages(spoken))


def language_of(sources: SourceTree) -> str:
    """Return the site's first language if messages exist in it, else the fallback."""
    only_site = SourceTree({k: v for k, v in sources.files.items() if k == "site.yaml"})
    configured = configure(only_site).value
    first = configured.site.default_language if configured else FALLBACK_LANGUAGE
    return first if first in LANGUAGES else FALLBACK_LANGUAGE
