"""Find room for a text on a chart over time: on no other text, and struck through by no line.

Places are in years and values, room is in pixels from the upper left corner of the plot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.charts.widths import width
from site_builder.model.charts import Scalar

Row = Mapping[str, Scalar]
Line = tuple[float, float, float, float]
"""From (x, y) to (x2, y2), in years and values."""

_HALF_LETTER = 8.0
AIR = 4.0
"""How far a text stays away sideways from other texts and from lines."""

_RIGHT_ROOM, _TOP_ROOM = 30.0, 24.0
"""How far a text may stand out of the plot; the left margin is full of numbers."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the chart, in years and in values, and its size in pixels."""

    left: float
    right: float
    low: float
    high: float
    width_px: float
    height_px: float

    def across(self, x: float) -> float:
        """Return how many pixels a place is from the left edge."""
        return (x - self.left) / (self.right - self.left) * self.width_px

    def down(self, y: float) -> float:
        """Return how many pixels a value is below the upper edge."""
        return (self.high - y) / (self.high - self.low) * self.height_px


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a text takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two texts stand on each other."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def is_struck(self, line: Line) -> bool:
        """Whether a line, in pixels, runs through the text."""
        x, y, x2, y2 = line
        start, end = 0.0, 1.0
        sides = ((x, x2 - x, self.left, self.right), (y, y2 - y, self.top, self.bottom))
        for place, way, low, high in sides:
            if way == 0:
                if not low < place < high:
                    return False
                continue
            first, last = sorted(((low - place) / way, (high - place) / way))
            start, end = max(start, first), min(end, last)
        return start <= end


@dataclass(frozen=True, slots=True)
class Plot:
    """The texts and lines that stand on a chart already."""

    frame: Frame
    labels: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()

    def with_label(self, label: Row) -> Plot:
        """Return the chart with one text more."""
        return replace(self, labels=(*self.labels, label))

    def is_free(self, label: Row) -> bool:
        """Whether a text would stand on the paper, on no other text and on no line."""
        return self.is_apart(label) and not any(
            _box(label, self.frame).is_struck(self._in_pixels(line)) for line in self.lines
        )

    def is_apart(self, label: Row) -> bool:
        """Whether a text would stand on the paper and on no other text, whatever runs through."""
        box, frame = _box(label, self.frame), self.frame
        inside = box.left >= -AIR and box.right <= frame.width_px + _RIGHT_ROOM
        fits = inside and box.top >= -_TOP_ROOM and box.bottom <= frame.height_px
        return fits and not any(box.meets(_box(other, frame)) for other in self.labels)

    def choose(self, labels: Iterable[Row], *, may_cross_lines: bool = False) -> Row | None:
        """Return the first text that has room; None where none has."""
        asked: Sequence[Row] = tuple(labels)
        free = next((label for label in asked if self.is_free(label)), None)
        if free is None and may_cross_lines:
            return next((label for label in asked if self.is_apart(label)), None)
        return free

    def _in_pixels(self, line: Line) -> Line:
        x, y, x2, y2 = line
        frame = self.frame
        return frame.across(x), frame.down(y), frame.across(x2), frame.down(y2)


def _box(label: Row, frame: Frame) -> Box:
    long = width(str(label["text"]))
    x = frame.across(float(label["x"] or 0))
    middle = frame.down(float(label["y"] or 0)) + float(label["dy"] or 0)
    left = x - long * {"left": 0.0, "center": 0.5, "right": 1.0}[str(label["align"])]
    return Box(left - AIR, middle - _HALF_LETTER, left + long + AIR, middle + _HALF_LETTER)
