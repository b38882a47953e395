"""Show an indicator in one row: figure against target, verdict, trend, change."""

from __future__ import annotations

from site_builder.model.pages import HeadlineRow
from site_builder.render.charts import make_spark
from site_builder.render.components import HeadlineView, LinkView
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
        figure=make_figure(scope, indicator, headline.latest),
        target=make_target(scope, indicator, row.target) if row.target else "",
        status=make_status(scope, assessment),
        sentence=make_sentence(scope, assessment) if assessment else "",
        change=make_change(scope, indicator, headline.latest, headline.previous),
        spark=make_spark(scope, row.spark),
    )
