"""At which level a rule works, and whether it stops a publication: data, by code.

Levels are those of statistical offices: the later ones presuppose the earlier. A rule that
is about no figures, such as one of the pages' text or of the finished site, has none.
"""

from __future__ import annotations

from site_builder.diagnostics import Severity

LEVELS: tuple[int, ...] = (0, 1, 2, 3, 4)
"""File and sheet · within a file · previous edition · between files · between indicators."""

_RANGES: tuple[tuple[int, int, int], ...] = (
    (228, 229, 1),
    (290, 298, 1),
    (200, 299, 0),
    (392, 396, 3),
    (300, 399, 1),
    (450, 459, 3),
    (900, 909, 2),
)
"""(first code, last code, level); of two that hold a code the first counts."""

_OWN: dict[str, int] = {
    "SB327": 3,
    "SB350": 3,
    "SB356": 3,
    "SB357": 3,
    "SB364": 3,
    "SB369": 3,
    "SB370": 3,
    "SB372": 3,
    "SB373": 3,
    "SB374": 3,
    "SB382": 3,
    "SB384": 3,
    "SB385": 3,
    "SB387": 3,
    "SB394": 4,
    "SB397": 3,
}
"""Codes whose level is not that of their range."""

# fmt: off
WARNINGS: frozenset[str] = frozenset((
    "SB108",
    "SB150",
    "SB161", "SB162", "SB168", "SB169",
    "SB170", "SB178",
    "SB181", "SB182",
    "SB207",
    "SB222", "SB225",
    "SB234",
    "SB244",
    "SB253",
    "SB261", "SB264", "SB268",
    "SB279",
    "SB284", "SB287",
    "SB293",
    "SB317",
    "SB324", "SB326",
    "SB342",
    "SB333", "SB334", "SB335", "SB336", "SB337", "SB338", "SB339",
    "SB353", "SB354", "SB355", "SB356", "SB357", "SB359",
    "SB361",
    "SB377",
    "SB380", "SB382", "SB383", "SB386",
    "SB384", "SB389",
    "SB390", "SB391",
    "SB392", "SB394", "SB395", "SB396", "SB397", "SB398",
    "SB451",
    "SB707",
    "SB818",
    "SB904", "SB905", "SB907", "SB908",
))
"""Codes that stop nothing; an architecture test holds them against the rules in the code."""
# fmt: on


def level_of(code: str) -> int | None:
    """Return the level of a code; None where it is about no figures."""
    if code in _OWN:
        return _OWN[code]
    number = int(code[2:])
    return next((level for first, last, level in _RANGES if first <= number <= last), None)


def severity_of(code: str) -> Severity:
    """Return how much a code weighs."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR
