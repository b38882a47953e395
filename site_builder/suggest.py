"""Guess what was meant by an unknown word."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Reduce a text to lower-case ASCII-like letters, for searching and guessing only.

    đ has no decomposition in Unicode, so it is mapped by hand. Never use this to match
    names: "Tam Dân" and "Tam Đàn" are different communes.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to a misspelt one, or None if none is near."""
    candidates = {fold(name): name for name in sorted(known, reverse=True)}
    found = difflib.get_close_matches(fold(word), candidates, n=1, cutoff=0.6)
    return candidates[found[0]] if found else None
