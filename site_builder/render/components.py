"""The view models that templates get: frozen, with every number already written out.

Templates hold loops and conditions only; whatever needs a decision is decided before. One
class per component macro in ``themes/base/templates/components/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A text that leads somewhere; ``href`` is "" where there is nowhere to go.

    ``label`` stands before it and says what it is; ``note`` explains it. Here and below,
    ``language`` is "" where a text is in the page's own.
    """

    text: str
    href: str = ""
    note: str = ""
    label: str = ""
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class StatusView:
    """A verdict or a state: ``name`` picks shape and hue, ``word`` says it."""

    name: str
    word: str


@dataclass(frozen=True, slots=True)
class HeldBackView:
    """Figures that were sent and wait to be put right; ``items`` say whose, ``more`` how many more.

    ``below`` counts those that sums of this page lack, ``forerunners`` those of units that
    passed into the page's own.
    """

    text: str
    items: tuple[LinkView, ...] = ()
    more: str = ""
    below: str = ""
    forerunners: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure, or the reason why there is none.

    ``state`` is ``value`` where ``text`` is a number, else the status (``missing``,
    ``nil``, ``suppressed`` …) or ``none`` where there is no row at all. ``marks`` qualify
    it (preliminary, summed from 3 of 12 units); ``counts`` is the pair behind a ratio.
    """

    text: str
    state: str
    measure: str = ""
    marks: tuple[str, ...] = ()
    counts: str = ""
    period: str = ""
    sources: tuple[LinkView, ...] = ()
    as_of: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """How far a figure moved: ``sense`` is ``better``, ``worse`` or ``same``."""

    text: str
    since: str
    sense: str


@dataclass(frozen=True, slots=True)
class WhyView:
    """The working behind a verdict: a sentence, then its numbers by name.

    ``rule`` is the method's name, with the name and version of its code as a note; it is
    not shown where ``is_ruled`` is false, for want of a target.
    """

    status: StatusView
    sentence: str
    target: str
    period: str
    numbers: tuple[tuple[str, str], ...]
    rule: LinkView
    is_ruled: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; whichever of its parts are set are shown, in this order.

    ``language`` is the text's, not the note's.
    """

    text: str = ""
    href: str = ""
    status: StatusView | None = None
    figure: FigureView | None = None
    change: ChangeView | None = None
    links: tuple[LinkView, ...] = ()
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; ``numeric`` ones stand to the right."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``anchor`` is its id, "" for none. ``muted`` rows are of the past."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: its caption says what it shows, the first cell of a row names the row.

    ``folded`` are the rows after these that are shown on demand only; ``fold_label`` says
    what they are.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    folded: tuple[Row, ...] = ()
    fold_label: str = ""

    @property
    def count(self) -> int:
        """How many rows there are, folded ones too."""
        return len(self.rows) + len(self.folded)

    @property
    def is_long(self) -> bool:
        """Whether the eye needs stripes to keep its row."""
        return len(self.rows) > 11  # noqa: PLR2004 # a dozen rows can be told apart unaided

    @property
    def is_wide(self) -> bool:
        """Whether so many columns may not fit a screen, so that the table scrolls by itself."""
        return len(self.columns) > 7  # noqa: PLR2004 # seven fit the page's full width


@dataclass(frozen=True, slots=True)
class EmptyView:
    """Nothing to show: what is missing, who owes it, what to do."""

    what: str
    who: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its numbers as a table, its sentence, and its sources."""

    anchor: str
    kind: str
    title: str
    sentence: str
    svg: Markup
    table: TableView
    sources: tuple[LinkView, ...]
    notes: tuple[str, ...]

    @property
    def is_tall(self) -> bool:
        """Whether it ranks so many units that no other chart can stand beside it."""
        return self.kind == "ranking" and len(self.table.rows) > 15  # noqa: PLR2004 # twice a trend


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """One indicator in one row.

    ``judged`` names the period of a verdict on an older figure, or says why there is no
    verdict at all.
    """

    code: str
    title: LinkView
    unit: str
    figure: FigureView
    target: str
    status: StatusView | None
    judged: str
    sentence: str
    change: ChangeView | None
    spark: Markup | None

    @property
    def is_plain(self) -> bool:
        """Whether the row is a figure only: no target, and so no verdict."""
        return not self.target


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task, for a list or for its own page."""

    number: str
    title: LinkView
    group: str
    status: StatusView
    lead: str
    cooperating: str
    start: str
    deadline: str
    progress: str
    result: str
    evidence: tuple[LinkView, ...]
    updated: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class DueView:
    """Figures that are owed for one period by one day: ``owner`` owes ``items``.

    Either the owner is a unit and the items are indicators, or the other way round.
    ``more`` says how many items are not named, "" where all are.
    """

    owner: LinkView
    items: tuple[LinkView, ...]
    period: str
    deadline: str
    state: StatusView
    more: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: either finished, safe HTML or a component to put there.

    ``kind`` is ``html``, or names the component (``figure``, ``text``, ``status``, ``link``,
    ``chart``, ``table``, ``tasks``, ``empty``); exactly that field is set.
    """

    kind: str
    html: Markup = field(default_factory=Markup)
    text: str = ""
    figure: FigureView | None = None
    status: StatusView | None = None
    link: LinkView | None = None
    chart: ChartView | None = None
    table: TableView | None = None
    tasks: tuple[TaskView, ...] = ()
    empty: EmptyView | None = None


@dataclass(frozen=True, slots=True)
class ProseView:
    """A text: its pieces in order; ``language`` is "" where it is the page's own."""

    pieces: tuple[Piece, ...]
    contents: tuple[LinkView, ...] = ()
    language: str = ""
    updated: str = ""
