"""What readers would stumble over is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.check import CHECKS, check_site
from site_builder.check.encoding import MOST_BYTES
from site_builder.check.paths import is_safe
from site_builder.diagnostics import Location, Severity, facts_of
from site_builder.model.content import ContentLink, ContentPage
from site_builder.model.pages import Attachment, ProseBody
from site_builder.model.prose import Prose

GOOD = """<a href="b/muc.html#phan">x</a> <a href="#phan">y</a> <p id="phan"></p>
<a href="../editions.html">phiên bản</a> <a href="https://vi-du.vn/x">ngoài</a>
<a href="mailto:a@vi-du.vn">thư</a> <a href="?trang=2">trang sau</a>
<img src="../assets/anh.1.png" alt=""> <a href="api/v1/index.json">dữ liệu</a>
<a href="b/%C4%91.html">đ</a>
<svg role="img" aria-labelledby="t"><title id="t">x</title></svg> <svg aria-hidden="true"></svg>
<form action="b/muc.html"><label for="o">Ô</label><input id="o"></form>"""


def test_a_good_site_has_no_problems(check):
    """Links to files, anchors, assets, editions and the world outside all pass."""
    problems = check(
        {"index.html": GOOD, "b/muc.html": '<p id="phan">', "b/đ.html": ""},
        files={"api/v1/index.json": "{}"},
        assets={
            "anh.1.png": "",
            "site.2.css": "/* url(x) */ a{src:url(fonts/p.3.woff2)} b{fill:url(#m)}",
            "fonts/p.3.woff2": "",
        },
    )

    assert problems == ()


@pytest.mark.parametrize(
    ("body", "code", "value"),
    [
        ('<a href="khong-co.html">', "SB801", "khong-co.html"),
        ('<a href="../../ngoai.html">', "SB801", "../../ngoai.html"),
        ('<a href="trang.html#khong-co">', "SB802", "trang.html#khong-co"),
        ('<a href="#khong-co">', "SB802", "#khong-co"),
        ('<svg aria-hidden="true"><use href="#khong-co"/></svg>', "SB802", "#khong-co"),
        ('<a href="/a/trang.html">', "SB803", "/a/trang.html"),
        ('<a href="../a/">', "SB803", "../a/"),
        ('<a href="..">', "SB803", ".."),
        ('<a href="">', "SB803", ""),
        ('<a href="javascript:alert(1)">', "SB804", "javascript:alert(1)"),
        ('<a href="&#106;avascript:x">', "SB804", "javascript:x"),
        ('<a href="data:text/html,x">', "SB804", "data:text/html,x"),
        ('<img src="https://x.vn/a.png" alt="">', "SB805", "https://x.vn/a.png"),
        ('<script src="//x.vn/a.js"></script>', "SB805", "//x.vn/a.js"),
        ('<img srcset="a/trang.html 1x, http://x.vn/a 2x" alt="">', "SB805", "http://x.vn/a"),
        ('<link rel="stylesheet" href="https://x.vn/a.css">', "SB805", "https://x.vn/a.css"),
        ('<iframe src="https://x.vn"></iframe>', "SB805", "https://x.vn"),
        ('<img src="/anh.png" alt="">', "SB805", "/anh.png"),
        ('<img src="anh.png" alt="">', "SB806", "anh.png"),
        ('<p id="x"></p><p id="x"></p>', "SB807", "x"),
        ('<label for="x"></label>', "SB808", "x"),
        ('<p style="color:red">', "SB813", "style="),
        ('<p onclick="x()">', "SB813", "onclick="),
        ("<script>x()</script>", "SB813", "<script>"),
        ("<style>p{}</style>", "SB813", "<style>"),
    ],
)
def test_a_fault_in_a_page_is_found_at_its_line(check, body: str, code: str, value: str):
    """Each fault has its code, the line in the artifact, and what stood there."""
    problems = check({"a/trang.html": f"<p>\n{body}"})

    found = next(p for p in problems if p.rule.code == code)
    assert found.location == Location("a/trang.html", 6)
    assert facts_of(found)["value"] == value
    assert found.is_error


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<img src="#x">', ["SB812"]),
        ("<svg><path/></svg>", ["SB812"]),
        ('<svg role="img"></svg>', ["SB812"]),
        ("<h1>Hai</h1>", ["SB809"]),
    ],
)
def test_a_page_must_say_what_it_is(codes_of, body: str, codes: list[str]):
    """Pictures without words, a second main heading."""
    assert codes_of(body) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<html><title>x</title><h1>x</h1>", ["SB810"]),
        ('<html lang="vi"><title> </title><h1>x</h1>', ["SB811"]),
        ('<html lang="vi"><title>x</title>', ["SB809"]),
    ],
)
def test_a_page_has_a_language_a_title_and_a_heading(check, text: str, codes: list[str]):
    """The three things announced before anything else."""
    assert [p.rule.code for p in check({}, files={"x.html": text})] == codes


def test_a_meta_refresh_is_a_link(check):
    """A page that sends readers on sends them to a file that is there."""
    text = '<html lang="vi"><title>x</title><meta http-equiv="refresh" content="0; url=y.html"><h1>'

    assert [p.rule.code for p in check({}, files={"x.html": text})] == ["SB801"]


def test_styles_are_followed_too(check):
    """A font or picture of a style sheet is fetched like one of a page."""
    style = "a{}\nb{background:url('https://x.vn/a.png')}\n@import 'khong-co.css';"

    problems = check({}, assets={"site.css": style})

    assert [(p.rule.code, p.location, facts_of(p)["value"]) for p in problems] == [
        ("SB805", Location("assets/site.css", 2), "https://x.vn/a.png"),
        ("SB806", Location("assets/site.css", 3), "khong-co.css"),
    ]


def test_paths_that_differ_in_capitals_collide(check):
    """On Windows one would overwrite the other."""
    problems = check({"CT1.html": "", "ct1.html": ""})

    assert [(p.rule.code, p.location.path) for p in problems] == [("SB814", "ct1.html")]


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("chi-tieu/ct1.html", True),
        ("chi-tieu/tỷ-lệ.html", True),
        ("a/con.html", False),
        ("a/NUL", False),
        ("a/console.html", True),
        ("a/hỏi?.html", False),
        ("a/b:c.html", False),
        ("a/b .html", True),
        ("a/b. /c.html", False),
        ("a//b.html", False),
        ("../b.html", False),
        ("a/" + "b" * 180, False),
        ("a/e\u0323.html", False),
    ],
)
def test_a_path_works_everywhere_or_is_refused(path: str, safe: bool):
    """Reserved names, forbidden signs, ends that Windows drops, lengths, decomposed letters."""
    assert is_safe(path) is safe


def test_every_planned_page_is_made(make_site):
    """A page of the plan without a file is reported."""
    site = make_site({"index.html": "", "b.html": ""})
    lacking = type(site)(site.plan, site.artifacts[:1], ())

    problems = check_site(lacking, CHECKS)

    assert [(p.rule.code, p.location) for p in problems] == [("SB816", Location("b.html"))]


@pytest.mark.parametrize("content", [b"\xd1\x90\xff", "hỏng \ufffd".encode()])
def test_text_is_utf8(check, content: bytes):
    """Bytes of another encoding, and the sign that one was read wrongly before."""
    problems = check({}, files={"api/x.csv": content})

    assert [(p.rule.code, p.location) for p in problems] == [("SB817", Location("api/x.csv"))]


def test_a_heavy_page_is_a_warning(check):
    """It is published all the same."""
    (problem,) = check({"index.html": "x" * MOST_BYTES})

    assert (problem.rule.code, problem.rule.severity) == ("SB818", Severity.WARNING)
    assert facts_of(problem) == {"size": 500, "most": 500}


def test_problems_come_by_place(check):
    """All of them, sorted, each once."""
    problems = check({"b.html": '<a href="x.html">', "a.html": '<p style="">\n<a href="x.html">'})

    assert [(str(p.location), p.rule.code) for p in problems] == [
        ("a.html:5", "SB813"),
        ("a.html:6", "SB801"),
        ("b.html:5", "SB801"),
    ]


def test_a_path_that_works_nowhere_is_reported(make_site):
    """The rule of paths is applied to every artifact."""
    problems = check_site(make_site({"a/nul.html": ""}), CHECKS)

    assert [(p.rule.code, p.location) for p in problems] == [("SB815", Location("a/nul.html"))]


def test_a_dead_link_is_told_where_it_was_written(make_site):
    """The author finds each place in the Markdown, once for all languages of the page."""
    text = "Xem [một](mat.html).\n\n[hai](mat.html), [mat.html](co.html)\n"
    page = ContentPage("content/x.md", "x", "vi", "Trang", text, 5)
    link = '<p><a href="mat.html">một</a>, <a href="khac.html">khác</a></p>'
    site = make_site({"x.html": link, "en/x.html": link})
    specs = tuple(replace(spec, body=ProseBody(Prose(page))) for spec in site.plan.pages)

    problems = check_site(replace(site, plan=replace(site.plan, pages=specs)), CHECKS)

    assert sorted({str(p.location) for p in problems if facts_of(p)["value"] == "mat.html"}) == [
        "content/x.md:5:11",
        "content/x.md:7:7",
    ]
    assert sorted({str(p.location) for p in problems if facts_of(p)["value"] == "khac.html"}) == [
        "en/x.html:5",
        "x.html:5",
    ]


def test_a_dead_anchor_of_a_content_file_is_told_as_it_was_written(make_site):
    """Pages in two languages give it two addresses; its author wrote one, and hears of one."""
    link = ContentLink("y.md#cu", "content/y.md", "y", "cu", line=7, column=3)
    page = ContentPage("content/x.md", "x", "vi", "Trang", "", 5, links=(link,))
    site = make_site(
        {"x.html": '<a href="y.html#cu">', "en/x.html": '<a href="../y.html#cu">', "y.html": ""}
    )
    specs = tuple(replace(spec, body=ProseBody(Prose(page))) for spec in site.plan.pages)
    plan = replace(site.plan, pages=specs, addresses={("other", "y", "vi"): "y.html"})

    (problem,) = check_site(replace(site, plan=plan), {"links": CHECKS["links"]})

    assert (problem.rule.code, problem.location) == ("SB802", Location("content/x.md", 7, 3))
    assert facts_of(problem)["value"] == "y.md#cu"


def test_attachments_are_passed_on_as_they_are(make_site):
    """An author's table in an old encoding is no text of ours; one that was not made is missed."""
    site = make_site({"x.html": '<a href="tep/a.csv">'}, files={"tep/a.csv": b"\xff"})
    attachments = (
        Attachment("tep/a.csv", "content/a.csv"),
        Attachment("tep/b.csv", "content/b.csv"),
    )

    problems = check_site(replace(site, plan=replace(site.plan, attachments=attachments)), CHECKS)

    assert [(p.rule.code, p.location) for p in problems] == [("SB816", Location("tep/b.csv"))]
