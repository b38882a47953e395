"""Calls in pages to what their readers may not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.diagnostics import facts_of
from site_builder.disclose import disclose
from site_builder.model.content import ContentLink


@pytest.fixture
def check(build):
    """Disclose one page with one call to the public; return its problems and the pages kept."""

    def run(call, *rows, drafts=False, **changes):
        pages = (build.page("trang", call), *changes.pop("pages", ()))
        dataset = build.dataset(*rows, pages=pages, **changes)
        checked = disclose(dataset, "public", drafts=drafts)
        return checked.problems, [page.key for page in checked.value.pages]

    return run


def describe(problem):
    facts = facts_of(problem)
    return (problem.rule.code, str(problem.location), facts["function"], facts["value"])


@pytest.mark.parametrize("function", ["value", "target", "status", "chart", "table"])
def test_a_hidden_indicator_is_an_error(build, check, function):
    """The call stands where its first argument stands, and the page is left out."""
    call = build.call(function, "CT", places=(("0", 8, 12),))

    problems, kept = check(call, indicators=(build.indicator(audience="internal"),))

    assert [describe(p) for p in problems] == [("SB401", "content/trang.md:8:12", function, "CT")]
    assert facts_of(problems[0])["audience"] == "public"
    assert kept == []


@pytest.mark.parametrize(
    ("options", "figure", "place"),
    [
        ({"unit": "a", "period": "2024"}, "CT · a · 2024", "8:30"),
        ({"unit": "a"}, "CT · a", "8:20"),
        ({"unit": "a", "period": "Tết"}, "CT · a", "8:20"),
        ({"unit": "b", "period": "2024"}, None, None),
        ({"unit": "c", "period": "2024"}, None, None),
        ({}, None, None),
    ],
)
def test_a_hidden_figure_is_an_error(build, check, options, figure, place):
    """A figure that exists for others only is an error; one that nobody has is not."""
    places = (("unit", 8, 20), ("period", 8, 30))
    call = build.call("value", "CT", places=places, **options)

    problems, _ = check(call, build.row("a", 5, audience="internal"), build.row("b", 6))

    expected = [("SB402", f"content/trang.md:{place}", "value", figure)] if figure else []
    assert [describe(p) for p in problems] == expected


def test_a_withheld_figure_is_no_error(build, check):
    """A figure that is too small is shown as withheld, so a page may ask for it."""
    call = build.call("value", "CT", unit="a", period="2024")

    problems, kept = check(call, build.row("a", 1), minimum=5)

    assert (problems, kept) == ((), ["trang"])


@pytest.mark.parametrize(("audience", "codes"), [("internal", ["SB403"]), ("public", [])])
def test_a_hidden_document_is_an_error(build, check, audience, codes):
    """Without the argument's place the call's own serves."""
    problems, _ = check(
        build.call("document", "X"), documents=(build.document("X", audience=audience),)
    )

    assert [p.rule.code for p in problems] == codes
    assert [str(p.location) for p in problems] == ["content/trang.md:7:4"] * len(codes)


@pytest.mark.parametrize(
    ("changes", "drafts", "codes"),
    [
        ({}, False, []),
        ({"audience": "internal"}, False, ["SB404"]),
        ({"draft": True}, False, ["SB405"]),
        ({"draft": True}, True, []),
        ({"draft": True, "audience": "internal"}, False, ["SB404"]),
    ],
)
def test_a_hidden_page_is_an_error(build, check, changes, drafts, codes):
    """A link leads to a page of this edition; a draft is one only in a draft."""
    problems, _ = check(
        build.call("page", "hd/x.md"), pages=(build.page("hd/x", **changes),), drafts=drafts
    )

    assert [p.rule.code for p in problems] == codes


def test_a_link_to_a_draft_is_the_same_problem_for_all_audiences(build):
    """It is told once, not once for each circle of readers."""
    pages = (build.page("trang", build.call("page", "x.md")), build.page("x", draft=True))
    dataset = build.dataset(pages=pages)

    public, internal = disclose(dataset, "public"), disclose(dataset, "internal")

    assert public.problems == internal.problems
    assert len(public.problems) == 1


def test_a_public_translation_makes_a_page_readable(build, check):
    """Translations share a key; one of them for these readers is enough to link to."""
    pages = (build.page("x", audience="internal"), build.page("x"))

    problems, kept = check(build.call("page", "x.md"), pages=pages)

    assert (problems, kept) == ((), ["trang", "x"])


def test_pages_are_not_checked_for_others(build):
    """An internal page may mention whatever internal readers may read."""
    hidden = build.indicator(audience="internal")
    dataset = build.dataset(
        indicators=(hidden,),
        pages=(build.page("noi-bo", build.call("target", "CT"), audience="internal"),),
    )

    public, internal = disclose(dataset, "public"), disclose(dataset, "internal")

    assert (public.problems, public.value.pages) == ((), ())
    assert (internal.problems, len(internal.value.pages)) == ((), 1)


def test_drafts_are_left_out(build):
    """Unless they are asked for."""
    dataset = build.dataset(pages=(build.page("x", draft=True),))

    assert disclose(dataset, "public").value.pages == ()
    assert len(disclose(dataset, "public", drafts=True).value.pages) == 1


@pytest.mark.parametrize("name", ["tasks", "value", "document", "page"])
def test_calls_without_a_name_are_let_through(build, check, name):
    """A list of tasks shows what its readers may read; incomplete calls were reported before."""
    assert check(build.call(name))[0] == ()


def link(key, line=9):
    return ContentLink(f"{key}.md", f"content/{key}.md", key, line=line, column=3)


def test_a_link_to_a_hidden_page_is_an_error(build):
    """It is told at its own place, and the page is left out; an open page may be linked to."""
    page = replace(build.page("trang"), links=(link("mo"), link("kin", 11)))
    pages = (page, build.page("mo"), build.page("kin", audience="internal"))

    checked = disclose(build.dataset(pages=pages), "public")

    assert [(p.rule.code, str(p.location), dict(facts_of(p))) for p in checked.problems] == [
        ("SB404", "content/trang.md:11:3", {"audience": "public", "value": "kin.md"})
    ]
    assert [page.key for page in checked.value.pages] == ["mo"]
    assert disclose(build.dataset(pages=pages), "internal").problems == ()


def test_a_link_to_a_draft_is_an_error_unless_drafts_are_built(build):
    """It is told without an audience: a draft is one for all of them."""
    pages = (replace(build.page("trang"), links=(link("nhap"),)), build.page("nhap", draft=True))

    published = disclose(build.dataset(pages=pages), "internal")
    drafted = disclose(build.dataset(pages=pages), "internal", drafts=True)

    assert [(p.rule.code, dict(facts_of(p))) for p in published.problems] == [
        ("SB405", {"value": "nhap.md"})
    ]
    assert drafted.problems == ()
