"""Read the sentences of the command line: one catalogue a language, in the package."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from site_builder.effects.catalogues import parse_catalogue


def read_messages(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return all sentences of a language by rule code or error key (``SB301``, ``error.locked``).

    Raises:
        DiskError: If a catalogue is broken.
        ValueError: If two catalogues of the language have the same key.
    """
    folder = resources.files("site_builder") / "messages" / language
    joined: dict[str, Mapping[str, str]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml"):
            continue
        found = parse_catalogue(file.read_bytes(), f"messages/{language}/{file.name}")
        twice = joined.keys() & found.keys()
        if twice:
            raise ValueError(f"two catalogues have {sorted(twice)}")
        joined |= found
    return joined
