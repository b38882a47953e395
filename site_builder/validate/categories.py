"""Find categories of a breakdown that look like a slip for another one.

Nobody lists the categories of a breakdown beforehand, so a mistyped one is a category of its own:
the pages would show it beside the right one, which then lacks that figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.suggest import distance_between, fold
from site_builder.validate import rules
from site_builder.validate.accepted import Accepted, Noted, note
from site_builder.validate.arrays import first_of_each

MOST_CATEGORIES = 200
"""Categories of one breakdown that are held against each other."""

FARTHEST = 1.0
"""Two that are less than a wrong letter apart are alike: a letter doubled, swapped or lacking."""

SHORTEST = 3
"""Letters of a category that is compared: "m" and "mn" are two."""

_NUMBERING = re.compile(r"\d+|(?<![^\W_])[ivxlc]+(?![^\W_])", re.IGNORECASE)


@dataclass(slots=True)
class _Seen:
    """The first row of a category, and how many rows have it."""

    at: int
    count: int


def check_categories(accepted: Accepted) -> list[Noted]:
    """Find categories like a commoner one of the same breakdown, each once, at its first row."""
    return note(rules.CATEGORY_LIKE_ANOTHER, _find(accepted))


def _find(accepted: Accepted) -> Iterator[tuple[int, str, Mapping[str, Fact]]]:
    """Yield (first row, dimension, facts) of each odd category."""
    for (indicator, dimension), categories in _categories(accepted).items():
        if len(categories) > MOST_CATEGORIES:
            continue
        for name, seen in categories.items():
            meant = _meant(name, seen, categories)
            if meant:
                yield (
                    seen.at,
                    dimension,
                    {
                        "value": name,
                        "other": meant,
                        "indicator": accepted.indicators[indicator].code,
                        "count": seen.count,
                        "others": categories[meant].count,
                    },
                )


def _categories(accepted: Accepted) -> Mapping[tuple[int, str], dict[str, _Seen]]:
    """Return the categories of each indicator's dimensions."""
    width = len(accepted.breakdowns)
    different, first, numbers = first_of_each(accepted.indicator * width + accepted.breakdown)
    counts = np.bincount(numbers, minlength=len(different))
    found: dict[tuple[int, str], dict[str, _Seen]] = defaultdict(dict)
    for key, at, count in zip(different.tolist(), first.tolist(), counts.tolist(), strict=True):
        for pair in filter(None, accepted.breakdowns[key % width].split("|")):
            dimension, _, name = pair.partition("=")
            seen = found[key // width, dimension].setdefault(name, _Seen(at, 0))
            seen.count += count
            if accepted.origin[at] < accepted.origin[seen.at]:
                seen.at = at
    return found


def _meant(name: str, seen: _Seen, categories: Mapping[str, _Seen]) -> str:
    """Return the commoner category that this one is a slip for, or ""."""
    if len(name) < SHORTEST:
        return ""
    alike = [
        (distance_between(name, other), other)
        for other, it in categories.items()
        if abs(len(other) - len(name)) <= 1
        and (it.count > 3 * seen.count or (fold(other) == fold(name) and _is_first(it, seen)))
        and _NUMBERING.findall(other) == _NUMBERING.findall(name)
    ]
    distance, other = min(alike, default=(FARTHEST, ""))
    return other if distance < FARTHEST else ""


def _is_first(one: _Seen, other: _Seen) -> bool:
    """Whether one of two categories is commoner, or as common and comes first."""
    return (-one.count, one.at) < (-other.count, other.at)
