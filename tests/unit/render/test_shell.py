"""What stands around every page."""

from dataclasses import replace

from site_builder.render.components import LinkView
from site_builder.render.scope import Scope
from site_builder.render.shell import make_shell


def test_navigation_has_the_sections_that_exist(scope):
    """The section of the page is the current one; sections without a page are left out."""
    assert make_shell(scope).sections == (
        LinkView("Tổng quan", "../index.html"),
        LinkView("Chỉ tiêu", "index.html", current=True),
        LinkView("Văn bản", "../van-ban/index.html"),
    )


def test_crumbs_lead_down_to_the_page(scope):
    """The page itself is named and leads nowhere."""
    assert [(c.text, c.href, c.current) for c in make_shell(scope).crumbs] == [
        ("Tổng quan", "../index.html", False),
        ("Chỉ tiêu", "index.html", False),
        ("Chỉ tiêu thử", "", True),
    ]


def test_switching_the_language_stays_in_the_edition(make_spec, context):
    """The same page where there is one, else the home page of that language."""
    home = Scope(make_spec(kind="home", id="", path="index.html"), context)

    assert [(code, it.href) for code, it in make_shell(home).languages] == [
        ("vi", "index.html"),
        ("en", "en/index.html"),
    ]


def test_both_notices_are_shown_once_each(scope):
    """The site's and the audience's."""
    assert make_shell(scope).notices == ("Số liệu minh họa.", "Chỉ dùng nội bộ.")


def test_the_edition_stands_only_where_it_is_asked_for(make_spec, context):
    """Other pages would change with every edition."""
    plain, marked = make_spec(), make_spec(shows_edition=True)

    assert make_shell(Scope(plain, context)).edition == ""
    assert make_shell(Scope(marked, context)).edition == "2026-11-23"


def test_one_language_needs_no_switch(make_spec, context):
    """A list of one would only be in the way."""
    site = replace(context.disclosed.site, languages=("vi",))
    alone = replace(context, disclosed=replace(context.disclosed, site=site))

    assert make_shell(Scope(make_spec(), alone)).languages == ()
