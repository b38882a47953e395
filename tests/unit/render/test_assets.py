"""Hashed names of assets."""

import hashlib

from site_builder.diagnostics import Location, make_diagnostic
from site_builder.model.theme import Theme
from site_builder.render.assets import render_assets, style_names
from site_builder.render.rules import ASSET_MISSING


def make_theme(**assets: bytes) -> Theme:
    named = {path.replace("__", "/").replace("_", "."): content for path, content in assets.items()}
    return Theme("rieng", {}, {}, named)


def test_a_name_holds_the_digest_of_the_content():
    """Ten hexadecimal digits stand before the suffix; the folder stays."""
    digest = hashlib.sha256(b"font").hexdigest()[:10]

    made = render_assets(make_theme(fonts__a_woff2=b"font")).value

    assert made.names == {"fonts/a.woff2": f"fonts/a.{digest}.woff2"}


def test_a_style_refers_to_hashed_names():
    """The reference is exchanged before the style itself is named, so both change together."""
    first = render_assets(make_theme(a_css=b"x{y:url(fonts/f.woff2)}", fonts__f_woff2=b"1")).value
    second = render_assets(make_theme(a_css=b"x{y:url(fonts/f.woff2)}", fonts__f_woff2=b"2")).value

    style = next(f for f in first.files if f.path.endswith(".css"))
    assert style.content.decode() == f'x{{y:url("{first.names["fonts/f.woff2"]}")}}'
    assert first.names["a.css"] != second.names["a.css"]


def test_a_style_in_a_folder_climbs_out_of_it():
    """Addresses in a style are relative to the style's own folder."""
    made = render_assets(make_theme(css__a_css=b"x{y:url(../f.svg)}", f_svg=b"1")).value

    style = next(f for f in made.files if f.path.endswith(".css"))
    assert style.content.decode() == f'x{{y:url("../{made.names["f.svg"]}")}}'


def test_an_address_outside_is_left_alone():
    """Data addresses and anchors are not files of the theme."""
    style = b"x{y:url(data:image/svg+xml,z);w:url('#a')}"

    made = render_assets(make_theme(a_css=style))

    assert made.value.files[0].content == style
    assert made.problems == ()


def test_a_reference_to_nothing_is_reported_at_its_place():
    """The line and column are those of ``url(`` in the style."""
    made = render_assets(make_theme(a_css=b"x {\n  y: url(z.svg)\n}"))

    place = Location("themes/rieng/assets/a.css", 2, 6)
    assert made.problems == (make_diagnostic(ASSET_MISSING, place, value="z.svg"),)


def test_notes_and_licences_are_not_published():
    """Only kinds of file that a browser asks for leave the theme."""
    assert render_assets(make_theme(OFL_txt=b"licence")).value.files == ()


def test_styles_load_tokens_first():
    """A theme's own styles come last, so that they win."""
    names = {n: n for n in ("zz.css", "site.css", "aa.css", "tokens.css", "fonts/x.css")}

    assert style_names(names) == ("tokens.css", "site.css", "aa.css", "zz.css")
