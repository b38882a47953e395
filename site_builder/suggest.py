"""Guess what was meant by an unknown word."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

FARTHEST = 0.4
"""Share of a word's letters that may be wrong before a guess would be a shot in the dark."""

_SLIP = 0.3
"""Cost of what fingers do by themselves: a letter doubled, two letters swapped."""

_COMPARED = 24
"""Known words that are compared letter by letter; the others have too few letters in common."""

_LETTER = 0.9
"""Cost of a letter too many or too few; a wrong one costs 1."""

_CASE = 0.1
_ACCENT = 0.2
_LOOK_ALIKES = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "′": "'", "’": "'"})


def fold(text: str) -> str:
    """Reduce a text to lower-case ASCII-like letters, for searching and guessing only.

    đ has no decomposition in Unicode, so it is mapped by hand. Never use this to match
    names: "Tam Dân" and "Tam Đàn" are different communes.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


_TONE_FIRST = re.compile("(o(?=.[ae])|u(?=.y))([\u0300\u0301\u0303\u0309\u0323])([aey])")


def spelling(text: str) -> str:
    """Return a text in the one spelling in which words are compared.

    NFC, without capitals, single spaces, the tone mark where the newer rule has it: "Hòa" and
    "Hoà" are one word. Accents stay: "Tam Dân" and "Tam Đàn" are two.
    """
    decomposed = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    moved = _TONE_FIRST.sub(r"\1\3\2", decomposed)
    return unicodedata.normalize("NFC", moved)


def meant_exactly(word: str, known: Iterable[str]) -> str:
    """Return the one code that a spreadsheet or a keyboard made a word of, or "".

    ``1`` for ``01``, whose zero was cut off; ``2-Jan`` for ``1-2``, taken for a date; ``CTI`` for
    ``CT1``; ``ＣＴ１`` in wide letters.
    """
    names = sorted(set(known))
    plain = unicodedata.normalize("NFKC", word).strip()
    for alter in (_same, _look_alike, _without_zeros):
        found = [name for name in names if alter(name) == alter(plain)]
        if len(found) == 1:
            return found[0]
    day = _DAY.fullmatch(plain.casefold())
    if day is None:
        return ""
    number, month = day["day"].lstrip("0"), str(_MONTHS.index(day["month"]) + 1)
    codes = (f"{month}-{number}", f"{number}-{month}", f"{month}.{number}", f"{number}.{month}")
    return next((code for code in codes if code in names), "")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(rf"(?P<day>\d{{1,2}})[-/ ](?P<month>{'|'.join(_MONTHS)})(?:[-/ ]\d{{2,4}})?")


def _same(code: str) -> str:
    """Return a code without capitals and blanks."""
    return spelling(code).replace(" ", "")


def _look_alike(code: str) -> str:
    """Return a code with the letters that look like digits as digits."""
    return fold(code).translate(_LOOK_ALIKES)


def _without_zeros(code: str) -> str:
    """Return a code without the zeros that a spreadsheet cuts off."""
    return _same(code).lstrip("0")


_LONGEST = 300
"""Letters of a misspelt name at most; to compare a longer text takes long and finds nothing."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to a misspelt one, or None if none is near.

    Nearness counts missing, extra, wrong and swapped letters; capitals, accents and signs
    that look alike (O and 0) weigh little. Full-width letters are as good as the others.
    Equally near words are taken in alphabetical order.
    """
    return make_guesser(known)(word)


def make_guesser(known: Iterable[str]) -> Callable[[str], str | None]:
    """Return ``closest`` for many words over the same known ones."""
    names = sorted(set(known))
    bags = [(name, _letters(name), len(name)) for name in names]

    def guess(word: str) -> str | None:
        """Return the nearest word."""
        if len(word) > _LONGEST:
            return None
        written = unicodedata.normalize("NFKC", word).strip()
        mine = _letters(written)
        unlike = {name: _unlike(mine, len(written), bag, size) for name, bag, size in bags}
        alike = sorted(names, key=unlike.__getitem__)[:_COMPARED]
        near = [
            (distance, name)
            for name in alike
            if (distance := distance_between(written, name)) <= _farthest(written, name)
        ]
        return min(near)[1] if near else _similar(written, alike)

    return guess


def _farthest(word: str, name: str) -> float:
    """Return the distance up to which a name is near a word; a single letter is always so."""
    return max(1.0, FARTHEST * max(len(word), len(name))) if min(len(word), len(name)) > 1 else 0.5


def _letters(text: str) -> Counter[str]:
    """Count the letters of a text, those that look alike as one."""
    return Counter(fold(text).translate(_LOOK_ALIKES))


def _unlike(mine: Counter[str], size: int, other: Counter[str], other_size: int) -> int:
    """Return how many letters only one of two words has: cheap, and blind to their order."""
    common = 0
    for letter, count in mine.items():
        if letter in other:
            common += min(count, other[letter])
    return max(size, other_size) - common


def _similar(word: str, names: list[str]) -> str | None:
    """Return a name that shares long parts with a word, as a name does with its short form."""
    folded = {fold(name): name for name in reversed(names)}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def distance_between(word: str, name: str) -> float:
    """Return how far two words are apart: 0 for equal ones, about 1 for each wrong letter."""
    before: list[float] = []
    row = [n * _LETTER for n in range(len(name) + 1)]
    for i, mine in enumerate(word, 1):
        older, before, row = before, row, [i * _LETTER]
        for j, other in enumerate(name, 1):
            extra = before[j] + (_SLIP if i > 1 and word[i - 2] == mine else _LETTER)
            missing = row[j - 1] + (_SLIP if j > 1 and name[j - 2] == other else _LETTER)
            wrong = before[j - 1] + _cost(mine, other)
            best = min(extra, missing, wrong)
            if i > 1 and j > 1 and (mine, word[i - 2]) == (name[j - 2], other):
                best = min(best, older[j - 2] + _SLIP)
            row.append(best)
    return row[-1]


def _cost(mine: str, other: str) -> float:
    """Return the cost of one letter in place of another."""
    if mine == other:
        return 0.0
    if mine.casefold() == other.casefold():
        return _CASE
    plain, meant = fold(mine), fold(other)
    if plain == meant or plain.translate(_LOOK_ALIKES) == meant.translate(_LOOK_ALIKES):
        return _ACCENT
    return 1.0
