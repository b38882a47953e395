"""The two slow steps of drawing, as functions over bytes: compile a kind, draw a chart.

Both run in processes whose only fonts are the theme's, and their answers may be kept: the
same bytes in give the same bytes out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.charts.look import number_form
from site_builder.charts.svg import Frame, Unfit, finish_svg
from site_builder.extension import Step

VEGA_LITE = "6.4"
"""The version that Altair writes."""

_LINKS = frozenset({"url", "href", "loader"})
"""Keys by which a specification could ask for something that is not in it."""


def compile_bytes(specification: bytes) -> bytes:
    """Turn a Vega-Lite specification into a Vega one, both as JSON."""
    import vl_convert  # noqa: PLC0415 # starts an engine: only in the processes that draw

    compiled = vl_convert.vegalite_to_vega(
        json.loads(specification), vl_version=VEGA_LITE, show_warnings=False
    )
    return json.dumps(compiled, sort_keys=True, ensure_ascii=False).encode()


def draw_bytes(order: bytes) -> bytes:
    """Draw one chart.

    Args:
        order: JSON with ``vega`` (specification over named data), ``datasets``, ``height``
            and ``left`` (pixels or null), ``language``, and ``id``, ``kind``, ``title``,
            ``sentence``.

    Returns:
        JSON: ``{"svg": …}``, or ``{"unfit": reason, "what": …}`` where the drawing must
        not be shipped.
    """
    asked = json.loads(order)
    vega: dict[str, Any] = asked["vega"]
    link = next(find_links(vega), None)
    if link is not None:
        return _answer(Unfit("forbidden", link))
    fill_data(vega, asked["datasets"])
    if asked["height"] is not None:
        vega["height"] = asked["height"]
    if asked["left"] is not None:
        _move_left_edge(vega, asked["left"])
    frame = Frame(asked["id"], asked["kind"], asked["title"], asked["sentence"])
    return _answer(finish_svg(_render(vega, asked["language"]), frame))


def _move_left_edge(vega: dict[str, Any], left: int) -> None:
    """Give the left margin another width; the whole chart stays as wide as it was."""
    vega["width"] -= left - vega["padding"]["left"]
    vega["padding"]["left"] = left


def _render(vega: dict[str, Any], language: str) -> str:
    import vl_convert  # noqa: PLC0415 # as in compile_bytes

    form = number_form(language)
    # An empty list of addresses: whatever slipped through loads nothing.
    return str(vl_convert.vega_to_svg(vega, allowed_base_urls=[], format_locale=form))


def _answer(drawn: str | Unfit) -> bytes:
    if isinstance(drawn, Unfit):
        answer = {"unfit": drawn.reason, "what": drawn.what}
    else:
        answer = {"svg": drawn}
    return json.dumps(answer, ensure_ascii=False, sort_keys=True).encode()


def fill_data(vega: dict[str, Any], datasets: Mapping[str, list[dict[str, Any]]]) -> None:
    """Put rows into the named data of a specification; what is not named stays as it is."""
    for data in vega["data"]:
        if data["name"] in datasets:
            data["values"] = datasets[data["name"]]


def find_links(value: Any) -> Iterator[str]:
    """Yield each place of a specification that refers to something outside it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _LINKS and isinstance(inner, (str, dict)):
                yield f"{key}: {str(inner)[:40]}"
            yield from find_links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from find_links(inner)


COMPILE = Step("chart-kind", 1, compile_bytes)
DRAW = Step("chart", 1, draw_bytes)
