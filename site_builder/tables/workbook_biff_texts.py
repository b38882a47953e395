"""The shared texts of an .xls, one behind the other over as many records as they take."""

from __future__ import annotations

from array import array

from site_builder.tables import workbook_rules as rules
from site_builder.tables.workbook_facts import MAX_CELLS, MAX_TEXT
from site_builder.tables.workbook_rules import RefusedError

IS_WIDE = 0x1
_EXTENDED, _RICH = 0x4, 0x8


def measure_texts(stream: bytes, pieces: list[tuple[int, int]]) -> array[int]:
    """Return the length of each shared text; they go on from record to record."""
    lengths: array[int] = array("q")
    if not pieces:
        return lengths
    total = 0
    walk = _Walk(stream, pieces)
    walk.skip(8)
    while not walk.is_over():
        count, flags = walk.number(2), walk.number(1)
        runs = walk.number(2) if flags & _RICH else 0
        extra = walk.number(4) if flags & _EXTENDED else 0
        walk.skip_letters(count, 2 if flags & IS_WIDE else 1)
        walk.skip(4 * runs + extra)
        lengths.append(count)
        total += count
        if len(lengths) > MAX_CELLS or total > MAX_TEXT:
            raise RefusedError(rules.TOO_MUCH_TEXT, limit=MAX_TEXT // 1_000_000)
    return lengths


class _Walk:
    """A place in a text that is spread over several records."""

    def __init__(self, stream: bytes, pieces: list[tuple[int, int]]) -> None:
        self.stream = stream
        self.pieces = pieces
        self.index = 0
        self.position = pieces[0][0]

    def is_over(self) -> bool:
        """Whether nothing is left."""
        self._enter(0)
        return self.index >= len(self.pieces)

    def number(self, size: int) -> int:
        """Return the next number."""
        self._enter(0)
        if self.index >= len(self.pieces):
            raise RefusedError(rules.DAMAGED)
        value = int.from_bytes(self.stream[self.position : self.position + size], "little")
        self.position += size
        return value

    def skip(self, count: int) -> None:
        """Pass over bytes, in as many records as they take."""
        while count:
            self._enter(0)
            if self.index >= len(self.pieces):
                raise RefusedError(rules.DAMAGED)
            step = min(count, self.pieces[self.index][1] - self.position)
            self.position += step
            count -= step

    def skip_letters(self, count: int, width: int) -> None:
        """Pass over letters: each record that they go on in says anew how wide they are."""
        while count:
            if self.index >= len(self.pieces):
                raise RefusedError(rules.DAMAGED)
            if self.position >= self.pieces[self.index][1]:
                self._enter(1)
                if self.index >= len(self.pieces):
                    raise RefusedError(rules.DAMAGED)
                width = 2 if self.stream[self.position - 1] & IS_WIDE else 1
            step = min(count, (self.pieces[self.index][1] - self.position) // width)
            self.position += step * width
            count -= step
            if not step and self.position < self.pieces[self.index][1]:
                raise RefusedError(rules.DAMAGED)

    def _enter(self, passed: int) -> None:
        """Go to the next record where this one is over, past its first bytes."""
        while self.index < len(self.pieces) and self.position >= self.pieces[self.index][1]:
            self.index += 1
            if self.index < len(self.pieces):
                self.position = self.pieces[self.index][0] + passed
