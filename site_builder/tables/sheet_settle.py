"""Decide what the heads over figures mean: a key, a unit of measure, nothing, or nobody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from site_builder.tables.schemas import OBSERVATION_SCHEMA
from site_builder.tables.sheet_heads import Head, Held
from site_builder.tables.sheet_labels import FIGURES
from site_builder.tables.sheet_words import is_ornament, is_rate, is_scaled, measure_of

_PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Settled:
    """A head of which each part is understood, but for the ``unknown`` one.

    ``head.other`` is left where it is a key; ``measure`` is the unit of measure over a figure.
    """

    head: Head
    measure: Held | None = None
    unknown: Held | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """What stands beside a figure under the same period.

    ``is_computed`` where its numerator and denominator do, ``is_apart`` where another such figure
    does; ``has_measure`` where a column has the units of measure.
    """

    is_computed: bool
    is_apart: bool
    has_measure: bool


def settle(
    named: Sequence[Head], known: set[str], columns: set[str], key: str | None
) -> list[Settled]:
    """Decide what each text over a figure is.

    It is the key where nothing else says that, or where figures are told apart by it alone.
    Otherwise it must be a unit of measure or an ornament: a plan's figure is no result.

    Args:
        named: The heads.
        known: The columns that anything says.
        columns: Those of the table itself.
        key: What codes over figures can be; None where columns say all keys.
    """
    figures = [head for head in named if head.name in OBSERVATION_SCHEMA.columns]
    seen = Counter(_place(head) for head in figures)
    lacks = not {"indicator", "unit"} <= known
    is_apart = any(count > 1 for count in seen.values())
    is_meant = key is not None and (lacks or (is_apart and not _any_plain_words(figures)))
    beside: dict[str, set[str]] = defaultdict(set)
    for head in figures:
        beside[head.period.text if head.period else ""].add(head.name)
    settled: list[Settled] = []
    for head in named:
        is_figure = head.name in FIGURES or seen[_place(head)] > 1
        is_key = is_meant and is_figure
        rest = (*head.over, *((head.other,) if head.other and not is_key else ()))
        bare = replace(head, other=head.other if is_key else None, over=())
        if head.name not in FIGURES:
            settled.append(Settled(bare))
            continue
        over = Over(
            is_computed=beside[head.period.text if head.period else ""].issuperset(_PARTS),
            is_apart=seen[_place(head)] > 1,
            has_measure="unit_measure" in columns,
        )
        settled.append(_weigh(bare, rest, over))
    return settled


def _place(head: Head) -> tuple[str, str | None]:
    """Return what tells a figure from others but for its codes."""
    return head.name, head.period.text if head.period else None


def _any_plain_words(figures: Iterable[Head]) -> bool:
    """Whether any head over figures is a word that is no code."""
    texts = [head.other.text for head in figures if head.other is not None]
    return any(is_ornament(text) or measure_of(text) is not None for text in texts)


def _weigh(head: Head, rest: Iterable[Held], over: Over) -> Settled:
    """Weigh the texts over a figure that are no keys.

    A numerator is counted in things whatever the indicator's unit of measure; only a scale
    would change it. A rate beside its parts, or beside plan and result, is computed, not read.
    Where a column has the units of measure, no head can.
    """
    found = Settled(head)
    for part in rest:
        measure = measure_of(part.text)
        is_part = head.name in _PARTS
        if is_ornament(part.text) or (is_part and measure is not None and not is_scaled(measure)):
            continue
        is_computed = over.is_computed or (over.is_apart and is_rate(part.text))
        is_second = over.has_measure or found.measure is not None
        if measure is None or is_part or is_computed or is_second:
            return replace(found, unknown=part)
        found = replace(found, measure=Held(measure, part.address))
    return found
