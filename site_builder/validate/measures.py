"""Know one unit of measure by the names that people and statistical offices give it."""

from __future__ import annotations

from site_builder.suggest import spelling

_PERCENT = frozenset(
    {"%", "percent", "per cent", "percentage", "phần trăm", "tỷ lệ %", "pc", "pct", "pt"}
)


def measure_name(text: str) -> str:
    """Return a unit of measure as it is compared; only per cent has other names."""
    word = spelling(text)
    return "percent" if word in _PERCENT else word
