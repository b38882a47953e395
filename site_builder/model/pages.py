"""Pages as the plan decides them: an address, and the small values that a page shows.

Bodies carry domain values, not formatted text: ``render`` turns a body into a view model.
Names of units, indicators and documents are looked up in the registers of ``RenderContext``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.charts import ChartSpec
from site_builder.model.content import ContentPage
from site_builder.model.indicator import Indicator, Target
from site_builder.model.portal import (
    AssessedTask,
    Assessment,
    Due,
    Figure,
    Headline,
    Series,
    TaskStatus,
)
from site_builder.model.prose import Prose
from site_builder.model.registers import Document, Revision
from site_builder.model.reporting import ReportingRow, ReportingTable
from site_builder.model.units import Unit, UnitChange, UnitState


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One row of the home page or of a list of indicators.

    ``target`` is the one that ``headline.assessment`` is against, or the first that will
    apply; ``spark`` is the id of a chart of the page.
    """

    indicator: Indicator
    headline: Headline
    target: Target | None
    spark: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's newest figure of one indicator, with the verdict on it."""

    unit: Unit
    indicator: Indicator
    latest: Figure | None
    previous: Figure | None
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class HomeBody:
    """The first glance: targets, tasks by status, what is missing; then the home text."""

    rows: tuple[HeadlineRow, ...]
    task_counts: tuple[tuple[TaskStatus, int], ...]
    tasks: tuple[AssessedTask, ...]
    dues: tuple[Due, ...]
    prose: Prose | None
    guidance: tuple[ContentPage, ...]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class IndicatorBody:
    """One indicator: the headline unit's series and verdicts, then every unit's.

    ``charts`` are ids of the page's charts in the order they are shown.
    """

    indicator: Indicator
    headline: Headline
    series: Series | None
    assessments: tuple[Assessment, ...]
    units: tuple[UnitRow, ...]
    all_series: tuple[Series, ...]
    dues: tuple[Due, ...]
    revisions: tuple[Revision, ...]
    prose: Prose | None
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorsBody:
    """The list of indicators."""

    rows: tuple[HeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class UnitBody:
    """One unit: its indicators, what it owes, what it came from and what it became.

    ``reporting`` is what became of each indicator's figures that it owed, by code; empty
    where the readers may not know. ``state`` is where the unit stands on the day of the build;
    ``forerunners`` are the units that ended and passed into it, at first hand or later, where
    some figures are held back.
    """

    unit: Unit
    parents: tuple[Unit, ...]
    children: tuple[Unit, ...]
    rows: tuple[UnitRow, ...]
    series: tuple[Series, ...]
    dues: tuple[Due, ...]
    successors: tuple[UnitChange, ...]
    predecessors: tuple[UnitChange, ...]
    charts: tuple[str, ...] = ()
    reporting: tuple[tuple[str, ReportingRow], ...] = ()
    state: UnitState = UnitState.IN_FORCE
    forerunners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitsBody:
    """The register of units, those in force first; ``current`` are ids in force today.

    ``announced`` are those still to be formed.
    ``owed`` counts the figures that a unit owes; a unit that owes none is not in it.
    """

    units: tuple[Unit, ...]
    current: frozenset[str]
    changes: tuple[UnitChange, ...]
    owed: Mapping[str, int] = field(default_factory=dict)
    announced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TasksBody:
    """The tasks by group."""

    tasks: tuple[AssessedTask, ...]
    task_counts: tuple[tuple[TaskStatus, int], ...]


@dataclass(frozen=True, slots=True)
class TaskBody:
    """One task."""

    task: AssessedTask


@dataclass(frozen=True, slots=True)
class ProseBody:
    """A page of text; ``siblings`` are the pages of its section, in order."""

    prose: Prose
    siblings: tuple[ContentPage, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBody:
    """The contents of a section of text pages."""

    section: str
    pages: tuple[ContentPage, ...]
    prose: Prose | None = None


@dataclass(frozen=True, slots=True)
class DocumentsBody:
    """The register of basis documents; ``replaced_by`` maps an id to its successors' ids."""

    documents: tuple[Document, ...]
    replaced_by: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Download:
    """One data file offered to readers; ``path`` is relative to the edition.

    ``id`` is the indicator's code where the file is about one, else "".
    """

    path: str
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class DataBody:
    """The downloads: ``downloads`` are of the whole portal, ``indicators`` one each."""

    downloads: tuple[Download, ...]
    indicators: tuple[tuple[Indicator, Download], ...]


@dataclass(frozen=True, slots=True)
class ReportingBody:
    """The reporting status: counts of all indicators, or the one table with its units."""

    tables: tuple[ReportingTable, ...]


@dataclass(frozen=True, slots=True)
class ChangesBody:
    """The ledger of changed figures, newest first."""

    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class SearchBody:
    """The search page; without a script it is a list of all pages: (kind, title, path)."""

    entries: tuple[tuple[str, str, str], ...]


Body = (
    HomeBody
    | IndicatorBody
    | IndicatorsBody
    | UnitBody
    | UnitsBody
    | TasksBody
    | TaskBody
    | ProseBody
    | SectionBody
    | DocumentsBody
    | DataBody
    | ReportingBody
    | ChangesBody
    | SearchBody
)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of an edition, in one language.

    ``path`` is relative to the edition and final. ``kind`` is one of the contract's page
    kinds; ``id`` the code, unit, task or content key it is about, "" where there is but
    one. ``shows_edition`` marks the pages that carry the edition's id.
    """

    kind: str
    id: str
    language: str
    path: str
    title: str
    body: Body
    charts: tuple[ChartSpec, ...] = ()
    description: str = ""
    shows_edition: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the authors that the edition holds as it is.

    ``path`` is relative to the edition and final, ``source`` to the site's folder.
    """

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page, download and attachment with its final path; nothing later adds one.

    ``addresses`` maps (kind, id, language) to a page's path; a content key that has no
    page of its own (``index``, ``indicators/ct1``) stands under ``other`` with the path of
    the page that shows it. ``downloads`` are the files below ``api/`` that the edition holds.
    """

    pages: tuple[PageSpec, ...]
    addresses: Mapping[tuple[str, str, str], str]
    downloads: tuple[Download, ...]
    attachments: tuple[Attachment, ...] = ()
