"""List what changed between the figures of two editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.editions.figures import (
    NO_LEDGER,
    FigureKey,
    LedgerLine,
    Place,
    PublishedFigure,
    is_same_value,
    parse_differing,
    parse_ledger,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs; ``old`` or ``new`` is None where it came or went.

    ``kind`` and ``reason`` are those of the ledger line that the later edition brought for
    it, None where it brought none.
    """

    indicator: str
    unit: str
    period: str
    old: PublishedFigure | None
    new: PublishedFigure | None
    kind: str | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the object that ``editions diff --format json`` lists."""
        return {
            "indicator": self.indicator,
            "unit": self.unit,
            "period": self.period,
            "old": observation_object(self.old),
            "new": observation_object(self.new),
            "kind": self.kind,
            "reason": self.reason,
        }


def diff_observations(
    old: bytes, new: bytes, revisions: bytes = NO_LEDGER, old_revisions: bytes = NO_LEDGER
) -> tuple[Change, ...]:
    """Compare two editions' ``observations.csv``, sums and rival figures included.

    Args:
        old: The earlier edition's figures.
        new: The later edition's figures.
        revisions: The later edition's ``revisions.csv``.
        old_revisions: The earlier edition's; its lines explain nothing any more.

    Returns:
        The changes, ordered by indicator, unit, period, breakdown and variant.

    Raises:
        DamagedError: If one of the files lacks what it must have.
    """
    differing = parse_differing(old, new)
    before, after = differing.old, differing.new
    lines = _lines_by_place(revisions, old_revisions)
    return tuple(
        _change(key, before.get(key), after.get(key), lines)
        for key in sorted({*before, *after})
        if _differs(before.get(key), after.get(key))
    )


def _lines_by_place(revisions: bytes, old_revisions: bytes) -> Mapping[Place, LedgerLine]:
    """Return the newest line that the later edition brought for each place."""
    fresh = parse_ledger(revisions) - parse_ledger(old_revisions)
    return {line.place: line for line in sorted(fresh, key=lambda line: line.date)}


def _differs(old: PublishedFigure | None, new: PublishedFigure | None) -> bool:
    if old is None or new is None:
        return old is not new
    return (
        (old.status, old.aggregated, old.has_counts) != (new.status, new.aggregated, new.has_counts)
    ) or not is_same_value(old, new)


def _change(
    key: FigureKey,
    old: PublishedFigure | None,
    new: PublishedFigure | None,
    lines: Mapping[Place, LedgerLine],
) -> Change:
    line = lines.get(key[0])
    explained = (line.kind, line.reason) if line is not None else (None, None)
    return Change(*key[0], old, new, *explained)


def observation_object(figure: PublishedFigure | None) -> dict[str, object] | None:
    """Return a figure as the API writes it; breakdown and variant only where there are any."""
    if figure is None:
        return None
    _, unit, period = figure.place
    written: dict[str, object] = {
        "unit": unit,
        "period": period,
        "value": float(figure.value) if figure.value else None,
        "numerator": _count(figure.numerator),
        "denominator": _count(figure.denominator),
        "status": figure.status,
        "aggregated": figure.aggregated,
    }
    if figure.breakdown:
        written["breakdown"] = dict(figure.breakdown)
    if figure.variant:
        written["variant"] = figure.variant
    return written


def _count(text: str) -> int | float | None:
    """Read a count; a whole number stays one (``990``, not ``990.0``)."""
    if not text:
        return None
    number = float(text)
    return int(number) if number.is_integer() else number
