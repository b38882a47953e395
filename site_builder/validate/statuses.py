"""Read the quality of a figure: the contract's words and SDMX's letters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from site_builder.model.observation import ObsStatus
from site_builder.suggest import closest, fold

STATUSES = tuple(ObsStatus)
"""The order that numbers of statuses refer to."""

_WORDS = tuple(status.value for status in ObsStatus if status is not ObsStatus.SUPPRESSED)
_LETTERS: Mapping[str, ObsStatus] = MappingProxyType(
    {
        "A": ObsStatus.OFFICIAL,
        "P": ObsStatus.PRELIMINARY,
        "E": ObsStatus.ESTIMATED,
        "M": ObsStatus.MISSING,
        "O": ObsStatus.MISSING,
        "L": ObsStatus.MISSING,
        "N": ObsStatus.NOT_APPLICABLE,
    }
)
_MEANT: Mapping[str, str] = MappingProxyType(
    {
        "chinh thuc": "official",
        "so bo": "preliminary",
        "uoc tinh": "estimated",
        "uoc": "estimated",
        "chua bao cao": "missing",
        "khong co so lieu": "missing",
        "thieu": "missing",
        "khong ap dung": "not_applicable",
        "khong phat sinh": "nil",
        "f": "estimated",
    }
)
"""What a Vietnamese word was meant to be, without accents: only ever a suggestion."""


def read_status(text: str) -> int:
    """Return the place of a status in ``STATUSES``; -1 for an unknown word. Empty is official."""
    if text == "":
        return STATUSES.index(ObsStatus.OFFICIAL)
    if text.upper() in _LETTERS:
        return STATUSES.index(_LETTERS[text.upper()])
    word = text.casefold()
    return STATUSES.index(ObsStatus(word)) if word in _WORDS else -1


def suggest_status(text: str) -> str:
    """Return the status that was meant, or ""."""
    return _MEANT.get(fold(text)) or closest(text, _WORDS) or ""
