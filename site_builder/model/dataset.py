"""What the site's files say once they are checked, and what one audience may read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.diagnostics import Diagnostic, Location
from site_builder.model.content import ContentPage
from site_builder.model.indicator import Indicator
from site_builder.model.observation import Observations, RowCounts
from site_builder.model.registers import Document, Revision, Task
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.tables import RawTables, TableOptions
from site_builder.model.units import UnitRegister


@dataclass(frozen=True, slots=True)
class Configured:
    """What the YAML and Markdown files say, each decoded by itself.

    ``broken`` are codes of indicators whose files have errors: a reference to one is not
    reported again; without ``knows_all_codes`` no indicator can be said to be unknown.
    ``options`` are the sidecars of tables, by the table's path. ``places`` gives
    (line, column) of values in YAML files by (path, dotted key), as in
    ``("data/indicators/ct1.yaml", "targets.0.source")``, for messages only; what is not in
    it is reported at the file. ``files`` are those below ``content/`` that are not pages, by
    path.
    """

    site: SiteConfig
    indicators: Mapping[str, Indicator]
    pages: tuple[ContentPage, ...]
    options: Mapping[str, TableOptions]
    broken: frozenset[str] = frozenset()
    knows_all_codes: bool = True
    places: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """The site's files, read but not yet held against each other, with what was wrong in them."""

    configured: Configured
    tables: RawTables
    about_settings: tuple[Diagnostic, ...] = ()
    about_tables: tuple[Diagnostic, ...] = ()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All problems found so far."""
        return (*self.about_settings, *self.about_tables)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A figure that was reported but is not published until its row is put right.

    Each part is "" where the row does not say it rightly.
    """

    indicator: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row of observations that could not be accepted, as it stands in its file.

    ``place`` is its line or first cell; ``cells`` are (column, text) pairs in the file's
    order, the columns by the contract's names; a row of the wrong shape has its surplus under "".
    Cells with data on a person are emptied. ``mark`` names the row in a file of corrections;
    ``locale`` is how its file writes numbers. ``problems`` are those of the row that are listed.
    ``about`` says what it would have been about; ``audience`` who could have read it, internal
    where that is not clear.
    """

    place: Location
    mark: str
    cells: tuple[tuple[str, str], ...]
    locale: str | None
    problems: tuple[Diagnostic, ...]
    about: HeldBack
    audience: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that the site's files say, typed and checked against each other.

    Mappings are by id, in the order of the files; ``pages`` are sorted by path. ``files``
    are the contents of what pages and documents may attach, by path, sorted. ``rejected``
    are the rows of observations that were left out, in the order of the files.
    """

    site: SiteConfig
    units: UnitRegister
    indicators: Mapping[str, Indicator]
    observations: Observations
    tasks: tuple[Task, ...]
    documents: Mapping[str, Document]
    revisions: tuple[Revision, ...]
    pages: tuple[ContentPage, ...]
    counts: RowCounts = field(default_factory=RowCounts)
    files: Mapping[str, bytes] = field(default_factory=dict)
    rejected: tuple[RejectedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What one audience may read, and nothing else: only the disclose stage makes one.

    Every later stage takes this, so sums, verdicts, ranks and sentences rest only on it.
    ``suppressed`` counts the figures withheld because a count was too small. ``files`` are
    those that a page or document of this audience refers to; ``held_back`` the figures that
    this audience could read if their rows were right.
    """

    audience: AudienceConfig
    site: SiteConfig
    units: UnitRegister
    indicators: Mapping[str, Indicator]
    observations: Observations
    tasks: tuple[Task, ...]
    documents: Mapping[str, Document]
    revisions: tuple[Revision, ...]
    pages: tuple[ContentPage, ...]
    suppressed: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
    held_back: tuple[HeldBack, ...] = ()
