"""What a form asks for: facts only, no words of one language and no cells yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Period
from site_builder.model.portal import Breakdown, Figure
from site_builder.model.registers import Document
from site_builder.model.text import Text
from site_builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """One figure that is asked for, with what is known already.

    ``before`` is the figure of the previous period, ``same_point`` that of the same point of
    the year before, ``present`` the one that was already reported for this very period; None
    where there is none. All of them are as reported, never sums.
    """

    indicator: Indicator
    unit: Unit
    breakdown: Breakdown
    before: Figure | None = None
    same_point: Figure | None = None
    present: Figure | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether a numerator and a denominator are asked for, not a value."""
        return self.indicator.kind is IndicatorKind.RATIO


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One workbook.

    ``unit`` is None in a form for all units. ``figures`` are in the order in which they are
    asked: by indicator, then unit, the total before its parts. ``documents`` are those that a
    figure may be taken from. ``language`` is the site's first one: it only names the file.
    """

    site: Text
    organisation: Text
    language: str
    period: Period
    unit: Unit | None
    figures: tuple[AskedFigure, ...]
    documents: tuple[Document, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked, each once, in their order."""
        return tuple({figure.indicator.code: figure.indicator for figure in self.figures}.values())

    def due_date(self, indicator: Indicator) -> date:
        """Return the last day on which a figure of this form is in time."""
        return self.period.end + timedelta(days=indicator.due_days)
