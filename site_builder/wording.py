"""The words of a theme in one language: every text of a page comes from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class MissingWordError(KeyError):
    """A template or a stage asked for a text that no catalogue has: a bug of the theme."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts by key (``status.on_track``), with ``{name}`` places for facts."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **facts: object) -> str:
        """Return a text with its facts filled in.

        Raises:
            MissingWordError: If there is no such key.
        """
        try:
            return self.texts[key].format(**facts) if facts else self.texts[key]
        except KeyError as missing:
            raise MissingWordError(f"{self.language}: {key}: {missing}") from missing

    def has(self, key: str) -> bool:
        """Whether the catalogue has a key."""
        return key in self.texts
