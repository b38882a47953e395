"""One indicator: figure, verdict and why; the course of things; every unit; what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.indicator import Indicator
from site_builder.model.pages import IndicatorBody, PageSpec
from site_builder.model.portal import Assessment
from site_builder.render.charts import make_charts
from site_builder.render.comparisons import (
    make_comparable,
    make_reconciliations,
    territory_notes,
)
from site_builder.render.components import (
    Cell,
    ChangeView,
    ChartView,
    DueView,
    FigureView,
    LinkView,
    ProseView,
    Row,
    StatusView,
    TableView,
    WhyView,
)
from site_builder.render.definitions import make_definition
from site_builder.render.dues import INDICATOR, make_dues
from site_builder.render.figures import make_change, make_figure
from site_builder.render.prose import make_prose
from site_builder.render.rivals import count_rivals, make_rivals
from site_builder.render.scope import NONE, Scope
from site_builder.render.sources import make_sources
from site_builder.render.tables import (
    make_columns,
    make_matrix,
    make_revisions,
    make_series_table,
    make_unit_rows,
    without_empty_columns,
)
from site_builder.render.targets import make_target, make_validity
from site_builder.render.verdicts import make_sentence, make_status, make_why, target_of
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator, written out; None and empty where there is nothing to show."""

    title: str
    code: str
    unit: str
    figure: FigureView
    status: StatusView | None
    change: ChangeView | None
    whys: tuple[WhyView, ...]
    charts: tuple[ChartView, ...]
    targets: TableView | None
    definition: tuple[tuple[str, tuple[LinkView, ...]], ...]
    breaks: tuple[tuple[str, str], ...]
    series: TableView | None
    territory: tuple[str, ...]
    verdicts: TableView | None
    variants: TableView | None
    reconciliations: TableView | None
    comparable: TableView | None
    units: TableView | None
    matrix: TableView | None
    dues: tuple[DueView, ...]
    revisions: TableView | None
    prose: ProseView | None
    download: str
    is_empty: bool


def view_indicator(spec: PageSpec, context: RenderContext) -> IndicatorView:
    """Write out the page of one indicator."""
    body = expect(spec, IndicatorBody)
    scope = Scope(spec, context)
    indicator, headline, series = body.indicator, body.headline, body.series
    split = [s for s in body.all_series if s.figures]
    return IndicatorView(
        title=scope.text(indicator.title),
        code=indicator.code,
        unit=scope.unit_name(headline.unit) if headline.unit else "",
        figure=make_figure(scope, indicator, headline.latest),
        status=make_status(scope, headline.assessment),
        change=make_change(scope, indicator, headline.latest, headline.previous),
        whys=tuple(make_why(scope, a) for a in _newest(body)),
        charts=make_charts(scope, body.charts),
        targets=_targets(scope, indicator),
        definition=make_definition(scope, indicator),
        breaks=tuple((scope.period(b.period), scope.text(b.note)) for b in indicator.breaks),
        series=make_series_table(scope, indicator, series) if series and series.figures else None,
        territory=territory_notes(scope, series) if series else (),
        verdicts=_verdicts(scope, indicator, body.assessments),
        variants=make_rivals(scope, {indicator.code: indicator}, body.all_series, "unit"),
        reconciliations=make_reconciliations(scope, indicator, series),
        comparable=make_comparable(scope, indicator, body.all_series),
        units=_units(scope, body),
        matrix=make_matrix(scope, indicator, split) if len(split) > 1 else None,
        dues=make_dues(scope, body.dues, INDICATOR),
        revisions=make_revisions(scope, body.revisions) if body.revisions else None,
        prose=make_prose(scope, body.prose, top=3) if body.prose else None,
        download=scope.href("data"),
        is_empty=not any(s.known for s in body.all_series),
    )


def _units(scope: Scope, body: IndicatorBody) -> TableView | None:
    """Set every unit's newest figure; None where no unit has or owes one."""
    if not body.units:
        return None
    return make_unit_rows(scope, body.indicator, body.units, count_rivals(body.all_series, "unit"))


def _newest(body: IndicatorBody) -> tuple[Assessment, ...]:
    """Return the verdicts on the newest figure, or the one that says why there is none."""
    if body.headline.assessments:
        return body.headline.assessments
    return (body.headline.assessment,) if body.headline.assessment else ()


def _targets(scope: Scope, indicator: Indicator) -> TableView | None:
    """Set the targets with the time each one is in force and where it stands written."""
    if not indicator.targets:
        return None
    from_register = _target_rows(scope, indicator)
    keys = ("target", "in_force", "source", "note")
    return without_empty_columns(
        TableView(scope.word("table.targets"), make_columns(scope, keys), tuple(from_register))
    )


def _target_rows(scope: Scope, indicator: Indicator) -> Iterator[Row]:
    for target in indicator.targets:
        yield Row(
            (
                Cell(make_target(scope, indicator, target)),
                Cell(make_validity(scope, target.valid_from, target.valid_to) or NONE),
                Cell(links=make_sources(scope, (target.source,))),
                Cell(scope.text(target.note)),
            )
        )


def _verdicts(
    scope: Scope, indicator: Indicator, assessments: Sequence[Assessment]
) -> TableView | None:
    """Set the verdicts of all periods, the newest first, each with its reason."""
    if not assessments:
        return None
    ordered = sorted(assessments, key=lambda a: a.period.sort_key(), reverse=True)
    keys = ("period", "target", "status", "reason")
    return TableView(
        scope.word("table.verdicts", count=len(ordered)),
        make_columns(scope, keys),
        tuple(_verdict_row(scope, indicator, assessment) for assessment in ordered),
    )


def _verdict_row(scope: Scope, indicator: Indicator, assessment: Assessment) -> Row:
    target = target_of(indicator, assessment)
    return Row(
        (
            Cell(scope.period(assessment.period)),
            Cell(make_target(scope, indicator, target) if target else NONE),
            Cell(status=make_status(scope, assessment)),
            Cell(make_sentence(scope, assessment)),
        )
    )
