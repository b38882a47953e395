"""The chart kinds that come with the generator, one per file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from site_builder.charts.kinds.progress import PROGRESS
from site_builder.charts.kinds.ranking import RANKING
from site_builder.charts.kinds.spark import SPARK
from site_builder.charts.kinds.trend import TREND
from site_builder.extension import ChartKind

CHARTS: Mapping[str, ChartKind] = MappingProxyType(
    {kind.name: kind for kind in (TREND, RANKING, PROGRESS, SPARK)}
)
"""By the name that authors write in ``chart(…, kind="trend")``."""
