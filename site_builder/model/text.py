"""A text that readers see, in the languages that its author gave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text by language; ``translations`` holds (language, text) in a stable order.

    A text that was written as a plain string is in the site's first language, which the
    config stage fills in: an empty language never leaves that stage.
    """

    translations: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str | None:
        """Return the text in one language, or None where it was not given."""
        return next((text for code, text in self.translations if code == language), None)

    def best(self, language: str) -> str:
        """Return the text in a language, or the first one given."""
        return self.get(language) or self.translations[0][1]

    def is_translated(self, language: str) -> bool:
        """Whether the text was given in this very language."""
        return self.get(language) is not None
