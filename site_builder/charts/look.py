"""How every chart looks: one family of letters, colours by the theme's tokens, number forms.

Colours are CSS variables, so that one drawing serves the light theme, the dark one and
print. Nothing here is switched on process-wide: each kind passes these values along.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

FAMILY = "Portal Sans"
UNMEASURED = "unmeasured"
"""A family that no machine has, for the charts whose places do not hang on the widths of
texts: the renderer then skips measuring, which is two thirds of what a chart costs, and no
installed font can change a byte. Finished charts name ``FAMILY``."""

FONT_SIZE = 14
WIDTH = 640
"""Width of a whole chart in CSS pixels; drawn narrower than 512 px its texts fall below 11."""

INK = "var(--chart-ink)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
PAPER = "var(--chart-paper)"
TARGET = "var(--chart-target)"
BAR = "var(--chart-bar)"

DASH = (6, 4)
DOTS = (2, 3)

NUMBER_FORMS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
        "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫", ""]},
    }
)
"""d3-format knows no ``vi-VN``; numbers that Vega itself writes follow these."""


def number_form(language: str) -> dict[str, Any]:
    """Return the number form of a language; an unknown one gets the English form."""
    return dict(NUMBER_FORMS.get(language, NUMBER_FORMS["en"]))


def make_look(language: str, family: str = FAMILY) -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart in a language.

    A kind that leaves margins or labels to the renderer needs the real family, so that
    texts are measured as readers will see them.
    """
    return {
        "font": family,
        "aria": False,
        "background": "transparent",
        "locale": {"number": number_form(language)},
        "view": {"stroke": None},
        "text": {"font": family, "fontSize": FONT_SIZE, "fill": MUTED},
        "line": {"strokeWidth": 2, "stroke": INK},
        "point": {"opacity": 1},
        "bar": {"fill": BAR},
    }
