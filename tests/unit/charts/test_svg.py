"""The finishing of an SVG: what stays, what goes, what is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from site_builder.charts.svg import Frame, Unfit, finish_svg

FRAME = Frame("trend-ct1", "trend", "Tỷ lệ <thử>", "Tăng & giảm.")
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="9" height="9" viewBox="0 0 9 9">'
)


def _finish(inner: str):
    return finish_svg(f'{HEAD}<g class="mark-path role-mark">{inner}</g></svg>', FRAME)


def test_the_root_is_one_image_with_a_name_and_a_description():
    """Screen readers hear the title and the sentence of the page's language, nothing else."""
    svg = _finish('<path d="M0,0L1,1" aria-label="z" aria-roledescription="x" role="y"/>')

    root = ET.fromstring(svg)  # noqa: S314 # made by this very test
    assert root.attrib == {
        "width": "9",
        "height": "9",
        "viewBox": "0 0 9 9",
        "class": "chart chart--trend",
        "role": "img",
        "aria-labelledby": "trend-ct1-svg-title trend-ct1-svg-desc",
        "focusable": "false",
        "font-family": "Portal Sans, sans-serif",
    }
    assert [(e.tag, e.text, e.get("id")) for e in root[:2]] == [
        ("title", "Tỷ lệ <thử>", "trend-ct1-svg-title"),
        ("desc", "Tăng & giảm.", "trend-ct1-svg-desc"),
    ]
    assert root[2].attrib == {"d": "M0,0L1,1"}


def test_ids_are_numbered_from_the_chart_and_followed():
    """The renderer counts over the life of a process; a chart's ids come from its own."""
    svg = _finish(
        '<defs><clipPath id="clip17"><rect width="1" height="1"/></clipPath></defs>'
        '<path d="M0,0L1,1" clip-path="url(#clip17)"/>'
    )

    assert 'id="trend-ct1-part1"' in svg
    assert 'clip-path="url(#trend-ct1-part1)"' in svg
    assert "clip17" not in svg


def test_coordinates_are_rounded_to_hundredths():
    """A hundredth of a pixel cannot be seen, sixteen digits can be weighed."""
    svg = _finish('<path transform="translate(93.33333333,-0.0001)" d="M0,173.284L1.5,2"/>')

    assert 'transform="translate(93.33,0)" d="M0,173.28L1.5,2"' in svg


def test_colours_stay_tokens():
    """The theme decides what ink and paper are."""
    svg = _finish('<path d="M0,0L1,1" fill="none" stroke="var(--chart-ink)"/>')

    assert 'stroke="var(--chart-ink)"' in svg


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>1</script>", "<script>"),
        ('<image href="https://x.vn/a.png"/>', "<image>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<path d="M0,0" style="fill:red"/>', "<path style='fill:red'>"),
        ('<path d="M0,0" onclick="x()"/>', "<path onclick='x()'>"),
        ('<path d="M0,0" fill="url(https://x.vn/a)"/>', "<path fill='url(https://x.vn/a)'>"),
        ('<path d="M0,0" clip-path="url(a.svg#b)"/>', "<path clip-path='url(a.svg#b)'>"),
        ('<a href="x"><path d="M0,0"/></a>', "<a>"),
    ],
)
def test_what_is_not_on_the_list_is_refused(inner: str, what: str):
    """Scripts, links, images, styles: named, and the drawing is not shipped."""
    assert _finish(inner) == Unfit("forbidden", what)


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<g><g/></g>",
        '<path d="" />',
        '<text x="1">chữ</text>',
        '</g><path class="background" d="M0,0h9v9h-9Z"/><g>',
        '</g><g class="role-axis-tick"><line x2="9"/></g><g>',
        '<path display="none" d="M0,0L1,1"/>',
    ],
)
def test_a_drawing_without_a_mark_is_empty(inner: str):
    """Frames, axes, hidden paths and lonely texts are no chart."""
    assert _finish(inner) == Unfit("empty")


def test_a_place_that_is_no_number_is_refused():
    """The renderer writes NaN where a scale could not answer."""
    assert _finish('<path d="M0,NaNL1,1"/>') == Unfit("not_finite", "M0,NaNL1,1")
