"""Texts with figures in them: what the embedded calls of a content page stand for."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.content import ContentPage
from site_builder.model.indicator import Target
from site_builder.model.portal import AssessedTask, Assessment, Figure, Series
from site_builder.model.registers import Document


@dataclass(frozen=True, slots=True)
class FigureInsert:
    """``value(…)``: a figure, or None where there is none."""

    indicator: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class TargetInsert:
    """``target(…)``: what the plan asks, or None where it asks nothing."""

    indicator: str
    target: Target | None


@dataclass(frozen=True, slots=True)
class StatusInsert:
    """``status(…)``: a verdict, or None where nothing was assessed."""

    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class ChartInsert:
    """``chart(…)``: the id of one of the page's charts, or None where there is no data."""

    chart: str | None


@dataclass(frozen=True, slots=True)
class TableInsert:
    """``table(…)``: all figures of an indicator, one series a row."""

    indicator: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class TasksInsert:
    """``tasks(…)``: the tasks of a group, or all."""

    tasks: tuple[AssessedTask, ...]


@dataclass(frozen=True, slots=True)
class DocumentInsert:
    """``document(…)``: a basis document."""

    document: Document


@dataclass(frozen=True, slots=True)
class PageInsert:
    """``page(…)``: a link to another content page, by its key."""

    key: str
    title: str


Insert = (
    FigureInsert
    | TargetInsert
    | StatusInsert
    | ChartInsert
    | TableInsert
    | TasksInsert
    | DocumentInsert
    | PageInsert
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A content page with what its calls stand for: ``inserts[i]`` replaces ``calls[i]``."""

    page: ContentPage
    inserts: tuple[Insert, ...] = ()
