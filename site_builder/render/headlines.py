"""Show an indicator in one row: figure against target, verdict, trend, change."""

from __future__ import annotations

from site_builder.model.indicator import IndicatorKind
from site_builder.model.pages import HeadlineRow
from site_builder.render.charts import make_spark
from site_builder.render.components import FigureView, HeadlineView, LinkView
from site_builder.render.figures import make_change, make_figure
from site_builder.render.scope import Scope
from site_builder.render.targets import make_target
from site_builder.render.verdicts import make_sentence, make_status


def make_headline(scope: Scope, row: HeadlineRow) -> HeadlineView:
    """Make one row of the home page or of the list of indicators."""
    indicator, headline = row.indicator, row.headline
    assessment = headline.assessment
    return HeadlineView(
        code=indicator.code,
        title=LinkView(scope.text(indicator.title), scope.href("indicator", indicator.code)),
        unit=scope.unit_name(headline.unit) if headline.unit else "",
        figure=_figure(scope, row),
        target=make_target(scope, indicator, row.target) if row.target else "",
        status=make_status(scope, assessment),
        judged=_judged(scope, row),
        sentence=make_sentence(scope, assessment) if assessment else "",
        change=make_change(scope, indicator, headline.latest, headline.previous),
        spark=make_spark(scope, row.spark),
    )


def _figure(scope: Scope, row: HeadlineRow) -> FigureView:
    """Write the newest figure; a distribution has none, only those of its categories."""
    if row.headline.latest is None and row.indicator.kind is IndicatorKind.DISTRIBUTION:
        return FigureView(scope.word("figure.by_category"), "by_category")
    return make_figure(scope, row.indicator, row.headline.latest, brief=True)


def _judged(scope: Scope, row: HeadlineRow) -> str:
    """Say which period a verdict is about where that is not the newest figure's, or why none."""
    assessment, latest = row.headline.assessment, row.headline.latest
    if latest is None:
        return scope.word("headline.no_figure")
    if assessment is None:
        return scope.word("headline.not_judged" if row.target else "target.none")
    if assessment.period == latest.period:
        return ""
    return scope.word("headline.judged", period=scope.period(assessment.period))
