"""What authors may name that no file defines: the kinds that the program offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Names of assessment methods and of chart kinds, from the tables of kinds."""

    methods: frozenset[str]
    charts: frozenset[str]
