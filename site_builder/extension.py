"""The shapes of the five kinds of extension: readers, methods, charts, pages, checks.

Stages receive tables of these as arguments and know nothing of where they came from.
``kinds.py`` fills the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from site_builder.diagnostics import Checked, Diagnostic
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.charts import ChartRequest, ChartSpec, DrawnChart
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, Target
from site_builder.model.pages import PageSpec, SitePlan
from site_builder.model.period import Period
from site_builder.model.portal import Figure, Portal, Verdict
from site_builder.model.tables import RawTable, TableOptions
from site_builder.wording import Wording

Reader = Callable[[str, bytes, TableOptions], Checked[tuple[RawTable, ...]]]
"""(path, bytes, sidecar options) → the tables in the file; keyed by suffix (``.csv``)."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a method judges: one unit's series up to one period, against one target.

    ``figures`` are those with a value, oldest first, the last one being of ``period``;
    those before a break in the series are left out. ``today`` is the day of the build.
    """

    indicator: Indicator
    target: Target | None
    period: Period
    figures: tuple[Figure, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Method:
    """An assessment method. ``rule`` is its name and version, as published (``linear/1``).

    ``needs_target`` is false for a method that can judge without one.
    """

    rule: str
    assess: Callable[[Case], Verdict]
    needs_target: bool = True


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart.

    ``prepare`` picks the numbers out of a portal (None: nothing to show); ``draw`` makes
    the one Altair chart of the kind as a Vega-Lite specification over named, empty data,
    for a language. ``datasets`` are the names of its data.
    """

    name: str
    prepare: Callable[[Portal, ChartRequest, Wording], ChartSpec | None]
    draw: Callable[[str], Mapping[str, Any]]
    datasets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a page kind plans from, for one language."""

    portal: Portal
    wording: Wording
    charts: Mapping[str, ChartKind]

    @property
    def language(self) -> str:
        """The language planned for."""
        return self.wording.language


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the view of any page may look up: names, words, addresses. Never a series.

    ``attachments`` maps an author's file, by its path in the site's folder, to where the
    edition holds it.
    """

    disclosed: Disclosed
    wording: Wording
    addresses: Mapping[tuple[str, str, str], str]
    charts: Mapping[tuple[str, str], DrawnChart]
    assets: Mapping[str, str]
    as_of: date | None
    edition: str
    generator: str
    attachments: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.wording.language


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: what pages there are, what each shows, and the template it fills.

    ``view`` returns a frozen view model whose fields are formatted text.
    """

    name: str
    plan: Callable[[PlanContext], tuple[PageSpec, ...]]
    view: Callable[[PageSpec, RenderContext], object]
    template: str


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """A whole edition before it is published, for the checks."""

    plan: SitePlan
    artifacts: tuple[Artifact, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A slow pure function over bytes that may run in another process or come from a cache.

    ``function`` is a module-level function; ``version`` is raised whenever its answer to
    the same bytes changes.
    """

    name: str
    version: int
    function: Callable[[bytes], bytes]


Runner = Callable[[Step, Sequence[bytes]], Sequence[bytes]]
"""Answers a step for each input, in order: how (cache, processes) is the effects' affair."""


Check = Callable[[FinishedSite], tuple[Diagnostic, ...]]
"""Looks at the finished files and says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """One table per extension point, by the name that authors write."""

    readers: Mapping[str, Reader]
    methods: Mapping[str, Method]
    charts: Mapping[str, ChartKind]
    pages: Mapping[str, PageKind]
    checks: Mapping[str, Check]
