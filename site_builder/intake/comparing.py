"""Say what a form would change: each figure that it gives, beside the one that is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from site_builder.diagnostics import Location, row_location
from site_builder.intake.filled import FigureKey
from site_builder.model.observation import Observations, ObsStatus

TEXTS = ("source", "as_of", "note")


class ChangeKind(Enum):
    """What becomes of a figure. ``WITHDRAWN`` leaves a reason where a value stood."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure as it is reported; numbers are None where there are none.

    ``value`` of a pair is computed. ``received`` is when it came, or "". ``place`` is where
    it stands: ``path`` and ``line``, and ``cell`` (``<sheet>!<cell>``, "" in a CSV file).
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    status: str
    source: str
    as_of: str
    note: str
    received: str
    path: str
    line: int
    cell: str

    @property
    def has_figure(self) -> bool:
        """Whether there is a value, not only a reason why there is none."""
        return ObsStatus(self.status).has_figure

    @property
    def location(self) -> Location:
        """Where the figure stands."""
        return row_location(self.path, self.line, self.cell)

    def same_figure(self, other: Reported) -> bool:
        """Whether the numbers and the status are the same."""
        names = ("value", "numerator", "denominator", "status")
        return all(getattr(self, name) == getattr(other, name) for name in names)


@dataclass(frozen=True, slots=True)
class Change:
    """What a form makes of one figure; ``old`` is None where there was none."""

    key: FigureKey
    kind: ChangeKind
    old: Reported | None
    new: Reported

    @property
    def needs_line(self) -> bool:
        """Whether the ledger needs a line for it, once the old figure was published.

        That is so where an official figure becomes another one, or none, or is called
        preliminary again.
        """
        if self.old is None or self.kind is ChangeKind.UNCHANGED:
            return False
        was_official = self.old.status == ObsStatus.OFFICIAL.value
        return was_official and not self.old.same_figure(self.new)


def compare(
    before: Observations, after: Observations, keys: Collection[FigureKey]
) -> tuple[Change, ...]:
    """Compare figures before and after forms are taken in.

    Texts that a form leaves empty beside an unchanged figure stay what they were; beside a
    changed one they are the form's, for a source belongs to its figure.

    Args:
        before: The site's figures.
        after: The site's figures with those of the forms in.
        keys: The figures that the forms give.

    Returns:
        One change for each key that is in ``after``, sorted by key.
    """
    old, new = reported_at(before, keys), reported_at(after, keys)
    return tuple(_change(key, old.get(key), new[key]) for key in sorted(new))


def reported_at(
    observations: Observations, keys: Collection[FigureKey]
) -> Mapping[FigureKey, Reported]:
    """Return the figures of some keys, as far as there are any; rival figures are none."""
    wanted = set(keys)
    frame = observations.frame
    rows = frame[
        frame["indicator"].isin({key.indicator for key in wanted})
        & frame["unit"].isin({key.unit for key in wanted})
        & frame["period"].isin({key.period for key in wanted})
        & (frame["variant"] == "")
    ]
    found = {}
    for row in rows.itertuples(index=False):
        key = FigureKey(str(row.indicator), str(row.unit), str(row.period), str(row.breakdown))
        if key in wanted:
            found[key] = _reported(row)
    return found


def _reported(row: Any) -> Reported:
    """Return a figure from a row of the frame."""
    return Reported(
        value=_number(row.value),
        numerator=_number(row.numerator),
        denominator=_number(row.denominator),
        status=str(row.status),
        source=str(row.source),
        as_of=str(row.as_of),
        note=str(row.note),
        received=str(row.received),
        path=str(row.path),
        line=int(row.line),
        cell=str(row.cell),
    )


def _number(value: float) -> float | None:
    """Return a number of the frame; NaN is none."""
    return None if value != value else float(value)  # noqa: PLR0124  # only NaN differs from itself


def _change(key: FigureKey, old: Reported | None, new: Reported) -> Change:
    """Say what becomes of one figure."""
    if old is None:
        return Change(key, ChangeKind.ADDED, None, new)
    if old.same_figure(new):
        kept = {name: getattr(new, name) or getattr(old, name) for name in TEXTS}
        # A note about it does not make a figure arrive again.
        new = replace(new, received=old.received, **kept)
        is_same = all(getattr(new, name) == getattr(old, name) for name in TEXTS)
        return Change(key, ChangeKind.UNCHANGED if is_same else ChangeKind.CHANGED, old, new)
    if old.has_figure and not new.has_figure:
        return Change(key, ChangeKind.WITHDRAWN, old, new)
    return Change(key, ChangeKind.CHANGED, old, new)
