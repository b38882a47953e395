"""What a chart shows, before and after it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.period import Period

Scalar = str | float | bool | None


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """What an author or a page asks for; ``unit`` and ``period`` None mean the default."""

    kind: str
    indicator: str
    unit: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart, its numbers as a table and as a sentence, in one language.

    ``id`` is unique within its page and fit for an HTML id. ``datasets`` are the named
    data of the kind's Altair chart: (name, rows), values unrounded, texts in the page's
    language. ``height`` and ``left``, the left margin, are in CSS pixels, None for the kind's
    own. ``header`` and ``rows`` are the same numbers as readers see them; ``numeric`` says
    which columns are numbers. ``sources`` are document ids or free texts.
    """

    id: str
    kind: str
    language: str
    title: str
    sentence: str
    datasets: tuple[tuple[str, tuple[Mapping[str, Scalar], ...]], ...]
    header: tuple[str, ...] = ()
    numeric: tuple[bool, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    height: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart with its finished, accessible, safe SVG element, ready to stand in a page."""

    spec: ChartSpec
    svg: str
