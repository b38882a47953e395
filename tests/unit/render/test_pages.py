"""Pages from templates and views."""

from dataclasses import dataclass, replace

import pytest

from site_builder.diagnostics import Location, make_diagnostic
from site_builder.extension import PageKind
from site_builder.model.pages import SitePlan
from site_builder.model.theme import Theme
from site_builder.render.assets import Assets
from site_builder.render.pages import render_pages
from site_builder.render.rules import (
    TEMPLATE_FAILED,
    TEMPLATE_MISSING,
    TEMPLATE_SYNTAX,
    WORD_MISSING,
)

NOTHING = Assets((), {})


@dataclass(frozen=True)
class Shown:
    title: str


def view(spec, context):
    del context
    return Shown(spec.title)


KINDS = {"indicator": PageKind("indicator", lambda _: (), view, "x.html")}


@pytest.fixture
def render(make_spec, portal, base_theme):
    """Render one page with a template text in place of the indicator's, or with more of them."""

    def render(text, edition="1", **templates):
        texts = {
            **base_theme.templates,
            **({"x.html": text, "rieng/x.html": text} if text is not None else {}),
            **templates,
        }
        theme = Theme("rieng", texts, base_theme.wording, {})
        plan = SitePlan((make_spec(),), {}, ())
        return render_pages(plan, portal, {}, NOTHING, theme, KINDS, edition, "g 1")

    return render


def test_a_page_is_its_filled_template(render):
    """Values are escaped; the path is the specification's."""
    (page,) = render("<h1>{{ page.title }} {{ '<' }}</h1>").value

    assert (page.path, page.content.decode()) == (
        "chi-tieu/ct1.html",
        "<h1>Chỉ tiêu thử &lt;</h1>",
    )


def test_a_page_does_not_know_its_edition(render):
    """Only pages whose specification says so carry the edition's id."""
    text = "{% extends 'page.html' %}"

    assert render(text, edition="1").value == render(text, edition="2").value


@pytest.mark.parametrize(
    ("text", "rule", "line", "value"),
    [
        (None, TEMPLATE_MISSING, None, "x.html"),
        ("\n{% if %}", TEMPLATE_SYNTAX, 2, "Expected an expression, got 'end of statement block'"),
        ("a\nb\n{{ page.titel }}", TEMPLATE_FAILED, 3, "Shown has no attribute 'titel'"),
        ("a\n{{ t('x.y') }}", WORD_MISSING, 2, "x.y (vi)"),
    ],
)
def test_a_broken_template_is_shown_at_its_line(render, text, rule, line, value):
    """The page is left out and the theme's file is named."""
    made = render(text)

    (problem,) = made.problems
    assert made.value == ()
    assert (problem.rule, problem.location) == (
        rule,
        Location("themes/rieng/templates/x.html", line),
    )
    assert dict(problem.facts)["value"] == value


def test_a_broken_parent_is_named_as_itself(render):
    """The innermost template that the error passed through is the one to mend."""
    parent = "{{ page.nothing }}"
    made = render("{% include 'y.html' %}", **{"y.html": parent, "base/y.html": parent})

    assert [p.location for p in made.problems] == [Location("themes/base/templates/y.html", 1)]


def test_a_broken_root_template_stops_the_build_too(render):
    """What a web root needs is tried before anything is published."""
    broken = {"404.html": "{{ page.nothing }}", "rieng/404.html": "{{ page.nothing }}"}

    made = render("x", **broken)

    assert [p.location for p in made.problems] == [Location("themes/rieng/templates/404.html", 1)]


def test_a_missing_word_of_a_view_is_the_catalogue_s(make_spec, portal, base_theme):
    """Where no template is at fault the folder of the language is named."""
    theme = replace(base_theme, templates={**base_theme.templates, "x.html": "x"})

    def wordless(spec, context):
        del spec
        context.wording("no.such")

    kinds = {"indicator": PageKind("indicator", lambda _: (), wordless, "x.html")}
    plan = SitePlan((make_spec(),), {}, ())
    made = render_pages(plan, portal, {}, NOTHING, theme, kinds, "1", "g 1")

    place = Location("themes/base/wording/vi")
    assert made.problems == (make_diagnostic(WORD_MISSING, place, value="no.such (vi)"),)
