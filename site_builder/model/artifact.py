"""Finished files and what to do with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file. ``path`` is relative to the edition, with forward slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asset:
    """A file shared by editions: ``path`` is below ``assets/`` and holds its digest."""

    path: str
    content: bytes
