"""The charts stage: chart specifications in, accessible SVG out.

``draw_charts`` is the stage; ``kinds`` holds the kinds of chart. The drawing itself runs as
steps over bytes, so that the effects may spread it over processes and keep its answers.
"""

from __future__ import annotations

from site_builder.charts.stage import draw_charts

__all__ = ["draw_charts"]
