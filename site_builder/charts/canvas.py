"""The few things that every kind's drawing says to Altair in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from site_builder.charts.look import UNMEASURED, make_look

if TYPE_CHECKING:
    import altair as alt


def over(name: str) -> alt.Chart:
    """Start a layer over one of the chart's named datasets."""
    import altair as alt  # noqa: PLC0415 # a third of a second, only where charts are drawn

    return alt.Chart(alt.NamedData(name))


def free_scale() -> alt.Scale:
    """Return a scale that spans its data exactly: the datasets bring round ends."""
    import altair as alt  # noqa: PLC0415 # as in over

    return alt.Scale(nice=False, zero=False)


def compose(layers: Sequence[alt.Chart], language: str, **properties: Any) -> Mapping[str, Any]:
    """Lay layers over each other and write them down as Vega-Lite.

    Margins are fixed and no text has a width limit, so that texts need not be measured and
    the places of marks do not hang on the fonts of a machine.

    Args:
        layers: From the back to the front.
        language: Language of the number forms.
        properties: ``width``, ``height`` and ``padding`` of the chart.
    """
    import altair as alt  # noqa: PLC0415 # as in over

    chart = alt.layer(*layers).properties(autosize="none", **properties)
    return dict(chart.configure(**make_look(language, UNMEASURED)).to_dict())
