"""The list of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import IndicatorsBody, PageSpec
from site_builder.render.components import HeadlineView
from site_builder.render.headlines import make_headline
from site_builder.render.scope import Scope
from site_builder.render.views.body import expect


@dataclass(frozen=True, slots=True)
class IndicatorsView:
    """The list of indicators, written out."""

    title: str
    rows: tuple[HeadlineView, ...]
    has_sparks: bool


def view_indicators(spec: PageSpec, context: RenderContext) -> IndicatorsView:
    """Write out the list of indicators."""
    scope = Scope(spec, context)
    rows = tuple(make_headline(scope, row) for row in expect(spec, IndicatorsBody).rows)
    return IndicatorsView(spec.title, rows, any(row.spark for row in rows))
